"""Documents into blocks: what a passage holds, gathered document by document and sorted once.

This is the seam between what a document is and how an index stores it: whoever makes blocks that
say the same may take its place.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

import numpy as np

from index.codec.block import Block, Codes, Columns, Postings
from index.model import Document
from index.sources.links import site
from index.store.records import Record, dump
from index.text.pairs import Keys, char_keys, mark_keys, pair_keys
from index.text.passages import OVERLAP
from index.text.squeeze import Body
from index.text.words import words

BLOCK_CHARACTERS = 3_000_000
"""Characters after which a block is closed."""

MOST_COUNTED = 0xFFFF
"""Times a word is counted in a passage, and words that a passage is long, at most."""


class BlockMaker:
    """Gathers the documents of one block."""

    def __init__(self) -> None:
        self._pairs = _PairPostings()
        self._words = _WordPostings()
        self._lengths: list[int] = []
        self._starts: list[int] = []
        self._edges: list[int] = []
        self._heads: list[int] = []
        self._records: list[Record] = []
        self._texts: list[str] = []
        self._hidden: list[tuple[int, int]] = []
        self._characters = 0

    @property
    def full(self) -> bool:
        """Whether it is time for another block."""
        return self._characters >= BLOCK_CHARACTERS

    def add(self, record: Record, text: str) -> None:
        """One document. `record.starts` says how it is cut into passages."""
        base, body = self._characters, Body.of(text, record.document.hidden)
        self._heads.append(len(self._starts))
        self._row(base, base + len(text), 0)
        keys = pair_keys(body.codes)
        last_key = char_keys(body.codes[-1:])
        ends = (*record.starts[1:], len(text))
        solid = np.searchsorted(body.positions, (*record.starts, len(text))).tolist()
        for number, (start, end) in enumerate(zip(record.starts, ends, strict=True)):
            first, last = solid[number : number + 2]
            edge = _edge(body, last)
            found = [keys[first : last + OVERLAP], mark_keys(body.folded[start:edge])]
            if first <= len(keys) <= last + OVERLAP:
                found.append(last_key)
            self._pairs.add(len(self._starts), np.unique(np.concatenate(found)))
            count = self._words.add(len(self._starts), words(text[start:end], body.folded[start:end]))
            self._row(base + start, base + edge, min(count, MOST_COUNTED))
        self._records.append(record)
        self._texts.append(text)
        self._hidden += ((base + start, base + end) for start, end in record.document.hidden)
        self._characters += len(text)

    def block(self) -> Block:
        """Everything that was added."""
        documents = [record.document for record in self._records]
        return Block(
            words=self._words.postings(),
            pairs=self._pairs.postings(),
            lengths=np.array(self._lengths, np.uint16),
            starts=np.array(self._starts, np.uint32),
            edges=np.array(self._edges, np.uint32),
            heads=np.array(self._heads, np.uint32),
            ids=[document.id.encode() for document in documents],
            records=list(map(dump, self._records)),
            text="".join(self._texts),
            hidden=np.array(self._hidden, np.uint32).reshape(-1, 2),
            columns=columns_of(documents),
        )

    def _row(self, start: int, edge: int, length: int) -> None:
        self._starts.append(start)
        self._edges.append(edge)
        self._lengths.append(length)


def columns_of(documents: Iterable[Document]) -> Columns:
    """What filters, sorting and facets ask of documents."""
    documents = list(documents)
    days = [document.metadata.date for document in documents]
    return Columns(
        kind=_coded([document.kind.value for document in documents]),
        language=_coded([document.language for document in documents]),
        day=np.array([day.toordinal() if day else 0 for day in days], np.int32),
        body_start=np.array([document.body_start for document in documents], np.uint32),
        title=[document.title for document in documents],
        authors=[list(document.metadata.authors) for document in documents],
        tags=[list(document.metadata.tags) for document in documents],
        hosts=[list(document.hosts) for document in documents],
        path=[str(document.path.relative_to(document.root)) for document in documents],
        site=[site(document.metadata.url) for document in documents],
    )


def _coded(values: list[str]) -> Codes:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(values))}
    return Codes(np.array([numbers[value] for value in values], np.uint8), list(numbers))


def _edge(body: Body, last: int) -> int:
    """Where the overlap of a passage ends whose last solid character is the one before `last`."""
    overlap = last + OVERLAP
    return int(body.positions[overlap]) if overlap < len(body.positions) - 1 else len(body.folded)


class _PairPostings:
    """Which passages hold a pair: (key, passage) in two parallel arrays."""

    def __init__(self) -> None:
        self._keys: list[Keys] = []
        self._rows: list[tuple[int, int]] = []

    def add(self, row: int, keys: Keys) -> None:
        """One passage's distinct keys. Passages come in ascending order."""
        self._keys.append(keys)
        self._rows.append((row, len(keys)))

    def postings(self) -> Postings:
        keys = np.concatenate([np.empty(0, np.uint64), *self._keys])
        numbers, lengths = np.array(self._rows, np.uint32).reshape(-1, 2).T
        rows = np.repeat(numbers, lengths)
        order = np.argsort(keys, kind="stable")
        terms, frequencies = np.unique(keys[order], return_counts=True)
        return Postings(terms, frequencies.astype(np.uint32), rows[order])


class _WordPostings:
    """How often a passage holds a word: (word number, passage, count) in parallel arrays."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words = array("I")
        self._rows = array("I")
        self._counts = array("H")

    def add(self, row: int, tokens: Iterable[str]) -> int:
        """One passage's tokens; returns how many. Passages come in ascending order."""
        counts = Counter(tokens)
        numbers = self._numbers
        for word, count in counts.items():
            self._words.append(numbers.setdefault(word, len(numbers)))
            self._rows.append(row)
            self._counts.append(min(count, MOST_COUNTED))
        return counts.total()

    def postings(self) -> Postings:
        terms = [word.encode("utf-8", "surrogatepass") for word in self._numbers]
        in_order = sorted(range(len(terms)), key=terms.__getitem__)
        rank = np.empty(len(terms), np.uint32)
        rank[in_order] = np.arange(len(terms), dtype=np.uint32)
        ranks = rank[np.frombuffer(self._words, np.uint32)]
        order = np.argsort(ranks, kind="stable")
        counts = np.frombuffer(self._counts, np.uint16)[order]
        return Postings(
            [terms[number] for number in in_order],
            np.bincount(ranks, minlength=len(terms)).astype(np.uint32),
            np.frombuffer(self._rows, np.uint32)[order],
            counts if counts.max(initial=1) > 1 else None,
        )
