"""Entities: one character to a reader, in the place of the ampersand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.markdown import hidden_spans
from index.text.entities import as_plain, as_read, character, tails, visible
from index.text.fold import SKIPPED, fold
from index.text.squeeze import Body
from index.text.traits import HIDDEN

TEXTS = st.lists(
    st.sampled_from(
        ["a", "字", "&", ";", "amp;", "&amp;", "&nbsp;", "&#20013;", "<b>", "https://a.b", "`", "\\_", "\\"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("entity", "char"),
    [
        ("&amp;", "&"),
        ("&nbsp;", "\u00a0"),
        ("&ldquo;", "“"),
        ("&#8212;", "—"),
        ("&#x4E2d;", "中"),
        ("&#128512;", "😀"),
        ("&eacute;", ""),
        ("&#65;", ""),
        ("&#0;", "\ufffd"),
        ("&#9999999;", "\ufffd"),
        ("&nosuch;", ""),
        ("&NotEqualTilde;", ""),
        (r"\N", "\n"),
        (r"\n", "\n"),
        (r"\h", "\u00a0"),
        (r"\*", "*"),
        (r"\\", "\\"),
        (r"\t", "\t"),
        (r"\u4e2d", "中"),
        (r"\ud83d\uDE00", "😀"),
        (r"\u00e9", ""),
    ],
)
def test_what_an_entity_stands_for(entity: str, char: str) -> None:
    assert character(entity) == char


def test_what_is_hidden_of_entities() -> None:
    assert list(tails("AT&amp;T&nbsp;&eacute;&x")) == [(3, 7), (9, 14)]


def test_what_is_hidden_of_breaks() -> None:
    text = r"hello\Nworld{\i1}\h\\k"
    hidden = [(6, 7), (12, 17), (18, 19)]
    assert visible(text, hidden) == "hello\nworld\u00a0\\\\k"
    body = Body.of(text, hidden)
    assert body.folded.replace(SKIPPED, "").replace(HIDDEN, "") == "hello world \\\\k"


@pytest.mark.parametrize(
    "mark", ["{\\k20}", "<00:01.20>", "<00:00:01.000><c.a>", "</c><c>", "<lang en>", "<b>", "**", "~", "^"]
)
def test_what_parts_no_word(mark: str) -> None:
    body = Body.of(f"fla{mark}me", [(3, 3 + len(mark))])
    assert body.folded == f"fla{SKIPPED * len(mark)}me"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("AT&amp;T<b>&nbsp;</b>甲<!-- 乙 -->", "AT&T\u00a0甲"),
        ("见 https://a.b/c，<http://a.b> 和 <me@a.b>", "见 https://a.b/c，<http://a.b> 和 <me@a.b>"),
        ("见&nbsp;www.a.b<br>", "见\u00a0www.a.b"),
        (r"snake\_case \<b> \甲 `\_`", r"snake_case <b> \甲 `\_`"),
    ],
)
def test_addresses_stay_in_a_plain_text(text: str, plain: str) -> None:
    assert as_plain(text, hidden_spans(text)) == plain


@given(TEXTS)
def test_a_text_is_read_as_it_is_searched(text: str) -> None:
    hidden = hidden_spans(text)
    read, body = as_read(text, hidden), Body.of(text, hidden)
    assert len(read) == len(text) == len(body.folded)
    inside = [any(start <= place < end for start, end in hidden) for place in range(len(text))]
    for char, folded, within in zip(fold(read), body.folded, inside, strict=True):
        assert folded in (HIDDEN, SKIPPED) if within else folded == char


@given(TEXTS, st.data())
def test_a_part_of_a_text_is_read_as_it_is_in_the_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    hidden = [(low - start, high - start) for low, high in hidden_spans(text)]
    part, whole = as_read(text[start:end], hidden), as_read(text, hidden_spans(text))[start:end]
    assert len(part) == len(whole)
    assert all(one in (other, "&", "\\") for one, other in zip(part, whole, strict=True))


def test_what_is_written_longer_is_one_character() -> None:
    text = "AT&amp;T<b>&nbsp;&#20013;"
    body = Body.of(text, hidden_spans(text))
    assert body.folded.replace(SKIPPED, "").replace(HIDDEN, "") == "at&t 中"
    assert as_read(text, hidden_spans(text)) == "AT&amp;T<b>\u00a0nbsp;中#20013;"
