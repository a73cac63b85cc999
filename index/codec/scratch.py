"""Fields of blocks as sources of a merge, in memory or put aside in a scratch file in between.

A scratch file holds plain arrays, which cost nothing to write or to read; it is no part of an index.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.codec.arrays import ArrayFile, ArrayWriter
from index.codec.block import Block, Postings, Words
from index.codec.field import Keys, Run
from index.codec.stretches import stretches

FIELDS = ("id", "pairs", "words")
"""The fields of a segment that is made of blocks."""


class BlockField:
    """A field of a block, in memory."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self._offsets = np.cumsum(np.append(0, postings.frequencies.astype(np.int64)))

    def dictionary(self) -> Keys | Words:
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

    def lists(self, numbers: npt.NDArray[np.integer]) -> Run:
        """The posting lists of some terms, in this order."""
        frequencies, counts = self.frequencies[numbers], self.postings.counts
        places = stretches(self._offsets[numbers], frequencies)
        return Run(frequencies, self.postings.rows[places], None if counts is None else counts[places])


class ScratchField(BlockField):
    """A field of a block that has been put aside; its words stay in memory, since blocks share them."""

    def __init__(self, file: ArrayFile, name: str, terms: Keys | Words) -> None:
        if isinstance(terms, Words):
            terms = Words(terms.known, file.array(f"{name}.numbers"))
        else:
            terms = file.array(f"{name}.keys")
        counts = file.array(f"{name}.counts") if f"{name}.counts" in file else None
        frequencies, rows = file.array(f"{name}.frequencies"), file.array(f"{name}.rows")
        super().__init__(Postings(terms, frequencies, rows, counts))


def block_fields(block: Block) -> dict[str, BlockField]:
    """The fields of a block; its ids are one, whose rows are the heads."""
    count = len(block.ids)
    ids = Postings(Words(block.ids, np.arange(count)), np.ones(count, np.uint32), block.heads)
    return {"id": BlockField(ids), "pairs": BlockField(block.pairs), "words": BlockField(block.words)}


def put_aside(path: Path, fields: Mapping[str, BlockField]) -> dict[str, ScratchField]:
    """Writes fields to a scratch file, and gives them as they lie there. Raises OSError."""
    writer = ArrayWriter(path)
    try:
        for name, field in fields.items():
            postings = field.postings
            if isinstance(postings.terms, Words):
                writer.add(f"{name}.numbers", np.int64, postings.terms.numbers)
            else:
                writer.add(f"{name}.keys", np.uint64, postings.terms)
            writer.add(f"{name}.frequencies", np.uint32, postings.frequencies)
            writer.add(f"{name}.rows", np.uint32, postings.rows)
            if postings.counts is not None:
                writer.add(f"{name}.counts", np.uint16, postings.counts)
        writer.close(durable=False)
    finally:
        writer.abandon()
    file = ArrayFile(path)
    return {name: ScratchField(file, name, field.postings.terms) for name, field in fields.items()}
