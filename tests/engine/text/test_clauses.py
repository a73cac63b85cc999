"""Pauses: where a reader rests, by marks first, in unpunctuated speech by what clauses begin with."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import pauses

PARTED = {
    "sentences": ("好。真的吗？是！", "好。|真的吗？|是！"),
    "clauses": ("一，二、三；四：五", "一，|二、|三；|四：|五"),
    "closing-marks-belong": ("他说“好。”然后（走了，）《吗？》对", "他说“好。”|然后（走了，）|《吗？》|对"),
    "the-mark-of-a-picture-is-none": ("看！图![图](a.png)吗？对", "看！|图![图](a.png)吗？|对"),
    "marks-in-numbers-are-none": ("共1,000人，12:30到", "共1,000人，|12:30到"),
    "nor-those-of-addresses": ("见https://a.b/c?d=1对", "见https://a.b/c?d=1对"),
    "blank-between-chinese": ("第一句 第二句", "第一句 |第二句"),
    "blank-between-latin-words": ("one two three", "one two three"),
    "nor-is-one-between-both": ("用 Python 3 写  表 2 里的", "用 Python 3 写  |表 2 里的"),
    "line-break": ("表 2\n先看\nline one\nline two", "表 2\n|先看\n|line one\nline two"),
    "straight-marks-belong": ('他说"好，"又说"好。"走，"去？"完', '他说"好，"|又说"好。"|走，|"去？"|完'),
    "marks-of-emphasis-belong-where-they-close": (
        "**某人：**我说：**重要**的，*某人：* 好，~~不，~~对",
        "**某人：**|我说：|**重要**的，|*某人：*| |好，|~~不，~~|对",
    ),
    "speech": ("我们都听了然后他走了所以没人了对吧是的", "我们都听了|然后他走了|所以没人了对吧|是的"),
    "markers-count-for-nothing-beside-marks": (
        "我们都听了然后他走了，没人了",
        "我们都听了然后他走了，|没人了",
    ),
}


@pytest.mark.parametrize(("text", "parted"), PARTED.values(), ids=PARTED.keys())
def test_where_a_reader_pauses(text: str, parted: str) -> None:
    edges = [0, *pauses(text, 1, len(text) - 1), len(text)]
    assert "|".join(text[a:b] for a, b in pairwise(edges)) == parted


def test_only_what_is_asked_for_is_told_and_marks_near_by_are_seen() -> None:
    text = "甲乙，丙丁。”戊己"
    assert pauses(text, 0, len(text)) == (3, 7)
    assert pauses(text, 3, 6) == (3,)
    assert pauses(text, 4, 7) == (7,)


@given(st.text("甲，。”然后 a1,.\n", max_size=60), st.data())
def test_a_part_of_the_places_is_told_in_order(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    places = pauses(text, start, end)
    assert list(places) == sorted(set(places))
    assert set(places) == {place for place in pauses(text, 0, len(text)) if start <= place <= end}
