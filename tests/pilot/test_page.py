"""The flow of a page into rows: nothing is lost, nothing moves, and no step is long."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from index import SENTENCE, Metadata, Span, sentence_around
from tests.pilot.fakes import DOCUMENTS
from tui.cells import cell_width
from tui.flow import SLICE, Flow
from tui.page import PIECE, UNSEEN, Page, Sheet
from tui.widgets.header import header

TEXTS = {
    "empty": "",
    "one": "字",
    "breaks": "\n\n甲\r\n乙\n\n",
    "long": "没有标点的一行" * 9000,
    "latin": "a word " * 5000,
    "emoji": "👨‍👩‍👧" * 4000,
    "many": "\n".join(f"第{number}行" for number in range(20_000)),
    **{document.id: document.text for document in DOCUMENTS},
}


SPOKEN = {
    "all": ("甲\n乙", [], "甲\n乙"),
    "within a row": ("甲[x]乙", [(1, 4)], "甲___乙"),
    "at the beginning of a row": ("甲\n[x]乙", [(2, 5)], "甲\n\n\n\n乙"),
    "at the end of a row": ("甲[x]\n乙", [(1, 4)], "甲\n\n\n\n乙"),
    "at the beginning of the text": ("[x]甲", [(0, 3)], "\n\n\n甲"),
    "rows": ("甲\n00:01\n乙", [(2, 8)], "甲\n\n\n\n\n\n\n乙"),
    "one behind the other": ("甲\n[x][y]乙[z]丙", [(2, 5), (5, 8), (9, 12)], "甲\n\n\n\n\n\n\n乙___丙"),
}


@pytest.mark.parametrize(("text", "unsaid", "spoken"), SPOKEN.values(), ids=SPOKEN.keys())
def test_between_rows_what_is_unsaid_parts_them_and_within_a_row_it_is_no_word(
    text: str, unsaid: list[Span], spoken: str
) -> None:
    sheet = Sheet(replace(DOCUMENTS[0], text=text, hidden=()), tuple(unsaid))
    assert sheet.spoken == spoken.replace("_", UNSEEN)


def page(text: str) -> Page:
    return Page(Sheet(replace(DOCUMENTS[0], text=text, hidden=())), "", ()).prepare()


def whole(text: str, width: int, offset: int) -> Flow:
    flow = Flow(page(text), width, offset)
    while not flow.complete:
        flow.grow()
    return flow


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("width", [2, 7, 40, 96])
def test_rows_join_back_to_the_text_and_fit(name: str, width: int) -> None:
    text = TEXTS[name]
    flow = whole(text, width, len(text) // 2)
    assert flow.starts == sorted(set(flow.starts))
    assert flow.starts[0] == 0 and flow.end == len(text)
    rows = [flow.bounds(row) for row in range(len(flow.starts))]
    assert all(cell_width(text[start:end]) <= max(2, width) for start, end in rows[:3000])
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(rows)]
    assert not "".join(gaps).strip("\r\n")


@pytest.mark.parametrize("before", [PIECE - 2, PIECE - 1, PIECE])
def test_a_long_line_is_not_parted_within_what_is_joined(before: int) -> None:
    family = "👨\u200d👩\u200d👧"
    start = before - 1
    edges = {edge for piece in page("字" * start + family + "字" * PIECE).pieces for edge in piece}
    assert len(edges) > 2 and not edges & set(range(start + 1, start + len(family)))


@pytest.mark.parametrize("offset", [0, 10_000, 63_000])
def test_the_first_step_reaches_the_offset_and_is_bounded(offset: int) -> None:
    flow = Flow(page(TEXTS["long"]), 40, offset)
    assert flow.reaches(min(offset, len(TEXTS["long"]) - 1))
    assert flow.end - flow.starts[0] <= SLICE + 2 * PIECE


def test_growing_keeps_the_rows_there_were() -> None:
    flow = Flow(page(TEXTS["many"]), 40, len(TEXTS["many"]) // 2)
    before = list(flow.starts)
    above = flow.grow()
    assert flow.starts[above : above + len(before)] == before


@pytest.mark.parametrize("first", [-400, 0, 1])
def test_the_row_of_the_offset_is_laid_out_however_little_is(first: int) -> None:
    flow = Flow(page(TEXTS["many"]), 2, len(TEXTS["many"]) // 2, first=first)
    start, end = flow.bounds(flow.row_of(len(TEXTS["many"]) // 2))
    assert start <= len(TEXTS["many"]) // 2 <= end


def test_lines_are_numbered_at_their_first_row() -> None:
    flow = whole("甲乙丙丁戊己\n庚\n\n辛", 4, 0)
    assert [flow.label(row) for row in range(len(flow.starts))] == ["1", "", "", "2", "3", "4"]
    assert flow.page.place_of(7) == (2, 1)


SRT = "1\n00:00:01,000 --> 00:00:02,500\n甲说\n第二行\n\n2\n01:02:03,000 --> 01:02:04,000\n乙说\n\n没有时间\n"


def page_of(name: str, text: str, folder: Path) -> Page:
    """A file as the engine reads it."""
    from index.sources.reader import read

    (folder / name).write_text(text, encoding="utf-8")
    return Page(Sheet(read(folder / name, folder).document), "", ()).prepare()


def shown(flow: Flow) -> list[tuple[str, str]]:
    """The rows of a flow with what stands beside them."""
    return [(flow.label(row), flow.page.shown(*flow.bounds(row))) for row in range(len(flow.starts))]


def test_rows_of_subtitles_have_times_instead_of_numbers_and_nothing_that_is_not_said(tmp_path: Path) -> None:
    flow = Flow(page_of("a.srt", SRT, tmp_path), 40, 0)
    rows = [("0:01", "甲说"), ("", "第二行"), ("1:02:03", "乙说"), ("", "没有时间")]
    assert shown(flow) == rows and flow.complete
    assert flow.page.labels_width == len("1:02:03")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.lrc", "[ti:歌]\n[00:01.00]甲说\n[01:02.00] 乙说\n"),
        (
            "a.ass",
            "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,,,,,甲说\nComment: 0,,,,,,,,,注\n"
            "Dialogue: 0,0:01:02.00,0:01:03.00,,,,,,,乙说\n",
        ),
    ],
)
def test_a_row_that_has_its_time_in_front_of_it_begins_behind_that(
    tmp_path: Path, name: str, text: str
) -> None:
    assert shown(Flow(page_of(name, text, tmp_path), 40, 0))[-2:] == [("0:01", "甲说"), ("1:02", "乙说")]


CAPTIONS = (
    "WEBVTT\n\n00:00.000 --> 00:02.000 align:start\n"
    "今天<00:00:00.480><c>我们</c><00:00:00.960><c>来聊</c> R&amp;D &lt;一<i>聊</i>\n"
)


def test_of_what_is_said_only_that_is_laid_out(tmp_path: Path) -> None:
    timed = page_of("a.vtt", CAPTIONS, tmp_path)
    flow = Flow(timed, 10, 0)
    assert shown(flow) == [("0:00", "今天我们来"), ("", "聊 R&D <一"), ("", "聊")]
    start = timed.text.index("今天")
    places = [timed.offset_of(start, len(timed.text), count) for count in (-1, 0, 2, 3, 4)]
    assert places == [timed.text.index(char) for char in "今今我们来"]
    assert timed.offset_of(start, start + 9, 9) == start + 9


TALK = (
    "说话人1 00:01\n甲甲甲甲甲甲\n\n说话人1 00:03\n乙乙乙乙乙乙\n\n00:06 丙丙丙丙丙丙\n00:08 丁丁丁丁丁丁\n"
)


@pytest.mark.parametrize(
    ("match", "rows"),
    [
        ("乙丙", [("0:03", "乙乙乙乙乙乙"), ("0:06", "丙丙丙丙丙丙")]),
        ("说话人1 00:03", [("", "说话人1 00:03"), ("0:03", "乙乙乙乙乙乙"), ("0:06", "丙丙丙丙丙丙")]),
        ("00:06 丙", [("0:03", "乙乙乙乙乙乙"), ("0:06", "00:06 丙丙丙丙丙丙")]),
    ],
)
def test_the_head_of_a_row_is_laid_out_where_a_match_stands_in_it(
    match: str, rows: list[tuple[str, str]], tmp_path: Path
) -> None:
    page = page_of("a.txt", TALK, tmp_path)
    start = TALK.index(match[0] if match == "乙丙" else match)
    end = TALK.rindex(match[-1]) + 1 if match == "乙丙" else start + len(match)
    lit = replace(page, sheet=page.sheet.showing([(start, end)]), matches=((start, end),))
    before, behind = [("0:01", "说话人1"), ("", "甲甲甲甲甲甲")], [("0:08", "丁丁丁丁丁丁")]
    assert [row for row in shown(Flow(lit, 40, 0)) if row[1]] == [*before, *rows, *behind]


def test_of_a_canvas_each_line_of_a_card_is_laid_out_and_nothing_else(tmp_path: Path) -> None:
    card = '{"id":"a","text":"**甲**。\\n\\n- 乙\\n","x":1}'
    text = f'{{"nodes":[\n{card},\n{{"url":"a"}}],\n"a":1}}\n'
    rows = shown(Flow(page_of("a.canvas", text, tmp_path), 40, 0))
    assert [(label, row.rstrip()) for label, row in rows] == [("2", "甲。"), ("", "乙")]


def test_what_a_long_cue_wraps_to_has_its_time_once(tmp_path: Path) -> None:
    timed = page_of("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "很长的一句话" * 5 + "\n", tmp_path)
    assert [label for label, _ in shown(Flow(timed, 20, 0))] == ["0:01", "", ""]


def test_front_matter_gives_way_to_a_header(tmp_path: Path) -> None:
    text = "---\ntitle: 题\n---\n\n\n正文\n\n完\n"
    flow = Flow(page_of("a.md", text, tmp_path), 40, text.index("完"), header=2)
    assert shown(flow) == [("", ""), ("", ""), ("6", "正文"), ("7", ""), ("8", "完")]
    assert flow.reaches(0) and flow.row_of(0) == 0 and flow.row_of(text.index("正")) == 2


def test_a_document_of_nothing_but_front_matter_has_an_empty_row(tmp_path: Path) -> None:
    flow = Flow(page_of("a.md", "---\ntitle: 题\n---\n", tmp_path), 40, 0, header=1)
    assert [text for _, text in shown(flow)] == ["", ""]


def test_a_header_fits_its_width_and_shows_control_codes_as_text() -> None:
    metadata = Metadata("很长的标题" * 9 + "\x1b[31m", authors=("某人",) * 20, tags=("甲", "乙"))
    document = replace(DOCUMENTS[0], metadata=metadata, body_start=1)
    rows = [text for text, _ in header(document, 30)]
    assert all(cell_width(row) <= 30 for row in rows) and rows[-1] == ""
    assert "".join(rows[:4]).startswith("很长的标题" * 9) and "#甲 #乙" in rows
    assert "\x1b" not in "".join(rows)


def test_front_matter_with_a_match_in_it_is_shown_as_it_is(tmp_path: Path) -> None:
    page = page_of("a.md", "---\ntitle: 题\n---\n正文\n", tmp_path)
    assert page.begins == page.document.body_start
    lit = replace(page, matches=((11, 12),))
    assert [text for _, text in shown(Flow(lit, 40, 0))] == ["---", "title: 题", "---", "正文"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("前\n![图](data:%s)\n后", ["前", "![图](data:" + "x" * 55, "后"]),
        ("看 [这里](data:%s) 再说", ["看 [这里](data:" + "x" * 55, " 再说"]),
        ("[一](data:%s)、[二](data:%s)", ["[一](data:" + "x" * 55, "、[二](data:" + "x" * 55]),
        ("<data:%s", ["<data:" + "x" * 55]),
    ],
)
def test_of_a_long_address_the_beginning_is_enough(text: str, rows: list[str]) -> None:
    text = text.replace("%s", "x" * 400)
    hidden = tuple(found.span() for found in re.finditer("data:x+", text))
    document = replace(DOCUMENTS[0], text=text, hidden=hidden)
    flow = Flow(Page(Sheet(document), "", ()), 96, 0)
    assert [row for _, row in shown(flow)] == rows
    assert flow.complete and flow.reaches(len(text) - 1)


SAID = ("我妈当时在", "装订车间", "裁纸刀每")


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("a.srt", "{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{said}\n\n"),
        ("a.srt", "{number}\n00:00:0{number},000 --> 00:00:0{number},900\n陈太太：{said}\n\n"),
        ("a.vtt", "00:0{number}.000 --> 00:0{number}.900\n<v 陈太太>{said}</v>\n\n"),
        ("a.lrc", "[00:0{number}.00]{said}\n"),
        ("a.ass", "Dialogue: 0,0:00:0{number}.00,0:00:0{number}.90,D,陈太太,0,0,0,,{{\\i1}}{said}{{\\i0}}\n"),
    ],
)
def test_a_clause_more_of_subtitles_is_a_row_more(name: str, row: str, tmp_path: Path) -> None:
    head = {"a.vtt": "WEBVTT\n\n", "a.ass": "[Events]\n"}.get(name, "")
    rows = [row.format(number=number, said=said) for number, said in enumerate(SAID, 1)]
    page = page_of(name, head + "".join(rows), tmp_path)
    start = page.text.index(SAID[1])
    for size, count in ((SENTENCE, 1), (SENTENCE + 1, 3)):
        low, high = sentence_around(page.spoken, (start, start + 2), size)
        quoted = page.shown(low, high)
        assert sum(said in quoted for said in SAID) == count
        assert quoted.rstrip().endswith(SAID[1] if count == 1 else SAID[2])
        assert quoted.count("：") in (0, count)


def test_rows_of_a_transcript_have_their_times_beside_them_and_links_stay(tmp_path: Path) -> None:
    text = (
        "# 码头\n\n见 <https://a.example/b>\n\n说话人1 00:01\n他说船底[的锈](https://c.example)&nbsp;要\n\n"
        "说话人1 00:05\n先敲掉\n\n[00:08] 李工：好\n"
    )
    page = page_of("a.md", text, tmp_path)
    rows = [(page.label(start, end), page.shown(start, end).strip()) for start, end in page.pieces]
    assert rows == [
        ("", "# 码头"),
        ("", "见 <https://a.example/b>"),
        ("0:01", "说话人1"),
        ("", "他说船底[的锈](https://c.example)&nbsp;要"),
        ("0:05", "先敲掉"),
        ("0:08", "李工：好"),
    ]
    low, high = sentence_around(page.spoken, (text.index("先敲"), text.index("掉")), SENTENCE + 1)
    assert "00:05" not in page.shown(low, high) and "先敲掉" in page.shown(low, high)
