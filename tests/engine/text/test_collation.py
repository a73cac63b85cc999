"""Collation: the order of a dictionary, total, and the same for what folds to the same."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import collation_key, fold

ORDERED = {
    "kinds": ["，", "1", "b", "阿"],
    "by-pinyin": ["安", "北", "长", "中"],
    "by-tone": ["妈", "麻", "马", "骂"],
    "digits-and-letters": ["0", "9", "a", "Z"],
    "shorter-first": ["中", "中国", "中文"],
    "unread-han-behind": ["做", "\U00020000"],
}


@pytest.mark.parametrize("ordered", ORDERED.values(), ids=ORDERED.keys())
def test_order(ordered: list[str]) -> None:
    assert all(sorted(mixed, key=collation_key) == ordered for mixed in permutations(ordered))


def test_forms_of_one_character_stand_together() -> None:
    assert collation_key("學ＡＩ") == collation_key("学ai")


@given(st.text(max_size=5), st.text(max_size=5))
def test_equal_is_what_folds_to_the_same(one: str, other: str) -> None:
    assert (collation_key(one) == collation_key(other)) == (fold(one) == fold(other))
