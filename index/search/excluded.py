"""Exclusion: passages that hold what is not wanted go, whatever tier found them.

What was typed letter for letter stays: `-20%的` is found where it stands.
"""

from __future__ import annotations

import numpy as np

from index.arrays import Flags
from index.query import Query
from index.search.fragments import Fragment
from index.search.matches import find
from index.search.rows import Rows
from index.search.wanted import fragments_of
from index.search.windows import Windows


class Exclusion:
    """What one query excludes."""

    def __init__(self, query: Query) -> None:
        self.wanted = fragments_of(query.excluded)
        """What no passage may hold."""
        self._verbatim = Fragment(query.text, strict=True)

    def unwanted(self, seen: Windows) -> Flags:
        """The passages in which something excluded begins."""
        flags = np.zeros(len(seen.rows), np.bool_)
        for one in self.wanted:
            starts = one.find(seen.body).starts
            flags[seen.number(starts[seen.own(starts)])] = True
        return flags

    def apply(self, rows: Rows) -> Rows:
        """What is left of some rows."""
        if not self.wanted or not len(rows):
            return rows
        verbatim = rows.holding(find(rows.windows.body, self._verbatim).starts)
        return rows.where(verbatim | ~self.unwanted(rows.windows)[rows.numbers])
