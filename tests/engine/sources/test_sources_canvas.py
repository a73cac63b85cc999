"""Canvases: what stands on their cards is body, and nothing else of the JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Audit, Kind, Tier, as_plain, wording
from index.sources import read
from index.sources.canvas import Canvas, read_canvas
from index.text.entities import visible
from tests.conftest import MakeLibrary

CANVAS = r"""{
	"nodes":[
		{"id":"a1","type":"group","x":-300,"width":610,"label":"印刷的历史"},
		{"id":"b2","type":"file","file":"notes/readme.md","x":-280},
		{"id":"c3","type":"text","x":4,
			"text":"# 活字 #印刷\n\n他说：\"铅字要**一个一个**地拣。\"后来没人学了。\n- 见[[拣字|拣字的人]]"},
		{"id":"d4","type":"link","url":"https://lib.example.net/print"}
	],
	"edges":[{"id":"e5","fromNode":"a1","toNode":"c3","label":"后来 \\ 现在"}]
}
"""


def canvas(*cards: str) -> str:
    """As Obsidian writes one."""
    rows = ",\n\t\t".join(f'{{"id":"a","type":"text","text":"{card}","x":1}}' for card in cards)
    return f'{{\n\t"nodes":[\n\t\t{rows}\n\t],\n\t"edges":[]\n}}'


def seen(text: str) -> list[str]:
    return [line for line in visible(text, read_canvas(text).hidden).split("\n") if line]


@pytest.mark.parametrize(
    ("card", "lines"),
    [
        pytest.param(r"甲\n\n乙\t丙", ["甲", "乙\t丙"], id="blanks"),
        pytest.param(r"\"甲\" \/ \\ 乙", ['"甲" / \\ 乙'], id="marks"),
        pytest.param(r"\u4e2d\u6587\ud83d\ude00 \u0022", ['中文😀 "'], id="codes"),
        pytest.param(r"甲\r\n乙\f丙\b丁", ["甲 ", "乙 丙 丁"], id="breaks-that-are-blanks"),
        pytest.param(r"caf\u00e9 \ud83d", [r"caf\u00e9 \ud83d"], id="letters-stay-as-they-are-written"),
        pytest.param(r"# 甲\n- [ ] 乙\n> 丙\n1. 丁", ["甲", "乙", "丙", "1. 丁"], id="lines-of-markdown"),
        pytest.param(r"**甲** ==乙== `丙`", ["甲 乙 丙"], id="emphases"),
        pytest.param(r"[甲](https://a.b) ![](c.png)[[丁|丙]]", ["甲 丙"], id="links"),
        pytest.param(r"\\*甲\\* \\\"乙\\\" &amp;", ['*甲* "乙" &'], id="escapes-of-markdown"),
        pytest.param(r"\"text\":\"甲\"", ['"text":"甲"'], id="json"),
    ],
)
def test_what_is_seen_of_a_card(card: str, lines: list[str]) -> None:
    assert seen(canvas(card)) == lines


def test_cards_are_parted_by_lines() -> None:
    assert seen(canvas("甲。", "乙。")) == ["甲。", "乙。"]
    assert seen(CANVAS) == [
        "印刷的历史", "活字 #印刷", '他说："铅字要一个一个地拣。"后来没人学了。', "见拣字的人", "后来 \\ 现在"
    ]  # fmt: skip


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), (" , ", " : ")])
def test_cards_are_parted_by_lines_where_the_file_has_none(separators: tuple[str, str]) -> None:
    nodes = [{"id": "a", "text": card, "x": 1} for card in ('他说："甲"', "", "**乙**", "丙\n丁\\")]
    text = json.dumps({"nodes": nodes, "edges": [{"label": "戊"}]}, separators=separators, ensure_ascii=False)
    assert seen(text) == ['他说："甲"', "乙", "丙", "丁\\", "戊"]


@pytest.mark.parametrize(
    "text", ["", "[]", "甲", '{"nodes":[', '{"a":"甲\n乙"}', "[" * 100_000, '{"a":"\\x"}']
)
def test_what_is_no_canvas_is_all_text(text: str) -> None:
    assert read_canvas(text) == Canvas()


def test_a_note_in_a_card_is_read_past() -> None:
    text = canvas(r"甲\n乙^[丙\"丁]戊")
    read = read_canvas(text)
    assert "".join(text[start:end] for start, end in read.asides) == r"^[丙\丁]"


CARDS = st.lists(
    st.lists(st.sampled_from([*'甲a\n"\\*[]()&;#`-|^', "&amp;", "![[", "😀"])).map("".join), max_size=3
)


@given(CARDS, st.booleans(), st.sampled_from([None, 1]))
def test_spans_are_sorted_disjoint_and_within(cards: list[str], ascii_only: bool, indent: int | None) -> None:
    nodes = [{"id": "x", "text": card} for card in cards]
    text = json.dumps({"nodes": nodes, "edges": []}, ensure_ascii=ascii_only, indent=indent)
    read = read_canvas(text)
    for spans in read.hidden, read.asides, sorted(read.hidden + read.asides):
        before = 0
        for start, end in spans:
            assert before <= start < end <= len(text)
            before = end
    letters = "".join(card for card in cards).count("甲")
    assert visible(text, read.hidden).count("甲") <= letters


def test_the_document_of_a_canvas(tmp_path: Path) -> None:
    path = tmp_path / "方案.canvas"
    path.write_text(CANVAS, "utf-8")
    document = read(path, tmp_path).document
    assert (document.kind, document.title, document.lead) == (Kind.CANVAS, "方案", "活字 #印刷")
    assert (document.metadata.tags, document.language) == (("印刷",), "zh-Hans")
    assert "lib.example.net" in document.hosts
    quoted = CANVAS.index("他说"), CANVAS.index("后来没") - 1
    assert wording(document, quoted) == wording(document, quoted, as_plain) == '他说："铅字要一个一个地拣。"'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(canvas(r"甲乙丙\r\n丁戊\f己庚\b辛"), id="blanks"),
        pytest.param(
            '{"nodes":[{"text":"甲乙丙"},{"text":"丁戊己"},{"text":"庚辛"}]}', id="cards on one line"
        ),
    ],
)
def test_what_blanks_and_borders_of_cards_part_is_found(make_library: MakeLibrary, text: str) -> None:
    library = make_library({"a.canvas": text})
    assert [hit.tier for hit in library.search("乙丙丁戊己庚")] == [Tier.EXACT]
    assert Audit(library, 300, seed=1).run().misses == ()


@pytest.mark.parametrize(
    ("query", "lit"),
    [
        ("铅字要一个一个地拣", "铅字要**一个一个**地拣"),
        ("历史活字", r'历史"},'),
        ("学了见拣字的人", "学了。"),
        ("现在 kind:canvas", "现在"),
        ("现在 类型：白板", "现在"),
        ("readme", None),
        ("现在 kind:markdown", None),
    ],
)
def test_a_canvas_in_a_search(make_library: MakeLibrary, query: str, lit: str | None) -> None:
    hits = make_library({"a.canvas": CANVAS}).search(query).hits
    assert len(hits) == (lit is not None)
    for hit in hits:
        start, end = hit.spans[0]
        assert lit is not None and CANVAS[start:end].startswith(lit)
        assert hit.line == CANVAS.count("\n", 0, start) + 1
        assert hit.column == start - CANVAS.rfind("\n", 0, start)
