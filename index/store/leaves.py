"""A leaf: one segment of a snapshot, with its place among the others and what of it has been removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from whoosh.index import TOC, FileIndex

from index.arrays import Flags
from index.codec.codec import ArraySegment
from index.codec.documents import SegmentDocuments
from index.codec.postings import Rows
from index.codec.segment import SegmentFiles, live_documents
from index.store.storage import of_newest


class Identity(NamedTuple):
    """What tells one commit from all others: segments of the same name are the same."""

    generation: int = -1
    segments: tuple[str, ...] = ()

    @classmethod
    def of(cls, generation: int, segments: Iterable[ArraySegment]) -> Identity:
        return cls(generation, tuple(segment.segment_id() for segment in segments))


class Opened(NamedTuple):
    """A segment that has been opened, and what of it is the same in every snapshot."""

    name: str
    files: SegmentFiles
    documents: SegmentDocuments

    @classmethod
    def of(cls, storage: Any, segment: ArraySegment) -> Opened:
        files = segment.codec().files(storage, segment).opened()
        return cls(segment.segment_id(), files, SegmentDocuments(files.documents))


class Leaf:
    """Reads one segment. Rows, documents and characters count from its own beginning."""

    def __init__(self, opened: Opened, segment: ArraySegment, first_row: int, first_character: int) -> None:
        self.opened = opened
        self.first_row = first_row
        """The number of its first row in the snapshot."""
        self.first_character = first_character
        """The offset of its first character in the snapshot."""
        self.files = opened.files
        self.documents = opened.documents
        self.rows = segment.rows
        self._segment = segment

    @cached_property
    def live_documents(self) -> Flags:
        """Which documents have not been removed."""
        return live_documents(self.documents.heads, self._segment.removed_flags())

    @cached_property
    def live(self) -> Flags | None:
        """Which rows are of such documents; None where all are."""
        if not self._segment.removed:
            return None
        sizes = np.diff(self.documents.heads, append=np.uint32(self.rows)).astype(np.int64)
        return np.repeat(self.live_documents, sizes)

    def number(self, head: int) -> int:
        """Which document a record's row is of."""
        return int(np.searchsorted(self.documents.heads, np.uint32(head)))

    def rows_of(self, head: int) -> range:
        """A document's record and passages."""
        heads, behind = self.documents.heads, self.number(head) + 1
        return range(head, int(heads[behind]) if behind < len(heads) else self.rows)

    def live_among(self, rows: Rows) -> Rows:
        """Of some rows those of documents that have not been removed, as the snapshot numbers them."""
        kept = rows if self.live is None else rows[self.live[rows]]
        return kept + self.first_row if self.first_row else kept

    def beginning(self, beginning: bytes) -> tuple[int, bytes] | None:
        """The row of the record of the live document whose id begins so, and the id; None for none."""
        ids = self.files.field("id")
        number = ids.place(beginning)
        while number < len(ids) and (name := ids.term(number)).startswith(beginning):
            for row in ids.rows(number).tolist():
                if self.live_documents[self.number(row)]:
                    return row, name
            number += 1
        return None

    def records(self) -> Iterator[str]:
        """The record of every document that is live."""
        return compress(self.documents.records(), self.live_documents.tolist())


def newest(index: FileIndex, before: Iterable[Leaf] = ()) -> tuple[TOC, list[Leaf]]:
    """The table of contents of the newest generation, and its leaves, opened as they lie on the disk: the
    readers that Whoosh would make take longer to import than many searches take. What leaves of another
    generation have open is not opened again. Raises OSError, and whatever reading a broken table raises."""
    known = {leaf.opened.name: leaf.opened for leaf in before}

    def read() -> tuple[TOC, list[Leaf]]:
        contents = TOC.read(index.storage, index.indexname)
        return contents, list(_leaves(index.storage, contents.segments, known))

    return of_newest(index.latest_generation, read)


def _leaves(storage: Any, segments: Sequence[ArraySegment], known: Mapping[str, Opened]) -> Iterator[Leaf]:
    rows = characters = 0
    for segment in segments:
        if segment.rows:
            opened = known.get(segment.segment_id()) or Opened.of(storage, segment)
            leaf = Leaf(opened, segment, rows, characters)
            characters += leaf.documents.text.length
            rows += segment.rows
            yield leaf
