"""A thread that says when files of the library have changed.

The rule: it says that something did, once for a burst of changes; the sync finds out what. What breaks a
watch off (a name that is no UTF-8, a folder that goes or comes, a link that comes) is a change, too, and said
once more when the files are watched again, so that nothing falls between. Where a folder cannot be looked
into, which the system takes for an end of watching, all others are watched one by one. Where a name is no
UTF-8, files are compared from then on: a watch breaks off whenever such a folder is looked into, as a sync
does.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR
from time import monotonic

from textual.message import Message

from tui.message import Carrying, Post

Watch = Callable[[Sequence[Path], threading.Event], Iterator[object]]
"""Yields whenever files below some folders have changed, until the event is set."""

DEBOUNCE, STEP, LOOK = 1_000, 200, 500
"""Milliseconds: how long a burst of changes is waited out at most, the quiet that ends one, and the time
between two looks whether the folders are still those that are watched."""

COMPARE_SECONDS = 5.0
"""Between two comparisons of all files."""

SHORTEST_REST, LONGEST_REST = 0.5, 16.0
"""Seconds before the files are watched again after what broke off a watch. Each rest is twice the one before,
since that may last."""

CALM_SECONDS = 10.0
"""A watch that lasted so long is followed by the shortest rest."""

STOP_SECONDS = 0.5
"""How long quitting waits for the thread."""


def watch(roots: Sequence[Path], stop: threading.Event) -> Iterator[object]:
    """The default `Watch`; folders that are missing may come. Raises OSError where the system watches no more
    files."""
    missed, apart, rest = False, False, SHORTEST_REST
    while not stop.is_set():
        standing, rules, began = _standing(roots), _rules_above(roots), monotonic()
        names = set(map(str, standing))
        folders, begun = _open_folders(names) if apart else names, False
        try:
            for changes in _changes(folders, names, stop, apart):
                if changes or missed:
                    missed = False
                    yield changes
                # A folder that is made anew at once may look like the one that has gone.
                if (_standing(roots), _rules_above(roots)) != (standing, rules) or any(
                    path in names or _is_unwatched(path, apart) for _, path in changes
                ):
                    break
                if apart and not begun and _open_folders(names) != folders:
                    break  # one has come before all of them were watched
                begun = True
        except (RuntimeError, UnicodeError):
            yield from _compared(roots, stop)
        except (FileNotFoundError, PermissionError) as error:
            apart = apart or isinstance(error, PermissionError)
            yield None
            rest = SHORTEST_REST if monotonic() - began > CALM_SECONDS else min(2 * rest, LONGEST_REST)
            stop.wait(rest)
        missed = True


def _is_unwatched(path: str, apart: bool) -> bool:
    """Whether there is something behind a path that has changed that a watch only sees if it begins anew: a
    link; where folders are watched one by one, a folder."""
    return os.path.islink(path) or (apart and os.path.isdir(path))  # noqa: PTH112, PTH114


def _changes(
    folders: Set[str], names: Set[str], stop: threading.Event, apart: bool
) -> Iterator[Set[tuple[object, str]]]:
    """What changes in these folders, which are or are below those of some names, and nothing every `LOOK`
    milliseconds without a change. `apart`: each is watched by itself, without what is below it."""
    from watchfiles import Change
    from watchfiles import watch as changes

    return changes(
        *folders,
        recursive=not apart,
        watch_filter=lambda change, path: matters(path, names, gone=change == Change.deleted),
        debounce=DEBOUNCE,
        step=STEP,
        stop_event=stop,
        rust_timeout=LOOK,
        yield_on_timeout=True,
    )


def _compared(roots: Sequence[Path], stop: threading.Event) -> Iterator[None]:
    """What may have changed first, and what has changed then, until the event is set."""
    from index import state_of

    known = state_of(roots)
    yield None
    while not stop.wait(COMPARE_SECONDS):
        before, known = known, state_of(roots)
        if known != before:
            yield None


def _open_folders(names: Set[str]) -> Set[str]:
    """The folders below some that can be looked into, and those themselves, each once however it is reached;
    of what is passed over none. A file among them stays."""
    found: dict[tuple[int, int], str] = {}
    left = list(names)
    while left:
        path = left.pop()
        with suppress(OSError):
            about = os.stat(path)  # noqa: PTH116
            if (about.st_dev, about.st_ino) not in found:
                left += _folders_in(path) if S_ISDIR(about.st_mode) else ()
                found[about.st_dev, about.st_ino] = path
    return set(found.values())


def _folders_in(folder: str) -> list[str]:
    """Those that are not passed over. Raises OSError."""
    with os.scandir(folder) as entries:
        return [one.path for one in entries if not _passed_over(one.name) and one.is_dir()]


def _standing(roots: Sequence[Path]) -> dict[Path, tuple[int, int, int]]:
    """The folders that are there, which ones they are, and who may look into them."""
    found = {}
    for root in roots:
        with suppress(OSError):
            about = root.stat()
            found[root] = about.st_dev, about.st_ino, about.st_mode
    return found


def _rules_above(roots: Sequence[Path]) -> dict[Path, tuple[int, int, int]]:
    """The ignore files above the folders that hold in them, and in which state they are."""
    from index import ignore_files_above

    found = {}
    for file in {file for root in roots for file in ignore_files_above(root)}:
        with suppress(OSError):
            about = file.stat()
            found[file] = about.st_ino, about.st_size, about.st_mtime_ns
    return found


def matters(path: str, roots: Set[str], *, gone: bool = False) -> bool:
    """Whether a path may be of the library: one of its roots, or below one a file that is read, one that says
    what is not, or a folder, and nothing that is hidden or passed over there. What has `gone` may have been a
    folder."""
    from index import SUFFIXES

    suffix = Path(path).suffix.lower()
    is_file = not gone and suffix != "" and not os.path.isdir(path)  # noqa: PTH112
    if is_file and suffix not in SUFFIXES and path not in roots:
        return False
    ways = (Path(path).relative_to(root).parts for root in roots if Path(path).is_relative_to(root))
    return any(not any(map(_passed_over, way)) for way in ways)


def _passed_over(name: str) -> bool:
    from index import IGNORE_FILES, PASSED_OVER

    return name in PASSED_OVER or (name.startswith(".") and name not in IGNORE_FILES)


class Watcher:
    """The thread. Start it once."""

    class Changed(Message):
        """Files have changed since the last sync began."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Watcher.Changed)

    class Failed(Carrying):
        """Changes are no longer noticed."""

        error: Exception

    def __init__(self, roots: Sequence[Path], watch: Watch, post: Post) -> None:
        self._roots = roots
        self._watch = watch
        self._post = post
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="xunju-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no more. Safe to call without `start`."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            for _ in self._watch(self._roots, self._stop):
                self._post(self.Changed())
        except Exception as error:  # whatever happens there is told, and the rest goes on
            if not self._stop.is_set():
                self._post(self.Failed(error))
