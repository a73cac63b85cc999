"""Looking: passages that promise most are looked at first, and no more of them than it takes.

It ends when enough rows are found and no passage left can hold a better one, or when many have been looked
at; who wants everything has all looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from index.errors import Cancelled
from index.search.matches import Scores
from index.search.rows import Rows
from index.store.snapshot import Passages

EVERYTHING = 1 << 60
"""More rows than any library has."""

LARGEST = 4_096
"""Passages that are looked at at once, at most: first as many as may be enough, then ever more."""

CLOSELY = 96
"""Passages that are looked at for the best rows, where enough are found, however many there are."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows that were found, and whether these are all there are."""

    rows: tuple[Rows, ...] = ()
    complete: bool = True

    def __len__(self) -> int:
        return sum(map(len, self.rows))

    def __add__(self, other: Gathered) -> Gathered:
        return Gathered(self.rows + other.rows, self.complete and other.complete)

    @property
    def passages(self) -> Passages:
        """The passages of the rows."""
        return np.concatenate([np.empty(0, np.int64), *(one.passages for one in self.rows)])


@dataclass(frozen=True, slots=True)
class Looking:
    """How much is looked for."""

    enough: int
    """Rows that are wanted, the best ones."""
    stopped: Callable[[], bool] = bool
    """Asked between two looks; where it says so, Cancelled is raised."""

    def through(
        self, rows: Passages, estimates: Scores, look: Callable[[Passages], Iterable[Rows]]
    ) -> Gathered:
        """What `look` finds in the rows, which ascend; `estimates` says the most that each can be worth."""
        order = np.argsort(-estimates, kind="stable")
        found: list[Rows] = []
        done, size = 0, min(max(self.enough, 1) * 5 // 4, LARGEST)
        while done < len(rows):
            if self.stopped():
                raise Cancelled("the search was cancelled")
            if self._suffices(found, done, float(estimates[order[done]])):
                return Gathered(tuple(found), complete=False)
            chosen = np.sort(rows[order[done : done + size]])
            found += (one for one in look(chosen) if len(one))
            done += len(chosen)
            size = min(2 * size, LARGEST, CLOSELY - done if done < CLOSELY else LARGEST)
        return Gathered(tuple(found))

    def _suffices(self, found: list[Rows], looked: int, next_best: float) -> bool:
        count = sum(map(len, found))
        if count < self.enough:
            return False
        if looked >= CLOSELY or not self.enough:
            return True
        scores = np.concatenate([one.scores for one in found])
        return float(np.partition(scores, count - self.enough)[count - self.enough]) >= next_best
