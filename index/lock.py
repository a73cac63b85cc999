"""The lock of an index's folder: who holds it is alone in writing there, and in removing it.

The rule: a lock on a file that is no longer the one of its name, since the folder was removed meanwhile, is
none.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexBusy

LOCK_SECONDS = 5.0
"""How long is waited for another process that writes."""

LOOK_SECONDS = 0.1
"""Between two looks whether it is done."""

_NAME = "MAIN_WRITELOCK"
"""The file that is locked, as Whoosh calls it."""


class FolderLock:
    """The lock of one folder, for one who wants it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._descriptor = -1

    def acquire(self) -> bool:
        """Whether it is held now; nothing is waited for. Raises OSError."""
        descriptor = os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = os.path.samestat(os.fstat(descriptor), self._path.stat())
        except BlockingIOError:
            held = False
        except OSError:
            os.close(descriptor)
            raise
        if held:
            self._descriptor = descriptor
        else:
            os.close(descriptor)
        return held

    def release(self) -> None:
        """Lets go of it, also where a process that was begun meanwhile has the file open."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        os.close(self._descriptor)


@contextmanager
def holding(folder: Path, make: Callable[[], object] | None = None) -> Iterator[None]:
    """Holds the lock of a folder, as soon as it is free. `make` makes the folder where it is not there.

    Raises IndexBusy where another process holds it for LOCK_SECONDS, and OSError where it cannot be held:
    without `make`, FileNotFoundError where there is no folder.
    """
    lock, due = FolderLock(folder), time.monotonic() + LOCK_SECONDS
    while not _acquired(lock, make):
        if time.monotonic() >= due:
            raise IndexBusy("another process is writing this index", folder)
        time.sleep(LOOK_SECONDS)
    try:
        yield
    finally:
        lock.release()


def _acquired(lock: FolderLock, make: Callable[[], object] | None) -> bool:
    try:
        return lock.acquire()
    except FileNotFoundError:
        if make is None:
            raise
        make()
        return False
