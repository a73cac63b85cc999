"""Snippets: the match is in them, they fit, and they begin and end at pauses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Hit
from tests.cli.conftest import make_hit
from tui.cells import cell_width, harmless
from tui.concordance import aligned
from tui.snippet import ELLIPSIS, excerpt, snippet_rows

TEXT = (
    "我觉得这个问题很重要，因为模型在训练的时候\n其实并不知道什么是对的，什么是错的。"
    "强化学习的反馈数据，到此为止的意思就是说没有了，然后我们再看看别的办法。"
)


def around(part: str, cells: int, text: str = TEXT) -> str:
    start = text.index(part)
    return excerpt(text, [(start, start + len(part))], cells)[0]


SHOWN = {
    "whole-text": ("短句，很短。", "很短", 40, "短句，很短。"),
    "clause-to-clause": (TEXT, "反馈", 20, "强化学习的反馈数据，"),
    "two-clauses": (TEXT, "反馈", 62, "什么是错的。强化学习的反馈数据，到此为止的意思就是说没有了，"),
    "cut-behind": (TEXT, "反馈", 40, "强化学习的反馈数据，到此为止的意思就是…"),
    "across-rows": (TEXT, "时候\n其实", 24, "…练的时候 其实并不知道…"),
    "no-mark-first": ("不是这样的，——他说了一句没完没了的话", "他说", 14, "他说了一句没…"),
    "no-punctuation": ("没有标点的一大段话" * 9, "标点", 12, "…标点的一大…"),
    "latin": ("one two three four five six seven eight", "four", 20, "…four five six…"),
    "from-the-beginning": ("开头，他说了一句没完没了的话", "他说", 24, "开头，他说了一句没完没…"),
    "latin-beside-han": ("他们用GPT4o做了一件没有做完的事", "用", 10, "…用GPT4o…"),
    "word-without-end": ("x" * 60, "xxx", 20, "x" * 19 + "…"),
    "narrow": (TEXT, "反馈", 4, "反馈"),
    "narrower-than-the-match": (TEXT, "强化学习", 5, "强化"),
}


@pytest.mark.parametrize(("text", "part", "cells", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_a_snippet_begins_and_ends_at_pauses(text: str, part: str, cells: int, shown: str) -> None:
    assert around(part, cells, text) == shown


def test_every_match_in_the_window_is_lit() -> None:
    text = "强化学习，强化学习的反馈，以及强化学习"
    spans = [(i, i + 4) for i in range(len(text)) if text.startswith("强化学习", i)]
    shown, lit = excerpt(text, spans, 60)
    assert [shown[a:b] for a, b in lit] == ["强化学习"] * 3


def test_blanks_are_drawn_together_and_spans_follow() -> None:
    shown, lit = excerpt("甲 \n\n  乙\t丙 ", [(6, 7), (8, 9)], 40)
    assert shown == "甲 乙 丙"
    assert [shown[a:b] for a, b in lit] == ["乙", "丙"]


def test_an_entity_is_shown_as_what_it_stands_for() -> None:
    text = "春天&nbsp;来了 AT&amp;T"
    shown, lit = excerpt(text, [(2, 10)], 40, [(3, 8), (len(text) - 5, len(text) - 1)])
    assert shown == "春天 来了 AT&T"

    assert [shown[a:b] for a, b in lit] == [" 来了"]


def test_a_wiki_link_is_shown_as_what_it_shows() -> None:
    shown, _ = excerpt("见[[铅字|活字]]、[[印刷]]和![[图.png]]", [(0, 1)], 40, [(3, 6), (21, 26)])
    assert shown == "见活字、[[印刷]]和"


def test_a_picture_with_links_in_its_words_is_shown_as_these() -> None:
    text = "![甲 [乙](b) 和[丙](c)](d) 丁"
    hidden = [(text.index(part), text.index(part) + len(part)) for part in ("](b)", "](c)", "](d)")]
    assert excerpt(text, [(0, 1)], 40, hidden)[0] == "甲 乙 和丙 丁"


def test_of_a_link_whose_words_are_its_address_no_bracket_is_left() -> None:
    text = "甲[http://a.b](http://a.b)乙![http://c.d](http://c.d) 丙"
    hidden = [
        (start, start + len(part))
        for part in ("http://a.b](http://a.b)", "http://c.d](http://c.d)")
        for start in [text.index(part)]
    ]
    assert excerpt(text, [(0, 1)], 40, hidden)[0] == "甲乙 丙"


def test_links_by_reference_and_stretches_are_shown_as_their_words() -> None:
    text = "由[甲][a]和![图][b]提出的[乙]{.mark}理论"
    hidden = [(text.index(part), text.index(part) + len(part)) for part in ("][a]", "][b]", "]{.mark}")]
    assert excerpt(text, [(0, 1)], 40, hidden)[0] == "由甲和图提出的乙理论"


def test_a_bracket_that_is_escaped_closes_no_link() -> None:
    shown, _ = excerpt(r"甲 \[乙\](丙)", [(0, 1)], 40, [(3, 4), (6, 7)])
    assert shown == "甲 [乙](丙)"


WRAPPED = (
    "那时候每天早上都会听见卖豆浆的中年人推着车子从门前\n"
    "经过，他的声音在雾里显得特别远，像是从另一个城市的 \n"
    "清晨传来，后来弄堂拆了，the man with the cart and\n"
    "his voice have gone，只有听见了的那种感觉一直留在记忆里。"
)


@pytest.mark.parametrize("beside", [0, 20])
def test_of_lines_that_are_only_broken_no_blank_is_left_between_wide_characters(beside: int) -> None:
    part = "另一个城市的 \n清晨传来"
    start = WRAPPED.index(part)
    around = {"before": WRAPPED[:beside], "after": WRAPPED[len(WRAPPED) - beside :]}
    text = WRAPPED[beside : len(WRAPPED) - beside]
    hit = make_hit("a", (start, start + len(part)), text=text, begins=beside, **around)
    ((shown, ((low, high),)),) = snippet_rows(hit, 1, 300)
    assert shown[low:high] == "另一个城市的清晨传来"
    assert "cart and his voice" in shown and "门前经过" in shown
    assert "城市的清晨传来，后来" in "".join(aligned(hit, hit.spans[0], 40, 40))


def test_a_break_within_a_row_is_a_blank() -> None:
    assert excerpt(r"hello\Nworld", [(7, 12)], 40, [(6, 7)]) == ("hello world", ((6, 11),))


LINES = {
    "quotation": ("> 他说\n> > 这样\n>好 -> 不好", "这样", "他说 这样 好 -> 不好"),
    "headings": ("## 05\n\n## 强化学习\n\n陈茜：\n", "强化", "05 强化学习 陈茜："),
    "closed-headings": ("# 甲 #\n乙 #\n## 丙 C# ##\n", "乙", "甲 乙 # 丙 C#"),
    "code": ("甲\n```js\na = `1`\n```\n- ~~~\n  乙", "乙", "甲 a = `1` 乙"),
    "lists": ("甲\n- 乙\n  * 丙 - 丁\n- [ ] 戊\n2. 己", "丙", "甲 乙 丙 - 丁 戊 2. 己"),
    "rules": ("甲\n\n---\n\n乙\n====\n", "乙", "甲 乙"),
    "tables": ("甲 | 乙\n--- | :-:\n丙 | 丁", "丙", "甲 | 乙 丙 | 丁"),
    "containers": ("::: warning 甲\n乙\n:::\n丙", "乙", "甲 乙 丙"),
    "tasks": ('- ["] 甲\n- [l] 乙\n- [1] 丙 [x] 丁', "乙", "甲 乙 [1] 丙 [x] 丁"),
    "names-of-blocks": ("甲 ^a1-b\n\n乙\n^c2\n\nx ^2 丙", "乙", "甲 乙 x ^2 丙"),
    "name-of-a-block-that-is-sought": ("甲乙 ^a1", "^a1", "甲乙 ^a1"),
    "across": ("甲乙\n> 丙丁\n# 戊", "乙\n> 丙", "甲乙 丙丁 戊"),
    "sought": ("# 甲\n\n## 乙\n- 丙", "## 乙", "甲 ## 乙 丙"),
    "ends-in-marks": ("甲\n\n## 乙\n- 丙", "甲\n\n##", "甲 ## 乙 丙"),
}


@pytest.mark.parametrize(("text", "part", "shown"), LINES.values(), ids=LINES.keys())
def test_what_only_says_what_a_line_is_is_left_out_unless_it_is_sought(
    text: str, part: str, shown: str
) -> None:
    ((row, spans),) = snippet_rows(hit(text, part), 1, 80)
    assert row == shown
    assert "".join(row[low:high] for low, high in spans) == " ".join(part.replace("> ", "").split())
    usage = aligned(hit(text, part), hit(text, part).spans[0], 40, 40)
    assert "".join(usage).strip() == shown


@pytest.mark.parametrize(
    ("text", "part", "shown", "lit"),
    [
        ("**甲：** 乙*丙*丁 ~~戊~~", "乙*丙", "甲： 乙丙丁 戊", "乙丙"),
        ("* 甲 *乙* 2 * 3 **丙*丁*戊**", "乙", "甲 乙 2 * 3 丙丁戊", "乙"),
        ("甲 `a**b` 与 ``c`**d`` **乙**", "乙", "甲 `a**b` 与 ``c`**d`` 乙", "乙"),
        ("甲**乙\n丙**丁", "丙", "甲**乙 丙**丁", "丙"),
        ("甲**乙**丙", "**乙", "甲**乙丙", "**乙"),
        ("甲==乙**丙**丁==戊 ==a== b==c d== e == f==", "丙", "甲乙丙丁戊 a b==c d== e == f==", "丙"),
        ("[[甲]]、![[乙#丙]] [[丁]](戊) [[]]", "甲", "甲、乙#丙 [[丁]](戊) [[]]", "甲"),
        ("甲* 乙* 与 *丙 *丁*", "乙", "甲* 乙* 与 *丙 丁", "乙"),
        ("甲 ~~乙 ~~丙~~ f(*a, *b)", "乙", "甲 ~~乙 丙 f(*a, *b)", "乙"),
        ("甲 a*b + c*d 与 2**3**4", "与", "甲 a*b + c*d 与 2**3**4", "与"),
    ],
)
def test_marks_of_emphases_and_wiki_links_are_left_out_unless_they_are_sought(
    text: str, part: str, shown: str, lit: str
) -> None:
    ((row, ((low, high),)),) = snippet_rows(hit(text, part), 1, 80)
    assert (row, row[low:high]) == (shown, lit)
    assert "".join(aligned(hit(text, part), hit(text, part).spans[0], 40, 40)).strip() == shown


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("a.txt", "**因为 甲在 之前** ，~~乙~~", "因为 甲在 之前 ，乙"),
        ("a.txt", "2**3 和甲 4**5 f(*a, *b) [[丙]]", "2**3 和甲 4**5 f(*a, *b) [[丙]]"),
        ("a.srt", "*笑* 甲", "*笑* 甲"),
    ],
)
def test_plain_texts_have_emphases_as_well_but_no_subtitles(name: str, text: str, shown: str) -> None:
    assert snippet_rows(replace(hit(text, "甲"), path=Path(name)), 1, 80)[0][0] == shown


def test_what_is_hidden_may_go_on_behind_the_text_of_a_hit() -> None:
    long = hit("甲 *乙* [丙](http://a.b", "乙")
    begins = long.text_offset + long.text.index("](")
    long = replace(long, hidden=((begins, begins + 100),))
    assert snippet_rows(long, 1, 80)[0][0] == "甲 乙 丙"


def test_in_rows_with_times_what_they_begin_with_may_say_who_speaks() -> None:
    timed = replace(hit("- 走吗？\n- 走。", "走吗"), begins=1.0)
    assert snippet_rows(timed, 1, 80)[0][0] == "- 走吗？ - 走。"


ALPHABET = st.sampled_from([*"强化学习的反馈，。、\n \tabc.12「」", "\x1b", "👩‍👩‍👧"])


@given(st.lists(ALPHABET, min_size=1, max_size=120).map("".join), st.data(), st.integers(1, 60))
def test_it_fits_and_holds_the_match(text: str, data: st.DataObject, cells: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 6)))
    shown, lit = excerpt(text, [(start, end)], cells)
    assert cell_width(shown) <= cells
    assert harmless(shown) == shown
    assert all(0 <= a < b <= len(shown) for a, b in lit)
    match = "".join(harmless(text[start:end]).split())
    if match and "\u200d" not in match and cells >= cell_width(harmless(text[start:end])) + 2 * len(ELLIPSIS):
        assert "".join(shown[slice(*lit[0])].split()) == match


def hit(text: str, part: str) -> Hit:
    start = text.index(part)
    return make_hit("a", (start, start + len(part)), text=text)


def test_a_longer_snippet_goes_on_row_by_row() -> None:
    rows = [text for text, _ in snippet_rows(hit(TEXT, "反馈"), 3, 30)]
    assert rows == [
        "什么是错的。强化学习的反馈数",
        "据，到此为止的意思就是说没有",
        "了，然后我们再看看别的办法。",
    ]


def test_what_rows_cost_is_left_out_at_a_pause_and_cuts_off_nothing() -> None:
    text = "我们用 reinforcement learning 训练，因为 exploration 很重要，所以 generalization 也一样。"
    rows = [text for text, _ in snippet_rows(hit(text, "训练"), 2, 28)]
    assert rows == ["…learning 训练，因为 ", "exploration 很重要，"]


@pytest.mark.parametrize("width", range(20, 44))
def test_a_match_stands_in_one_row(width: int) -> None:
    text = "前面说了很长的一段话还没有说完就说到了奖励模型的反馈然后又接着往下说了很长的一段话才停"
    shown = snippet_rows(hit(text, "奖励模型"), 2, width)
    assert [row[low:high] for row, spans in shown for low, high in spans] == ["奖励模型"]


def test_several_rows_take_more_than_a_short_paragraph() -> None:
    text = "前一段话在这里。\n\n只有反馈一句。\n\n后一段话也在这里，而且更长。"
    assert snippet_rows(hit(text, "反馈"), 1, 20)[0][0] == "只有反馈一句。"
    assert len("".join(row for row, _ in snippet_rows(hit(text, "反馈"), 2, 20))) > 15


@given(
    st.lists(ALPHABET, min_size=1, max_size=200).map("".join),
    st.data(),
    st.integers(1, 6),
    st.integers(1, 50),
)
def test_rows_fit_and_their_matches_are_in_them(
    text: str, data: st.DataObject, rows: int, width: int
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    shown = snippet_rows(hit(text, text[start]), rows, width)
    assert len(shown) == rows
    for row, spans in shown:
        assert cell_width(row) <= max(width, 2)
        assert all(0 <= a < b <= len(row) for a, b in spans)
