"""A run of documents as one text: folded, masked and squeezed at once, with the borders of its rows.

A document is its record's row, followed by the rows of its passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import numpy as np

from index.arrays import Offsets
from index.model import Span
from index.store.records import Record
from index.text.fold import CodePoints, to_codes
from index.text.passages import OVERLAP
from index.text.squeeze import masked
from index.text.stretches import stretches
from index.text.traits import SOLID, Traits, having, traits

PART_CHARACTERS = 1_500_000
"""Characters that are sorted at once: a longer document is done in parts, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Parallel arrays, one item a passage. Offsets are characters of the whole run."""

    rows: Offsets
    starts: Offsets
    ends: Offsets
    firsts: Offsets
    """The first solid character, as an index of the run's `solid`."""
    solid_ends: Offsets
    """Behind the last solid character of the document."""
    edges: Offsets
    """Where the overlap ends."""
    reaches: Offsets
    """Behind the last solid character of the overlap."""

    def part(self, first: int, last: int) -> Passages:
        """The passages of a range of numbers."""
        chosen = {name: getattr(self, name)[first:last] for name in self.__slots__}
        return Passages(**chosen)


@dataclass(frozen=True, slots=True)
class Run:
    """Documents joined, or a part of them: then all but the passages is that of the whole."""

    text: str
    originals: CodePoints
    """The text as it is written."""
    codes: CodePoints
    """Folded; 0 for what is hidden."""
    traits: Traits
    """What each of these is."""
    solid: Offsets
    """Where the solid characters stand."""
    hidden: Offsets
    """(n, 2): the hidden spans."""
    asides: Offsets
    """(n, 2): the asides."""
    joins: Offsets
    """(n, 2): the solid characters between which nothing but asides stands, as indexes of `solid`."""
    heads: Offsets
    """The row of each document's record."""
    bases: Offsets
    """Where each document begins, and where the last one ends."""
    row_count: int
    passages: Passages

    @classmethod
    def of(cls, documents: Sequence[tuple[Record, str]]) -> Run:
        """Whole documents."""
        records = [record for record, _ in documents]
        text = "".join(text for _, text in documents)
        bases = np.cumsum([0, *(len(text) for _, text in documents)])
        counts = np.array([len(record.starts) for record in records], np.int64)
        owner = np.repeat(np.arange(len(records)), counts)
        starts = np.fromiter(chain.from_iterable(record.starts for record in records), np.int64)
        hidden = _spans([record.document.hidden for record in records], bases)
        asides = _spans([record.document.asides for record in records], bases)
        originals = to_codes(text)
        codes = masked(originals, hidden)
        kinds = traits(codes)
        solid = np.flatnonzero(having(SOLID, kinds))
        first, last = np.searchsorted(solid, asides).T
        joins = _joins(first, last, solid, bases)
        past = np.delete(solid, stretches(first, last - first)) if len(asides) else solid
        passages = _passages(owner, starts + bases[owner], bases, solid, past)
        heads = np.cumsum(counts + 1) - counts - 1
        rows = len(heads) + len(owner)
        return cls(text, originals, codes, kinds, solid, hidden, asides, joins, heads, bases, rows, passages)

    @property
    def extent(self) -> tuple[int, int]:
        """Where the first passage begins and the last one ends."""
        passages = self.passages
        return (int(passages.starts[0]), int(passages.ends[-1])) if len(passages.rows) else (0, 0)

    @property
    def reach(self) -> tuple[int, int]:
        """Where the first passage begins and the overlap of the last one ends."""
        passages = self.passages
        return (int(passages.starts[0]), int(passages.edges[-1])) if len(passages.rows) else (0, 0)

    def parts(self) -> Iterator[Run]:
        """The run, in parts of about PART_CHARACTERS; one, where it is not much longer than that."""
        count = max(1, round(int(self.bases[-1]) / PART_CHARACTERS))
        borders = np.linspace(0, int(self.bases[-1]), count + 1)[1:-1]
        cuts = [0, *np.searchsorted(self.passages.starts, borders).tolist(), len(self.passages.rows)]
        for first, last in pairwise(cuts):
            yield replace(self, passages=self.passages.part(first, last))


def _spans(by_document: Sequence[Sequence[Span]], bases: Offsets) -> Offsets:
    """(n, 2): the spans of documents that begin there."""
    joined = np.fromiter(chain.from_iterable(chain.from_iterable(by_document)), np.int64).reshape(-1, 2)
    joined += np.repeat(bases[:-1], list(map(len, by_document)))[:, None]
    return joined


def _joins(firsts: Offsets, lasts: Offsets, solid: Offsets, bases: Offsets) -> Offsets:
    """(n, 2): of each run of asides, which have these ranges of solid characters, the ones before and behind
    it; none of two documents."""
    filled = lasts > firsts
    firsts, lasts = firsts[filled], lasts[filled]
    ends = np.append(firsts[1:] > lasts[:-1], np.True_)[: len(firsts)]
    joins: Offsets = np.stack((firsts[np.roll(ends, 1)] - 1, lasts[ends]), axis=1)
    joins = joins[(joins[:, 0] >= 0) & (joins[:, 1] < len(solid))]
    before, behind = np.searchsorted(bases, solid[joins], "right").T
    inside: Offsets = joins[before == behind]
    return inside


def _passages(owner: Offsets, starts: Offsets, bases: Offsets, solid: Offsets, past: Offsets) -> Passages:
    """The passages of documents of these numbers that begin there. The overlap is long enough for what is
    read past asides, and so for all that is solid."""
    document_ends = bases[1:][owner]
    closing = np.append(owner[1:] != owner[:-1], True)[: len(owner)]
    ends = np.where(closing, document_ends, np.append(starts[1:], 0)[: len(owner)])
    behind = np.searchsorted(past, ends) + OVERLAP
    inside = behind < np.searchsorted(past, bases[1:])[owner] - 1
    edges = document_ends.copy()
    edges[inside] = past[behind[inside]]
    rows = np.arange(len(owner)) + owner + 1
    solid_ends = np.searchsorted(solid, bases[1:])[owner]
    firsts, reaches = np.searchsorted(solid, starts), np.searchsorted(solid, edges)
    return Passages(rows, starts, ends, firsts, solid_ends, edges, reaches)
