"""Fields of blocks as sources of a merge, in memory or put aside in a scratch file in between.

A scratch file holds plain arrays, which cost nothing to write or to read; it is no part of an index.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.codec.arrays import ArrayFile, ArrayWriter
from index.codec.block import Block, Postings
from index.codec.field import Keys, Run

FIELDS = ("id", "pairs", "words")
"""The fields of a segment that is made of blocks."""


class BlockField:
    """A field of a block, in memory."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self._offsets = np.cumsum(np.append(0, postings.frequencies.astype(np.int64)))

    def dictionary(self) -> Keys | list[bytes]:
        return self.postings.terms

    @property
    def frequencies(self) -> npt.NDArray[np.uint32]:
        return self.postings.frequencies

    def run(self, first: int, last: int) -> Run:
        rows = slice(int(self._offsets[first]), int(self._offsets[last]))
        counts = self.postings.counts
        return Run(
            self.frequencies[first:last], self.postings.rows[rows], None if counts is None else counts[rows]
        )


class ScratchField(BlockField):
    """A field of a block that has been put aside. Its words are read when they are asked for."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        counts = file.array(f"{name}.counts") if f"{name}.counts" in file else None
        frequencies, rows = file.array(f"{name}.frequencies"), file.array(f"{name}.rows")
        super().__init__(Postings([], frequencies, rows, counts))

    def dictionary(self) -> Keys | list[bytes]:
        if f"{self._name}.keys" in self._file:
            return self._file.array(f"{self._name}.keys")
        words = self._file.array(f"{self._name}.words").tobytes()
        ends = self._file.array(f"{self._name}.ends").tolist()
        return [words[start:end] for start, end in pairwise((0, *ends))]


def block_fields(block: Block) -> dict[str, BlockField]:
    """The fields of a block; its ids are one, whose rows are the heads."""
    order = sorted(range(len(block.ids)), key=block.ids.__getitem__)
    once = np.ones(len(order), np.uint32)
    ids = Postings([block.ids[number] for number in order], once, block.heads[order])
    return {"id": BlockField(ids), "pairs": BlockField(block.pairs), "words": BlockField(block.words)}


def put_aside(path: Path, fields: Mapping[str, BlockField]) -> dict[str, ScratchField]:
    """Writes fields to a scratch file, and gives them as they lie there. Raises OSError."""
    writer = ArrayWriter(path)
    try:
        for name, field in fields.items():
            terms, postings = field.postings.terms, field.postings
            if isinstance(terms, np.ndarray):
                writer.add(f"{name}.keys", np.uint64, terms)
            else:
                writer.add(f"{name}.words", np.uint8, np.frombuffer(b"".join(terms), np.uint8))
                writer.add(
                    f"{name}.ends", np.uint32, np.cumsum([len(term) for term in terms], dtype=np.int64)
                )
            writer.add(f"{name}.frequencies", np.uint32, postings.frequencies)
            writer.add(f"{name}.rows", np.uint32, postings.rows)
            if postings.counts is not None:
                writer.add(f"{name}.counts", np.uint16, postings.counts)
        writer.close(durable=False)
    finally:
        writer.abandon()
    file = ArrayFile(path)
    return {name: ScratchField(file, name) for name in fields}
