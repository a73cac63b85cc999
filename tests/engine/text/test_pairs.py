"""Pairs: keys that sort by sound and name their characters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import fold, to_codes
from index.text.pairs import (
    chars_of,
    from_term,
    lone_keys,
    marked_keys,
    pair_keys,
    pairs_of,
    ranges_beginning,
    sound_range,
    to_term,
)
from index.text.sound import CLASS_BITS, class_names, class_table, fold_syllable
from index.text.squeeze import squeeze
from index.text.traits import HIDDEN, is_mark


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


def test_classes_fit_their_bits_below_the_marks() -> None:
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


@given(st.text(min_size=2))
def test_pairs_come_first_then_what_nothing_follows_then_pairs_with_marks(text: str) -> None:
    codes = to_codes(fold(text))
    pairs, lone, marked = pair_keys(codes), lone_keys(codes), marked_keys(codes[:-1], codes[1:])
    assert pairs.max() < lone.min() and (HIDDEN in text or lone.max() < marked.min())
    assert len(set(lone.tolist())) == len(set(codes.tolist()))
    assert len(set(marked.tolist())) == len(set(zip(codes[:-1].tolist(), codes[1:].tolist(), strict=True)))


@given(st.characters(), st.lists(st.characters(), min_size=1))
def test_all_that_begins_with_a_character_lies_in_its_ranges(char: str, others: list[str]) -> None:
    first, second = to_codes(char * len(others)), to_codes("".join(others))
    keys = [*lone_keys(first[:1]).tolist()]
    keys += (marked_keys if is_mark(char) else pairs_of)(first, second).tolist()
    ranges = ranges_beginning(ord(char))
    assert sorted(ranges) == ranges
    assert all(any(low <= key < high for low, high in ranges) for key in keys)


def test_a_range_holds_the_pairs_of_two_sounds() -> None:
    first, second = (int(class_table()[ord(char)]) for char in "被裁")
    low, high = sound_range(first, second)
    assert low <= key("备材") < high
    assert not low <= key("开源") < high


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1))
def test_terms_sort_as_keys_do(keys: list[int]) -> None:
    assert sorted(map(to_term, keys)) == [to_term(number) for number in sorted(keys)]
    assert [from_term(to_term(number)) for number in keys] == keys
