"""Arrays in one file, mapped into memory; no byte of it is believed before its page has been checked.

A header, the arrays (each at a multiple of 64 bytes), a CRC-32 of every page of all that, a footer in
JSON that names the arrays, and a trailer that says where the footer is. Numbers are little-endian.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from index.errors import IndexDamaged
from index.text.stretches import stretches

HEADER = b"XunjuArrays 3\n".ljust(64, b"\0")
"""What every file begins with: a name and the version of the layout."""

PAGE = 16_384
"""Bytes that are checked together: few enough to be read for one posting list."""

ALIGNMENT = 64
"""Bytes, of which every array begins at a multiple."""

_TRAILER = struct.Struct("<QII16s")
"""Where the footer begins, how long it is and its CRC-32, and an end that no shortened file has."""

_END = b"end of the file\n"

Array = npt.NDArray[Any]


class ArrayWriter:
    """Writes a file of arrays. Nothing may read it before `close`. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._offset = 0
        self._checks: list[int] = []
        self._arrays: dict[str, tuple[str, int, int]] = {}
        self._write(HEADER)

    def add(self, name: str, kind: npt.DTypeLike, values: npt.ArrayLike) -> None:
        """One array."""
        with self.growing(name, kind) as append:
            append(np.asarray(values))

    @contextmanager
    def growing(self, name: str, kind: npt.DTypeLike) -> Iterator[Callable[[Array], None]]:
        """One array in pieces, which are written as they come; no other one meanwhile."""
        dtype = np.dtype(kind).newbyteorder("<")
        self._write(bytes(-self._offset % ALIGNMENT))
        start = self._offset
        yield lambda piece: self._write(np.ascontiguousarray(piece, dtype).reshape(-1).view(np.uint8).data)
        self._arrays[name] = dtype.str, start, (self._offset - start) // dtype.itemsize

    def close(self, *, durable: bool = True) -> None:
        """Ends the file; when it returns, the content is on the disk if it is to be durable."""
        checks = np.array(self._checks, "<u4").tobytes()
        footer = checks + json.dumps({"pages": len(self._checks), "arrays": self._arrays}).encode()
        footer_start = self._offset
        self._file.write(footer)
        self._file.write(_TRAILER.pack(footer_start, len(footer), crc32(footer), _END))
        self._file.flush()
        if durable:
            os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Gives the file up and removes it; nothing after `close`."""
        if not self._file.closed:
            self._file.close()
            self._path.unlink(missing_ok=True)

    def _write(self, content: bytes | memoryview) -> None:
        self._file.write(content)
        rest = memoryview(content)
        while rest:
            filled = self._offset % PAGE
            part = rest[: PAGE - filled]
            if filled:
                self._checks[-1] = crc32(part, self._checks[-1])
            else:
                self._checks.append(crc32(part))
            self._offset += len(part)
            rest = rest[len(part) :]


class ArrayFile:
    """Reads a file of arrays. Raises IndexDamaged where it is not as it was written.

    Opening reads the end of the file only; each page is checked once, when something in it is asked
    for. Arrays are views of the mapped file, and live as long as anyone holds one. Another process that is
    handed one opens it anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            try:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:  # an empty file
                raise self._damaged("is empty") from error
        self._bytes = np.frombuffer(self._map, np.uint8)
        self._view = memoryview(self._map)
        self._arrays: dict[str, tuple[np.dtype[Any], int, int]] = {}
        self._read_footer()
        self._whole: dict[str, Array] = {}

    def __reduce__(self) -> tuple[type[ArrayFile], tuple[Path]]:
        return ArrayFile, (self._path,)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def names(self) -> list[str]:
        """The arrays there are, in the order in which they were written."""
        return list(self._arrays)

    def length(self, name: str) -> int:
        """How many items an array has."""
        return self._entry(name)[2]

    def array(self, name: str) -> Array:
        """A whole array, checked."""
        if name not in self._whole:
            self._whole[name] = self.part(name, 0, self.length(name))
        return self._whole[name]

    def part(self, name: str, first: int, last: int) -> Array:
        """The items of an array from `first` up to `last`, checked as far as that."""
        dtype, offset, length = self._entry(name)
        if not 0 <= first <= last <= length:
            raise self._damaged(f"has no items {first} to {last} in {name}")
        low, high = offset + first * dtype.itemsize, offset + last * dtype.itemsize
        self._check(low, high)
        return self._bytes[low:high].view(dtype)

    def stretches(self, name: str, firsts: npt.NDArray[np.int64], lasts: npt.NDArray[np.int64]) -> Array:
        """As `part`, of several stretches of an array of bytes, which ascend, one behind the other."""
        if not len(firsts):
            return self.part(name, 0, 0)
        if (firsts[1:] == lasts[:-1]).all():
            return self.part(name, int(firsts[0]), int(lasts[-1]))
        _, offset, length = self._entry(name)
        sizes = lasts - firsts
        if firsts.min() < 0 or lasts.max() > length or sizes.min() < 0:
            raise self._damaged(f"has no such items in {name}")
        self._check_each(offset + firsts, offset + lasts)
        found: Array = self._bytes[offset : offset + length].take(stretches(firsts, sizes))
        return found

    def content(self, name: str, first: int, last: int) -> memoryview:
        """As `part`, of an array of bytes."""
        _, offset, length = self._entry(name)
        if not 0 <= first <= last <= length:
            raise self._damaged(f"has no items {first} to {last} in {name}")
        self._check(offset + first, offset + last)
        return self._view[offset + first : offset + last]

    def _entry(self, name: str) -> tuple[np.dtype[Any], int, int]:
        try:
            return self._arrays[name]
        except KeyError:
            raise self._damaged(f"has no {name}") from None

    def _check_each(self, lows: npt.NDArray[np.int64], highs: npt.NDArray[np.int64]) -> None:
        """As `_check`, of several stretches, which ascend."""
        firsts, lasts = lows // PAGE, -(-highs // PAGE)
        low, high = int(firsts[0]), int(lasts[-1])
        if self._checked.find(0, low, high) < 0:
            return
        begun, ended = (np.bincount(pages - low, minlength=high - low + 1) for pages in (firsts, lasts))
        asked = np.cumsum(begun - ended)[:-1] > 0
        for page in np.flatnonzero(asked & ~np.frombuffer(self._checked, np.bool_)[low:high]).tolist():
            self._check_page(low + page)

    def _check(self, low: int, high: int) -> None:
        first, last = low // PAGE, -(-high // PAGE)
        if self._checked.find(0, first, last) < 0:
            return
        for page in range(first, last):
            if not self._checked[page]:
                self._check_page(page)

    def _check_page(self, page: int) -> None:
        if crc32(self._content[page * PAGE : (page + 1) * PAGE]) != self._checks[page]:
            raise self._damaged(f"is damaged in page {page}")
        self._checked[page] = 1

    def _read_footer(self) -> None:
        size = len(self._map)
        if self._map[: len(HEADER)] != HEADER or size < len(HEADER) + _TRAILER.size:
            raise self._damaged("is no index file of this version")
        self._end, length, check, end = _TRAILER.unpack(self._map[-_TRAILER.size :])
        footer = self._map[self._end : self._end + length]
        if end != _END or self._end + length + _TRAILER.size != size or crc32(footer) != check:
            raise self._damaged("is not whole")
        self._content = self._view[: self._end]
        pages = -(-self._end // PAGE)
        self._checks = np.frombuffer(footer, "<u4", pages).astype(np.uint32).data
        self._checked = bytearray(pages)
        arrays = json.loads(footer[4 * pages :])["arrays"]
        self._arrays = {name: (np.dtype(kind), *place) for name, (kind, *place) in arrays.items()}

    def _damaged(self, what: str) -> IndexDamaged:
        return IndexDamaged(f"the index cannot be read: {self._path.name} {what}", self._path)
