"""Merging: the fields of several sources as one, by ranges of terms, so that memory stays bounded.

Sources come in the order of their rows; within a term the rows of one follow those of the one before,
so nothing is sorted but terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from index.arrays import Flags, Keys
from index.codec.block import Words
from index.codec.field import KEY_BYTES, Run
from index.codec.postings import Rows
from index.codec.scratch import BlockField
from index.text.stretches import changes, stretches

RUN_POSTINGS = 1_000_000
"""Postings that are merged at a time."""


class Lists(Protocol):
    """Posting lists of terms that ascend."""

    @property
    def frequencies(self) -> npt.NDArray[np.uint32]:
        """How many rows hold each."""

    def run(self, first: int, last: int) -> Run:
        """The posting lists of the terms of a range of numbers."""


class FieldSource(Lists, Protocol):
    """A field of a block or of a segment. Words of a block need not ascend."""

    def dictionary(self) -> Keys | Words:
        """Its terms, which are distinct."""


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


class _Sorted:
    """The posting lists of a field of a block, in the order of its terms."""

    def __init__(self, field: BlockField, order: npt.NDArray[np.intp]) -> None:
        self._field = field
        self._order = order
        self.frequencies = field.frequencies[order]

    def run(self, first: int, last: int) -> Run:
        return self._field.lists(self._order[first:last])


class _Held(NamedTuple):
    """What one source has of all terms."""

    lists: Lists
    ranks: npt.NDArray[np.int64]
    """Which of the terms it has, ascending."""
    source: Source
    targets: Rows | None


def merge(sources: Sequence[Source]) -> tuple[Keys | list[bytes], Iterator[Run]]:
    """The terms of all sources, ascending, and their posting lists in runs."""
    terms, ranks = _union([source.field.dictionary() for source in sources])
    held = [_held(source, one) for source, one in zip(sources, ranks, strict=True)]
    return terms, _runs(held, len(terms))


def _union(dictionaries: Sequence[Keys | Words]) -> tuple[Keys | list[bytes], list[npt.NDArray[np.int64]]]:
    """All terms once, and which of them each source has."""
    words = [one for one in dictionaries if isinstance(one, Words)]
    if words:
        return _union_of_words(words)
    keys = [one for one in dictionaries if isinstance(one, np.ndarray)]
    if len(keys) == 1:
        return keys[0], [np.arange(len(keys[0]))]
    every = np.concatenate(keys)
    order = np.argsort(every, kind="stable")  # which merges what comes in order
    ordered = every[order]
    new = changes(ordered)
    ranks = np.empty(len(every), np.int32)
    ranks[order] = np.cumsum(new, dtype=np.int32) - np.int32(1)
    return ordered[new], np.split(ranks, np.cumsum([len(one) for one in keys])[:-1])


def _union_of_words(dictionaries: Sequence[Words]) -> tuple[list[bytes], list[npt.NDArray[np.int64]]]:
    """As `_union`: what sources share is looked at once."""
    known = {id(one.known): one.known for one in dictionaries}
    used = {name: np.zeros(len(words), np.bool_) for name, words in known.items()}
    for one in dictionaries:
        used[id(one.known)][one.numbers] = True
    lists = {name: list(compress(words, used[name].tolist())) for name, words in known.items()}
    union = _ascending(set().union(*lists.values()))
    places = dict(zip(union, range(len(union)), strict=True))
    ranks = {}
    for name, flags in used.items():
        ranks[name] = np.zeros(len(flags), np.int64)
        ranks[name][flags] = np.fromiter(map(places.__getitem__, lists[name]), np.int64, len(lists[name]))
    return union, [ranks[id(one.known)][one.numbers] for one in dictionaries]


def _ascending(words: Iterable[bytes]) -> list[bytes]:
    """These words in their order: by the first bytes of all at once, so that little is left to compare."""
    words = list(words)
    heads = np.array(words, f"S{KEY_BYTES}").view(">u8").astype(np.uint64)
    ascending = [words[number] for number in np.argsort(heads).tolist()]
    ascending.sort()
    return ascending


def _held(source: Source, ranks: npt.NDArray[np.int64]) -> _Held:
    lists: Lists = source.field
    if isinstance(source.field, BlockField) and (ranks[1:] < ranks[:-1]).any():
        order = np.argsort(ranks)
        lists, ranks = _Sorted(source.field, order), ranks[order]
    return _Held(lists, ranks, source, _targets(source))


def _runs(sources: Sequence[_Held], terms: int) -> Iterator[Run]:
    totals = np.zeros(terms, np.int64)
    for held in sources:
        totals[held.ranks] += held.lists.frequencies
    for first, last in _ranges(totals):
        shares = []
        for held in sources:
            low, high = np.searchsorted(held.ranks, [first, last]).tolist()
            if low < high:
                shares.append(_share(held.lists.run(low, high), held.ranks[low:high] - first, held))
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


def _share(run: Run, ranks: npt.NDArray[np.int64], held: _Held) -> _Share:
    lengths, rows, counts = run.frequencies.astype(np.int64), run.rows, run.counts
    live, targets = held.source.live, held.targets
    if live is not None:
        kept = live[rows]
        lengths = np.add.reduceat(kept, np.cumsum(lengths) - lengths, dtype=np.int64)
        rows, counts = rows[kept], None if counts is None else counts[kept]
    return _Share(ranks, lengths, rows + held.source.base if targets is None else targets[rows], counts)


def _joined(shares: list[_Share], terms: int) -> Run:
    """The posting lists of a range of terms: of each term, what each source has of it, in turn."""
    if len(shares) == 1 and len(shares[0].ranks) == terms:
        return Run(shares[0].lengths, shares[0].rows, shares[0].counts)
    sizes = np.zeros(terms, np.int64)
    for share in shares:
        sizes[share.ranks] += share.lengths
    places = np.cumsum(sizes) - sizes
    total = int(sizes.sum())
    rows = np.empty(total, np.uint32)
    counted = any(share.counts is not None for share in shares)
    counts = np.ones(total, np.result_type(*_count_types(shares))) if counted else None
    for share in shares:
        order = stretches(places[share.ranks], share.lengths)
        places[share.ranks] += share.lengths
        rows[order] = share.rows
        if counts is not None and share.counts is not None:
            counts[order] = share.counts
    return Run(sizes, rows, counts)


def _count_types(shares: Iterable[_Share]) -> list[np.dtype[np.generic]]:
    return [share.counts.dtype for share in shares if share.counts is not None]
