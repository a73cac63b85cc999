"""An index is forgotten while others use it: they find it there or not, and then make it anew."""

from __future__ import annotations

import fcntl
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from index import Home, HomeError, IndexBusy, IndexDamaged, Library
from index import home as home_module
from index import lock as lock_module
from index import sync as sync_module
from index.lock import FolderLock, holding
from index.store import writer as writer_module
from index.store.opening import IndexFolder
from tests.conftest import MakeLibrary, stems


def before(owner: Any, name: str, happens: Any, patch: pytest.MonkeyPatch) -> list[Any]:
    """Lets something happen once, before a function does its work; what has not happened yet."""
    usual, left = getattr(owner, name), [happens]

    def first(*args: Any, **options: Any) -> Any:
        if left:
            left.pop()()
        return usual(*args, **options)

    patch.setattr(owner, name, first)
    return left


MOMENTS = {
    "before the walk": (sync_module, "find"),
    "before it is opened": (sync_module, "Snapshot"),
    "before it is written": (sync_module, "SegmentWriter"),
    "before it is locked": (writer_module, "FolderLock"),
    "before what it holds is noted": (IndexFolder, "tell"),
}


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_sync_makes_anew_what_is_forgotten_meanwhile(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch, moment: str, known: bool
) -> None:
    library = make_library({"a.txt": "甲文"})
    root = library.roots[0]
    if not known:
        library = Library.open(root)
    (root / "b.txt").write_text("乙文", "utf-8")
    with monkeypatch.context() as patch:
        left = before(*MOMENTS[moment], lambda: Home().forget([root]), patch)
        assert (library.sync().rebuilt, left) == ("", [])
    assert library.sync().rebuilt == ""
    assert stems(library, "文") == {"a", "b"}
    with Library.open(root) as other:
        assert (other.sync().unchanged, stems(other, "文")) == (2, {"a", "b"})
    library.close()


@pytest.mark.parametrize("name", ["_check_private", "_make"])
def test_a_folder_is_made_though_it_is_forgotten_meanwhile(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    library = make_library({"a.txt": "甲文"})
    before(home_module, name, lambda: Home().forget(library.roots), monkeypatch)
    with Library.open(library.roots[0]) as other:
        other.sync()
        assert stems(other, "文") == {"a"}


@pytest.mark.parametrize("left", [0, 1])
def test_a_folder_that_is_forgotten_over_and_over_is_given_up_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    forgotten = home_module.TRIES - left

    def check(folder: Path) -> None:
        nonlocal forgotten
        if folder.parent == Home().path and forgotten:
            forgotten -= 1
            folder.rmdir()

    monkeypatch.setattr(home_module, "_check_private", check)
    with nullcontext() if left else pytest.raises(HomeError, match="No such file"):
        assert Home().prepare([tmp_path / "library"]).is_dir()
    assert not forgotten


def test_an_index_is_opened_though_it_is_forgotten_meanwhile(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文"})
    before(IndexFolder, "open", lambda: Home().forget(library.roots), monkeypatch)
    with Library.open(library.roots[0]) as other:
        assert other.rebuilt == ""
        assert (other.sync().added, stems(other, "文")) == (1, {"a"})


def test_who_searches_on_is_told_and_finds_everything_after_a_sync(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "甲文"})
    assert stems(library, "文") == {"a"}
    assert Home().forget(library.roots)
    with pytest.raises(IndexDamaged, match="removed"):
        library.search("文")
    assert library.sync().added == 1
    assert stems(library, "文") == {"a"}


def test_of_an_index_that_was_removed_no_word_is_left_as_of_a_damaged_one(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "甲文"})
    Home().forget(library.roots)
    Home().prepare(library.roots)
    with pytest.raises(IndexDamaged, match="removed"):
        library.search("文")
    assert library.sync().rebuilt == ""


def test_one_that_is_made_in_its_place_is_not_taken_for_the_one_that_was_there(
    make_library: MakeLibrary,
) -> None:
    library = make_library({"a.txt": "甲文"})
    root = library.roots[0]
    assert stems(library, "甲文") == {"a"}
    Home().forget([root])
    (root / "a.txt").write_text("乙文", "utf-8")
    with Library.open(root) as other:
        other.sync()
    assert (stems(library, "乙文"), stems(library, "甲文")) == ({"a"}, set())


def test_an_index_that_is_written_is_not_forgotten(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_module, "LOCK_SECONDS", 0.0)
    library = make_library({"a.txt": "甲文"})
    with holding(library.folder), pytest.raises(IndexBusy):
        Home().forget(library.roots)
    assert stems(library, "文") == {"a"}
    assert Home().forget(library.roots)
    assert [path.name for path in Home().path.iterdir()] == []


def test_two_may_forget_an_index_at_the_same_time(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文"})
    with monkeypatch.context() as patch:
        before(home_module, "holding", lambda: Home().forget(library.roots), patch)
        assert not Home().forget(library.roots)
    library.sync()
    before(shutil, "rmtree", lambda: [*map(shutil.rmtree, Home().path.glob(".*"))], monkeypatch)
    assert Home().forget(library.roots)
    assert [*Home().path.iterdir()] == []


def test_what_an_interrupted_forgetting_left_goes_with_the_next(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "甲文"})
    shutil.copytree(library.folder, Home().path / f".{library.folder.name}.1")
    assert list(Home().libraries()) == [library.roots]
    assert Home().forget(library.roots)
    assert list(Home().path.iterdir()) == []


def test_an_index_that_another_process_has_made_meanwhile_stays(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    folder = IndexFolder(Home(), (tmp_path / "library",))
    before_it = folder.generation
    folder.open().close()
    made = folder.generation
    folder.renew(before_it).close()
    assert folder.generation == made != before_it


def test_a_lock_of_a_folder_that_was_removed_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    lock, other = FolderLock(folder), FolderLock(folder)

    def replace() -> None:
        folder.rename(tmp_path / "before")
        folder.mkdir()
        assert other.acquire()

    before(fcntl, "flock", replace, monkeypatch)
    assert not lock.acquire()
    other.release()
    assert lock.acquire()
    lock.release()
