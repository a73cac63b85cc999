"""Blocks: a run of whole documents as arrays, which is what a segment is made of.

Rows count from 0. A document is its record's row, followed by the rows of its passages. Offsets are
characters of the block's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Words:
    """Distinct words in UTF-8, in any order: some of a list that many blocks share."""

    known: Sequence[bytes]
    """Distinct too. It may grow; what it has keeps its place."""
    numbers: npt.NDArray[np.int64]
    """Which of them."""

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[bytes]:
        return map(self.known.__getitem__, self.numbers.tolist())


@dataclass(frozen=True, slots=True)
class Postings:
    """What a field holds over a run of rows."""

    terms: npt.NDArray[np.uint64] | Words
    """Words, or keys, which ascend and whose term is their 8 bytes, the highest first."""
    frequencies: npt.NDArray[np.uint32]
    """How many rows hold each term."""
    rows: npt.NDArray[np.uint32]
    """The rows of the first term ascending, then those of the second, and so on."""
    counts: npt.NDArray[np.uint16] | None = None
    """How often, parallel to `rows`; None where every count is 1."""


@dataclass(frozen=True, slots=True)
class Codes:
    """One of a few names a document."""

    codes: npt.NDArray[np.uint8]
    names: list[str]
    """The name of each code."""

    def recoded(self, numbers: dict[str, int]) -> npt.NDArray[np.uint8]:
        """The codes by the numbers of names that several share; a name that is new gets the next one."""
        table = [numbers.setdefault(name, len(numbers)) for name in self.names]
        recoded: npt.NDArray[np.uint8] = np.array(table or [0], np.uint8)[self.codes]
        return recoded


@dataclass(frozen=True, slots=True)
class Columns:
    """What filters, sorting and facets ask: one value a document."""

    kind: Codes
    language: Codes
    day: npt.NDArray[np.int32]
    """Ordinal of the day of publication, else of creation; 0 for none."""
    body_start: npt.NDArray[np.uint32]
    """In the document's own characters."""
    titles: list[list[str]]
    """The title, then what else it is called, and the titles of its sections."""
    lead: list[str]
    authors: list[list[str]]
    tags: list[list[str]]
    hosts: list[list[str]]
    path: list[str]
    """Relative to the root."""
    site: list[str]
    """The host that the document is from; empty for none."""


@dataclass(frozen=True, slots=True)
class Documents:
    """What is known of every row and of every document of a run of whole documents, and their texts."""

    lengths: npt.NDArray[np.uint16]
    """Words that each row holds; 0 for records."""
    starts: npt.NDArray[np.uint32]
    """Where each passage begins; for a record, where its document does."""
    edges: npt.NDArray[np.uint32]
    """The end of each passage's overlap (`index.text.passages.OVERLAP`); for a record, of its document."""
    heads: npt.NDArray[np.uint32]
    """The row of each document's record."""
    records: list[str]
    """Of each document, as `index.store.records.dump` writes it."""
    states: list[list[Any]]
    """Of each document, as `index.store.records.dump_state` has it."""
    text: str
    """The original texts of all documents, one behind the other."""
    hidden: npt.NDArray[np.uint32]
    """(n, 2): the hidden spans of all documents, ascending."""
    asides: npt.NDArray[np.uint32]
    """(n, 2): their asides, ascending."""
    columns: Columns


@dataclass(frozen=True, slots=True)
class Block:
    """A run of whole documents, and what its rows hold."""

    words: Postings
    pairs: Postings
    marks: Postings
    ids: list[bytes]
    """Of each document."""
    documents: Documents
