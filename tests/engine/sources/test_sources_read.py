"""Reading: a file becomes a document, or says by a code why not."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.model import Failure, Kind
from index.sources import SUFFIXES, digest, read, read_text


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def test_a_whole_document(tmp_path: Path) -> None:
    text = "---\ntitle: 题目\nurl: https://www.a.com/x\n---\n见[这里](https://b.com)。\r\n"
    path = write(tmp_path, "a.md", text)
    reading = read(path, tmp_path)
    document = reading.document
    assert (document.path, document.root, document.kind) == (path, tmp_path, Kind.MARKDOWN)
    assert (document.text, document.encoding, document.title) == (text, "utf-8", "题目")
    assert [text[start:end] for start, end in document.hidden] == ["](https://b.com)"]
    assert document.hosts == ("a.com", "b.com")
    assert (document.size, document.modified) == (len(text.encode()), path.stat().st_mtime_ns)
    assert reading.digest == digest(text.encode())
    assert reading.failures == ()
    assert read_text(path) == text


@pytest.mark.parametrize(
    ("name", "data", "kind", "title"),
    [
        pytest.param("甲.md", "", Kind.MARKDOWN, "甲", id="empty"),
        pytest.param("a.txt", "第一行\n", Kind.TEXT, "第一行", id="text"),
        pytest.param("甲 访谈.txt", "说了又说" * 5_000, Kind.TEXT, "甲 访谈", id="one-long-line"),
        pytest.param("甲.md", "乙说过这句话。\n", Kind.MARKDOWN, "甲", id="begins-with-a-sentence"),
        pytest.param(
            "a.txt", b"\xef\xbb\xbf---\ntitle: b\n---\n", Kind.TEXT, "b", id="front-matter-behind-mark"
        ),
        pytest.param("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n甲\n", Kind.SUBTITLES, "a", id="subtitles"),
        pytest.param("a.ass", "[Script Info]\nTitle: 题", Kind.SUBTITLES, "a", id="a script of subtitles"),
        pytest.param("a.lrc", "[ti:歌]\n[00:01]甲\n", Kind.SUBTITLES, "歌", id="lyrics"),
        pytest.param("a.srt", "---\ntitle: 题\n---\n1\n", Kind.SUBTITLES, "题", id="subtitles-front-matter"),
        pytest.param("a.log", "行", Kind.TEXT, "行", id="asked-for-by-name"),
        pytest.param(".md", "", Kind.TEXT, ".md", id="only-a-suffix"),
    ],
)
def test_kinds_and_titles(tmp_path: Path, name: str, data: bytes | str, kind: Kind, title: str) -> None:
    document = read(write(tmp_path, name, data), tmp_path).document
    assert (document.kind, document.title) == (kind, title)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("乙说过**这句**话。\n后来\n", "乙说过这句话。"),
        ("```\n码\n```\n\n说了，\n", "说了，"),
        ("说了又说" * 50, "说了又说" * 20 + "…"),
        ("像标题的一行\n", ""),
        ("# 题\n说了。\n", ""),
        ("---\ntitle: 题\n---\n说了。\n", ""),
        ("", ""),
    ],
)
def test_a_text_called_by_its_files_name_has_a_lead(tmp_path: Path, text: str, lead: str) -> None:
    assert read(write(tmp_path, "甲.md", text), tmp_path).document.lead == lead


def test_subtitles_have_cues_and_their_author(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.lrc", "[ar:歌手]\n[00:01.5]甲\n"), tmp_path).document
    assert document.metadata.authors == ("歌手",)
    assert [(document.text[cue.start : cue.end], cue.begins) for cue in document.cues] == [("甲", 1.5)]


@pytest.mark.parametrize(
    ("name", "tags"), [("a.md", ("甲", "乙/丙", "丁")), ("a.txt", ("甲", "乙/丙"))], ids=["markdown", "text"]
)
def test_tags_of_the_front_matter_and_of_the_body(tmp_path: Path, name: str, tags: tuple[str, ...]) -> None:
    text = "---\ntags: [甲, 乙/丙]\n---\n说到 #丁 和 #甲\n"
    assert read(write(tmp_path, name, text), tmp_path).document.metadata.tags == tags


@pytest.mark.parametrize(
    ("name", "front", "dated"),
    [
        pytest.param("2025-03-04.md", "", "2025-03-04", id="name"),
        pytest.param("2025-03-04.srt", "", "2025-03-04", id="subtitles"),
        pytest.param("2025-03-04.md", "published: 2024-05", "2024-05", id="published"),
        pytest.param("2025-03-04.md", "created: 2024-05-06", "2024-05-06", id="created"),
        pytest.param("2025-03-04.md", "date: 后天", "2025-03-04", id="no date"),
    ],
)
def test_what_says_no_date_has_that_of_its_name(tmp_path: Path, name: str, front: str, dated: str) -> None:
    text = f"---\ntitle: 甲\n{front}\n---\n乙\n"
    assert read(write(tmp_path, name, text), tmp_path).document.metadata.dated == dated


def test_what_is_amiss_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", "---\ntitle: a: b\n---\n这是一段正文。".encode() + b"\xff")
    reading = read(path, tmp_path)
    assert reading.document.title == "a: b"
    assert reading.failures == (
        Failure(path, "encoding", "1 characters could not be read as utf-8.", skipped=False),
        Failure(
            path, "front-matter", "Line 2: mapping values are not allowed in this context.", skipped=False
        ),
    )


def test_a_date_that_is_not_understood_is_told(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.md", "---\npublished: 24-03-05\ncreated: 2024\nclipped:\ndate: 5 Mar 2024\n---\n"
    )
    reading = read(path, tmp_path)
    assert (reading.document.metadata.published, reading.document.metadata.created) == ("2024-03-05", "2024")
    assert reading.failures == (Failure(path, "date", "published: 24-03-05", skipped=False),)


def _fifo(folder: Path) -> Path:
    os.mkfifo(folder / "a.md")
    return folder / "a.md"


def _socket(folder: Path) -> Path:
    here = os.getcwd()  # noqa: PTH109
    with socket.socket(socket.AF_UNIX) as unix:
        try:
            os.chdir(folder)
            unix.bind("a.md")
        finally:
            os.chdir(here)
    return folder / "a.md"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda folder: folder / "a.md", "gone", id="missing"),
        pytest.param(lambda folder: write(folder, "b", "") / "a.md", "gone", id="below-a-file"),
        pytest.param(lambda folder: folder / "a\0.md", "gone", id="nul-in-the-name"),
        pytest.param(lambda folder: folder, "special", id="folder"),
        pytest.param(_fifo, "special", id="fifo"),
        pytest.param(_socket, "special", id="socket"),
        pytest.param(lambda folder: Path("/dev/null"), "special", id="device"),
        pytest.param(lambda folder: write(folder, "a.md", b"a\0b"), "binary", id="binary"),
        pytest.param(lambda folder: write(folder, "a.md", "x" * 101), "too-large", id="too-large"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, make: object, code: str) -> None:
    assert callable(make)
    with pytest.raises(UnreadableFile) as caught:
        read(make(tmp_path), tmp_path, limit=100)
    assert caught.value.code == code
    assert caught.value.detail.endswith(".")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: object, flags: int) -> NoReturn:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path / "a.md", tmp_path)
    assert (caught.value.code, caught.value.detail) == ("denied", "Permission denied.")


def test_a_name_that_is_no_utf8_makes_a_title_that_can_be_shown(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md"))
    path.write_bytes(b"")
    assert read(path, tmp_path).document.title == "\ufffd"


HEADS = st.tuples(
    st.sampled_from(["---\n", "+++\n", ""]),
    st.lists(
        st.sampled_from(
            ["title", "作者", "tags", "date", "url", "a", ": ", " = ", ":: ", "[", "]", "{", "}", '"', "'",
             "- ", ".", ",", "\n", "  ", "甲", "#乙", "[[丙]]", "2025-13-40", "1e999", "0x" + "f" * 4_000,
             "9" * 4_301, "\0", "\r", "\x1b", "\u2028", "\ufeff", "&a ", "*a", "<<: ",
             "作者：", "文 | ", "原创 ", "来源：https://", "2024-05-01", " · ", "\\author{", "From: ",
             "【", "《"]
        )
    ).map("".join),
    st.sampled_from(["\n---\n正文", "\n+++\n正文", ""]),
).map("".join)  # fmt: skip
"""What a file may say of itself, in one way or another, and broken."""


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), st.one_of(st.text(), HEADS).map(str.encode)), st.sampled_from(sorted(SUFFIXES)))
def test_any_file_is_read_or_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = write(tmp_path, f"a{suffix}", data)
    try:
        document = read(path, tmp_path).document
    except UnreadableFile:
        return
    assert document.title
    spans = [*document.hidden]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(document.text) for start, end in spans)


SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not here")
def test_the_real_documents() -> None:
    documents = [read(path, SEEDS).document for path in sorted(SEEDS.glob("00*"))]
    first, second, third = (documents[number].metadata for number in (1, 2, 3))
    assert first.title == "专访前FAIR研究总监田渊栋：Meta裁员之后，对AI的一些遗憾与思考"
    assert (first.authors, first.created, first.published) == (("硅谷101",), "2025-11-13", "2025-11-12")
    assert second.title == "李沐重返母校上海交大,从LLM聊到个人生涯,这里是演讲全文"
    assert third.published == "2024-07-29"
    text, hidden = documents[1].text, documents[1].hidden
    at, hosts = text.find("mmbiz.qpic.cn"), 0
    while at >= 0:
        assert any(start <= at < end for start, end in hidden)
        at, hosts = text.find("mmbiz.qpic.cn", at + 1), hosts + 1
    assert hosts
