"""Folders that are away for a while: the others are kept up with, and what was in them is still found."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index import Library, RootError
from index import sync as sync_module
from index.model import Failure
from index.sources import find
from tests.conftest import MakeLibrary, stems


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two folders, each with a text."""
    roots = [tmp_path / "disk", tmp_path / "stick"]
    for root in roots:
        (root / "folder").mkdir(parents=True)
        (root / "folder" / f"{root.name}.txt").write_text("甲文", "utf-8")
    with Library.open(roots) as opened:
        opened.sync()
        yield opened


@pytest.mark.parametrize("reopened", [False, True])
@pytest.mark.parametrize("away", [0, 1])
def test_the_others_are_kept_up_with(library: Library, away: int, reopened: bool) -> None:
    folder, other = library.roots[away], library.roots[1 - away]
    folder.rename(folder.with_name("elsewhere"))
    (other / "new.txt").write_text("乙文", "utf-8")
    if reopened:
        library = Library.open(library.roots)
    for added in (1, 0):
        report = library.sync()
        assert (report.added, report.removed) == (added, 0)
        assert [(one.path, one.code) for one in report.failures] == [(folder, "away")]
        assert stems(library, "文") == {"disk", "stick", "new"}
    folder.with_name("elsewhere").rename(folder)
    report = library.sync()
    assert (report.added, report.unchanged, report.failures) == (0, 3, ())
    (folder / "folder" / f"{folder.name}.txt").unlink()
    assert library.sync().removed == 1
    library.close()


def test_where_all_are_away_the_index_stays(library: Library) -> None:
    for root in library.roots:
        root.rename(root.with_name(f"{root.name} elsewhere"))
    with pytest.raises(RootError):
        library.sync()
    with pytest.raises(RootError):
        Library.open(library.roots)
    assert stems(library, "文") == {"disk", "stick"}


def test_what_is_in_a_folder_that_cannot_be_looked_at_stays(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文", "closed/deep/b.txt": "乙文", "closed too/c.txt": "丙文"})
    closed = library.roots[0] / "closed"

    def found(*arguments: Any) -> Any:
        met = find(*arguments)
        met.pop(str(closed / "deep" / "b.txt"))
        met.pop(str(library.roots[0] / "closed too" / "c.txt"))
        return {**met, str(closed): Failure(closed, "denied", "Permission denied.")}

    with monkeypatch.context() as patch:
        patch.setattr(sync_module, "find", found)
        report = library.sync()
        assert (report.removed, [one.code for one in report.failures]) == (1, ["denied"])
        assert stems(library, "文") == {"a", "b"}
    assert library.sync().added == 1
    assert stems(library, "文") == {"a", "b", "c"}


@pytest.fixture
def mount(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Says which folder is on another device than the one above it, where one is."""
    mounted: list[int] = []
    fstat = os.fstat

    def told(descriptor: int) -> Any:
        found = fstat(descriptor)
        other = found.st_ino in mounted
        return SimpleNamespace(st_dev=-1, st_ino=found.st_ino) if other else found

    def mount(folder: Path | None) -> None:
        mounted[:] = [folder.stat().st_ino] if folder else []

    monkeypatch.setattr(os, "fstat", told)
    return mount


@pytest.mark.parametrize("name", [".", "disk"])
def test_what_was_on_a_disk_that_is_unplugged_stays(
    make_library: MakeLibrary, mount: Callable[[Path | None], None], tmp_path: Path, name: str
) -> None:
    disk = make_library().roots[0] / name
    disk.mkdir(exist_ok=True)
    mount(disk)
    library = make_library({f"{name}/a.txt": "甲文", f"{name}/b/b.txt": "乙文"})
    left = tmp_path / "elsewhere"
    disk.rename(left)
    disk.mkdir()
    (disk / ".hidden").touch()
    mount(None)
    for _ in range(2):
        report = library.sync()
        assert (report.removed, report.empty) == (0, False)
        assert [(one.path, one.code) for one in report.failures] == [(disk, "unmounted")]
        assert stems(library, "文") == {"a", "b"}
    (disk / ".hidden").unlink()
    disk.rmdir()
    left.rename(disk)
    mount(disk)
    (disk / "a.txt").unlink()
    report = library.sync()
    assert (report.removed, report.unchanged, report.failures) == (1, 1, ())


def test_what_was_on_a_disk_that_is_unplugged_goes_where_everything_is_read_again(
    make_library: MakeLibrary, mount: Callable[[Path | None], None]
) -> None:
    library = make_library()
    mount(library.roots[0])
    make_library({"a.txt": "甲文"})
    mount(None)
    (library.roots[0] / "a.txt").unlink()
    assert stems(library, "文") == {"a"}
    assert library.sync(rebuild=True).failures == ()
    assert stems(library, "文") == set()


@pytest.mark.parametrize("mounted", [True, False])
def test_who_removes_everything_finds_nothing(
    make_library: MakeLibrary, mount: Callable[[Path | None], None], mounted: bool
) -> None:
    library = make_library()
    mount(library.roots[0] if mounted else None)
    library = make_library({"a.txt": "甲文"})
    (library.roots[0] / "a.txt").unlink()
    assert library.sync().removed == 1


def test_of_a_disk_that_held_nothing_nothing_is_told(
    make_library: MakeLibrary, mount: Callable[[Path | None], None]
) -> None:
    disk = make_library({"a.txt": "甲文"}).roots[0] / "disk"
    disk.mkdir()
    mount(disk)
    library = make_library()
    mount(None)
    assert library.sync().failures == ()


def test_another_folder_in_the_place_of_a_disk_is_read(
    make_library: MakeLibrary, mount: Callable[[Path | None], None]
) -> None:
    library = make_library()
    mount(library.roots[0])
    library = make_library({"a.txt": "甲文"})
    mount(None)
    (library.roots[0] / "a.txt").rename(library.roots[0] / "b.txt")
    report = library.sync()
    assert (report.added, report.removed, report.failures) == (1, 1, ())
    (library.roots[0] / "b.txt").unlink()
    assert library.sync().removed == 1
