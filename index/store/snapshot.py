"""A snapshot: one generation of the index, unchanging while it is read.

It answers in rows, as numbers that mean something within this snapshot only, and in offsets that
count through the texts of all its segments. Every error of the files below becomes IndexDamaged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from whoosh.index import FileIndex

from index.arrays import Flags, Offsets
from index.errors import UnknownDocument
from index.model import Document
from index.store.cache import BoundedCache
from index.store.columns import SnapshotColumns
from index.store.damage import damage_as_error
from index.store.fields import SnapshotKeys, SnapshotWords
from index.store.leaves import Identity, Leaf, newest
from index.store.records import FileState, load, load_states, path_id
from index.store.schema import own_words_of
from index.store.spans import SnapshotSpans
from index.text.marks import mark_range
from index.text.pairs import EVERY_CLASS, char_keys, chars_of, sound_classes, sound_ranges
from index.text.traits import is_mark
from index.text.words import Own

Passages = npt.NDArray[np.int64]
"""Row numbers, ascending."""

Counts = npt.NDArray[np.float32]

CACHED_RECORDS = 1_000
"""Records that are kept of those that were asked for last."""

T = TypeVar("T", bound=np.generic)

INT64 = np.dtype(np.int64)


class Snapshot:
    """Reads one generation. Not to be shared between threads."""

    def __init__(self, index: FileIndex, before: Snapshot | None = None) -> None:
        """`before`: one of another generation, whose segments are not opened again."""
        with damage_as_error():
            contents, leaves = newest(index, before._leaves if before else ())
            self._leaves: list[Leaf] = leaves
            self.generation: int = contents.generation
            """Which commit this is."""
            self.identity = Identity.of(contents.generation, contents.segments)
            self.own_words: Own = own_words_of(contents.schema)
            """The words of the user's own by which this generation is cut."""
        self.row_count = sum(leaf.rows for leaf in self._leaves)
        """Rows there are, those of documents that were removed included."""
        self.columns = SnapshotColumns(self._leaves)
        self.words = SnapshotWords(self._leaves)
        self.pairs = SnapshotKeys(self._leaves, "pairs")
        self.marks = SnapshotKeys(self._leaves, "marks")
        self.hidden = SnapshotSpans(self._leaves, "hidden")
        self.asides = SnapshotSpans(self._leaves, "asides")
        self._records: BoundedCache[int, Document] = BoundedCache(CACHED_RECORDS, lambda _: 1)

    @property
    def document_count(self) -> int:
        return len(self.heads)

    @cached_property
    def passage_count(self) -> int:
        """Passages there are, those of documents that were removed not counted."""
        return int(np.count_nonzero(self.passages))

    @cached_property
    def character_count(self) -> int:
        """Characters of all documents."""
        return int((self.edges[self.heads] - self.starts[self.heads]).sum())

    def close(self) -> None:
        """The snapshot is not used after; files go with the last array of them that anyone holds."""
        self._leaves.clear()

    # Documents

    @cached_property
    def heads(self) -> Passages:
        """The rows of the records of all documents, ascending."""
        return self._over_leaves(
            lambda leaf: leaf.documents.heads[leaf.live_documents] + np.int64(leaf.first_row), INT64
        )

    def records(self) -> Iterator[Document]:
        """What `record` gives of every document."""
        with damage_as_error():
            for leaf in self._leaves:
                yield from map(load, leaf.records())

    def file_states(self) -> list[FileState]:
        """The files of all documents as they were indexed, in the order of the heads."""
        with damage_as_error():
            return load_states(self.columns.states())

    def file(self, path: str) -> tuple[int, str] | None:
        """The head and the id of the document of a file; None where it has none."""
        return self._beginning(path_id(path))

    def head(self, document: str) -> int:
        """The head of the document of an id. Raises UnknownDocument."""
        found = self._beginning(document)
        if found is None or found[1] != document:
            raise UnknownDocument(f"no document {document} in the index")
        return found[0]

    def _beginning(self, beginning: str) -> tuple[int, str] | None:
        """The head and the id of the document whose id begins so; None for none."""
        with damage_as_error():
            for leaf in self._leaves:
                if found := leaf.beginning(beginning.encode()):
                    return leaf.first_row + found[0], found[1].decode()
        return None

    def record(self, head: int) -> Document:
        """The document whose head this is, without its text, what of it is hidden, and its asides."""
        return self._records.get(head, self._load)

    def text(self, first: int, last: int) -> str:
        """The original characters from one offset up to another, of removed documents too."""
        return self.texts([first], [last])[0]

    def texts(self, firsts: Sequence[int], lasts: Sequence[int]) -> list[str]:
        """As `text`, of several stretches, each of one document."""
        with damage_as_error():
            if len(self._leaves) == 1:
                return self._leaves[0].documents.text.texts(firsts, lasts)
            return list(map(self._text, firsts, lasts))

    def _text(self, first: int, last: int) -> str:
        leaf = self._leaves[bisect_right(self._leaves, first, key=attrgetter("first_character")) - 1]
        return leaf.documents.text.text(first - leaf.first_character, last - leaf.first_character)

    def document(self, head: int) -> Document:
        """The whole document, with its text."""
        return self.stretch(head, int(self.starts[head]), int(self.edges[head]))

    def stretch(self, head: int, first: int, last: int) -> Document:
        """The document whose head this is, with what of its text stands between two offsets: its spans are
        offsets from the first of them, and may begin before it or end behind the other."""
        hidden, asides = (spans.within([first], [last], [first])[0] for spans in (self.hidden, self.asides))
        return replace(self.record(head), text=self.text(first, last), hidden=hidden, asides=asides)

    def documents_of(self, rows: Passages) -> Passages:
        """The number of the document of each row, in the order of the heads."""
        return self.heads.searchsorted(rows, "right") - 1

    def heads_of(self, rows: Passages) -> Passages:
        """The head of the document of each row."""
        return self.heads[self.documents_of(rows)]

    def rows_of(self, head: int) -> range:
        """The numbers of a document's record and passages."""
        leaf = self._leaf(head)
        rows = leaf.rows_of(head - leaf.first_row)
        return range(rows.start + leaf.first_row, rows.stop + leaf.first_row)

    # Rows

    @cached_property
    def starts(self) -> Offsets:
        """Where each passage begins; for a record, where its document does."""
        return self._over_leaves(lambda leaf: leaf.documents.starts + np.int64(leaf.first_character), INT64)

    @cached_property
    def edges(self) -> Offsets:
        """Where the overlap of each passage ends; for a record, where its document does."""
        return self._over_leaves(lambda leaf: leaf.documents.edges + np.int64(leaf.first_character), INT64)

    @cached_property
    def ends(self) -> Offsets:
        """Where each passage ends."""
        return np.append(self.starts, sum(leaf.documents.text.length for leaf in self._leaves))[1:]

    @cached_property
    def passages(self) -> Flags:
        """Which rows are passages of documents that have not been removed."""
        flags = self._over_leaves(
            lambda leaf: np.ones(leaf.rows, np.bool_) if leaf.live is None else leaf.live, np.dtype(np.bool_)
        )
        flags[self.heads] = False
        return flags

    @cached_property
    def lines(self) -> npt.NDArray[np.uint32]:
        """How many line breaks of its document stand before each passage."""
        return self._over_leaves(lambda leaf: leaf.documents.lines, np.dtype(np.uint32))

    @cached_property
    def lengths(self) -> Counts:
        """How many words each row holds; 0 for records and what was removed."""
        return self._over_leaves(
            lambda leaf: leaf.documents.lengths * (True if leaf.live is None else leaf.live),
            np.dtype(np.float32),
        )

    # Sets of rows

    def char_passages(self, char: int) -> Passages:
        """The passages that hold a folded visible character, given as its code point, and some that have it
        in their overlap."""
        if is_mark(chr(char)):
            return self.marks.any_of([mark_range(char)], lambda keys: np.ones(len(keys), np.bool_))
        one = np.array([char], np.uint32)
        classes, alone = sound_classes(one.astype(np.uint64)).astype(np.int64), int(char_keys(one)[0])
        # The pairs that it begins are among those of its sound; at the end of a document it is alone.
        ranges = np.append(sound_ranges(classes, EVERY_CLASS), [(alone, alone + 1)], axis=0)
        return self.pairs.any_of(ranges, lambda keys: (chars_of(keys)[0] == char) | (keys == alone))

    def flags(self, several: Iterable[Passages]) -> Flags:
        """Of every row whether it is among any of several."""
        flags = np.zeros(self.row_count, np.bool_)
        for rows in several:
            flags[rows] = True
        return flags

    def union(self, several: Iterable[Passages]) -> Passages:
        """The rows that are among any of several, each once, ascending."""
        return np.flatnonzero(self.flags(several))

    def _over_leaves(self, read: Callable[[Leaf], Any], kind: np.dtype[T]) -> npt.NDArray[T]:
        """An array over the rows of all segments."""
        with damage_as_error():
            return np.concatenate([np.empty(0, kind), *map(read, self._leaves)], dtype=kind)

    def _leaf(self, row: int) -> Leaf:
        return self._leaves[bisect_right(self._leaves, row, key=attrgetter("first_row")) - 1]

    def _load(self, head: int) -> Document:
        with damage_as_error():
            leaf = self._leaf(head)
            return load(leaf.documents.record(leaf.number(head - leaf.first_row)))
