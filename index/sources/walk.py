"""Folders → the files to read, always in the same order, each folder once.

Hidden names, version control folders and what ignore files exclude are passed over; what cannot be
looked at is reported, never raised.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from index.errors import RootError
from index.model import Failure
from index.sources.files import DEFAULT_LIMIT, code_of, reason, too_large
from index.sources.ignores import Rules, rules_above
from index.sources.kinds import SUFFIXES, suffix_of

PASSED_OVER = frozenset({"node_modules", "__pycache__", "CVS", "_darcs"})
"""Folders that hold no one's texts, besides the hidden ones."""

_by_name = attrgetter("name")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and the root that leads to it (itself, where the root is a file)."""

    name: str
    """Its whole path, as text: most files are only compared by it."""
    root: Path
    size: int
    """Bytes."""
    modified: int
    """Modification time, in nanoseconds since the epoch."""

    @property
    def path(self) -> Path:
        return Path(self.name)


def walk(roots: Sequence[Path], limit: int = DEFAULT_LIMIT) -> Iterator[Found | Failure]:
    """Every file under `roots` whose suffix is in `SUFFIXES`, with its size and time.

    The order is fixed: root by root; in a folder its files by name, then its folders by name; folders
    behind symbolic links after all others of the root, so that a file is found by its own path
    rather than through a link. A folder is visited once however many ways lead to it. A root that is
    a file is found whatever its suffix; a root may be hidden, excluded or a link.

    Yields a `Failure` for a folder or file that cannot be looked at (`unreadable`, `gone`), a file
    over `limit` bytes (`too-large`) and a name of ours on what is no file (`special`). Raises
    `RootError`, before anything is yielded, where a root is missing or cannot be read.
    """
    checked = [(Path(root), _status_of_root(Path(root))) for root in roots]
    return _Walk(limit).run(checked)


def _status_of_root(root: Path) -> os.stat_result:
    try:
        status = root.stat()
        if stat.S_ISDIR(status.st_mode):
            os.scandir(root).close()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RootError(f"The folder {root} does not exist.") from error
    except OSError as error:
        raise RootError(f"The folder {root} cannot be read: {reason(error)}") from error
    except ValueError as error:
        raise RootError(f"{str(root)!r} cannot be the name of a folder.") from error
    if not stat.S_ISDIR(status.st_mode) and not stat.S_ISREG(status.st_mode):
        raise RootError(f"{root} is neither a folder nor a regular file.")
    return status


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder still to visit, and the rules for its entries that stand above it."""

    path: str
    rules: Rules


class _Walk:
    """One walk: which folders it has visited, and what is left to visit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._visited: set[tuple[int, int]] = set()
        self._files: set[str] = set()
        self._left: list[_Folder] = []
        self._links: deque[_Folder] = deque()

    def run(self, roots: Sequence[tuple[Path, os.stat_result]]) -> Iterator[Found | Failure]:
        for root, status in roots:
            if stat.S_ISREG(status.st_mode):
                if str(root) not in self._files:
                    yield self._found(str(root), root, status)
                continue
            self._left.append(_Folder(str(root), rules_above(root)))
            while self._left or self._links:
                folder = self._left.pop() if self._left else self._links.popleft()
                yield from self._visit(folder, root)

    def _visit(self, folder: _Folder, root: Path) -> Iterator[Found | Failure]:
        """The files of one folder; its folders are put on the lists of what is left."""
        try:
            status = Path(folder.path).stat()
            if (status.st_dev, status.st_ino) in self._visited:
                return
            with os.scandir(folder.path) as listing:
                entries = sorted(listing, key=_by_name)
        except OSError as error:
            yield Failure(Path(folder.path), code_of(error), reason(error))
            return
        self._visited.add((status.st_dev, status.st_ino))
        rules = folder.rules.within(folder.path, (entry.name for entry in entries))
        folders: list[_Folder] = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_dir():
                    if entry.name not in PASSED_OVER and not rules.excludes(entry.path, folder=True):
                        onward = self._links if entry.is_symlink() else folders
                        onward.append(_Folder(entry.path, rules))
                elif suffix_of(entry.name) in SUFFIXES and not rules.excludes(entry.path):
                    yield self._found(entry.path, root, entry.stat())
            except OSError as error:
                if suffix_of(entry.name) in SUFFIXES:
                    yield Failure(Path(entry.path), code_of(error), reason(error))
        self._left.extend(reversed(folders))

    def _found(self, name: str, root: Path, status: os.stat_result) -> Found | Failure:
        self._files.add(name)
        if not stat.S_ISREG(status.st_mode):
            return Failure(Path(name), "special", "This is not a regular file.")
        if status.st_size > self._limit:
            return Failure(Path(name), "too-large", too_large(status.st_size, self._limit))
        return Found(name, root, status.st_size, status.st_mtime_ns)
