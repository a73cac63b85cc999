"""Keeping up: what is read again, and what survives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import ANY

import pytest

from index import (
    Failure,
    IndexBusy,
    Library,
    Progress,
    RootError,
    UnknownDocument,
    sources,
)
from index import library as library_module
from index import sync as sync_module
from index.codec import segment
from index.home import ABOUT
from index.indexing import batches
from index.store import writer as writer_module
from tests.conftest import MakeLibrary, stems


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose content a sync reads."""
    names: list[str] = []

    def read(path: Path, *args: Any, **options: Any) -> Any:
        names.append(path.name)
        return sources.read(path, *args, **options)

    monkeypatch.setattr(batches, "read", read)
    return names


def test_only_what_changed_is_read_again(
    make_library: MakeLibrary, opened: list[str], tmp_path: Path
) -> None:
    library = make_library({"a.txt": "甲文", "b.txt": "乙文", "c.txt": "丙文"})
    assert sorted(opened) == ["a.txt", "b.txt", "c.txt"]
    opened.clear()
    report = library.sync()
    assert (opened, report.unchanged, report.added) == ([], 3, 0)
    root = tmp_path / "library"
    (root / "a.txt").write_text("甲文改了", "utf-8")
    (root / "b.txt").unlink()
    (root / "d.txt").write_text("丁文", "utf-8")
    report = library.sync()
    assert sorted(opened) == ["a.txt", "d.txt"]
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 1)
    assert stems(library, "文") == {"a", "c", "d"}
    assert stems(library, "改了") == {"a"}
    assert stems(library, "乙") == set()


def test_where_nothing_has_changed_the_index_is_not_opened(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文", "b.md": "---\ntitle: [\n---\n乙文", "c.srt": b"\0\1\2"})
    before = library.sync()
    monkeypatch.delattr(sync_module, "Snapshot")
    (library.roots[0] / "c.srt").unlink()
    with pytest.raises(NameError):
        library.sync()
    monkeypatch.undo()
    after = library.sync()
    assert (after.unchanged, after.failures) == (2, before.failures[:1])
    monkeypatch.delattr(sync_module, "Snapshot")
    assert library.sync() == replace(after, seconds=ANY)
    with pytest.raises(NameError):
        library.sync(rebuild=True)


def test_what_could_not_be_read_is_tried_again(make_library: MakeLibrary, opened: list[str]) -> None:
    library = make_library({"a.txt": "甲文", "b.srt": b"\0\1\2"})
    opened.clear()
    library.sync()
    assert opened == ["b.srt"]


def test_files_as_an_older_commit_left_them_have_changed(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "甲文"})
    file, about = library.roots[0] / "a.txt", library.folder / ABOUT
    status, known = file.stat(), about.read_bytes()
    file.write_text("乙文", "utf-8")
    assert library.sync().changed == 1
    file.write_text("甲文", "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    about.write_bytes(known)  # as if the last commit had been the end of its process
    assert library.sync().changed == 1
    assert stems(library, "甲文") == {"a"}


def test_a_touched_file_is_read_and_is_unchanged(make_library: MakeLibrary, tmp_path: Path) -> None:
    library = make_library({"a.txt": "甲文"})
    os.utime(tmp_path / "library" / "a.txt", ns=(1, 1))
    report = library.sync()
    assert (report.changed, report.unchanged) == (0, 1)
    assert stems(library, "甲文") == {"a"}


def test_an_unreadable_file_never_stops_the_rest(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "甲文", "b.md": b"\0\1\2" * 400, "c.txt": "丙文"})
    report = library.sync()
    assert [(failure.path.name, failure.code) for failure in report.failures] == [("b.md", "binary")]
    assert stems(library, "文") == {"a", "c"}
    assert [failure.code for failure in library.status().failures] == ["binary"]


def test_amiss_but_searchable_is_told_again_on_every_sync(make_library: MakeLibrary) -> None:
    library = make_library({"a.md": "---\ntitle: [broken\n---\n正文还在"})
    for report in (library.sync(), library.sync()):
        assert [(failure.code, failure.skipped) for failure in report.failures] == [("front-matter", False)]
    assert stems(library, "正文还在") == {"a"}


def test_a_document_keeps_everything_through_the_index(make_library: MakeLibrary) -> None:
    text = (
        "---\ntitle: 题\nauthor: [甲, 乙]\npublished: 2025-11-13\nsource: https://www.example.org/a\n"
        "rating: 5\n---\n正文[字](https://example.net)\n"
    )
    library = make_library({"a.md": text})
    (hit,) = library.search("正文")
    document = library.document(hit.document)
    assert document.text == text
    assert document.metadata == hit.metadata
    assert document.metadata.authors == ("甲", "乙")
    assert document.metadata.published == "2025-11-13"
    assert document.metadata.extra == {"rating": 5}
    assert document.hosts == ("example.net", "example.org")
    assert document.body_start == text.index("正文")
    assert [text[start:end] for start, end in document.hidden] == ["](https://example.net)"]


def test_a_document_that_changed_is_no_longer_known_by_its_old_id(
    make_library: MakeLibrary, tmp_path: Path
) -> None:
    library = make_library({"a.txt": "甲文"})
    (hit,) = library.search("甲文")
    (tmp_path / "library" / "a.txt").write_text("乙文", "utf-8")
    library.sync()
    for known in (hit.document, hit.document[:8], ""):
        with pytest.raises(UnknownDocument):
            library.document(known)
    (hit,) = library.search("乙文")
    with pytest.raises(UnknownDocument):
        library.document(hit.document[:-1])


def test_progress_is_told_and_ends_with_done(make_library: MakeLibrary, tmp_path: Path) -> None:
    library = make_library()
    (tmp_path / "library" / "a.txt").write_text("甲文", "utf-8")
    seen: list[Progress] = []
    library.sync(seen.append)
    assert seen[0].stage == "scan"
    assert (seen[-1].stage, seen[-1].done, seen[-1].total, seen[-1].characters) == ("done", 1, 1, 2)


def test_cancelling_leaves_the_old_index(make_library: MakeLibrary, tmp_path: Path) -> None:
    library = make_library({"a.txt": "甲文"})
    (tmp_path / "library" / "b.txt").write_text("乙文", "utf-8")
    cancel = Event()
    cancel.set()
    assert library.sync(cancel=cancel).cancelled
    assert stems(library, "文") == {"a"}
    steps = library.sync_steps()
    next(steps)
    steps.close()
    assert stems(library, "文") == {"a"}
    library.sync()
    assert stems(library, "文") == {"a", "b"}


def test_one_writes_at_a_time_and_others_go_on_reading(
    make_library: MakeLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "LOCK_SECONDS", 0.0)
    library = make_library({"a.txt": "甲文"})
    (tmp_path / "library" / "b.txt").write_text("乙文", "utf-8")
    holder = writer_module.SegmentWriter(library._index)
    try:
        with pytest.raises(IndexBusy):
            library.sync()
        assert stems(library, "文") == {"a"}
    finally:
        holder.cancel()
    assert library.sync().added == 1


def test_who_comes_while_another_writes_waits_and_takes_what_is_left(
    make_library: MakeLibrary, tmp_path: Path
) -> None:
    library = make_library({"a.txt": "甲文"})
    (tmp_path / "library" / "b.txt").write_text("乙文", "utf-8")
    holder = writer_module.SegmentWriter(library._index)

    class Releasing(Event):
        """Is waited for once: by then the other has written, and gone."""

        def wait(self, timeout: float | None = None) -> bool:
            holder.cancel()
            with Library.open(tmp_path / "library") as other:
                assert other.sync().added == 1
            return False

    report = library.sync(cancel=Releasing())
    assert (report.added, report.unchanged) == (0, 2)
    assert stems(library, "文") == {"a", "b"}


def test_a_reader_sees_what_another_process_commits(make_library: MakeLibrary, tmp_path: Path) -> None:
    library = make_library({"a.txt": "甲文"})
    assert stems(library, "文") == {"a"}
    with Library.open(tmp_path / "library") as other:
        (tmp_path / "library" / "b.txt").write_text("乙文", "utf-8")
        other.sync()
    assert stems(library, "文") == {"a", "b"}


def test_many_small_changes_leave_few_segments_and_everything_found(
    make_library: MakeLibrary, tmp_path: Path
) -> None:
    library = make_library({"first.txt": "甲文起头"})
    for number in range(30):
        (tmp_path / "library" / f"{number}.txt").write_text(f"甲文第{number}篇", "utf-8")
        if number % 3 == 2:
            (tmp_path / "library" / f"{number - 2}.txt").unlink()
        library.sync()
    kept = {str(number) for number in range(30) if number % 3} | {"first"}
    assert stems(library, "甲文") == kept
    assert library.status().documents == len(kept)
    segments = {path.name.split(".")[0] for path in library.folder.glob("MAIN_*.fields")}
    assert len(segments) <= writer_module.MOST_SEGMENTS


def test_hits_are_worth_what_they_are_without_what_was_removed(
    make_library: MakeLibrary, tmp_path: Path
) -> None:
    library = make_library({f"{number}.txt": "国与学，" * number for number in range(1, 9)})
    (tmp_path / "library/5.txt").unlink()
    library.sync()
    with Library.open(library.roots, home=tmp_path / "new") as new:
        new.sync()
        for query in ("国…学", "国学", "学 国", "国语学"):
            assert library.search(query).hits == new.search(query).hits


def test_a_library_larger_than_memory_is_one_segment(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_BYTES", 120)
    monkeypatch.setattr(segment, "MEMORY_POSTINGS", 100)
    library = make_library({f"{number}.txt": f"第{number}篇里说到强化学习" * 3 for number in range(12)})
    assert len(stems(library, "强化学习")) == 12
    assert stems(library, "第7篇") == {"7"}
    assert len(list(library.folder.glob("MAIN_*.*"))) == 2


def test_rebuilding_reads_everything_again_and_readers_see_it(
    make_library: MakeLibrary, tmp_path: Path, opened: list[str]
) -> None:
    library = make_library({"a.txt": "甲文"})
    (old,) = library.search("甲文")
    opened.clear()
    with Library.open(tmp_path / "library") as other:
        report = other.sync(rebuild=True)
    assert (opened, report.added, report.removed) == (["a.txt"], 1, 0)
    assert stems(library, "甲文") == {"a"}
    assert library.document(old.document).text == "甲文"
    assert library.status().documents == 1


def test_a_rebuild_that_is_cancelled_leaves_the_old_index(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "甲文"})
    cancel = Event()
    cancel.set()
    assert library.sync(cancel=cancel, rebuild=True).cancelled
    assert stems(library, "甲文") == {"a"}


def test_a_root_that_vanished_is_an_error_and_the_index_stays(
    make_library: MakeLibrary, tmp_path: Path
) -> None:
    library = make_library({"a.txt": "甲文"})
    (tmp_path / "library").rename(tmp_path / "moved")
    with pytest.raises(RootError):
        library.sync()
    assert stems(library, "甲文") == {"a"}


@pytest.fixture
def odd_folder(tmp_path: Path) -> Iterator[Path]:
    root = tmp_path / "odd"
    root.mkdir()
    for name in ("有 空格.txt", "quote'\".txt", "new\nline.txt", "[b]markup[x].txt"):
        (root / name).write_text("这些都要找到", "utf-8")
    Path(os.fsdecode(os.fsencode(root) + b"/\xff\xfe.txt")).write_text("这些都要找到", "utf-8")
    os.mkfifo(root / "pipe.txt")
    (root / "loop").symlink_to(root, target_is_directory=True)
    yield root


def test_odd_names_and_odd_files(odd_folder: Path, make_library: MakeLibrary) -> None:
    library = make_library(folder=odd_folder)
    results = library.search("这些都要找到")
    assert len(results) == 5
    assert all(hit.path.exists() for hit in results)
    assert {failure.code for failure in library.status().failures} <= {"special"}


def test_a_file_over_the_limit_is_skipped_with_a_reason(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XUNJU_MAX_BYTES", "1K")
    library = make_library({"big.txt": "大" * 1000, "small.txt": "小小"})
    (failure,) = library.status().failures
    assert isinstance(failure, Failure)
    assert (failure.path.name, failure.code, failure.skipped) == ("big.txt", "too-large", True)
    assert stems(library, "小小") == {"small"}


def test_a_file_that_grew_over_the_limit_is_not_found_by_what_it_was(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XUNJU_MAX_BYTES", "1K")
    library = make_library({"big.txt": "起初很小", "small.txt": "小小"})
    (tmp_path / "library" / "big.txt").write_text("大" * 1000, "utf-8")
    for _ in range(2):
        report = library.sync()
        assert [(failure.path.name, failure.code) for failure in report.failures] == [
            ("big.txt", "too-large")
        ]
        assert stems(library, "起初很小") == set()
    assert library.status().documents == 1
    (tmp_path / "library" / "big.txt").write_text("又小了", "utf-8")
    assert (library.sync().added, stems(library, "又小了")) == (1, {"big"})
