"""A snapshot: one generation of the index, unchanging while it is read.

It answers in passages, as numbers that mean something within this snapshot only. Every error of
the files below becomes IndexDamaged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh import query, scoring
from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

from index.errors import IndexDamaged, UnknownDocument, XunjuError
from index.model import Document
from index.store.cache import BoundedCache
from index.store.records import Record, load
from index.store.schema import RECORD
from index.text.pairs import first_char, from_term, starting_range, to_term

Passages = npt.NDArray[np.int64]
"""Passage numbers, ascending."""

CACHED_RECORDS = 2_000


@contextmanager
def damage_as_error() -> Iterator[None]:
    """Turns what broken files make Whoosh raise, which may be anything, into IndexDamaged."""
    try:
        yield
    except XunjuError:
        raise
    except Exception as error:
        raise IndexDamaged(f"the index cannot be read ({type(error).__name__}: {error})") from error


class Snapshot:
    """Reads one generation. Not to be shared between threads."""

    def __init__(self, index: FileIndex) -> None:
        with damage_as_error():
            self._searcher = index.searcher(weighting=scoring.BM25F())
            self._reader = self._searcher.reader()
            generation = self._reader.generation()
            self.generation: int = index.latest_generation() if generation is None else generation
            """Which commit this is; a reader of no segments does not know it."""
            self.heads: list[int] = self._numbers("role", RECORD).tolist()
        self._records: BoundedCache[int, Record] = BoundedCache(CACHED_RECORDS, lambda _: 1)

    @property
    def document_count(self) -> int:
        return len(self.heads)

    @cached_property
    def passage_count(self) -> int:
        """Passages there are, those of documents that were removed not counted."""
        return int(self._reader.doc_count()) - len(self.heads)

    def close(self) -> None:
        self._searcher.close()

    # Documents

    def records(self) -> Iterator[tuple[int, Record]]:
        """Every document's head number and record, without texts."""
        for head in self.heads:
            yield head, self._load(head)

    def record(self, head: int) -> Record:
        """The record of the document whose head this is, without its text."""
        return self._records.get(head, self._load)

    def text(self, head: int) -> str:
        """The document's text, as it was when it was indexed."""
        with damage_as_error():
            return bytes(self._texts_column[head]).decode("utf-8", "surrogatepass")

    def head(self, document: str) -> int:
        """The head of the document of an id. Raises UnknownDocument."""
        heads = self._numbers("id", document.encode())
        if not len(heads):
            raise UnknownDocument(f"no document {document} in the index")
        return int(heads[0])

    def document(self, head: int) -> Document:
        """The whole document, with its text."""
        with damage_as_error():
            return load(self._stored(head), self.text(head)).document

    def by_document(self, passages: Sequence[int] | Passages) -> Iterator[tuple[int, list[int]]]:
        """Ascending passages as (head, their ordinals in that document)."""
        group: list[int] = []
        head = -1
        following = -1
        for passage in passages:
            if passage >= following:
                if group:
                    yield head, group
                place = bisect_right(self.heads, passage)
                head, group = self.heads[place - 1], []
                following = self.heads[place] if place < len(self.heads) else 1 << 62
            group.append(int(passage) - head - 1)
        if group:
            yield head, group

    def rows_of(self, head: int) -> range:
        """The numbers of a document's record and passages."""
        return range(head, head + 1 + len(self.record(head).starts))

    # Postings

    def pair_frequency(self, key: int) -> int:
        """In how many passages a pair stands (removed ones may be counted)."""
        with damage_as_error():
            try:
                return int(self._reader.term_info("pairs", to_term(key)).doc_frequency())
            except TermNotFound:
                return 0

    def pair_passages(self, key: int) -> Passages:
        """The passages that hold a pair or a mark."""
        return self._numbers("pairs", to_term(key))

    def passages_with(self, char: str) -> Passages:
        """The passages that hold a solid character (its overlap included)."""
        low, high = starting_range(char)
        found = []
        with damage_as_error():
            for name, term in self._reader.terms_from("pairs", to_term(low)):
                key = from_term(term)
                if name != "pairs" or key >= high:
                    break
                if first_char(key) == ord(char):
                    found.append(self._numbers("pairs", term))
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)

    def word_frequency(self, word: str) -> int:
        """In how many passages a word stands (removed ones may be counted)."""
        with damage_as_error():
            try:
                return int(self._reader.term_info("words", _word_term(word)).doc_frequency())
            except TermNotFound:
                return 0

    def rank(
        self, words: Iterable[str], limit: int, within: Iterable[range] | None = None
    ) -> list[tuple[int, float]]:
        """The best passages by BM25 over any of the words: (passage, score), best first.

        `within`, where given, holds the only rows that count.
        """
        any_word = query.Or([query.Term("words", _word_term(word)) for word in words])
        rows = None if within is None else {row for rows in within for row in rows}
        with damage_as_error():
            found = self._searcher.search(any_word, limit=limit, filter=rows)
            return [(int(passage), float(score)) for score, passage in found.top_n]

    def _numbers(self, field: str, term: bytes) -> Passages:
        with damage_as_error():
            try:
                matcher = self._reader.postings(field, term)
            except TermNotFound:
                return np.empty(0, np.int64)
            return np.fromiter(matcher.all_ids(), np.int64)

    def _load(self, head: int) -> Record:
        with damage_as_error():
            return load(self._stored(head))

    def _stored(self, head: int) -> str:
        return str(self._reader.stored_fields(head)["record"])

    @cached_property
    def _texts_column(self) -> Any:
        return self._reader.column_reader("text", translate=False)


def _word_term(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")
