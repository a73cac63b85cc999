"""Titles: one by one or all at once, they hold the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.fragments import Fragment
from index.search.titles import SOME_WORDS, Titles

TEXT = st.text("强化学习ab -。\0", max_size=8)
TITLES = st.lists(st.lists(TEXT, min_size=1, max_size=3), min_size=1, max_size=6)
TEXTS = st.text("强化学习ab -。", min_size=1, max_size=6).filter(str.strip)


@pytest.mark.parametrize(
    ("title", "text", "strict", "share"),
    [
        pytest.param("强化学习", "强化学习", True, 1.0, id="the whole"),
        pytest.param("谈强化学习", "化学", True, 1.0, id="within"),
        pytest.param("强化，学习", "强化学习", False, 1.0, id="with a mark between"),
        pytest.param("强化，学习", "强化学习", True, SOME_WORDS, id="its words, where it is quoted"),
        pytest.param("学习", "强化 学习", False, SOME_WORDS / 2, id="one word of two"),
        pytest.param("data in java", "ai", False, 0.0, id="a gap between Latin words parts them"),
        pytest.param("天气", "强化学习", False, 0.0, id="nothing"),
    ],
)
def test_how_much_a_title_holds(title: str, text: str, strict: bool, share: float) -> None:
    for names, lead in (([title], ""), (["甲"], title), (["甲", title, "乙"], "丙")):
        titles = Titles([["别的", "其他"], names, ["丁"]], ["戊", lead, ""])
        assert titles.shares_of(Fragment(text, strict), {1})[1] == pytest.approx(share)


@given(TITLES, TEXTS, st.booleans())
def test_few_are_told_what_all_are(given_titles: list[list[str]], text: str, strict: bool) -> None:
    leads = [ones[-1] for ones in reversed(given_titles)]
    titles, fragment = Titles(given_titles, leads), Fragment(text, strict)
    assert titles.shares_of(fragment, range(len(given_titles))) == pytest.approx(titles.shares(fragment))


def test_where_a_title_or_a_lead_first_holds_a_text() -> None:
    titles = Titles(
        [["谈学习"], ["甲", "论学习", "学习"], ["别的"], ["学", "习"]], ["学习", "", "再学习，学习", ""]
    )
    holding, offsets = titles.first("学习")
    assert dict(zip(holding.tolist(), offsets.tolist(), strict=True)) == {0: 0, 1: 0, 2: 1}
