"""One document as a search sees it: its record, its text, its folded body, its passages and lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.model import Span
from index.search.matches import Offsets
from index.store.cache import BoundedCache
from index.store.records import Record
from index.store.snapshot import Snapshot
from index.text.fold import fold
from index.text.places import Lines
from index.text.squeeze import Body

CACHED_CHARACTERS = 16_000_000
"""Characters of documents that are kept folded, squeezed and placed."""


@dataclass(frozen=True)
class IndexedDocument:
    """What is needed to check, place and show the matches of one document."""

    head: int
    record: Record
    text: str
    body: Body

    @cached_property
    def title(self) -> Body:
        """The title, as it is matched."""
        return Body.of(self.record.document.title)

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def line_starts(self) -> Offsets:
        return np.array(self.lines.starts, np.int64)

    @cached_property
    def passage_starts(self) -> Offsets:
        return np.array(self.record.starts, np.int64)

    def ordinals(self, offsets: Offsets) -> Offsets:
        """Which of the passages holds each offset, from 0."""
        return np.searchsorted(self.passage_starts, offsets, "right") - 1

    def passage(self, ordinal: int) -> Span:
        """The span of a passage."""
        starts = self.record.starts
        end = starts[ordinal + 1] if ordinal + 1 < len(starts) else len(self.text)
        return starts[ordinal], end


class Documents:
    """The documents of one snapshot, those used last kept ready."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._titles: dict[int, str] = {}
        self._cache: BoundedCache[int, IndexedDocument] = BoundedCache(
            CACHED_CHARACTERS, lambda document: len(document.text)
        )

    def at(self, head: int) -> IndexedDocument:
        """The document of a head."""
        return self._cache.get(head, self._make)

    def title(self, head: int) -> str:
        """The folded title of the document of a head."""
        if head not in self._titles:
            self._titles[head] = fold(self._snapshot.record(head).document.title)
        return self._titles[head]

    def _make(self, head: int) -> IndexedDocument:
        record, text = self._snapshot.record(head), self._snapshot.document_text(head)
        return IndexedDocument(head, record, text, Body.of(text, record.document.hidden))
