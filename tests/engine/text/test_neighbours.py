"""Neighbours: what stands beside a mark, whatever blanks are between, and what nothing follows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import to_codes
from index.text.neighbours import Neighbours, neighbour_keys, neighbours
from index.text.pairs import chars_of
from index.text.traits import HIDDEN, traits
from tests.engine.indexing.plain import beside_marks

TEXTS = st.text("ab字 \n.,(😀" + HIDDEN, max_size=60)


def found_in(text: str, *borders: int) -> Neighbours:
    codes = to_codes(text)
    return neighbours(codes, traits(codes), np.array(borders, np.int64))


def pairs_of(text: str) -> set[str]:
    """The neighbours of a fragment, by their keys."""
    firsts, seconds = chars_of(np.array(neighbour_keys(text), np.uint64))
    return {chr(first) + chr(second) for first, second in zip(firsts, seconds, strict=True)}


@given(st.lists(TEXTS, max_size=5))
def test_they_are_those_of_each_text_by_itself(texts: list[str]) -> None:
    borders = np.cumsum([0, *map(len, texts)]).tolist()
    found = found_in("".join(texts), *borders)
    expected = [
        (base + place, behind if behind is None else base + behind)
        for base, text in zip(borders, texts, strict=False)
        for place, behind in beside_marks(text)
    ]
    firsts, seconds = found.firsts.tolist(), found.seconds.tolist()
    assert list(zip(firsts, seconds, strict=True)) == [one for one in expected if one[1] is not None]
    assert found.lone.tolist() == [place for place, behind in expected if behind is None]


@given(TEXTS, st.data())
def test_a_text_has_those_of_all_that_stands_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    fragment = text[start : data.draw(st.integers(start, len(text)))]
    assert set(neighbour_keys(fragment)) <= set(neighbour_keys(text))


def test_a_text_that_is_not_known_to_end_may_go_on() -> None:
    assert found_in("a.").lone.tolist() == []
    assert found_in("a.", 2).lone.tolist() == [1]
    assert found_in("." + HIDDEN).lone.tolist() == [0]


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("字a 字", set()),
        ("。", set()),
        ("。 ", set()),
        (", compone", {",c"}),
        (",compone", {",c"}),
        ("** 时", {"**", "*时"}),
        ("x\n\n- y", {"x-", "-y"}),
        (f"({HIDDEN}x", set()),
    ],
)
def test_the_neighbours_of_a_fragment(fragment: str, expected: set[str]) -> None:
    assert pairs_of(fragment) == expected
