"""Fields of blocks as sources of a merge, in memory or put aside in a scratch file in between.

A scratch file holds plain arrays, which cost nothing to write and are read as far as they are asked for; it
is no part of an index. Another process can read it as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from index.arrays import Keys
from index.codec.block import Block, Postings, Words
from index.codec.field import Run
from index.text.stretches import stretches

FIELDS = ("id", "marks", "pairs", "words")
"""The fields of a segment that is made of blocks."""

Numbers = npt.NDArray[np.integer]


class BlockField:
    """A field of a block, in memory."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings

    def dictionary(self) -> Keys | Words:
        return self.postings.terms

    @property
    def frequencies(self) -> npt.NDArray[np.uint32]:
        return self.postings.frequencies

    def run(self, first: int, last: int) -> Run:
        offsets = self._offsets[first : last + 1]
        return Run(np.diff(offsets), *self._part(int(offsets[0]), int(offsets[-1])))

    def lists(self, numbers: Numbers) -> Run:
        """The posting lists of some terms, in this order."""
        begins = self._offsets[numbers]
        frequencies = self._offsets[numbers + 1] - begins
        rows, counts = self._part(0, int(self._offsets[-1]))
        places = stretches(begins, frequencies)
        return Run(frequencies, rows[places], None if counts is None else counts[places])

    @cached_property
    def _offsets(self) -> npt.NDArray[np.int64]:
        return np.cumsum(np.append(0, self.frequencies.astype(np.int64)))

    def _part(self, low: int, high: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16] | None]:
        """A stretch of the rows and of the counts."""
        counts = self.postings.counts
        return self.postings.rows[low:high], None if counts is None else counts[low:high]


@dataclass(frozen=True, slots=True)
class _Stored:
    """An array in a scratch file."""

    path: Path
    kind: str
    offset: int
    """In bytes."""
    length: int

    @classmethod
    def put(cls, file: BinaryIO, path: Path, array: npt.NDArray[Any]) -> _Stored:
        stored = cls(path, array.dtype.str, file.tell(), len(array))
        file.write(np.ascontiguousarray(array).data)  # NumPy itself does not say why it cannot
        return stored

    def part(self, first: int = 0, last: int | None = None) -> npt.NDArray[Any]:
        """The items of a range. Raises OSError."""
        dtype = np.dtype(self.kind)
        count = (self.length if last is None else last) - first
        items = np.fromfile(self.path, dtype, count, offset=self.offset + first * dtype.itemsize)
        if len(items) < count:
            raise OSError(f"{self.path.name} is not whole")
        return items


class ScratchField(BlockField):
    """A field of a block that has been put aside; words stay in memory, since blocks share them."""

    def __init__(self, file: BinaryIO, path: Path, postings: Postings) -> None:
        terms = postings.terms
        self._known = terms.known if isinstance(terms, Words) else None
        self._terms = _Stored.put(file, path, terms.numbers if isinstance(terms, Words) else terms)
        self._frequencies = _Stored.put(file, path, postings.frequencies)
        self._rows = _Stored.put(file, path, postings.rows)
        self._counts = None if postings.counts is None else _Stored.put(file, path, postings.counts)

    def dictionary(self) -> Keys | Words:
        terms = self._terms.part()
        return terms if self._known is None else Words(self._known, terms)

    @property
    def frequencies(self) -> npt.NDArray[np.uint32]:
        return self._frequencies.part()

    def _part(self, low: int, high: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16] | None]:
        return self._rows.part(low, high), None if self._counts is None else self._counts.part(low, high)


def block_fields(block: Block) -> dict[str, BlockField]:
    """The fields of a block; its ids are one, whose rows are the heads."""
    count = len(block.ids)
    ids = Postings(Words(block.ids, np.arange(count)), np.ones(count, np.uint32), block.documents.heads)
    postings = {"id": ids, "marks": block.marks, "pairs": block.pairs, "words": block.words}
    return {name: BlockField(one) for name, one in postings.items()}


def put_aside(path: Path, fields: Mapping[str, BlockField]) -> dict[str, ScratchField]:
    """Writes fields to a scratch file, and gives them as they lie there. Raises OSError."""
    with path.open("wb") as file:
        return {name: ScratchField(file, path, field.postings) for name, field in fields.items()}
