"""Where a match stands once its file has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document, Kind, Metadata, Span, UnreadableFile
from tui.actions.recheck import Standing, find_again, nearest, recheck

TEXT = "标题\n\n第一段先说些别的。\n第二段里有要找的句子，说的是强化学习。\n第三段收尾。\n"
WORD = "强化学习"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def indexed(path: Path, text: str = TEXT) -> Document:
    path.write_text(text, encoding="utf-8")
    now = path.stat()
    return Document(
        id="1",
        path=path,
        root=path.parent,
        kind=Kind.TEXT,
        metadata=Metadata(title="标题"),
        text=text,
        size=now.st_size,
        modified=now.st_mtime_ns,
    )


def span_of(text: str, part: str = WORD) -> Span:
    start = text.index(part)
    return start, start + len(part)


def change(path: Path, text: str) -> None:
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def test_an_unchanged_file_is_not_read(tmp_path: Path) -> None:
    document = indexed(tmp_path / "f.md")

    def never(_path: Path) -> str:
        raise AssertionError("read")

    jump = recheck(document, span_of(TEXT), never)
    assert (jump.standing, jump.location.line, jump.location.column) == (Standing.SAME, 4, 15)


def test_a_touched_file_stands_the_same(tmp_path: Path) -> None:
    document = indexed(tmp_path / "f.md")
    change(document.path, TEXT)
    assert recheck(document, span_of(TEXT), read).standing is Standing.SAME


CHANGES = {
    "lines-before": ("新的一行\n\n" + TEXT, Standing.MOVED, 6, 15),
    "words-before": (TEXT.replace("第二段里", "在第二段里面"), Standing.MOVED, 4, 17),
    "much-of-the-sentence": ("说的是强化学习。", Standing.MOVED, 1, 4),
    "all-but-the-word": ("\n\n只剩强化学习了", Standing.MOVED, 3, 3),
    "the-word-itself": (TEXT.replace(WORD, "深度学习"), Standing.LOST, 4, 15),
    "the-rest-behind-it": ("另起\n" + TEXT[: TEXT.index(WORD)], Standing.LOST, 5, 15),
    "everything": ("别的", Standing.LOST, 1, 1),
    "emptied": ("", Standing.LOST, 1, 1),
    "everything-but-the-lines": ("别的\n" * 9, Standing.LOST, 4, 1),
}


@pytest.mark.parametrize(("text", "standing", "line", "column"), CHANGES.values(), ids=CHANGES.keys())
def test_where_a_match_stands_in_a_file_that_has_changed(
    tmp_path: Path, text: str, standing: Standing, line: int, column: int
) -> None:
    document = indexed(tmp_path / "f.md")
    change(document.path, text)
    jump = recheck(document, span_of(TEXT), read)
    assert (jump.standing, jump.location.line, jump.location.column) == (standing, line, column)


AHEAD = "在它前面足足有二十四个字那么多，好让人认得出这里，"
BEHIND = "在它后面也有二十四个字那么多，好让人认得出这里来了。"
SEAMS = {
    "what stood before it tells": (AHEAD + WORD + BEHIND, "一\n二" + AHEAD + "完", 2, 2 + len(AHEAD)),
    "what stood behind it tells": (AHEAD + WORD + BEHIND, "一\n二" + BEHIND, 2, 2),
    "few characters before it do not": ("好" + WORD + BEHIND, "一\n好的" + BEHIND, 2, 3),
    "few characters on both sides do not": ("好" + WORD + "吗", "一\n好吗", 1, 1),
}


@pytest.mark.parametrize(("before", "now", "line", "column"), SEAMS.values(), ids=SEAMS.keys())
def test_where_a_lost_match_was(tmp_path: Path, before: str, now: str, line: int, column: int) -> None:
    document = indexed(tmp_path / "f.md", before)
    change(document.path, now)
    jump = recheck(document, span_of(before), read)
    assert (jump.standing, jump.location.line, jump.location.column) == (Standing.LOST, line, column)


def test_the_context_tells_two_occurrences_apart(tmp_path: Path) -> None:
    text = "甲说强化学习好。\n乙说强化学习难。\n"
    document = indexed(tmp_path / "f.md", text)
    second = text.rindex(WORD)
    change(document.path, "乙说强化学习难。\n甲说强化学习好。\n")
    jump = recheck(document, (second, second + 4), read)
    assert (jump.standing, jump.location.line) == (Standing.MOVED, 1)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    document = indexed(tmp_path / "f.md")
    document.path.unlink()
    assert recheck(document, span_of(TEXT), read).standing is Standing.GONE


def test_a_file_that_goes_while_it_is_looked_at(tmp_path: Path) -> None:
    document = indexed(tmp_path / "f.md")
    change(document.path, "x")

    def vanish(_path: Path) -> str:
        raise UnreadableFile("gone")

    assert recheck(document, span_of(TEXT), vanish).standing is Standing.GONE


def test_a_file_that_is_no_text_any_more(tmp_path: Path) -> None:
    document = indexed(tmp_path / "f.md")
    change(document.path, "x")

    def refuse(_path: Path) -> str:
        raise UnreadableFile("binary")

    jump = recheck(document, span_of(TEXT), refuse)
    assert jump.standing is Standing.UNREADABLE
    assert jump.location.line == 4


@given(st.text("甲乙", min_size=1, max_size=30), st.data())
def test_nearest_is_nearest(text: str, data: st.DataObject) -> None:
    start, offset = (data.draw(st.integers(0, len(text))) for _ in range(2))
    part = data.draw(st.sampled_from((text[start : start + 2], "丙")))
    places = [i for i in range(len(text)) if part and text.startswith(part, i)]
    found = nearest(text, part, offset)
    assert (found is None) == (not places)
    if found is not None:
        assert found in places
        assert abs(found - offset) == min(abs(place - offset) for place in places)


@given(st.text("甲乙丙丁", max_size=40), st.text("甲乙丙丁", max_size=40))
def test_what_was_only_moved_is_found_where_it_went(before: str, ahead: str) -> None:
    text = before + "【要找的】" + before
    span = (len(before), len(before) + 5)
    assert find_again(text, span, ahead + text) == len(ahead) + len(before)
