"""What is asked of all documents of a snapshot at once, and kept for the next question.

Documents are numbered in the order of the snapshot's heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.arrays import Flags, Offsets
from index.order import Order
from index.query import Filter
from index.search.filters import passing
from index.search.titles import Titles
from index.search.wanted import Candidates, Wanted
from index.store.cache import BoundedCache
from index.store.snapshot import Snapshot

KEPT_FLAGS = 1_000_000
"""Rows of which it is kept whether conditions allow them: a byte each."""

KEPT = 400_000
"""Candidates that are kept, of everything that was wanted last: 16 bytes each."""


class Documents:
    """The documents of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._allowed: BoundedCache[tuple[Filter, ...], Flags] = BoundedCache(KEPT_FLAGS, len)
        self._candidates: BoundedCache[Wanted, Candidates] = BoundedCache(KEPT, lambda one: len(one.rows))

    @cached_property
    def titles(self) -> Titles:
        """What they are called, and the leads that say first what those are about that have no title."""
        return Titles(self.snapshot.columns.titles, self.snapshot.columns.lead)

    def allowed(self, filters: tuple[Filter, ...]) -> Flags:
        """The rows of the documents that meet some conditions; those asked for last are kept, since what is
        typed behind them asks for the same."""
        return self._allowed.get(filters, lambda ones: self.rows(passing(self.snapshot.columns, ones)))

    def candidates(self, wanted: Wanted) -> Candidates:
        """The passages that may hold something; those asked for last are kept, since the next letter, the
        count and the facets of a query ask for much the same."""
        return self._candidates.get(wanted, lambda one: one.candidates(self.snapshot))

    def places(self, order: Order) -> Offsets:
        """Where each stands in an order other than that of relevance, the least first; the same for those
        that it does not part. Raises IndexDamaged."""
        return self._by_path if order is Order.PATH else -self.snapshot.columns.day.astype(np.int64)

    @cached_property
    def _by_path(self) -> Offsets:
        paths = [state.path.split("/") for state in self.snapshot.file_states()]
        places: Offsets = np.empty(len(paths), np.int64)
        places[sorted(range(len(paths)), key=paths.__getitem__)] = np.arange(len(paths))
        return places

    def rows(self, chosen: Flags | Sequence[bool]) -> Flags:
        """The rows of the documents that are chosen."""
        flags: Flags = np.append(chosen, np.False_)[self.numbers]
        return flags

    @cached_property
    def numbers(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The document of every row; the last number for those before the first."""
        return self.snapshot.documents_of(np.arange(self.snapshot.row_count))
