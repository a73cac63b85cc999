"""Changes of files are noticed, whatever they are called and whatever befalls their folder."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
import watchfiles

from tui.watching import CALM_SECONDS, LONGEST_REST, SHORTEST_REST, matters, watch

PATIENCE_SECONDS = 30.0
"""After which a change that was waited for is said never to be noticed."""

AGAIN_SECONDS = 0.3
"""After which something is done once more: it may have been done before the watch began."""


class Watched:
    """Folders that are watched, and what is said of them."""

    def __init__(self, *roots: Path) -> None:
        self.stop = threading.Event()
        self._roots = roots
        self._said: Queue[Exception | None] = Queue()
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            for _ in watch(self._roots, self.stop):
                self._said.put(None)
        except Exception as error:
            self._said.put(error)

    def notices(self, change: Callable[[], object]) -> None:
        """Wait until something is noticed that is done, over and over until it is."""
        with suppress(Empty):
            while (error := self._said.get_nowait()) is None:
                pass
            raise error
        for _ in range(round(PATIENCE_SECONDS / AGAIN_SECONDS)):
            change()
            try:
                error = self._said.get(timeout=AGAIN_SECONDS)
            except Empty:
                continue
            if error is not None:
                raise error
            return
        raise AssertionError("what was done was never noticed")

    def is_silent_at(self, deed: Callable[[], object]) -> bool:
        """Whether nothing is said of something that is done, over and over."""
        while not self._said.empty():
            self._said.get_nowait()
        for _ in range(10):
            deed()
            with suppress(Empty):
                self._said.get(timeout=AGAIN_SECONDS / 3)
                return False
        return True


Watching = Callable[..., Watched]


def _write_on(file: Path) -> None:
    with file.open("a") as open_file:
        open_file.write("a")


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watching]:
    """Begins to watch folders, with short rests."""
    monkeypatch.setattr("tui.watching.SHORTEST_REST", 0.05)
    monkeypatch.setattr("tui.watching.COMPARE_SECONDS", 0.05)
    monkeypatch.setattr("tui.watching.STEP", 50)
    monkeypatch.setattr("tui.watching.LOOK", 50)
    started: list[Watched] = []

    def start(*roots: Path) -> Watched:
        started.append(Watched(*roots))
        return started[-1]

    yield start
    for one in started:
        one.stop.set()
        one.thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("path", "of_the_library"),
    [
        ("/notes", True),
        ("/notes/a.md", True),
        ("/notes/A.SRT", True),
        ("/notes/folder", True),
        ("/notes/folder/a.md", True),
        ("/notes/a.png", False),
        ("/notes/.git", False),
        ("/notes/.a.md", False),
        ("/notes/.gitignore", True),
        ("/notes/folder/.ignore", True),
        ("/notes/.obsidian/.gitignore", False),
        ("/notes/.git/index", False),
        ("/notes/folder/.git/refs/heads/main", False),
        ("/notes/.obsidian/a.md", False),
        ("/notes/node_modules/folder/a.md", False),
        ("/home/.notes/a.md", True),
        ("/home/.notes/.git/index", False),
        ("/notes/.drafts/a.md", True),
    ],
)
def test_what_may_be_of_the_library(path: str, of_the_library: bool) -> None:
    assert matters(path, {"/notes", "/home/.notes", "/notes/.drafts"}) is of_the_library


def test_a_folder_may_have_a_point_in_its_name(folder: Path) -> None:
    volume = folder / "第1.2卷"
    volume.mkdir()
    assert matters(str(volume), {str(folder)})
    volume.rmdir()
    assert not matters(str(volume), {str(folder)})
    assert matters(str(volume), {str(folder)}, gone=True)


def test_what_is_to_be_ignored_may_be_said_above(folder: Path, watching: Watching) -> None:
    (folder.parent / ".git").mkdir()
    rules = folder.parent / ".gitignore"
    watched = watching(folder)
    watched.notices(lambda: rules.write_text("drafts/"))
    watched.notices(lambda: rules.write_text("draft/"))
    watched.notices(lambda: rules.unlink(missing_ok=True))
    watched.notices(lambda: (folder / "a.md").write_text("a"))


@pytest.mark.parametrize("name", [".gitignore", ".ignore"])
def test_what_is_to_be_ignored_is_a_change(folder: Path, watching: Watching, name: str) -> None:
    watched = watching(folder)
    watched.notices(lambda: (folder / name).write_text("drafts/"))
    watched.notices(lambda: (folder / name).unlink(missing_ok=True))


def test_a_folder_with_a_point_in_its_name_comes_and_goes(folder: Path, watching: Watching) -> None:
    outside, inside = folder.with_name("第1.2卷"), folder / "第1.2卷"
    outside.mkdir()
    (outside / "a.md").write_text("a")
    watched = watching(folder)

    def move() -> None:
        if outside.exists():
            outside.rename(inside)
        else:
            inside.rename(outside)

    for _ in range(3):
        watched.notices(move)


def test_what_is_behind_a_link_that_comes_is_watched(folder: Path, watching: Watching) -> None:
    outside = folder.with_name("outside")
    outside.mkdir()
    watched = watching(folder)
    watched.notices(lambda: (folder / "a.md").write_text("a"))
    (folder / "link").symlink_to(outside)
    for text in ("b", "c", "d"):
        watched.notices(partial((outside / "b.md").write_text, text))


def test_a_name_that_is_no_utf8_is_a_change_like_any_other(folder: Path, watching: Watching) -> None:
    odd = folder / os.fsdecode(b"\xff\xfe.md")
    try:
        odd.write_text("a")
    except OSError:
        pytest.skip("this file system takes no such name")
    watched = watching(folder)
    for _ in range(3):
        watched.notices(lambda: odd.write_text("b"))
    watched.notices(lambda: (folder / "a.md").write_text("c"))


def test_to_look_into_a_folder_whose_name_is_no_utf8_is_no_change(folder: Path, watching: Watching) -> None:
    odd = folder / os.fsdecode(b"\xff\xfe")
    try:
        odd.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    watched = watching(folder)
    for place in (folder, odd, folder):
        watched.notices(partial(_write_on, place / "a.md"))
    assert watched.is_silent_at(lambda: list(odd.iterdir()))
    watched.notices(lambda: (odd / "a.md").unlink(missing_ok=True))


def test_each_rest_is_twice_the_one_before_until_a_watch_lasts(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, rests, stop = 0.0, [], threading.Event()
    lasting = iter([0.0] * 6 + [CALM_SECONDS, CALM_SECONDS + 1, 0.0])

    def broken(*_: object, **__: object) -> Iterator[object]:
        nonlocal clock
        clock += next(lasting)
        raise PermissionError

    def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 9:
            stop.set()

    monkeypatch.setattr(watchfiles, "watch", broken)
    monkeypatch.setattr("tui.watching.monotonic", lambda: clock)
    monkeypatch.setattr(stop, "wait", rest)
    assert len(list(watch([folder], stop))) == 9
    assert rests == [1, 2, 4, 8, LONGEST_REST, LONGEST_REST, LONGEST_REST, SHORTEST_REST, 1]


def test_a_folder_whose_name_is_no_utf8_hides_no_other(folder: Path, watching: Watching) -> None:
    odd = folder.with_name(os.fsdecode(b"\xff\xfe"))
    try:
        odd.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    watched = watching(odd, folder)
    for place in (folder, odd, folder):
        watched.notices(partial((place / "a.md").write_text, "a"))


def test_a_folder_that_goes_and_comes_back_is_watched_on(folder: Path, watching: Watching) -> None:
    watched = watching(folder)
    watched.notices(lambda: (folder / "a.md").write_text("a"))
    for _ in range(2):
        watched.notices(lambda: shutil.rmtree(folder, ignore_errors=True))
        watched.notices(lambda: folder.mkdir(exist_ok=True))
        watched.notices(lambda: (folder / "a.md").write_text("b"))


def test_a_folder_that_is_made_anew_at_once_is_watched_on(folder: Path, watching: Watching) -> None:
    watched = watching(folder)
    watched.notices(lambda: (folder / "a.md").write_text("a"))
    shutil.rmtree(folder)
    folder.mkdir()
    for text in ("b", "c", "d"):
        watched.notices(partial((folder / "a.md").write_text, text))


def test_a_folder_whose_place_another_takes_is_watched_on(folder: Path, watching: Watching) -> None:
    watched = watching(folder)
    watched.notices(lambda: (folder / "a.md").write_text("a"))
    other = folder.with_name("other")
    other.mkdir()
    folder.rename(folder.with_name("before"))
    other.rename(folder)
    for text in ("b", "c", "d"):
        watched.notices(partial((folder / "a.md").write_text, text))


def test_a_folder_that_is_missing_hides_no_other_and_may_come(folder: Path, watching: Watching) -> None:
    missing = folder.with_name("missing")
    watched = watching(missing, folder)
    watched.notices(lambda: (folder / "a.md").write_text("a"))
    watched.notices(lambda: missing.mkdir(exist_ok=True))
    watched.notices(lambda: (missing / "a.md").write_text("a"))


def test_a_folder_that_comes_as_others_begin_to_be_watched_one_by_one_is_watched_too(
    folder: Path, watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, new, made = watchfiles.watch, folder / "new", threading.Event()

    def late(*paths: str, recursive: bool, **options: Any) -> Iterator[object]:
        if recursive:
            raise PermissionError(13, "Permission denied", paths[0])
        new.mkdir(exist_ok=True)
        made.set()
        return usual(*paths, recursive=recursive, **options)

    monkeypatch.setattr(watchfiles, "watch", late)
    watched = watching(folder)
    assert made.wait(PATIENCE_SECONDS)
    for _ in range(3):
        watched.notices(partial(_write_on, new / "a.md"))


def test_a_folder_that_cannot_be_looked_into_hides_no_other(
    folder: Path, watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = watchfiles.watch

    def closed(*paths: str, recursive: bool, **options: Any) -> Iterator[object]:
        if recursive:
            raise PermissionError(13, "Permission denied", paths[0])
        return usual(*paths, recursive=recursive, **options)

    monkeypatch.setattr(watchfiles, "watch", closed)
    deep, single = folder / "one" / "deep", folder.with_name("single.md")
    deep.mkdir(parents=True)
    (folder / "loop").symlink_to(folder)
    single.write_text("a")
    watched = watching(folder, single)
    for place in (folder / "a.md", folder / "one" / "a.md", deep / "a.md", single):
        watched.notices(partial(place.write_text, "b"))
    watched.notices(partial((folder / "new" / "deep").mkdir, parents=True, exist_ok=True))
    for text in ("b", "c", "d"):
        watched.notices(partial((folder / "new" / "deep" / "a.md").write_text, text))
