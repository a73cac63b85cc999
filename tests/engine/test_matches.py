"""Matches: where fragments stand in a text, found once where once is enough."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.fragments import Fragment
from index.search.matches import Matches, find, near
from index.text.squeeze import Body

HIDDEN = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4)), max_size=3)


@given(st.text("aB字词 -，", max_size=40), st.text("aB字词 -", min_size=1, max_size=5), HIDDEN)
def test_what_cannot_overlap_is_found_in_one_go(text: str, typed: str, hidden: list[tuple[int, int]]) -> None:
    body = Body.of(text, [(start, min(start + size, len(text))) for start, size in hidden])
    fragment = Fragment(typed)
    found = find(body, fragment)
    with patch.object(Fragment, "apart", False):
        twice = find(body, Fragment(typed))
    assert found.spans() == twice.spans()
    assert found.literal.tolist() == twice.literal.tolist()


@pytest.mark.parametrize(
    ("typed", "apart"),
    [("字词", True), ("abc", True), ("字字", False), ("字词字", False), ("a b", False), ("字，词", False)],
)
def test_what_may_overlap_itself(typed: str, apart: bool) -> None:
    assert Fragment(typed).apart is apart


def test_what_is_near_is_found_among_very_many() -> None:
    often = Matches.of([(place, place + 1) for place in range(1, 300_000, 5)])
    seldom = Matches.of([(0, 1), (150_000, 150_001)])
    found = near([often, seldom], 5)
    assert found.starts.tolist() == [0, 1, 149_996, 150_000, 150_001]
