"""Pairs: keys that sort by sound and name their characters."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import fold, to_codes
from index.text.pairs import char_keys, chars_of, pair_keys, sound_ranges
from index.text.sound import CLASS_BITS, class_names, class_table, fold_syllable
from index.text.squeeze import squeeze


def key(pair: str) -> int:
    return int(pair_keys(to_codes(pair))[0])


def sound(pair: str) -> int:
    return key(pair) >> 42


def test_what_sounds_alike_shares_its_first_bits() -> None:
    assert sound("备材") == sound("被裁")
    assert sound("土林") == sound("图灵")
    assert sound("黑核") == sound("黑盒")
    assert sound("币源") != sound("开源")


def test_different_characters_are_different_terms() -> None:
    assert key("备材") != key("被裁")


def test_letters_are_classes_of_their_own() -> None:
    assert len({sound(f"{letter}a") for letter in "abcdefghijklmnopqrstuvwxyz0123456789"}) == 36


def test_classes_fit_their_bits_below_characters_by_themselves() -> None:
    assert len(class_names()) < (1 << CLASS_BITS) - 1


def test_input_method_classes() -> None:
    assert {fold_syllable(one) for one in ("zhuang", "zuang")} == {"zuan"}
    assert fold_syllable("ning") == fold_syllable("lin")
    assert fold_syllable("shen") == fold_syllable("seng")
    assert fold_syllable("n") == "n"
    assert fold_syllable("dong") == "dong"


@given(st.text(min_size=1))
def test_every_two_neighbours_are_a_pair_that_names_them(text: str) -> None:
    solid = squeeze(fold(text))
    first, second = chars_of(pair_keys(to_codes(solid)))
    named = zip(first.tolist(), second.tolist(), strict=True)
    assert list(named) == list(pairwise(map(ord, solid)))


@given(st.text(min_size=1))
def test_a_character_by_itself_sorts_after_every_pair(text: str) -> None:
    solid = to_codes(squeeze(fold(text)))
    alone = char_keys(solid).tolist()
    assert len(set(alone)) == len(set(solid.tolist()))
    assert not alone or max(pair_keys(solid).tolist(), default=0) < min(alone)


def test_a_range_holds_the_pairs_of_two_sounds() -> None:
    first, second = (np.array([class_table()[ord(char)]], np.int64) for char in "被裁")
    ((low, high),) = sound_ranges(first, np.stack((second, second + 1), axis=1)).tolist()
    assert low <= key("备材") < high
    assert not low <= key("开源") < high
