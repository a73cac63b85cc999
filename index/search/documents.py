"""What the documents of a snapshot say of themselves, all asked at once.

Documents are numbered in the order of the snapshot's heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.search.matches import Flags
from index.search.titles import Titles
from index.store.snapshot import Snapshot


class Documents:
    """The documents of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def titles(self) -> Titles:
        """Their titles."""
        return Titles(self.snapshot.columns.title)

    def rows(self, chosen: Flags | Sequence[bool]) -> Flags:
        """The rows of the documents that are chosen."""
        flags: Flags = np.append(chosen, np.False_)[self.numbers]
        return flags

    @cached_property
    def numbers(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The document of every row; the last number for those before the first."""
        return self.snapshot.documents_of(np.arange(self.snapshot.row_count))
