"""Crashes, full disks, damage: an index is the old one or the new one, and a damaged one is made anew."""

from __future__ import annotations

import errno
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from index import (
    IndexDamaged,
    IndexWriteError,
    Library,
)
from index.store.schema import FORMAT
from index.sync import Sync
from tests.conftest import ROOT, SEEDS, MakeLibrary, stems

CRASH_POINTS = {
    "index.store.writer:SegmentWriter.add": False,
    "index.codec.arrays:ArrayWriter.close": False,
    "index.store.writer:SegmentWriter.commit": False,
    "index.store.storage:IndexStorage.rename_file": False,
    "index.store.writer:clean_files": True,
    "index.store.writer:SegmentWriter._finish": True,
}
"""Where the process dies, and whether the new index counts by then."""


@pytest.mark.parametrize(("point", "new"), CRASH_POINTS.items())
def test_a_crash_leaves_the_old_index_or_the_new_one(
    make_library: MakeLibrary, tmp_path: Path, point: str, new: bool
) -> None:
    library = make_library({"a.txt": "甲文"})
    (tmp_path / "library" / "b.txt").write_text("乙文", "utf-8")
    script = f"""
import os, sys
from importlib import import_module
from index import Library
module, _, name = "{point}".partition(":")
*owners, name = name.split(".")
owner = import_module(module)
for one in owners:
    owner = getattr(owner, one)
setattr(owner, name, lambda *args, **options: os._exit(9))
Library.open(sys.argv[1]).sync()
"""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(tmp_path / "library")], cwd=ROOT, check=False
    )
    assert done.returncode == 9
    assert stems(library, "文") == ({"a", "b"} if new else {"a"})
    report = library.sync()
    assert (report.rebuilt, report.added) == ("", 0 if new else 1)
    assert stems(library, "文") == {"a", "b"}
    (tmp_path / "library" / "c.txt").write_text("丙文", "utf-8")
    library.sync()
    assert stems(library, "文") == {"a", "b", "c"}
    assert len(list(library.folder.glob("*.toc*"))) == 1


def test_a_full_disk_leaves_the_old_index(
    make_library: MakeLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文"})
    (tmp_path / "library" / "b.txt").write_text("乙文", "utf-8")

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(IndexWriteError, match="could not be written") as caught:
            library.sync()
        assert caught.value.path == library.folder and "--home" in str(caught.value)
    assert stems(library, "文") == {"a"}
    assert len(list(library.folder.glob("MAIN_*.*"))) == 2
    assert library.sync().added == 1


def test_a_new_index_is_on_the_disk_before_it_counts_and_its_name_after(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library()
    folder = library.folder
    (library.roots[0] / "a.txt").write_text("甲文", "utf-8")
    synced: list[int] = []

    def rename(old: str, new: str) -> None:
        if new.endswith(".toc"):
            written = {Path(old), folder, *folder.glob("MAIN_*.*")}
            assert {path.stat().st_ino for path in written} <= set(synced)
            synced.clear()
        usual(old, new)

    usual = os.rename
    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_ino))
    library.sync()
    assert synced[0] == folder.stat().st_ino


@pytest.mark.parametrize("name", ["MAIN_0left0.fields", "_MAIN_1.toc", "library.json.1.new"])
def test_what_was_left_behind_goes_though_there_is_nothing_to_write(
    make_library: MakeLibrary, name: str
) -> None:
    """By a process that was killed between its commit and its note of what it has met."""
    library = make_library({"a.txt": "甲文"})
    about = library.folder / "library.json"
    about.write_text(json.dumps({**json.loads(about.read_text()), "mark": ""}))
    (library.folder / name).write_bytes(b"left")
    assert library.sync().unchanged == 1
    assert not (library.folder / name).exists()
    assert stems(library, "文") == {"a"}


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Whoosh leaves open what it cannot read
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("damage", ["cut", "noise", "gone", "toc", "version", "not whole"])
def test_a_damaged_index_says_so_and_is_made_anew(make_library: MakeLibrary, damage: str) -> None:
    library = make_library({"a.txt": "甲文说到图灵奖" * 50})
    folder, root = library.folder, library.roots[0]
    library.close()
    _damage(folder, damage)
    with Library.open(root) as again:
        report = again.sync()
        assert report.rebuilt
        assert stems(again, "图灵奖") == {"a"}
        assert again.sync().rebuilt == report.rebuilt


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_damage_that_only_a_search_meets_is_mended_by_the_next_sync(
    make_library: MakeLibrary, tmp_path: Path
) -> None:
    text = (SEEDS / "01-qianzi-duitan-transcript.txt").read_text("utf-8")
    library = make_library({"a.txt": text})
    for path in library.folder.glob("MAIN_*.fields"):
        content = path.read_bytes()
        tenth = len(content) // 10
        path.write_bytes(content[:tenth] + b"\xff" * (4 * tenth) + content[5 * tenth :])
    with Library.open(tmp_path / "library") as other:
        with pytest.raises(IndexDamaged):
            for start in range(0, 200, 2):
                other.search(text[start : start + 2])
        assert other.sync().rebuilt == "damaged"
        assert stems(other, text[:8]) == {"a"}


def test_an_index_that_is_damaged_however_often_it_is_made_is_said_to_be(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    def damaged(*_: object) -> NoReturn:
        nonlocal tries
        tries += 1
        assert tries <= 2
        raise IndexDamaged

    library = make_library({"a.txt": "甲文"})
    monkeypatch.setattr(Sync, "steps", damaged)
    with pytest.raises(IndexDamaged):
        library.sync()
    assert tries == 2


def _damage(folder: Path, damage: str) -> None:
    toc = next(folder.glob("_MAIN_*.toc"))
    terms = next(folder.glob("MAIN_*.fields"))
    match damage:
        case "cut":
            terms.write_bytes(terms.read_bytes()[: terms.stat().st_size // 2])
        case "noise":
            for path in folder.glob("MAIN_*"):
                path.write_bytes(b"\xff\x00" * 400)
        case "gone":
            terms.unlink()
        case "toc":
            toc.write_bytes(pickle.dumps(["something else"]))
        case "version":
            about = folder / "library.json"
            about.write_text(about.read_text("utf-8").replace(f'"format": {FORMAT}', '"format": 0'), "utf-8")
        case "not whole":
            toc.unlink()
