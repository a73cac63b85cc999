"""Marks: what stands beside one, whatever blanks are between, and what nothing follows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import SKIPPED, to_codes
from index.text.marks import Neighbours, keys_within, mark_range, neighbours
from index.text.pairs import CHAR_BITS
from index.text.traits import HIDDEN, traits
from tests.engine.indexing.plain import beside_marks, key_of

TEXTS = st.text("ab字 \n.,(😀" + HIDDEN + SKIPPED, max_size=60)


def found_in(text: str, *borders: int) -> Neighbours:
    codes = to_codes(text)
    return neighbours(codes, traits(codes), np.array(borders, np.int64))


def named(keys: tuple[int, ...]) -> set[str]:
    """The characters that keys are of, and the blanks between them."""
    low = (1 << CHAR_BITS) - 1
    return {chr(key >> CHAR_BITS + 1) + " " * (key & 1) + chr(key >> 1 & low) for key in keys}


@given(st.lists(TEXTS, max_size=5))
def test_they_are_those_of_each_text_by_itself(texts: list[str]) -> None:
    borders = np.cumsum([0, *map(len, texts)]).tolist()
    found = found_in("".join(texts), *borders)
    assert list(zip(found.firsts.tolist(), found.seconds.tolist(), strict=True)) == [
        (base + place, base + (place if behind is None else behind))
        for base, text in zip(borders, texts, strict=False)
        for place, behind in beside_marks(text)
    ]


@given(TEXTS, st.data())
def test_a_text_has_the_keys_of_all_that_stands_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    fragment = text[start : data.draw(st.integers(start, len(text)))]
    assert set(keys_within(fragment)) <= set(keys_within(text))


@given(st.characters(), st.characters(), st.booleans())
def test_the_range_of_a_mark_holds_its_keys_and_no_others(mark: str, other: str, spaced: bool) -> None:
    low, high = mark_range(ord(mark))
    for first, second in ((ord(mark), ord(other)), (ord(other), ord(mark)), (ord(mark), 0)):
        assert (low <= key_of(first, second, spaced=spaced) < high) == (first == ord(mark))


def test_a_text_that_is_not_known_to_end_may_go_on() -> None:
    assert found_in("a.").firsts.tolist() == [0]
    assert found_in("a.", 2).firsts.tolist() == [0, 1]
    assert found_in("." + HIDDEN).firsts.tolist() == [0]


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("字a 字", set()),
        ("ext of 3 字", {"t o", "f 3"}),
        ("。", set()),
        ("。 ", set()),
        (", compone", {", c"}),
        (",compone", {",c"}),
        (f",{SKIPPED}compone", {",c"}),
        (f", {SKIPPED}compone", {", c"}),
        ("** 时", {"**", "* 时"}),
        ("x\n\n- y", {"x -", "- y"}),
        (f"({HIDDEN}x", set()),
    ],
)
def test_the_keys_of_a_fragment(fragment: str, expected: set[str]) -> None:
    assert named(keys_within(fragment)) == expected
