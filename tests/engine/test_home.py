"""Where indexes live: private, outside of what is searched, and never somebody else's."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from shutil import copytree

import pytest

from index import Home, HomeError, IndexWriteError, Library, RootError
from index.home import resolve_roots


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "文字"
    folder.mkdir()
    (folder / "a.txt").write_text("一句话", "utf-8")
    return folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refuse_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the system answers as where a disk is read-only."""
    opening, making = os.open, os.mkdir

    def open_file(path: str, flags: int, *more: int, **options: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            refuse(path)
        return opening(path, flags, *more, **options)

    def make_folder(path: str, *more: int) -> None:
        if not Path(path).exists():
            refuse(path)
        making(path, *more)

    def refuse(path: str, **_: int) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

    for name, answer in {"open": open_file, "mkdir": make_folder, "unlink": refuse}.items():
        monkeypatch.setattr(os, name, answer)


def test_an_index_is_private_and_apart(root: Path, own_home: Path) -> None:
    with Library.open(root) as library:
        library.sync()
        assert mode(own_home) == 0o700
        assert mode(library.folder) == 0o700
        assert library.folder.parent == own_home
        assert [path.name for path in root.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("inside", [".", "index", "deep/er"])
def test_no_index_inside_a_searched_folder(root: Path, inside: str) -> None:
    with pytest.raises(HomeError, match="inside"):
        Library.open(root, home=root / inside)
    assert [path.name for path in root.iterdir()] == ["a.txt"]


def test_no_index_inside_a_searched_folder_by_a_link(root: Path, tmp_path: Path) -> None:
    (root / "real").mkdir()
    (tmp_path / "link").symlink_to(root / "real")
    with pytest.raises(HomeError):
        Library.open(root, home=tmp_path / "link")


def test_a_folder_that_others_can_write_is_refused(root: Path, tmp_path: Path) -> None:
    home = tmp_path / "shared-home"
    with Library.open(root, home=home) as library:
        folder = library.folder
    folder.chmod(0o777)
    with pytest.raises(HomeError, match=r"--home.*chmod go-w"):
        Library.open(root, home=home)


def test_a_folder_of_another_user_is_refused(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    with pytest.raises(HomeError, match="another user"):
        Library.open(root, home=tmp_path / "home")


def test_a_file_in_the_place_of_the_home(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "link").symlink_to("link")
    for name in ("file", "link"):
        with pytest.raises(HomeError, match=f"{name}, cannot be used: Not a directory") as caught:
            Library.open(root, home=tmp_path / name)
        assert isinstance(caught.value.__cause__, NotADirectoryError)


def test_an_index_that_cannot_be_written_is_searched(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(root) as library:
        library.sync()
    home = Home()
    home.remember([root])
    refuse_writing(monkeypatch)
    with Library.open(root) as library:
        assert library.sync().unchanged == 1
        (hit,) = library.search("一句话")
        (root / "b.txt").write_bytes("另一句话".encode())
        with pytest.raises(IndexWriteError, match="Read-only"):
            library.sync()
        assert list(library.search("一句话")) == [hit]
    home.remember([root, root.parent])
    assert home.recent() == (root,)
    with pytest.raises(HomeError, match="cannot be removed: Read-only"):
        home.forget([root])
    with pytest.raises(HomeError, match=r"cannot be used: Read-only.*--home"):
        Library.open(root / "a.txt")


def test_an_index_that_cannot_be_made_is_a_clear_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Home().prepare([root])
    refuse_writing(monkeypatch)
    with pytest.raises(IndexWriteError, match="could not be written: Read-only"):
        Library.open(root)


def test_what_was_searched_last_is_remembered(root: Path, tmp_path: Path) -> None:
    home = Home()
    assert home.recent() == ()
    home.remember([root, tmp_path / "gone"])
    assert home.recent() == (root,)
    assert home.forget([root]) is False


def test_a_folder_that_is_away_for_a_while_is_not_forgotten(root: Path, tmp_path: Path) -> None:
    home, other = Home(), tmp_path / "other"
    home.remember([root, other])
    home.remember([root])
    assert (home.recent(), home.away()) == ((root,), (other,))
    other.mkdir()
    assert (home.recent(), home.away()) == ((root, other), ())
    home.remember([root])
    assert home.recent() == (root,)


def test_what_was_searched_last_is_forgotten_with_its_index_alone(root: Path, tmp_path: Path) -> None:
    home = Home()
    home.remember([root, tmp_path])
    for roots, left in (([root], (root, tmp_path)), ([tmp_path, root], ())):
        home.forget(roots)
        assert home.recent() == left


@pytest.mark.parametrize(("name", "called"), [("/", "library"), ("/……", "library"), ("/a/b c。", "b-c")])
def test_an_index_is_called_as_what_it_is_of(name: str, called: str) -> None:
    assert Home().folder([Path(name)]).name.rsplit("-", 1)[0] == called


def test_forgetting_removes_the_index_and_nothing_else(root: Path) -> None:
    home = Home()
    with Library.open(root) as library:
        library.sync()
        folder = library.folder
    assert list(home.libraries()) == [(root,)]
    assert home.forget([root]) is True
    assert not folder.exists()
    assert (root / "a.txt").exists()
    assert list(home.libraries()) == []


def test_a_folder_not_made_by_us_is_never_removed(root: Path) -> None:
    home = Home()
    folder = home.folder([root])
    folder.mkdir(parents=True)
    (folder / "keep").write_text("", "utf-8")
    assert home.forget([root]) is False
    assert (folder / "keep").exists()


def test_a_copy_of_an_index_under_another_name_is_no_library(root: Path) -> None:
    home = Home()
    with Library.open(root) as library:
        library.sync()
        copytree(library.folder, home.path / f"{library.folder.name}-copy")
    assert list(home.libraries()) == [(root,)]


def test_the_index_of_some_folders_is_one_whatever_their_order(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "另外"
    other.mkdir()
    folders = []
    for roots in ([root, other], [other, root]):
        with Library.open(roots) as library:
            folders.append(library.folder)
    assert folders[0] == folders[1]
    assert len(list(Home().libraries())) == 1


def test_a_file_that_goes_while_an_index_is_measured_takes_no_bytes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(root) as library:
        library.sync()
        before = library.status().bytes
        (library.folder / "going.scratch").write_bytes(b"12345")
        is_file = Path.is_file

        def going(path: Path) -> bool:
            there = is_file(path)
            if path.suffix == ".scratch":
                path.unlink()
            return there

        monkeypatch.setattr(Path, "is_file", going)
        assert library.status().bytes == before > 0


def test_broken_notes_are_as_none(own_home: Path) -> None:
    (own_home / "copy").mkdir(parents=True)
    for content in ("", "[", "[]", '{"roots": 5}', '{"roots": [5]}'):
        for name in ("recent.json", "copy/library.json"):
            (own_home / name).write_text(content, "utf-8")
        assert (Home().recent(), [*Home().libraries()]) == ((), [])


def test_roots_are_resolved_once_each(root: Path, tmp_path: Path) -> None:
    (root / "sub").mkdir()
    (tmp_path / "link").symlink_to(root)
    assert resolve_roots([root / "sub", root, tmp_path / "link"]) == (root,)
    assert resolve_roots([tmp_path / "link", root]) == (tmp_path / "link",)
    assert resolve_roots([root / "sub" / ".."]) == (root,)


def test_paths_are_as_the_folder_was_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    with Library.open(tmp_path / "link") as library:
        library.sync()
        assert [hit.path for hit in library.search("一句话")] == [tmp_path / "link" / "a.txt"]


@pytest.mark.parametrize("missing", ["nowhere", "a.txt/x"])
def test_a_missing_folder_is_a_clear_error(root: Path, missing: str) -> None:
    with pytest.raises(RootError, match="There is no folder"):
        Library.open(root / missing)


def test_no_folder_is_a_clear_error() -> None:
    with pytest.raises(RootError, match="Name a folder"):
        Library.open([])


def test_a_loop_of_links_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(RootError):
        Library.open(tmp_path / "a")


def test_a_file_may_be_a_root(root: Path) -> None:
    with Library.open(root / "a.txt") as library:
        library.sync()
        assert len(library.search("一句话")) == 1


def test_two_roots_are_one_library(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.md").write_text("另一句话", "utf-8")
    with Library.open([root, other]) as library:
        library.sync()
        assert {hit.path.name for hit in library.search("一句话")} == {"a.txt", "b.md"}
