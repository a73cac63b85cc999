"""What is asked of all documents of a snapshot at once, and kept for the next question.

Documents are numbered in the order of the snapshot's heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.search.matches import Flags
from index.search.titles import Titles
from index.search.wanted import Candidates, Wanted
from index.store.cache import BoundedCache
from index.store.snapshot import Snapshot

KEPT = 400_000
"""Candidates that are kept, of everything that was wanted last: 16 bytes each."""


class Documents:
    """The documents of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._candidates: BoundedCache[Wanted, Candidates] = BoundedCache(KEPT, lambda one: len(one.rows))

    @cached_property
    def titles(self) -> Titles:
        """Their titles."""
        return Titles(self.snapshot.columns.title)

    def candidates(self, wanted: Wanted) -> Candidates:
        """The passages that may hold something; those asked for last are kept, since the next letter, the
        count and the facets of a query ask for much the same."""
        return self._candidates.get(wanted, lambda one: one.candidates(self.snapshot))

    def rows(self, chosen: Flags | Sequence[bool]) -> Flags:
        """The rows of the documents that are chosen."""
        flags: Flags = np.append(chosen, np.False_)[self.numbers]
        return flags

    @cached_property
    def numbers(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The document of every row; the last number for those before the first."""
        return self.snapshot.documents_of(np.arange(self.snapshot.row_count))
