"""Transcripts: what is said goes on behind the times of its rows; no other text loses a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Kind, wording
from index.sources import read as read_file
from index.sources.transcript import Transcript, read_transcript
from index.text.entities import visible
from tests.conftest import MakeLibrary

SAID = ("我爷爷那时候在码头上修船每天", "天不亮就要下到舱底去敲铁锈", "他说听声音就知道哪块板要换")

FORMS = {
    "somebody-and-a-time": ("说话人1 00:0{n}\n{said}\n\n", "说话人1\n"),
    "wide-blanks": ("发言人 1   00:0{n}\n{said}\n\n", "发言人 1\n"),
    "in-one-line": ("说话人 1 00:00:0{n}{said}\n\n", "说话人 1 "),
    "in-brackets": ("🟢 说话人1 [00:00:0{n}]\n{said}\n\n", "🟢 说话人1\n"),
    "before-a-number": ("[00:0{n}] SPEAKER_00: {said}\n", "SPEAKER_00: "),
    "two-times-and-a-number": ("00:00:0{n}.334 - 00:00:0{n}.900: SPEAKER_01: {said}\n", "SPEAKER_01: "),
    "behind-a-number": ("[SPEAKER_00 - 00:00:0{n}] {said}\n", "[SPEAKER_00] "),
    "number-and-time-in-brackets": ("[SPEAKER_00] (00:00:0{n}) {said}\n", "[SPEAKER_00] "),
    "a-time-alone": ("0:0{n}\n{said}\n", ""),
    "a-time-before": ("00:0{n} {said}\n", ""),
    "as-code-in-bold": ("**[`00:00:0{n}`]** {said}\n\n", ""),
    "from-to": ("[00:0{n}.000 --> 00:0{n}.900] {said}\n", ""),
}


def shown(text: str, read: Transcript) -> str:
    return visible(text, read.asides)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("row", "first"), FORMS.values(), ids=FORMS.keys())
def test_what_one_says_goes_on_in_the_next_row(row: str, first: str, line_end: str) -> None:
    text = "".join(row.format(n=2 * number, said=said) for number, said in enumerate(SAID, 1))
    text = text.replace("\n", line_end)
    read = read_transcript(text)
    assert [cue.begins for cue in read.cues] == pytest.approx([2, 4, 6], abs=0.4)
    assert "".join(shown(text, read).split()) == "".join((first + "".join(SAID)).split())
    assert shown(text, read).replace("\r", "").lstrip().startswith(first + SAID[0])
    for cue, said in zip(read.cues, SAID, strict=True):
        assert text[cue.start : cue.end].endswith(said)


NAMED = (
    "王师傅(00:00:02): 船底的锈要先敲掉才能补\n李工（00:00:06）：那补完了要不要上漆\n\n"
    "王师傅(00:00:09): 上两遍\n李工（00:00:11）：记下了\n"
)


def test_names_are_what_is_said() -> None:
    read = read_transcript(NAMED)
    assert shown(NAMED, read).split() == [
        "王师傅:", "船底的锈要先敲掉才能补", "李工：那补完了要不要上漆", "王师傅:", "上两遍", "李工：记下了",
    ]  # fmt: skip
    assert [NAMED[cue.start :][:2] for cue in read.cues] == ["王师", "李工", "王师", "李工"]


def test_a_number_is_told_where_somebody_else_has_spoken() -> None:
    rows = (
        "说话人1 00:01\n甲甲甲甲\n",
        "说话人2 00:04\n乙乙乙乙\n",
        "说话人1 00:06\n丙丙丙丙\n",
        "说话人1 00:09\n丁\n",
    )
    text = "\n".join(rows)
    assert shown(text, read_transcript(text)).split() == [
        "说话人1", "甲甲甲甲", "说话人2", "乙乙乙乙", "说话人1", "丙丙丙丙", "丁",
    ]  # fmt: skip


def test_what_stands_before_the_rows_and_what_only_looks_like_one() -> None:
    text = (
        "码头访谈 45:12\n会议时间：10:00-11:00\n\n## 开场 `[00:00:00]`\n\n**[`00:00:00`]** 先说船。\n\n"
        "**[`00:00:03`]** 我们 08:30 开工，一天要敲\n\n**[`00:00:06`]** 三百斤锈。\n"
    )
    read = read_transcript(text)
    assert shown(text, read).split("\n")[:2] == ["码头访谈 45:12", "会议时间：10:00-11:00"]
    assert "08:30" in shown(text, read) and "## 开场\n" in shown(text, read)
    assert [cue.begins for cue in read.cues] == [0, 0, 3, 6]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("08:30 起床\n09:10 下船坞\n12:00 吃饭\n", id="a-day"),
        pytest.param("00:00 开场\n03:21 为什么修船\n15:40 听声音\n01:02:33 徒弟\n", id="chapters"),
        pytest.param(
            "王师傅 2024-01-01 00:00:01\n在吗\n\n王师傅 2024-01-01 00:00:03\n船修好了\n" * 3, id="a-chat"
        ),
        pytest.param("说话人1 00:00\n只有一行的稿子\n", id="one-row"),
        pytest.param("比分 0:0\n0:1 之后\n0:2\n", id="a-score"),
        pytest.param(
            "00:30 甲甲甲甲甲甲\n00:20 乙乙乙乙乙乙\n00:10 丙丙丙丙丙丙\n00:05 丁\n", id="backwards"
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_transcript_keeps_its_times(text: str) -> None:
    assert read_transcript(text) == Transcript()


@pytest.mark.parametrize(
    ("name", "text", "title", "lead"),
    [
        ("a.txt", "修船的人\n" + FORMS["a-time-alone"][0], "修船的人", ""),
        ("a.txt", FORMS["a-time-alone"][0], "a", SAID[0]),
        ("a.md", "# 修船\n\n" + FORMS["as-code-in-bold"][0], "修船", ""),
    ],
)
def test_a_row_is_no_title(tmp_path: Path, name: str, text: str, title: str, lead: str) -> None:
    head, mark, row = text.partition("**" if "**" in text else "0:")
    rows = "".join((mark + row).format(n=2 * number, said=said) for number, said in enumerate(SAID, 1))
    (tmp_path / name).write_text(head + rows, "utf-8")
    document = read_file(tmp_path / name, tmp_path).document
    assert (document.title, document.lead) == (title, lead)
    assert [cue.begins for cue in document.cues] == [2, 4, 6]


def test_times_are_no_part_of_a_quotation(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NAMED, "utf-8")
    document = read_file(tmp_path / "a.txt", tmp_path).document
    assert document.kind is Kind.TEXT
    assert wording(document, (0, len(NAMED))).split("\n") == [
        "王师傅: 船底的锈要先敲掉才能补", "李工：那补完了要不要上漆", "王师傅: 上两遍", "李工：记下了",
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["修船每天天不亮", "xiuchuanmeitiantian", "xcmttbl", "秀船每天天步亮"])
@pytest.mark.parametrize("row", [FORMS["somebody-and-a-time"][0], FORMS["before-a-number"][0]])
def test_it_is_found_across_rows_as_typed_and_by_its_sound(
    make_library: MakeLibrary, query: str, row: str
) -> None:
    text = "".join(row.format(n=2 * number, said=said) for number, said in enumerate(SAID, 1))
    (hit,) = make_library({"a.txt": text}).search(query)
    assert hit.spans[0][0] == text.index("修船") and hit.begins == 2
    assert text[hit.spans[0][0] : hit.spans[0][1]].startswith("修船每天\n")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["\n", "\r\n", "甲乙丙丁戊己庚辛", " ", "**[`", "`]**", "[", "]", "(", "): ", "说话人1 ",
             "SPEAKER_00: ", "- ", "00:00", "00:01", "0:02", "00:00:03.5", " --> ", "0:05", "#", "，"]
        )
    ).map("".join)
)  # fmt: skip
def test_spans_are_sorted_disjoint_and_within(text: str) -> None:
    read = read_transcript(text)
    before = -1
    for start, end in read.asides:
        assert before <= start < end <= len(text)
        before = end
    ends = 0
    for cue in read.cues:
        assert ends <= cue.start < cue.end <= len(text)
        assert text[cue.start : cue.end].strip() == text[cue.start : cue.end]
        ends = cue.end
