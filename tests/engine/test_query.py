"""The query language: lenient, and never an error."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import DateRange, Part, Query, parse
from index.query.parse import LONGEST, MOST_PARTS

TODAY = date(2026, 3, 31)


def sign(part: Part) -> str:
    """Quoted parts in quotes, sounds behind a tilde, a star behind what begins a word, dates in brackets, the
    pieces of A…B on strokes."""
    text = "/".join(part.near) or part.text
    text = f'"{text}"' if part.strict else text
    return "~" * part.sound + text + "*" * part.prefix + (f"[{part.dates}]" if part.dates else "")


def shape(query: Query) -> tuple[list[str], list[str], list[str], list[str]]:
    """Groups (their parts on bars), excluded parts, filters, notes."""
    groups = ["|".join(map(sign, group)) for group in query.groups]
    filters = [f"{'-' * one.excluded}{one.field}={one.dates or one.value}" for one in query.filters]
    return groups, list(map(sign, query.excluded)), filters, [note.code for note in query.notes]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("强化 学习", (["强化", "学习"], [], [], []), id="parts"),
        pytest.param("强化　学习", (["强化", "学习"], [], [], []), id="full-width space"),
        pytest.param('"原文 照搬" 词', (['"原文 照搬"', "词"], [], [], []), id="quotes"),
        pytest.param("模型 -开源", (["模型"], ["开源"], [], []), id="exclusion"),
        pytest.param("模型 －开源", (["模型"], ["开源"], [], []), id="full-width minus"),
        pytest.param('模型 -"开源 模型"', (["模型"], ['"开源 模型"'], [], []), id="excluded quote"),
        pytest.param("gen-itgc", (["gen-itgc"], [], [], []), id="a hyphen inside a word is text"),
        pytest.param("https://a.b", (["https://a.b"], [], [], []), id="no field"),
        pytest.param('""', (['""'], [], [], []), id="empty quotes"),
        pytest.param("-开源", (["-开源"], [], [], ["only-operators"]), id="exclusion alone is text"),
        pytest.param(
            "-- 作者 a -> b --save -_- -。",
            (["--", "作者", "a*", "->", "b*", "--save", "-_-", "-。"], [], [], []),
            id="dashes, arrows and options",
        ),
        pytest.param(
            "字 -#签 -“。” -《书》", (["字"], ["#签", '"。"', "《书》"], [], []), id="marks excluded"
        ),
        pytest.param("-开源 tag:词", ([], ["开源"], ["tag=词"], []), id="exclusion beside a condition"),
        pytest.param("tag:2025", ([], [], ["tag=2025"], []), id="a value like a date"),
        pytest.param("甲 OR tag:乙", (["甲", "OR"], [], ["tag=乙"], []), id="a part or a condition"),
        pytest.param("甲 -OR 乙 ~OR 丙", (["甲", "乙", "~OR", "丙"], ["OR"], [], []), id="operators"),
        pytest.param("甲 tag:OR 乙", (["甲", "乙"], [], ["tag=OR"], []), id="a value like OR"),
        pytest.param(
            "after:2024 OR after:2025",
            (["OR"], [], ["after=2024-01-01..", "after=2025-01-01.."], []),
            id="ends of a time are no alternatives",
        ),
        pytest.param("- - “”", (["-", "-"], [], [], []), id="only operators"),
        pytest.param("a\x00b\x1bc", (["a*", "b*", "c*"], [], [], []), id="control characters part"),
        pytest.param(
            'Ａ 股 5 "b" -c 的 é',
            (["Ａ*", "股", "5*", '"b"', "的", "é*"], ["c"], [], []),
            id="a Latin letter",
        ),
        pytest.param("a tag:词", (["a"], [], ["tag=词"], []), id="a letter that is the only part"),
        pytest.param("   ", ([], [], [], []), id="blank"),
        pytest.param("", ([], [], [], []), id="empty"),
        pytest.param("字" * LONGEST, (["字" * LONGEST], [], [], []), id="long"),
        pytest.param("字" * 10_000, (["字" * LONGEST], [], [], ["too-long"]), id="very long"),
    ],
)
def test_what_is_understood(typed: str, expected: tuple[list[str], ...]) -> None:
    assert shape(parse(typed, TODAY)) == expected


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        pytest.param("“原文 照搬”", ['"原文 照搬"'], id="Chinese"),
        pytest.param("＂原文 照搬＂", ['"原文 照搬"'], id="full width"),
        pytest.param("「原文 照搬」", ['"原文 照搬"'], id="corner brackets"),
        pytest.param("『原文 照搬』", ['"原文 照搬"'], id="white corner brackets"),
        pytest.param("”原文 照搬“", ['"原文 照搬"'], id="the wrong way round"),
        pytest.param("”原文 照搬”", ['"原文 照搬"'], id="closing marks only"),
        pytest.param("“原文 照搬“", ['"原文 照搬"'], id="opening marks only"),
        pytest.param('“原文 照搬"', ['"原文 照搬"'], id="closed by an ASCII one"),
        pytest.param('"原文 照搬”', ['"原文 照搬"'], id="opened by an ASCII one"),
        pytest.param('"他说“好”吧" 词', ['"他说“好”吧"', "词"], id="marks inside other marks"),
        pytest.param("好 ”吧", ["好", "”吧"], id="a closing mark alone is text"),
        pytest.param('甲"乙 丙"', ['甲"乙', '丙"'], id="inside a word they are text"),
    ],
)
def test_quotes(typed: str, groups: list[str]) -> None:
    assert shape(parse(typed)) == (groups, [], [], [])


@pytest.mark.parametrize(
    ("typed", "text"),
    [('"没有关', "没有关"), ("词 “没有关", "没有关"), ("「", "「"), ('"', '"')],
)
def test_a_quote_that_is_not_closed_reaches_to_the_end(typed: str, text: str) -> None:
    query = parse(typed)
    (note,) = query.notes
    assert (note.code, typed[note.start : note.end] in '"“「') == ("unclosed-quote", True)
    assert query.parts[-1].text == text


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        pytest.param("甲 OR 乙 丙", ["甲|乙", "丙"], id="OR"),
        pytest.param("甲 ＯＲ 乙", ["甲|乙"], id="full width"),
        pytest.param("甲 | 乙 ｜ 丙", ["甲|乙|丙"], id="bars"),
        pytest.param('"甲 乙" OR “丙”', ['"甲 乙"|"丙"'], id="quotes"),
        pytest.param("甲 or 乙", ["甲", "or", "乙"], id="in small letters it is a word"),
        pytest.param("OR 甲", ["OR", "甲"], id="at the beginning"),
        pytest.param("甲 OR", ["甲", "OR"], id="at the end"),
        pytest.param('甲 OR ""', ["甲", "OR"], id="before nothing"),
        pytest.param("甲 OR OR 乙", ["甲", "OR", "OR", "乙"], id="doubled"),
        pytest.param('甲 "OR" 乙', ["甲", '"OR"', "乙"], id="quoted"),
        pytest.param("甲|乙", ["甲|乙"], id="inside a word it is text"),
        pytest.param("～同音 〜声音 ~音", ["~同音", "~声音", "~音"], id="tildes"),
        pytest.param("~“同 音”", ["~同 音"], id="tilde and quotes"),
        pytest.param("~ 音 ~/笔记 ~100 ~~ 好~", ["~", "音", "~/笔记", "~100", "~~", "好~"], id="no tilde"),
        pytest.param("甲…乙", ["甲/乙"], id="near"),
        pytest.param("甲……乙⋯⋯丙...丁", ["甲/乙/丙/丁"], id="near, a chain"),
        pytest.param("很好…… …… …好 a..b", ["很好……", "……", "…好", "a..b"], id="nothing to be near to"),
        pytest.param('"甲…乙" ~甲…乙', ['"甲…乙"', "~甲…乙"], id="near, but quoted or a sound"),
    ],
)
def test_alternatives_sounds_and_nearness(typed: str, groups: list[str]) -> None:
    query = parse(typed)
    assert shape(query) == (groups, [], [], [])
    assert query.parts == tuple(part for group in query.groups for part in group)


def test_alternatives_are_one_group() -> None:
    groups = parse("甲|乙 OR 丙").groups
    assert [[part.text for part in group] for group in groups] == [["甲|乙", "丙"]]


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        pytest.param("作者：硅谷", ["author=硅谷"], id="Chinese field, full-width colon"),
        pytest.param("標題:硅谷 語言：繁", ["title=硅谷", "lang=繁"], id="traditional"),
        pytest.param("Title:模型 ＫＩＮＤ：srt", ["title=模型", "kind=srt"], id="capitals, full width"),
        pytest.param("-site:example.org", ["-site=example.org"], id="excluded"),
        pytest.param('tag:"激光 照排"', ["tag=激光 照排"], id="quoted value"),
        pytest.param("author:甲 OR author:乙", ["author=甲", "author=乙"], id="OR of one field"),
        pytest.param("after:2025-01", ["after=2025-01-01.."], id="after"),
        pytest.param("before:2025-12-31", ["before=..2025-12-31"], id="before"),
        pytest.param("日期：２０２３年３月", ["published=2023-03-01..2023-03-31"], id="Chinese date"),
        pytest.param("-date:去年", ["-published=2025-01-01..2025-12-31"], id="excluded date"),
        pytest.param(
            "之后：2024 之前：2025", ["after=2024-01-01..", "before=..2025-12-31"], id="Chinese ends"
        ),
    ],
)
def test_fields(typed: str, filters: list[str]) -> None:
    assert shape(parse(typed, TODAY)) == ([], [], filters, [])


@pytest.mark.parametrize(
    ("typed", "shown", "notes"),
    [
        pytest.param("title:", ["title:"], [("empty-field", "title:", "title")], id="no value yet"),
        pytest.param("词 标题： ", ["词"], [("empty-field", "标题：", "标题")], id="no value, blank"),
        pytest.param("词 after:2025-13", ["词"], [("bad-date", "2025-13", "2025-13")], id="month 13"),
        pytest.param("词 日期：2月30日", ["词"], [("bad-date", "2月30日", "2月30日")], id="no such day"),
        pytest.param("词 kind:movie", ["词"], [("bad-kind", "movie", "movie")], id="no such kind"),
        pytest.param("词 -语言：fr", ["词"], [("bad-lang", "fr", "fr")], id="no such language"),
        pytest.param("date:soon", ["date:soon"], [("bad-date", "soon", "soon")], id="bad date alone"),
        pytest.param("foo:bar", ["foo:bar"], [("unknown-field", "foo", "foo")], id="unknown field"),
        pytest.param(
            "词 -tags:ai", ["词"], [("unknown-field", "tags", "tags")], id="unknown field, excluded"
        ),
        pytest.param("12:30 c:\\a C:/a a::b", ["12:30", "c:\\a", "C:/a", "a::b"], [], id="no fields"),
        pytest.param("http://a.b foo=1 他说：好", ["http://a.b", "foo=1", "他说：好"], [], id="nor these"),
        pytest.param("foo: bar", ["foo:", "bar"], [], id="a word and a colon"),
    ],
)
def test_notes_on_fields(typed: str, shown: list[str], notes: list[tuple[str, str, str]]) -> None:
    query = parse(typed, TODAY)
    assert [part.text for part in query.parts] == shown
    assert [(note.code, typed[note.start : note.end], note.detail) for note in query.notes] == notes
    assert not query.filters


@pytest.mark.parametrize(
    ("typed", "groups", "notes"),
    [
        pytest.param("去年 卖房", ["去年[2025-01-01..2025-12-31]", "卖房"], ["date-word"], id="with others"),
        pytest.param("去年", ["去年"], [], id="alone it is text"),
        pytest.param('"去年" 卖房', ['"去年"', "卖房"], [], id="quoted it is text"),
        pytest.param("~去年 卖房", ["~去年", "卖房"], [], id="its sound is asked for"),
        pytest.param("2023 2023-05 卖房", ["2023", "2023-05", "卖房"], [], id="numbers are text"),
        pytest.param(
            "卖房 OR ２０２３年", ["卖房|２０２３年[2023-01-01..2023-12-31]"], ["date-word"], id="alternative"
        ),
    ],
)
def test_date_words(typed: str, groups: list[str], notes: list[str]) -> None:
    query = parse(typed, TODAY)
    assert shape(query) == (groups, [], [], notes)
    assert [note.detail for note in query.notes] == [str(part.dates) for part in query.parts if part.dates]


def test_today_is_today() -> None:
    (one,) = parse("date:今天").filters
    assert one.dates == DateRange(date.today(), date.today())


MANY = " ".join("字" * (MOST_PARTS + 8))


@pytest.mark.parametrize(
    ("typed", "whole", "piece"),
    [
        ("甲  乙", "甲  乙", "甲  乙"),
        (MANY, MANY, MANY),
        ('"甲 乙"', '"甲 乙"', None),
        ('"甲" -乙', '""甲" -乙"', None),
        ("甲 乙 -丙", '"甲 乙 -丙"', "甲 乙"),
        ("~甲", '"~甲"', None),
        ("甲 OR 乙", '"甲 OR 乙"', None),
        ("kind:srt", '"kind:srt"', None),
    ],
)
def test_all_that_was_typed_and_all_that_is_wanted(typed: str, whole: str, piece: str | None) -> None:
    query = parse(typed)
    assert (sign(query.whole), query.piece and sign(query.piece)) == (whole, piece)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("强化 学习", True),
        ("去年", True),
        ("a OR", True),
        ("词 after:2025-13", False),
        ("词 title:", False),
        ("词 kind:movie", False),
        ("kind:movie", True),
        ('"强化"', False),
        ("甲 OR 乙", False),
        ("甲…乙", False),
        ("~甲", False),
        ("甲 -乙", False),
        ("kind:srt", False),
        ("去年 卖房", False),
    ],
)
def test_plain_is_without_operators(typed: str, plain: bool) -> None:
    assert parse(typed).plain is plain


@pytest.mark.parametrize(
    "unit",
    [
        *("字 ", "-字 ", "tag:字 ", "~字 ", "“字” ", "字 OR ", "甲…乙 ", "a:b ", "OR ", "去年 "),
        *("…", "“", '"', "”", "” ", "-", "~", "title:", "date:3 ", "近", "\ud800", "「『", "｜ ", "..."),
    ],
)
def test_much_of_anything_is_bounded(unit: str) -> None:
    query = parse(unit * (10_000 // len(unit)))
    assert len(query.parts) + len(query.excluded) + len(query.filters) <= MOST_PARTS
    assert sum(max(1, len(part.near)) for part in query.parts) <= 2 * MOST_PARTS
    assert len(query.text) <= LONGEST
    assert query.parts or query.filters


def test_what_is_beyond_the_bound_is_noted() -> None:
    typed = "字 " * MOST_PARTS
    assert not parse(typed).notes
    (note,) = parse(typed + "乙 丙").notes
    assert (note.code, note.detail, note.start) == ("too-many-parts", str(MOST_PARTS), len(typed))
    assert len(parse("甲 OR " * (MOST_PARTS - 1) + "乙").parts) == MOST_PARTS


OPERATORS = st.text(
    alphabet=st.sampled_from('字a0 -－“”「」『』"＂:：~～…⋯.|｜年月近天半title作者去年OR \t\n\0\ud800😀')
)
WORDS = st.lists(
    st.sampled_from(("OR", "｜", "-", "~", "“", "”", '"', "date:", "日期：", "2025-13", "去年", "a…b", " "))
).map("".join)


def places(query: Query) -> list[tuple[int, int]]:
    parts = [(one.start, one.end) for one in (*query.parts, *query.excluded)]
    return parts + [(one.start, one.end) for one in query.filters]


@given(OPERATORS | WORDS | st.text(alphabet=st.characters(codec=None)))
def test_anything_is_a_query_and_every_place_is_in_it(typed: str) -> None:
    query = parse(typed)
    noted = [(note.start, note.end) for note in query.notes]
    assert all(0 <= start <= end <= len(typed) for start, end in places(query) + noted)
    assert bool(query.parts or query.filters) == bool(query.text)
    assert all(query.groups)


@given(OPERATORS | WORDS)
def test_parts_stand_where_they_say_in_their_order(typed: str) -> None:
    query = parse(typed)
    clean = "".join(" " if char < " " or char == "\x7f" else char for char in typed)
    assert all(part.text in clean[part.start : part.end] for part in (*query.parts, *query.excluded))
    assert all(one.value in clean[one.start : one.end] for one in query.filters)
    assert all(piece in part.text for part in query.parts for piece in part.near)
    assert all(one[1] <= other[0] for one, other in pairwise(sorted(places(query))))
