"""One file → its bytes. Only regular files are ever read, so nothing here can block or never end."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from index.errors import UnreadableFile

DEFAULT_LIMIT = 50_000_000
"""Bytes: a larger file is not a text that someone reads."""

FINE_TICK, COARSE_TICK = 20_000_000, 2_000_000_000
"""Nanoseconds: a file that is written twice within a tick may have the same modification time after both.
The coarse one is of file systems that keep whole seconds, the fine one of all others."""

_DIGEST_BYTES = 16

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
"""Opening a FIFO for reading waits for its writer, unless the open is non-blocking."""

_CODES = {
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), "gone"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "denied"),
    errno.ELOOP: "loop",
    # What opening a socket, or a device that nothing drives, says.
    **dict.fromkeys((errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP), "special"),
}
"""`Failure` codes of what the operating system says; `unreadable` is all else."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of a file, with its size (bytes) and modification time (nanoseconds) before the read.

    A write that happens during the read leaves the file with other numbers than these, so that the
    next comparison sees it.
    """

    data: bytes
    size: int
    modified: int
    settled: bool = True
    """Whether a later write must leave another modification time: the tick that the file was written in was
    over before the read."""


def digest(data: bytes) -> str:
    """A fingerprint of file contents: 32 hexadecimal digits of BLAKE2b, the same everywhere."""
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def load(path: Path, limit: int = DEFAULT_LIMIT) -> Raw:
    """The bytes of the regular file at `path`, symbolic links followed.

    Raises `UnreadableFile`: `gone`, `denied`, `loop`, `unreadable`, `special` (not a regular file) or
    `too-large` (more than `limit` bytes). Never blocks on a FIFO, and never reads more than `limit` + 1
    bytes.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise UnreadableFile(code_of(error), reason(error)) from error
    except ValueError as error:
        raise UnreadableFile("gone", "A file name cannot hold a NUL character.") from error
    try:
        now = time.time_ns()
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile("special", "This is not a regular file.")
        if status.st_size > limit:
            raise UnreadableFile("too-large", too_large(status.st_size, limit))
        data = _read(descriptor, status.st_size, limit)
    except OSError as error:
        raise UnreadableFile(code_of(error), reason(error)) from error
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise UnreadableFile("too-large", too_large(len(data), limit))
    return Raw(data, status.st_size, status.st_mtime_ns, _settled(status.st_mtime_ns, now))


def _settled(modified: int, now: int) -> bool:
    """Whether a write from `now` on leaves another time than `modified`. One that is further ahead of the
    clock than a tick is none that a write gives."""
    return abs(now - modified) >= (FINE_TICK if modified % 1_000_000_000 else COARSE_TICK)


def _read(descriptor: int, size: int, limit: int) -> bytes:
    """Everything there is, or `limit` + 1 bytes of a file that grows meanwhile. `size`: what is expected."""
    data = os.read(descriptor, size + 1)
    if len(data) == size:
        return data
    with open(descriptor, "rb", closefd=False) as file:
        return data + file.read(limit + 1 - len(data))


def code_of(error: OSError) -> str:
    """The `Failure` code of an operating system error."""
    return _CODES.get(error.errno or 0, "unreadable")


def reason(error: OSError) -> str:
    """What the operating system says, as a sentence without the path."""
    return f"{error.strerror or type(error).__name__}."


def too_large(size: int, limit: int) -> str:
    """The detail of a `too-large` failure."""
    return f"The file has {size:,} bytes; the limit is {limit:,}."
