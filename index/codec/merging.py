"""Merging: the fields of several sources as one, by ranges of terms, so that memory stays bounded.

Sources come in the order of their rows; within a term the rows of one follow those of the one before,
so nothing is sorted but terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from index.codec.field import Keys, Run
from index.codec.postings import Rows
from index.codec.stretches import stretches

RUN_POSTINGS = 1_000_000
"""Postings that are merged at a time."""

Flags = npt.NDArray[np.bool_]


class FieldSource(Protocol):
    """A field of a block or of a segment."""

    def dictionary(self) -> Keys | list[bytes]:
        """Its terms, ascending and distinct."""

    @property
    def frequencies(self) -> npt.NDArray[np.uint32]:
        """How many rows hold each."""

    def run(self, first: int, last: int) -> Run:
        """The posting lists of the terms of a range of numbers."""


class Source(NamedTuple):
    """One field of one source, and what becomes of its rows."""

    field: FieldSource
    base: int
    """What is added to the number of each row."""
    live: Flags | None
    """Which rows are kept; None for all."""


class _Share(NamedTuple):
    """What one source has of a range of terms."""

    ranks: npt.NDArray[np.int64]
    """Which of the range's terms it has."""
    lengths: npt.NDArray[np.int64]
    rows: npt.NDArray[np.integer]
    counts: npt.NDArray[np.generic] | None


def merge(sources: Sequence[Source]) -> tuple[Keys | list[bytes], Iterator[Run]]:
    """The terms of all sources, ascending, and their posting lists in runs."""
    dictionaries = [source.field.dictionary() for source in sources]
    if len(sources) == 1:
        return dictionaries[0], _runs(sources, [np.arange(len(dictionaries[0]))], len(dictionaries[0]))
    terms, ranks = _union(dictionaries)
    return terms, _runs(sources, ranks, len(terms))


def _union(
    dictionaries: Sequence[Keys | list[bytes]],
) -> tuple[Keys | list[bytes], list[npt.NDArray[np.int64]]]:
    """All terms once, and which of them each source has."""
    keys = [one for one in dictionaries if isinstance(one, np.ndarray)]
    if keys:
        every = np.sort(np.concatenate(keys), kind="stable")  # which merges what comes in order
        union = every[np.append(True, every[1:] != every[:-1])[: len(every)]]
        return union, [np.searchsorted(union, one) for one in keys]
    words: list[bytes] = sorted(set().union(*dictionaries))
    numbers = dict(zip(words, range(len(words)), strict=True))
    return words, [np.fromiter(map(numbers.__getitem__, one), np.int64, len(one)) for one in dictionaries]


def _runs(sources: Sequence[Source], ranks: list[npt.NDArray[np.int64]], terms: int) -> Iterator[Run]:
    totals = np.zeros(terms, np.int64)
    for source, held in zip(sources, ranks, strict=True):
        totals[held] += source.field.frequencies
    targets = [_targets(source) for source in sources]
    for first, last in _ranges(totals):
        shares = []
        for source, held, target in zip(sources, ranks, targets, strict=True):
            low, high = np.searchsorted(held, [first, last]).tolist()
            if low < high:
                run = source.field.run(low, high)
                shares.append(_share(run, held[low:high] - first, source, target))
        yield _joined(shares, last - first)


def _ranges(totals: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about RUN_POSTINGS postings each."""
    sums = np.cumsum(totals)
    first = 0
    while first < len(sums):
        before = int(sums[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(sums, before + RUN_POSTINGS, "right")))
        yield first, last
        first = last


def _targets(source: Source) -> Rows | None:
    """The new number of each row, which close up where others are not kept; None where all are."""
    if source.live is None:
        return None
    return np.cumsum(source.live) - 1 + source.base


def _share(run: Run, ranks: npt.NDArray[np.int64], source: Source, targets: Rows | None) -> _Share:
    lengths, rows, counts = run.frequencies.astype(np.int64), run.rows, run.counts
    if source.live is not None:
        kept = source.live[rows]
        lengths = np.add.reduceat(kept, np.cumsum(lengths) - lengths, dtype=np.int64)
        rows, counts = rows[kept], None if counts is None else counts[kept]
    return _Share(ranks, lengths, rows + source.base if targets is None else targets[rows], counts)


def _joined(shares: list[_Share], terms: int) -> Run:
    """The posting lists of a range of terms: of each term, what each source has of it, in turn."""
    if len(shares) == 1 and len(shares[0].ranks) == terms:
        return Run(shares[0].lengths, shares[0].rows, shares[0].counts)
    sizes = np.zeros((terms, len(shares)), np.int64)
    for number, share in enumerate(shares):
        sizes[share.ranks, number] = share.lengths
    places = np.cumsum(sizes).reshape(sizes.shape) - sizes
    total = int(sizes.sum())
    rows = np.empty(total, np.uint32)
    counted = any(share.counts is not None for share in shares)
    counts = np.ones(total, np.result_type(*_count_types(shares))) if counted else None
    for number, share in enumerate(shares):
        order = stretches(places[share.ranks, number], share.lengths)
        rows[order] = share.rows
        if counts is not None and share.counts is not None:
            counts[order] = share.counts
    return Run(sizes.sum(axis=1), rows, counts)


def _count_types(shares: Iterable[_Share]) -> list[np.dtype[np.generic]]:
    return [share.counts.dtype for share in shares if share.counts is not None]
