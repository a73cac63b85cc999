"""One document as a search sees it: its record, its text, its folded body, its passages and lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from index.model import Span
from index.search.matches import Offsets
from index.search.titles import Titles
from index.store.cache import BoundedCache
from index.store.records import Record
from index.store.snapshot import Snapshot
from index.text.places import Lines
from index.text.squeeze import Body

CACHED_CHARACTERS = 16_000_000
"""Characters of documents that are kept folded and placed."""


@dataclass(frozen=True)
class IndexedDocument:
    """What is needed to check, place and show the matches of one document."""

    head: int
    record: Record
    text: str
    body: Body

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def passage_starts(self) -> Offsets:
        return np.array(self.record.starts, np.int64)

    @cached_property
    def passage_ends(self) -> Offsets:
        return np.append(self.passage_starts[1:], len(self.text))

    def passage(self, ordinal: int) -> Span:
        """The span of a passage, counted from 0."""
        return int(self.passage_starts[ordinal]), int(self.passage_ends[ordinal])

    def edge(self, place: int, solid: int) -> int:
        """Where `solid` solid characters from a place on end; the end of the text where there are fewer."""
        positions = self.body.positions
        last = int(np.searchsorted(positions, place)) + solid - 1
        return int(positions[last]) + 1 if last < len(positions) else len(self.text)


class Documents:
    """The documents of one snapshot, those used last kept ready."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._cache: BoundedCache[int, IndexedDocument] = BoundedCache(
            CACHED_CHARACTERS, lambda document: len(document.text)
        )

    def at(self, head: int) -> IndexedDocument:
        """The document of a head."""
        return self._cache.get(head, self._make)

    @cached_property
    def titles(self) -> Titles:
        """The titles of all documents, in the order of their heads."""
        return Titles(self.snapshot.record(head).document.title for head in self.snapshot.heads)

    @cached_property
    def days(self) -> list[date | None]:
        """The day of each document, in the order of their heads."""
        records = map(self.snapshot.record, self.snapshot.heads)
        return [record.document.metadata.date for record in records]

    def _make(self, head: int) -> IndexedDocument:
        record, text = self.snapshot.record(head), self.snapshot.document_text(head)
        return IndexedDocument(head, record, text, Body.of(text, record.document.hidden))
