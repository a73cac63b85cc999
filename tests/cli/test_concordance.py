"""The concordance: a line for every match, in order, merged where equal, aligned to the cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Hit, Span
from tests.cli.conftest import make_hit
from tui.cells import cell_width, harmless
from tui.concordance import (
    Context,
    Sorting,
    aligned,
    arranged,
    concordance,
    context,
    row_of,
    short_titles,
)


def hit_in(
    text: str, *spans: Span, document: str = "a", start: int = 0, hidden: tuple[Span, ...] = ()
) -> Hit:
    """A hit in a file of which the first `start` characters and the last ten are beside its passage."""
    end = max(start, len(text) - 10, *(span[1] for span in spans))
    around = {"before": text[:start], "after": text[end:]}
    return make_hit(document, *spans, text=text[start:end], begins=start, hidden=hidden, **around)


def hits_of(part: str, *texts: str) -> list[Hit]:
    """One hit for each text, with every place of a part in it."""
    return [
        hit_in(
            text,
            *((at, at + len(part)) for at in range(len(text)) if text.startswith(part, at)),
            document=str(number),
        )
        for number, text in enumerate(texts)
    ]


def shown(hits: list[Hit], sorting: Sorting, opened: frozenset[Context] = frozenset()) -> list[str]:
    """The rows of some hits, each as its folded context and how many lines it stands for."""
    lines = concordance(hits)
    return [
        f"{''.join(lines[row.line].near)} {row.merged}".removesuffix(" 1")
        for row in arranged(lines, sorting, opened)
    ]


TEXTS = ("中学习", "安学习中", "學習，阿学习安", "2学习b")

SORTED = {
    Sorting.HITS: ["中学习", "安学习中", "学习,阿学习安", "学习,阿学习安", "2学习b"],
    Sorting.BEFORE: ["学习,阿学习安", "2学习b", "学习,阿学习安", "安学习中", "中学习"],
    Sorting.AFTER: ["中学习", "学习,阿学习安", "2学习b", "学习,阿学习安", "安学习中"],
}


@pytest.mark.parametrize("sorting", Sorting)
def test_a_line_for_every_match_in_the_order_asked_for(sorting: Sorting) -> None:
    hits = hits_of("学习", *TEXTS)
    hits[2] = hit_in(TEXTS[2], (0, 2), (4, 6), document="2")
    assert shown(hits, sorting) == SORTED[sorting]


def test_a_place_that_two_hits_match_is_one_line() -> None:
    hits = [hit_in("一二三四", (1, 2)), hit_in("一二三四", (1, 2), (3, 4))]
    assert [(line.hit, line.span) for line in concordance(hits)] == [(0, (1, 2)), (1, (3, 4))]


def test_equal_contexts_are_merged_wherever_they_stand() -> None:
    """Width, script, blanks and line breaks do not keep them apart; what is far away does not matter."""
    hits = hits_of(
        "学习",
        "远处不同甲乙丙丁戊己学习子丑寅卯辰巳别的",
        "另一个甲乙丙丁戊己学习子丑 寅\n卯辰巳啊",
        "甲学习",
        "甲学习乙",
    )
    assert shown(hits, Sorting.HITS) == ["甲乙丙丁戊己学习子丑寅卯辰巳 2", "甲学习", "甲学习乙"]
    near = concordance(hits)[0].near
    assert shown(hits, Sorting.HITS, frozenset({near})) == [
        "甲乙丙丁戊己学习子丑寅卯辰巳 2",
        "甲乙丙丁戊己学习子丑寅卯辰巳",
        "甲学习",
        "甲学习乙",
    ]


def test_the_row_of_a_match_that_is_merged_is_that_of_the_others() -> None:
    hits = hits_of("学习", "甲学习", "乙学习", "甲学习")
    lines = concordance(hits)
    rows = arranged(lines, Sorting.HITS)
    places = [(document, (1, 3)) for document in "012"]
    assert [row_of(lines, rows, *place) for place in places] == [0, 1, 0]
    assert row_of(lines, rows, "9", (1, 3)) is None
    rows = arranged(lines, Sorting.HITS, frozenset({lines[0].near}))
    assert [row_of(lines, rows, *place) for place in places] == [0, 2, 1]


ALIGNED = {
    "both-sides-cut": ("一二三四五", (2, 3), 3, 5, " 二|三|四 "),
    "nothing-before": ("三四五六七", (0, 1), 4, 4, "    |三|四"),
    "nothing-behind": ("一二三", (2, 3), 4, 6, "一二|三|    "),
    "line-breaks-and-tabs": ("一\n\n\t二三\n四", (4, 5), 4, 6, " 一 |二|三  "),
    "original-forms": ("他說ＡＩ學", (2, 4), 4, 8, "他說|ＡＩ|學  "),
    "match-wider-than-the-room": ("一二三四", (0, 4), 2, 5, "  |一二| "),
    "nothing-behind-a-match-that-is-cut": ("一二三四ab", (0, 4), 2, 5, "  |一二| "),
    "a-match-that-combines-with-what-is-before": ("ae\u0301x", (2, 3), 3, 4, "  a|e\u0301|x  "),
    "control": ("a\x1bbc", (2, 3), 2, 2, "a␛|b|c"),
    "no-room": ("一二三", (1, 2), 0, 0, "||"),
}


@pytest.mark.parametrize(("text", "span", "left", "right", "row"), ALIGNED.values(), ids=ALIGNED.keys())
def test_matches_stand_in_one_column(text: str, span: Span, left: int, right: int, row: str) -> None:
    assert "|".join(aligned(hit_in(text, span), span, left, right)) == row


def test_contexts_go_beyond_the_passage() -> None:
    text = "前面的话也要看见，这里是匹配，后面的话也要看见，完。"
    start = text.index("匹配")
    hit = hit_in(text, (start, start + 2), start=start - 1)
    assert len(hit.text) < 12
    assert context(hit, hit.spans[0], 100, hit.hidden) == Context(text[:start], "匹配", text[start + 2 :])


def test_link_targets_are_left_out_with_their_brackets() -> None:
    text = "去看[这篇](http://a.b/c)文章里的匹配，和[那篇](http://d.e)。"
    hidden = tuple(
        (text.index(part), text.index(part) + len(part)) for part in ("](http://a.b/c)", "](http://d.e)")
    )
    start = text.index("匹配")
    hit = hit_in(text, (start, start + 2), hidden=hidden)
    assert context(hit, hit.spans[0], 60, hit.hidden) == Context("去看这篇文章里的", "匹配", "，和那篇。")


TITLES = {
    "issues": (["周刊（第 101 期）：甲", "周刊（第 102 期）：乙"], ["101 期）：甲", "102 期）：乙"]),
    "most": (["周刊 1", "周刊 2", "周刊 3", "周刊 4", "别的"], ["1", "2", "3", "4", "别的"]),
    "many": (
        [*"甲乙丙丁戊己庚辛", "周刊（第 331 期）", "周刊（第 347 期）", "周刊（第 52 期）", "周刊：第 88 期"],
        [*"甲乙丙丁戊己庚辛", "331 期）", "347 期）", "52 期）", "第 88 期"],
    ),
    "two-of-many": (["周刊 1", "周刊 2", "别的", "另外的"], ["周刊 1", "周刊 2", "别的", "另外的"]),
    "one-document": (["周刊 1", "周刊 1"], ["周刊 1", "周刊 1"]),
    "nothing-shared": (["甲", "乙"], ["甲", "乙"]),
    "words-stay-whole": (["Learning a", "Learned b"], ["Learning a", "Learned b"]),
    "what-they-begin-with-itself": (["Digest", "Digest: a", "Digest: b"], ["Digest", "a", "b"]),
    "none": ([], []),
}


@pytest.mark.parametrize(("titles", "short"), TITLES.values(), ids=TITLES.keys())
def test_titles_lose_what_many_begin_with(titles: list[str], short: list[str]) -> None:
    assert short_titles(titles) == short


PIECES = st.sampled_from(
    [
        *"强化学习的反馈，。ＡＩ \n\tabc.12",
        "\x1b",
        "\x07",
        "e\u0301",
        "\u0301",
        "𠮷",
        "👩‍👩‍👧",
        "\u200d",
        "❤\ufe0f",
    ]
)


@given(
    st.lists(PIECES, min_size=1, max_size=60).map("".join), st.data(), st.integers(0, 60), st.integers(0, 60)
)
def test_every_line_takes_its_cells(text: str, data: st.DataObject, left: int, right: int) -> None:
    """So the match begins in the same cell in all of them."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = start, data.draw(st.integers(start + 1, min(len(text), start + 8)))
    hit = hit_in(text, span, start=data.draw(st.integers(0, start)))
    line = aligned(hit, span, left, right)
    assert cell_width(line.before) == left
    assert cell_width(line.match) + cell_width(line.after) == right
    assert all(harmless(part) == part for part in line)


@given(st.lists(st.text("学习中a ，", max_size=12).map(lambda text: f"{text}学习"), max_size=12), st.data())
def test_no_line_is_lost(texts: list[str], data: st.DataObject) -> None:
    lines = concordance(hits_of("学习", *texts))
    opened = (
        frozenset(data.draw(st.sets(st.sampled_from([line.near for line in lines]))))
        if lines
        else frozenset()
    )
    for sorting in Sorting:
        rows = arranged(lines, sorting, opened)
        assert len({row.line for row in rows}) == len(rows)
        assert sum(row.merged for row in rows if lines[row.line].near not in opened) == sum(
            line.near not in opened for line in lines
        )
        assert {row.line for row in rows} >= {i for i, line in enumerate(lines) if line.near in opened}
