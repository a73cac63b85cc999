"""What stands in a text has all its bits in the text's signature; what has nothing to do with marks, none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import to_codes
from index.text.signatures import WORDS, signature, signatures
from index.text.traits import HIDDEN, traits

TEXTS = st.text("ab字 .,(😀" + HIDDEN, min_size=1, max_size=80)


def of_whole(text: str) -> tuple[int, ...]:
    """The signature of a text as of one passage."""
    codes = to_codes(text)
    found = signatures(codes, traits(codes), np.array([0]), np.array([len(codes)]))
    assert found.shape == (1, WORDS)
    return tuple(found[0].tolist())


def within(some: Sequence[int], others: Sequence[int]) -> bool:
    return all(one & other == one for one, other in zip(some, others, strict=True))


@given(TEXTS, st.data())
def test_a_stretch_has_the_bits_of_all_that_stands_in_it(text: str, data: st.DataObject) -> None:
    borders = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8)))
    starts, ends = np.array(borders[:-1]), np.array(borders[1:])
    codes = to_codes(text)
    found = signatures(codes, traits(codes), starts, ends)
    for start, end, words in zip(starts.tolist(), ends.tolist(), found.tolist(), strict=True):
        assert tuple(words) == of_whole(text[start:end])
        first = data.draw(st.integers(start, end))
        literal = text[first : data.draw(st.integers(first, end))]
        assert HIDDEN in literal or within(signature(literal), words)


@pytest.mark.parametrize("text", ["", "a", ".", "字", "两个 字 of words", "a" + HIDDEN + ".", "." + HIDDEN])
def test_what_has_no_mark_beside_anything_has_no_bits(text: str) -> None:
    assert of_whole(text) == (0,) * WORDS


@pytest.mark.parametrize("text", ["a.", ".a", "..", ". ", "字，", "😀a"])
def test_a_mark_and_its_neighbour_have_two(text: str) -> None:
    assert sum(word.bit_count() for word in of_whole(text)) == 2
    assert signature(text) == of_whole(text)


def test_fragments_with_other_marks_are_told_apart() -> None:
    text = 'items.map((item) => item["name"]);'
    fragments = [f"{letter}{mark}" for letter in "abcdefgh" for mark in "!?@#%&"]
    held = [fragment for fragment in fragments if within(signature(fragment), of_whole(text))]
    assert len(held) < len(fragments) // 3
