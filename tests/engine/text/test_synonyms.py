"""Synonyms: the words of other regions."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import fold
from index.text.synonyms import built_in, classes, load, synonyms


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("软件", ("软体",)),
        ("軟體", ("软件",)),
        ("軟件", ("软体",)),
        ("博客", ("部落格", "网志")),
        ("计划", ("计画",)),
        ("u盘", ("优盘", "随身碟")),
        ("强化", ()),
        ("", ()),
    ],
)
def test_words_of_other_regions(word: str, others: tuple[str, ...]) -> None:
    assert synonyms(fold(word)) == others


def test_the_table_is_of_classes_apart() -> None:
    rows = list(classes(built_in()))
    assert all(len(row) >= 2 for row in rows)
    assert [word for word, count in Counter(word for row in rows for word in row).items() if count > 1] == []
    assert all(word == fold(word) and word not in synonyms(word) for row in rows for word in row)


def test_lines_of_a_user() -> None:
    lines = ["# 甲 乙", "", "  螢幕\t屏幕  # 丙", "屏幕 熒屏", "獨", "同 同"]
    assert load(lines) == {
        "萤幕": ("屏幕",),
        "屏幕": ("萤幕", "荧屏"),
        "荧屏": ("屏幕",),
    }


@given(st.lists(st.text(st.sampled_from("甲乙丙學 #\t"))))
def test_to_be_a_synonym_is_mutual(lines: list[str]) -> None:
    table = load(lines)
    for word, others in table.items():
        assert word not in others and len(set(others)) == len(others)
        assert all(word in table[other] for other in others)
