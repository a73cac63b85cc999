"""Traits: what each character is, whether a table has it or not."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import HAN_RUN, to_codes
from index.text.traits import HANZI, HIDDEN, LETTER, MARK, SOLID, having, is_mark, is_solid, traits

ODD = "a9é學〇々ーㄅ𠮷𪚥\U000323af𝔸😀\ue000\ud800\uffff\U00010000\U0010ffff。_+ \n\u3000" + HIDDEN


@given(st.text(st.one_of(st.sampled_from(ODD), st.characters())))
def test_a_bit_says_what_is_asked_of_each_character_by_itself(text: str) -> None:
    found = traits(to_codes(text))
    for bit, is_so in (
        (SOLID, is_solid),
        (MARK, is_mark),
        (HANZI, HAN_RUN.match),
        (LETTER, lambda char: re.match(r"[^\W_]", char) and not HAN_RUN.match(char)),
    ):
        assert having(bit, found).tolist() == [bool(is_so(char)) for char in text]


def test_what_is_hidden_is_nothing() -> None:
    assert traits(np.zeros(3, np.uint32)).tolist() == [0, 0, 0]
