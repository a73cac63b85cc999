"""Folders → the files to read, always in the same order, each folder once.

Hidden names, version control folders and what ignore files exclude are passed over; what cannot be
looked at is reported, never raised.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from index.errors import Cancelled, RootError
from index.model import Failure
from index.sources.files import DEFAULT_LIMIT, code_of, reason, too_large
from index.sources.ignores import Rules, rules_above
from index.sources.kinds import is_document

PASSED_OVER = frozenset({"node_modules", "__pycache__", "CVS", "_darcs"})
"""Folders that hold no one's texts, besides the hidden ones."""


UNMOUNTED = "Nothing is mounted here now."


class Found(NamedTuple):
    """A file to read, as it is now. Most files are only compared, so this is made of what is compared as it
    stands, and paths are made of it where they are asked for."""

    name: str
    """Its whole path."""
    root_name: str
    """That of the root which leads to it (itself, where the root is a file)."""
    size: int
    """Bytes."""
    modified: int
    """Modification time, in nanoseconds since the epoch."""

    @property
    def path(self) -> Path:
        return Path(self.name)

    @property
    def root(self) -> Path:
        return Path(self.root_name)


_new_found = partial(tuple.__new__, Found)
"""Makes one of a tuple, which takes less than a call with its fields."""


def walk(roots: Sequence[Path], limit: int = DEFAULT_LIMIT) -> Iterator[Found | Failure]:
    """What `find` finds, in its order. Raises `RootError`."""
    return iter(find(roots, limit).values())


def find(
    roots: Sequence[Path],
    limit: int = DEFAULT_LIMIT,
    stopped: Callable[[], bool] = bool,
    mounts: set[str] | None = None,
) -> dict[str, Found | Failure]:
    """Every file under `roots` whose suffix is in `SUFFIXES`, with its size and time, by its path.

    The order is fixed: root by root; in a folder its files by name, then its folders by name; folders
    behind symbolic links after all others of the root, so that a file is found by its own path
    rather than through a link. A folder is visited once however many ways lead to it. A root that is
    a file is found whatever its suffix; a root may be hidden, excluded or a link.

    There is a `Failure` for a folder or file that cannot be looked at (with what `code_of` says), a file
    over `limit` bytes (`too-large`), a name of ours on what is no file (`special`), a root that is missing
    or cannot be read (`away`), and a folder of `mounts`, on which something was mounted when it was last
    looked at, where nothing is now, and nothing in it (`unmounted`). `mounts` is brought up to date. Raises
    `RootError`, before it looks at anything else, where all roots are away; and `Cancelled` where `stopped`,
    which is asked after each folder, says so.
    """
    met = _Met(limit, set() if mounts is None else mounts)
    checked, away = [], []
    for root in map(Path, roots):
        try:
            checked.append((root, _status_of_root(root)))
        except RootError as error:
            away.append(error)
            met.files[str(root)] = Failure(root, "away", str(error))
    if away and not checked:
        raise away[0]
    for _ in met.through(checked):
        if stopped():
            raise Cancelled("the walk was cancelled")
    return met.files


def _status_of_root(root: Path) -> os.stat_result:
    try:
        status = root.stat()
        if stat.S_ISDIR(status.st_mode):
            os.scandir(root).close()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RootError(f"The folder {root} does not exist.", root) from error
    except OSError as error:
        raise RootError(f"The folder {root} cannot be read: {reason(error)}", root) from error
    except ValueError as error:
        raise RootError(f"{str(root)!r} cannot be the name of a folder.") from error
    if not stat.S_ISDIR(status.st_mode) and not stat.S_ISREG(status.st_mode):
        raise RootError(f"{root} is neither a folder nor a regular file.", root)
    return status


def _device_above(root: Path, status: os.stat_result) -> int:
    """That of the folder which a root is in, wherever a link leads; its own, where nobody tells."""
    try:
        return os.stat(os.path.join(root, os.pardir)).st_dev  # noqa: PTH116, PTH118 - no `Path` keeps the `..`
    except OSError:
        return status.st_dev


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder still to visit, and the rules for its entries that stand above it."""

    path: str
    rules: Rules
    device: int
    """Of the folder above: on another one something is mounted."""


class _Met:
    """What one walk has met, which folders it has visited, and what is left to visit."""

    def __init__(self, limit: int, mounts: set[str]) -> None:
        self._limit = limit
        self._mounts = mounts
        self._visited: set[tuple[int, int]] = set()
        self._left: list[_Folder] = []
        self._links: deque[_Folder] = deque()
        self.files: dict[str, Found | Failure] = {}
        """By their paths; and folders that cannot be looked at."""

    def through(self, roots: Sequence[tuple[Path, os.stat_result]]) -> Iterator[None]:
        """Walks; yields after each folder."""
        for root, status in roots:
            name = str(root)
            if stat.S_ISREG(status.st_mode):
                self.files.setdefault(name, self._found(name, name, status))
                continue
            self._left.append(_Folder(name, rules_above(root), _device_above(root, status)))
            while self._left or self._links:
                self._visit(self._left.pop() if self._left else self._links.popleft(), name)
                yield

    def _visit(self, folder: _Folder, root: str) -> None:
        try:
            # What it holds is looked up from the open folder, not each by the whole way to it.
            descriptor = os.open(folder.path, os.O_RDONLY | os.O_DIRECTORY)
            try:
                status = os.fstat(descriptor)
                if (status.st_dev, status.st_ino) in self._visited:
                    return
                with os.scandir(descriptor) as listing:
                    entries = {entry.name: entry for entry in listing}
                self._visited.add((status.st_dev, status.st_ino))
                if self._is_unmounted(folder, status.st_dev, entries):
                    self.files[folder.path] = Failure(Path(folder.path), "unmounted", UNMOUNTED)
                else:
                    self._look(folder, entries, root, status.st_dev)
            finally:
                os.close(descriptor)
        except OSError as error:
            self.files[folder.path] = Failure(Path(folder.path), code_of(error), reason(error))

    def _is_unmounted(self, folder: _Folder, device: int, names: Iterable[str]) -> bool:
        """Whether nothing is mounted any more on a folder where something was, and it holds nothing itself;
        else what is mounted is noted."""
        if device != folder.device:
            self._mounts.add(folder.path)
        elif folder.path in self._mounts:
            if all(name[0] == "." for name in names):
                return True
            self._mounts.remove(folder.path)
        return False

    def _look(self, folder: _Folder, entries: dict[str, os.DirEntry[str]], root: str, device: int) -> None:
        """Meets the files of one folder; its folders are put on the lists of what is left."""
        rules = folder.rules.within(folder.path, entries)
        lead = folder.path if folder.path.endswith("/") else f"{folder.path}/"
        ruled = bool(rules.ignore or rules.gitignore)
        files = self.files
        folders: list[_Folder] = []
        for name in sorted(entries):
            if name[0] == ".":
                continue
            entry, path = entries[name], lead + name
            try:
                if entry.is_dir():
                    if name not in PASSED_OVER and not rules.excludes(path, folder=True):
                        onward = self._links if entry.is_symlink() else folders
                        onward.append(_Folder(path, rules, device))
                elif is_document(name) and not (ruled and rules.excludes(path)):
                    files[path] = self._found(path, root, entry.stat())
            except OSError as error:
                if is_document(name):
                    files[path] = Failure(Path(path), code_of(error), reason(error))
        self._left.extend(reversed(folders))

    def _found(self, name: str, root: str, status: os.stat_result) -> Found | Failure:
        if not stat.S_ISREG(status.st_mode):
            return Failure(Path(name), "special", "This is not a regular file.")
        if status.st_size > self._limit:
            return Failure(Path(name), "too-large", too_large(status.st_size, self._limit))
        return _new_found((name, root, status.st_size, status.st_mtime_ns))
