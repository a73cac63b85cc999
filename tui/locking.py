"""Files that several programs write at once.

The rule: whoever has the lock has the file that stands at the path now, whatever took its place meanwhile.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path) -> Iterator[int]:
    """The file, open at its end, and nobody else's as long as it takes. Raises OSError, which names it."""
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    while True:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            # Another program may have put a new file in its place while this one waited.
            if os.path.exists(path) and os.path.samestat(os.fstat(file), path.stat()):  # noqa: PTH110
                yield file
                return
        except OSError as error:
            error.filename = error.filename or str(path)  # the system names none that cannot be written
            raise
        finally:
            os.close(file)


def write_all(file: int, text: str) -> None:
    """Write the text to an open file, to its last byte. Raises OSError."""
    data = text.encode("utf-8", "replace")
    while data:
        data = data[os.write(file, data) :]
