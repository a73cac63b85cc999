"""Sets of rows: ascending arrays that hold each row once."""

from __future__ import annotations

import numpy as np

from index.arrays import Flags
from index.store.snapshot import Passages

FEWER = 8
"""How many times shorter than the other a set is that is looked up in it row by row."""


def is_in(rows: Passages, others: Passages) -> Flags:
    """Which of some rows, in any order, are in a set."""
    if not len(rows) or not len(others):
        return np.zeros(len(rows), np.bool_)
    if FEWER * len(rows) < len(others):
        places = others.searchsorted(rows)
        places[places == len(others)] = 0
        found: Flags = others[places] == rows
        return found
    held: Flags = np.zeros(max(int(others[-1]), int(rows.max())) + 1, np.bool_)
    held[others] = True
    return held[rows]


def or_beside(flags: Flags) -> Flags:
    """Which rows have a flag, or one beside them has. Passages of two documents are not beside each other."""
    near = flags.copy()
    near[1:] |= flags[:-1]
    near[:-1] |= flags[1:]
    return near
