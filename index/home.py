"""Where indexes live: a private folder of the user's, one sub-folder a library.

Opening a Whoosh index unpickles its table of contents, which can run code. So an index is opened
only in a folder that belongs to this user and that nobody else can write, and never inside a
folder that is searched.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from index.errors import HomeError, HomeSearched, HomeShared, RootError
from index.lock import holding
from index.private import read_json, write_json

ENVIRONMENT = "XUNJU_HOME"
"""The environment variable that moves the indexes."""

PRIVATE = 0o700
"""The rights of a folder that only its owner enters."""

ABOUT = "library.json"
"""Beside an index: which folders it covers, its format, the last sync, what could not be read."""

RECENT = "recent.json"
"""In the home: which folders were searched last."""

MARKER = ".xunju"
"""An empty file that says a folder was made by this program, so that nothing else is ever removed."""

TRIES = 10
"""How often a folder is made that another process removes at the same time."""


class Home:
    """The folder of all indexes. Nothing is made before something is stored."""

    def __init__(self, path: Path | str | None = None) -> None:
        """`path`, else `$XUNJU_HOME`, else the platform's folder for a user's data."""
        self.path = Path(path or os.environ.get(ENVIRONMENT) or _default()).expanduser().absolute()

    def folder(self, roots: Sequence[Path]) -> Path:
        """Where the index of these folders lives, whether it is there or not; one that is there may have been
        made of them in another order."""
        key = b"\0".join(os.fsencode(root) for root in sorted(roots))
        digest = blake2b(key, digest_size=6).hexdigest()
        name = re.sub(r"[^\w-]+", "-", roots[0].name)[:40].strip("-") or "library"
        safe = name.encode("utf-8", "replace").decode("utf-8")
        return min(self.path.glob(f"*-{digest}"), default=self.path / f"{safe}-{digest}")

    def prepare(self, roots: Sequence[Path]) -> Path:
        """The folder of these roots' index, made if need be, private. One that is there need not be writable.

        Raises HomeError where it cannot be made, is not this user's, can be written by others, or
        lies inside a searched folder.
        """
        # `Path.resolve` raises where a link leads back to itself.
        real = Path(os.path.realpath(self.path))
        for root in roots:
            if Path(os.path.realpath(root)) in (real, *real.parents):
                raise HomeSearched(
                    f"The indexes cannot live in {self.path}: that is inside {root}, which is searched. "
                    f"Choose another folder with --home or {ENVIRONMENT}.",
                    self.path,
                )
        folder = self.folder(roots)
        try:
            for left in reversed(range(TRIES)):
                try:
                    self._furnish(folder)
                    break
                except FileNotFoundError:
                    if not left:
                        raise
        except OSError as error:
            raise HomeError(
                f"The folder of the indexes, {error.filename or folder}, cannot be used: {error.strerror}. "
                f"Choose another one with --home or {ENVIRONMENT}."
            ) from error
        return folder

    def _furnish(self, folder: Path) -> None:
        """Raises OSError, HomeError."""
        for place in (self.path, folder):
            _make(place)
            _check_private(place)
        if not (folder / MARKER).exists():  # what is there can be read where nothing can be written
            (folder / MARKER).touch(0o600)

    def size(self, roots: Sequence[Path]) -> int:
        """Bytes that the index of these folders takes; a file that goes meanwhile takes none."""
        size = 0
        with suppress(FileNotFoundError):  # the folder itself may go
            for path in self.folder(roots).rglob("*"):
                with suppress(OSError):
                    size += path.stat().st_size if path.is_file() else 0
        return size

    def libraries(self) -> Iterator[tuple[Path, ...]]:
        """The roots of every library that has an index here; a folder that goes by another name than that of
        its roots, such as a copy, is none."""
        for about in sorted(self.path.glob(f"*/{ABOUT}")):
            roots = _paths(read_json(about).get("roots"))
            if roots and self.folder(roots) == about.parent:
                yield roots

    def remember(self, roots: Sequence[Path]) -> None:
        """Notes which folders were searched last; a home that cannot be written is no error. Where these are
        all that is left of the ones before, those that are away stay noted, since they may come back."""
        if tuple(roots) == self.recent():
            return
        with suppress(OSError):
            self.path.mkdir(PRIVATE, parents=True, exist_ok=True)
            write_json(self.path / RECENT, {"roots": [str(root) for root in roots]})

    def recent(self) -> tuple[Path, ...]:
        """The folders that were searched last, those that are away left out."""
        return tuple(root for root in self._last() if root.exists())

    def away(self) -> tuple[Path, ...]:
        """Those of the folders that were searched last that are not there now."""
        return tuple(root for root in self._last() if not root.exists())

    def forget(self, roots: Sequence[Path]) -> bool:
        """Removes the index of these folders, for every other process at once; False where there was none.

        Raises HomeError where it cannot be removed, and IndexBusy where another process writes it for long.
        """
        folder = self.folder(roots)
        try:
            if set(self._last()) == set(roots):
                (self.path / RECENT).unlink(missing_ok=True)
            if not (folder / MARKER).exists():
                return False
            try:
                with holding(folder):
                    folder.rename(folder.with_name(f".{folder.name}.{os.getpid()}"))
            except FileNotFoundError:  # another process was first
                return False
            for gone in self.path.glob(f".{folder.name}.*"):
                with suppress(FileNotFoundError):
                    shutil.rmtree(gone)
        except OSError as error:
            raise HomeError(f"The index in {folder} cannot be removed: {error.strerror}.", folder) from error
        return True

    def _last(self) -> tuple[Path, ...]:
        """The folders that were searched last."""
        return _paths(read_json(self.path / RECENT).get("roots"))


def resolve_roots(roots: Iterable[Path | str]) -> tuple[Path, ...]:
    """The folders as absolute paths, links kept as typed, each place once, those inside another left out.

    Raises RootError where none of them is there.
    """
    real: dict[Path, Path] = {}
    for root in roots:
        path = Path(os.path.abspath(Path(root).expanduser()))  # noqa: PTH100 - `absolute` leaves `..` in
        real.setdefault(Path(os.path.realpath(path)), path)
    if real and not any(map(os.path.exists, real)):  # that of a `Path` may raise
        path = next(iter(real.values()))
        raise RootError(f"There is no folder {path}.", path)
    outer = tuple(path for place, path in real.items() if not any(above in real for above in place.parents))
    if not outer:
        raise RootError("Name a folder to search.")
    return outer


def _default() -> Path:
    from platformdirs import user_data_path

    return user_data_path("xunju", appauthor=False)


def _make(folder: Path) -> None:
    """The folder with those above it. Raises OSError."""
    try:
        folder.mkdir(PRIVATE, parents=True, exist_ok=True)
    except FileExistsError as error:  # what is there is no folder
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


def _check_private(folder: Path) -> None:
    about = folder.stat()
    if about.st_uid != os.getuid():
        raise HomeShared(
            f"The index in {folder} belongs to another user and is not opened. "
            "Choose another folder with --home.",
            folder,
        )
    if about.st_mode & 0o022:
        raise HomeShared(
            f"The index in {folder} is not opened: others can write there. Choose another folder with "
            f"--home; if this one is yours alone, `chmod go-w {shlex.quote(str(folder))}` will do.",
            folder,
        )


def _paths(value: object) -> tuple[Path, ...]:
    return tuple(Path(item) for item in value if isinstance(item, str)) if isinstance(value, list) else ()
