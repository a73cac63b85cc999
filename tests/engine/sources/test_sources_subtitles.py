"""Subtitles: what is said is body, with its time; how it is timed and shown is hidden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Kind
from index.sources import read as read_file
from index.sources.subtitles import Subtitles, read_subtitles
from index.text.entities import as_read, visible
from index.text.fold import SKIPPED
from index.text.spans import merged, within
from index.text.squeeze import Body


def body(text: str, read: Subtitles) -> str:
    parts, at = [], 0
    for start, end in read.hidden:
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])


def rows(text: str, read: Subtitles) -> list[tuple[str, float, float | None]]:
    return [(text[cue.start : cue.end], cue.begins, cue.ends) for cue in read.cues]


SRT = """1
00:00:01,000 --> 00:00:02,500
<i>第一行</i>
第二行

2
00:01:03,040 --> 01:00:04,000
{\\an8}第三行 a < b
"""

VTT = """WEBVTT - 题目
Kind: captions

STYLE
::cue { color: red }

NOTE 备注
两行

intro
00:01.000 --> 00:02.500 align:start position:0%
<v 张三>你好 <00:00:01.500><c.red>再见</c>

00:00:03.000 --> 00:00:04.000
<ruby>走<rt>zǒu</rt>吧</ruby>
"""

ROLLING = """WEBVTT

00:00:00.000 --> 00:00:02.000 align:start position:0%

今天<00:00:00.500><c>我们</c><00:00:01.000><c>来聊</c>

00:00:02.000 --> 00:00:02.010 align:start position:0%
今天我们来聊
 

00:00:02.010 --> 00:00:04.000 align:start position:0%
今天我们来聊
怎样<00:00:02.500><c>买房</c>

00:00:04.000 --> 00:00:04.010 align:start position:0%
怎样买房
 

00:00:04.010 --> 00:00:06.000 align:start position:0%
怎样买房
Q&amp;A<00:00:05.000><c>这件事</c>

00:00:06.000 --> 00:00:06.010 align:start position:0%
Q&A这件事
 
"""

LRC = """[ti:歌名]
[ar:歌手]
[offset:+500]
[00:12.34]第一句
[00:15.1][01:15]第二句
[00:20.00]<00:20.00>第 <00:20.50>三句
[bg:<00:21.00>和 <00:21.50>声]
没有时间
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_subrip(line_end: str) -> None:
    text = SRT.replace("\n", line_end)
    read = read_subtitles(text, ".srt")
    assert body(text, read).split() == ["第一行", "第二行", "第三行", "a", "<", "b"]
    assert rows(text, read) == [
        ("<i>第一行</i>", 1.0, 2.5),
        ("第二行", 1.0, 2.5),
        ("{\\an8}第三行 a < b", 63.04, 3604.0),
    ]


def test_web_video_text_tracks() -> None:
    read = read_subtitles(VTT, ".vtt")
    assert body(VTT, read).split() == ["<张三>你好", "再见", "走吧"]
    assert [cue[1:] for cue in rows(VTT, read)] == [(1.0, 2.5), (3.0, 4.0)]


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        pytest.param(
            ["<v 甲 乙>一</v>", "<v 甲 乙>二", "<v 丙>三", "<v 甲 乙>四"],
            "<甲 乙>一二<丙>三<甲 乙>四",
            id="turns",
        ),
        pytest.param(["<v.loud.low 甲>一 <i>二</i> <v.loud 甲>三", "四"], "<甲>一 二 三四", id="classes"),
        pytest.param(["<v A&amp;B>一</v> <v 丙>二</v>"], "<A&B>一 <丙>二", id="two-in-a-row"),
        pytest.param(["<v>一</v>", "<v >二", "<v", "<va 甲>三"], "一二<v<va 甲>三", id="nobody"),
    ],
)
def test_who_speaks_is_seen_where_it_was_somebody_else_before(said: list[str], seen: str) -> None:
    text = "WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.900\n{row}\n\n" for n, row in enumerate(said))
    read = read_subtitles(text, ".vtt")
    assert body(text, read).replace("\n", "") == seen
    past = Subtitles((), merged((*read.hidden, *read.asides)))
    assert body(text, past).replace("\n", "") == re.sub(r"<(?!va?\b)[^<>]*>", "", seen)


def test_what_captions_show_again_as_they_roll_up_is_said_once() -> None:
    read = read_subtitles(ROLLING, ".vtt")
    assert "".join(body(ROLLING, read).split()) == "今天我们来聊怎样买房Q&A这件事"
    assert [cue[1:] for cue in rows(ROLLING, read)] == [(0.0, 2.0), (2.01, 4.0), (4.01, 6.0)]


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        pytest.param(["甲", "甲\n乙", "乙\n丙", "丙"], "甲乙丙丙", id="one-row-goes-on"),
        pytest.param(["甲\n乙\n丙", "乙\n丙\n丁", "丙\n丁\n戊"], "甲乙丙丁戊", id="two-rows-go-on"),
        pytest.param(["对", "对", "对\n对"], "对对对", id="said-again"),
        pytest.param(["甲\n乙", "甲\n丙", "甲\n乙"], "甲乙甲丙甲乙", id="not-the-last-row"),
    ],
)
def test_rows_that_go_on_into_the_next_cue(cues: list[str], said: str) -> None:
    blocks = (f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n" for n, cue in enumerate(cues, 1))
    text = "\n".join(blocks)
    assert "".join(body(text, read_subtitles(text, ".srt")).split()) == said


def test_cues_of_very_many_rows_come_to_an_end() -> None:
    cue = "00:00:01,000 --> 00:00:0{},000\n" + "甲\n" * 50_000
    text = f"{cue.format(2)}乙\n\n{cue.format(3)}"
    assert len(read_subtitles(text, ".srt").cues) == 100_001


def test_subviewer() -> None:
    text = "0:00:01.000,0:00:02.500\n第一行\n第二行 1.000,0\n\n0:01:03.040,1:00:04.000\n第三行\n"
    read = read_subtitles(text, ".sbv")
    assert body(text, read).split() == ["第一行", "第二行", "1.000,0", "第三行"]
    assert rows(text, read) == [("第一行", 1, 2.5), ("第二行 1.000,0", 1, 2.5), ("第三行", 63.04, 3604)]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        pytest.param("a.txt", SRT, Kind.SUBTITLES, id="subrip"),
        pytest.param("a.txt", "\n" + VTT, Kind.SUBTITLES, id="webvtt"),
        pytest.param("a.txt", "00:01.000 --> 00:02.000\n甲", Kind.SUBTITLES, id="without-a-number"),
        pytest.param("a.txt", "WEBVTT 是一种格式\n" * 30, Kind.TEXT, id="about-it"),
        pytest.param("a.txt", "1\n甲\n" + SRT, Kind.TEXT, id="further-down"),
        pytest.param("a.txt", "1\n", Kind.TEXT, id="a-number"),
        pytest.param("a.txt", "", Kind.TEXT, id="nothing"),
        pytest.param("a.md", SRT, Kind.MARKDOWN, id="markdown"),
    ],
)
def test_subtitles_by_another_name(tmp_path: Path, name: str, text: str, kind: Kind) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    document = read_file(tmp_path / name, tmp_path).document
    assert document.kind is kind
    if kind is Kind.SUBTITLES:
        assert document.cues == read_subtitles(text, ".srt").cues != ()


def test_lyrics() -> None:
    read = read_subtitles(LRC, ".lrc")
    assert (read.title, read.author) == ("歌名", "歌手")
    assert body(LRC, read) == "歌名\n歌手\n+500\n第一句\n第二句\n第 三句\n和 声\n没有时间\n"
    assert [cue[1:] for cue in rows(LRC, read)] == [(12.34, None), (15.1, None), (20.0, None)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("1\n00:00:01,000 -> 00:00\n甲\n", "甲", id="bad-arrow"),
        pytest.param("1\n00:00:01,000 -->\n甲\n", "甲", id="no-end"),
        pytest.param("甲\n\n1\n00:00:01,000 --> 00:00:02,000\n乙", "甲", id="before-the-first"),
        pytest.param("1\n00:00:01,000 --> 00:00:02,000\n\n甲\n\n乙", "乙", id="blank-lines-within"),
        pytest.param("1\n00:01,000 --> 00:02,000\n甲\n2\n00:03,000 --> 00:04,000\n乙", "甲", id="no-blank"),
        pytest.param("1\n00:00:01,000 --> 00:00:02,000\n1984\n", "1984", id="a-number-is-said"),
    ],
)
def test_a_broken_cue_keeps_its_text(text: str, said: str) -> None:
    assert said in body(text, read_subtitles(text, ".srt"))


ASS = """[Script Info]
Title: 题目
[V4+ Styles]
Format: Name, Fontname
Style: Default,黑体
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,译者的话
Dialogue: 0,0:00:01.00,0:00:02.50,Default,甲,0,0,0,,{\\b1}第一行，有逗号,\\N第二行
Dialogue: 0,1:00:03.04,1:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0
Dialogue: 0,1:00:03.04,1:00:04.00,Default,,0,0,0,,{\\an7\\p1}m 0 0{\\fs9} l 1 1{\\p0}画后{译注}面{\\pos(1,2)}
Dialogue: 什么时候,第三行
Dialogue: 0,1:00:05.00,1:00:06.00,Default,,0,0,0,,AT&amp;T\\h说
"""


@pytest.mark.parametrize("suffix", [".ass", ".ssa"])
def test_substation_alpha(suffix: str) -> None:
    read = read_subtitles(ASS, suffix)
    said = ["第一行，有逗号,", "第二行", "画后面", "Dialogue: 什么时候,第三行", "AT&T\u00a0说", ""]
    assert visible(ASS, read.hidden).split("\n") == said
    assert rows(ASS, read) == [
        ("{\\b1}第一行，有逗号,\\N第二行", 1.0, 2.5),
        ("{\\an7\\p1}m 0 0{\\fs9} l 1 1{\\p0}画后{译注}面{\\pos(1,2)}", 3603.04, 3604.0),
        ("AT&amp;T\\h说", 3605.0, 3606.0),
    ]


@pytest.mark.parametrize(("name", "text"), [("a.srt", SRT), ("a.vtt", VTT), ("a.lrc", LRC), ("a.ass", ASS)])
def test_a_line_has_the_time_of_its_row(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    document = read_file(tmp_path / name, tmp_path).document
    assert document.cues
    for cue in document.cues:
        line = text.rfind("\n", 0, cue.start) + 1
        assert document.cue_of((line, cue.end)) == document.cue_of((cue.start, cue.start + 1)) == cue
    assert document.cue_of((len(text), len(text))) == document.cues[-1]


def test_times_of_words_that_are_sung() -> None:
    text = "[00:12.340]晚[00:12.800]风 beau[00:13.200]ti[00:13.500]ful[00:14.000]\n[00:17,50]第[1]段 [9:00]\n"
    read = read_subtitles(text, ".lrc")
    assert body(text, read) == "晚风 beautiful\n第[1]段 \n"
    assert [cue[1] for cue in rows(text, read)] == [12.34, 17.5]
    folded = Body.of(text, read.hidden).folded.replace(SKIPPED, "")
    assert "beautiful" in folded


def test_a_break_in_a_row_parts_words() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n先敲<br>掉 one<BR />two <brown>\n"
    read = read_subtitles(text, ".srt")
    assert visible(text, read.hidden) == "先敲\n掉 one\ntwo <brown>\n"
    folded = Body.of(text, read.hidden)
    assert "先敲掉" in folded.squeezed and "one two" in folded.folded.replace(SKIPPED, "")


def test_breaks_and_blanks_of_other_formats_are_none_of_the_words() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n{\\an7}\\h\\h甲\\N乙 C:\\News \\nHN\n"
    assert visible(text, read_subtitles(text, ".srt").hidden) == "\u00a0\u00a0甲\n乙 C:\\News \\nHN\n"


def test_an_entity_is_its_ampersand() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nAT&amp;T <i>和</i>&nbsp;R&D; &eacute;\n"
    read = read_subtitles(text, ".srt")
    assert body(text, read).strip() == "AT&T 和&R&D; &eacute;"
    assert as_read(text, read.hidden).splitlines()[2] == "AT&amp;T <i>和</i>\u00a0nbsp;R&D; &eacute;"


PIECES = st.lists(
    st.sampled_from(
        ["1\n", "\n", "\r\n", "00:00:01,000 --> 00:00:02,000\n", "甲", "NOTE", "WEBVTT\n", "<i>", "<v 乙>",
         "[00:01.00]", "[ti:", "&amp;", "&nbsp;",
         "Dialogue: 0,0:00:01.00,0:00:02.50,,,,,,,"]
    )
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(PIECES, st.text()), st.sampled_from([".srt", ".vtt", ".ass", ".lrc"]))
def test_spans_are_sorted_disjoint_and_within(text: str, suffix: str) -> None:
    read = read_subtitles(text, suffix)
    before = -1
    for start, end in read.hidden:
        assert before < start < end <= len(text)
        before = end
    before = 0
    for start, end in read.asides:
        assert before <= start < end <= len(text)
        assert not within(read.hidden, (start, end))
        before = end
    for cue in read.cues:
        assert 0 <= cue.start < cue.end <= len(text)
        assert text[cue.start : cue.end].strip() == text[cue.start : cue.end]
