"""A snapshot: one generation of the index, unchanging while it is read.

It answers in passages, as numbers that mean something within this snapshot only. Every error of
the files below becomes IndexDamaged.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

from index.errors import IndexDamaged, UnknownDocument, XunjuError
from index.model import Document
from index.store.blocks import Passages, Postings, read_postings
from index.store.cache import BoundedCache
from index.store.keys import read_keys
from index.store.records import Record, load
from index.store.schema import RECORD
from index.text.pairs import Keys, char_keys, to_term

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
            self._folder = Path(index.storage.folder)
            self._searcher = index.searcher()
            self._reader = self._searcher.reader()
            generation = self._reader.generation()
            self.generation: int = index.latest_generation() if generation is None else generation
            """Which commit this is; a reader of no segments does not know it."""
            self.heads: list[int] = self._postings("role", RECORD).passages.tolist()
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
        heads = self._postings("id", document.encode()).passages
        if not len(heads):
            raise UnknownDocument(f"no document {document} in the index")
        return int(heads[0])

    def document(self, head: int) -> Document:
        """The whole document, with its text."""
        with damage_as_error():
            return load(self._stored(head), self.text(head)).document

    def documents_of(self, rows: Passages) -> Passages:
        """The number of the document of each row, in the order of the heads."""
        return np.searchsorted(np.array(self.heads, np.int64), rows, "right") - 1

    def heads_of(self, rows: Passages) -> Passages:
        """The head of the document of each row."""
        heads = np.array(self.heads, np.int64)
        return heads[np.searchsorted(heads, rows, "right") - 1]

    def rows_of(self, head: int) -> range:
        """The numbers of a document's record and passages."""
        return range(head, head + 1 + len(self.record(head).starts))

    # Postings

    def pair_frequency(self, key: int) -> int:
        """In how many passages a pair stands (removed ones may be counted)."""
        return self._frequency("pairs", to_term(key))

    def pair_passages(self, key: int) -> Passages:
        """The passages that hold a pair or a mark; for a character by itself the documents' heads."""
        return self._postings("pairs", to_term(key)).passages

    def character_passages(self, code: int) -> Passages:
        """The passages that may hold a character."""
        heads = self.pair_passages(int(char_keys(np.array([code], np.uint32))[0]))
        rows = [np.arange(row.start + 1, row.stop) for row in map(self.rows_of, heads.tolist())]
        return np.concatenate([np.empty(0, np.int64), *rows])

    def pairs_between(self, low: int, high: int) -> Keys:
        """The pairs of a range of keys that stand somewhere, ascending."""
        first, last = np.searchsorted(self._keys, np.array([low, high], np.uint64))
        return self._keys[first:last]

    @cached_property
    def _keys(self) -> Keys:
        """The keys of all segments: every one is in memory only as far as it is read."""
        with damage_as_error():
            leaves = [leaf for leaf, _ in self._reader.leaf_readers() if leaf.doc_count_all()]
            keys = [read_keys(self._folder, leaf.segment()) for leaf in leaves]
        if len(keys) == 1:
            return keys[0]
        return np.unique(np.concatenate(keys)) if keys else np.empty(0, np.uint64)

    def word_frequency(self, word: str) -> int:
        """In how many passages a word stands (removed ones may be counted)."""
        return self._frequency("words", _word_term(word))

    def word_postings(self, word: str) -> Postings:
        """The passages that hold a word, and how often."""
        return self._postings("words", _word_term(word))

    @cached_property
    def latin_words(self) -> tuple[str, ...]:
        """Every word of the index that is written in ASCII, in order."""
        words: list[str] = []
        with damage_as_error():
            for name, term in self._reader.terms_from("words", b""):
                if name != "words" or term[0] > 0x7F:
                    break
                words.append(term.decode("utf-8", "surrogatepass"))
        return tuple(words)

    @cached_property
    def lengths(self) -> npt.NDArray[np.float32]:
        """How many words each row holds, as Whoosh remembers it: in steps, 0 for records."""
        with damage_as_error():
            rows = range(self._reader.doc_count_all())
            length = self._reader.doc_field_length
            return np.fromiter((length(row, "words") or 0 for row in rows), np.float32, len(rows))

    def _frequency(self, field: str, term: bytes) -> int:
        with damage_as_error():
            try:
                return int(self._reader.term_info(field, term).doc_frequency())
            except TermNotFound:
                return 0

    def _postings(self, field: str, term: bytes) -> Postings:
        with damage_as_error():
            passages, counts = read_postings(self._reader, field, term)
        if self._live is None or not len(passages):
            return Postings(passages, counts)
        live = self._live[passages]
        return Postings(passages[live], counts[live])

    @cached_property
    def _live(self) -> npt.NDArray[np.bool_] | None:
        """Which rows have not been removed; None where all are there."""
        if not self._reader.has_deletions():
            return None
        live = np.zeros(self._reader.doc_count_all(), np.bool_)
        live[np.fromiter(self._reader.all_doc_ids(), np.int64)] = True
        return live

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
