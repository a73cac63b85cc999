"""A library that stays open: what it keeps from one pass to the next, and when that is no longer so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from index import Failure, Library, sources
from index import sync as sync_module
from index.store.leaves import Opened
from index.store.snapshot import Snapshot
from index.store.writer import SegmentWriter
from tests.conftest import MakeLibrary, stems

BROKEN = "---\ntitle: [broken\n---\n正文"


def put_as(path: Path, text: str, like: os.stat_result) -> None:
    """A file with the time of another state of it."""
    path.write_text(text, "utf-8")
    os.utime(path, ns=(like.st_atime_ns, like.st_mtime_ns))


def changing(file: Path) -> Callable[..., dict[str, sources.Found | Failure]]:
    """Finds files, and changes one when everything has been met."""

    def find(*roots: Any) -> dict[str, sources.Found | Failure]:
        met = sources.find(*roots)
        file.write_text("丙文丙文", "utf-8")
        return met

    return find


def _unread(_: object) -> NoReturn:
    raise AssertionError("the states of all files are read")


def test_later_passes_do_not_read_again_what_the_index_has_of_all_files(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文", "b.txt": "乙文", "c.md": BROKEN})
    monkeypatch.setattr(Snapshot, "file_states", _unread)
    root = library.roots[0]
    for number in range(3):
        (root / "a.txt").write_text(f"甲文{number}", "utf-8")
        (root / f"d{number}.txt").write_text("丁文", "utf-8")
        report = library.sync()
        assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 0, number + 2)
        assert [(one.path.name, one.code) for one in report.failures] == [("c.md", "front-matter")]
        assert stems(library, f"甲文{number}") == {"a"}
    (root / "b.txt").unlink()
    (root / "c.md").write_text("正文", "utf-8")
    report = library.sync()
    assert (report.changed, report.removed, report.unchanged, report.failures) == (1, 1, 4, ())
    assert stems(library, "文") == {"a", "c", "d0", "d1", "d2"}


def test_a_search_after_a_pass_opens_only_what_is_new(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文", "b.txt": "乙文", "c.txt": "丙文", "d.txt": "丁文"})
    assert stems(library, "文") == {"a", "b", "c", "d"}
    (library.roots[0] / "a.txt").write_text("甲文改了", "utf-8")
    with Library.open(library.roots[0]) as other:
        other.sync()
    opened: list[str] = []

    def of(storage: Any, segment: Any) -> Opened:
        opened.append(segment.segment_id())
        return usual(storage, segment)

    usual = Opened.of
    monkeypatch.setattr(Opened, "of", of)
    assert stems(library, "文") == {"a", "b", "c", "d"}
    assert stems(library, "改了") == {"a"}
    assert len(opened) == 1


def test_a_touched_file_is_unchanged_and_its_rows_are_replaced(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "甲文", "b.txt": "乙文"})
    for time in (1, 2):
        os.utime(library.roots[0] / "a.txt", ns=(time, time))
        report = library.sync()
        assert (report.changed, report.unchanged, library.status().documents) == (0, 2, 2)


def test_what_another_process_has_indexed_meanwhile_counts(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "甲文", "b.txt": "乙文"})
    root = library.roots[0]
    status = (root / "a.txt").stat()
    with Library.open(root) as other:
        (root / "a.txt").write_text("丙文", "utf-8")
        assert other.sync().changed == 1
    put_as(root / "a.txt", "甲文", status)
    assert library.sync().changed == 1
    assert stems(library, "甲文") == {"a"}
    assert stems(library, "丙文") == set()


def test_a_pass_begins_anew_where_another_process_has_written_meanwhile(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文"})
    root = library.roots[0]
    (root / "b.txt").write_text("乙文", "utf-8")

    def second(*args: Any) -> Any:
        monkeypatch.setattr(sync_module, "SegmentWriter", SegmentWriter)
        with Library.open(root) as other:
            assert other.sync().added == 1
        return SegmentWriter(*args)

    monkeypatch.setattr(sync_module, "SegmentWriter", second)
    report = library.sync()
    assert (report.added, report.unchanged, library.status().documents) == (0, 2, 2)


def test_another_index_in_its_place_is_not_taken_for_the_one_that_was_there(
    make_library: MakeLibrary,
) -> None:
    library = make_library({"a.txt": "甲文", "b.txt": "乙文"})
    root = library.roots[0]
    status = (root / "a.txt").stat()
    shutil.rmtree(library.folder)
    (root / "a.txt").write_text("丙文", "utf-8")
    with Library.open(root) as other:
        other.sync()
    put_as(root / "a.txt", "甲文", status)
    library.sync()
    assert stems(library, "文") == {"a", "b"}
    assert stems(library, "甲文") == {"a"}


@pytest.mark.parametrize("reopened", [False, True])
def test_a_file_that_changes_before_it_is_read_is_read_again(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch, reopened: bool
) -> None:
    library = make_library({"b.txt": "乙文"})
    file = library.roots[0] / "a.txt"
    file.write_text("甲文", "utf-8")
    status = file.stat()

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(sync_module, "find", changing(file))
        assert library.sync().added == 1
    put_as(file, "甲文", status)
    if reopened:
        with Library.open(library.roots[0]) as other:
            assert other.sync().changed == 1
    else:
        assert library.sync().changed == 1
    assert stems(library, "甲文") == {"a"}


@pytest.mark.parametrize("content", ["文", BROKEN])
def test_a_file_that_could_not_be_looked_at_goes_when_it_is_gone(
    make_library: MakeLibrary, content: str
) -> None:
    library = make_library({"a.md": content, "b.txt": "乙文"})
    file = library.roots[0] / "a.md"
    status = file.stat()
    file.unlink()
    file.symlink_to(file)
    for _ in range(2):
        report = library.sync()
        assert [one.code for one in report.failures] == ["loop"]
        assert stems(library, "文") == {"a", "b"}
    file.unlink()
    put_as(file, content, status)
    report = library.sync()
    assert [one.code for one in report.failures] == ["front-matter"] * (content == BROKEN)
    file.unlink()
    file.symlink_to(file)
    library.sync()
    file.unlink()
    assert library.sync().removed == 1
    assert stems(library, "文") == {"b"}


def test_a_file_that_changed_before_it_was_read_goes_when_it_is_gone(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"b.txt": "乙文"})
    file = library.roots[0] / "a.txt"
    file.write_text("甲文", "utf-8")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(sync_module, "find", changing(file))
        assert library.sync().added == 1
    file.unlink()
    assert library.sync().removed == 1
    assert stems(library, "文") == {"b"}


def test_a_pass_that_fails_leaves_nothing_half_known(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文", "b.txt": "乙文"})
    (library.roots[0] / "a.txt").write_text("甲文改了", "utf-8")
    with monkeypatch.context() as failing:
        failing.setattr("index.store.writer.TOC.write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            library.sync()
    report = library.sync()
    assert (report.changed, report.unchanged) == (1, 1)
    assert stems(library, "改了") == {"a"}


def test_the_words_of_what_was_read_last_are_kept_unless_they_take_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory = sync_module.Memory()
    first = memory.take_vocabulary(())
    assert memory.take_vocabulary(()) is not first, "a pass that did not end"
    memory.keep_vocabulary(first)
    assert memory.take_vocabulary(()) is first
    memory.keep_vocabulary(first)
    other = memory.take_vocabulary(("甲文",))
    assert (other is not first, other.own) == (True, ("甲文",))
    monkeypatch.setattr(sync_module, "KEPT_BYTES", other.bytes - 1)
    memory.keep_vocabulary(other)
    assert memory.take_vocabulary(other.own) is not other
