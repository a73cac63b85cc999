"""Looking: passages that promise most are looked at first, and no more of them than it takes.

It ends when enough rows are found and no passage left can hold a better one, or when many have been looked
at; who wants everything has all looked at, and no text of it kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from index.arrays import Flags, Scores
from index.errors import Cancelled
from index.search.fragments import MANY
from index.search.rows import Rows
from index.search.sets import is_in
from index.store.snapshot import Passages

EVERYTHING = 1 << 60
"""More rows than any library has."""

FEW = 10
"""Exact hits below which what is only like what was typed is looked for more boldly."""

LARGEST = 512
"""Passages that are looked at at once, at most: first as many as may be enough, then ever more."""

MORE = 4
"""How many times more are looked at than just before, at most: where the first held little, the next may hold
much."""

REST = 32
"""Passages that are looked at in no more time than it takes to begin another look."""

CLOSELY, EACH = 96, 3
"""Passages that are looked at where enough rows are found, however many there are: so many, and so many for
each row that is wanted."""

ROUGHLY = 1_024
"""Passages that are looked at, at most, for what is only like what was typed, unless more rows are wanted
than that: the best are among the first, and who wants to know how many there are has all looked at."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows that were found, and whether these are all there are."""

    rows: tuple[Rows, ...] = ()
    complete: bool = True
    counted: tuple[Passages, ...] = ()
    """The passages of rows that were only counted."""

    def __len__(self) -> int:
        return sum(map(len, self.rows)) + sum(map(len, self.counted))

    def __add__(self, other: Gathered) -> Gathered:
        counted = self.counted + other.counted
        return Gathered(self.rows + other.rows, self.complete and other.complete, counted)

    @property
    def passages(self) -> Passages:
        """The passages of the rows."""
        rows = (one.passages for one in self.rows)
        return np.concatenate([np.empty(0, np.int64), *rows, *self.counted])

    @property
    def scores(self) -> Scores:
        """The scores of the rows."""
        return np.concatenate([np.empty(0), *(one.scores for one in self.rows)])

    def where(self, chosen: Flags) -> Gathered:
        """Some of the rows."""
        parts = np.split(chosen, list(accumulate(map(len, self.rows))))
        some = (one.where(flags) for one, flags in zip(self.rows, parts, strict=False))
        return Gathered(tuple(some), self.complete)

    def outside(self, passages: Passages) -> Gathered:
        """The rows that are in none of these passages, which ascend."""
        rows = (one.where(~is_in(one.passages, passages)) for one in self.rows)
        counted = (one[~is_in(one, passages)] for one in self.counted)
        return Gathered(tuple(rows), self.complete, tuple(counted))


@dataclass(frozen=True, slots=True)
class Looking:
    """How much is looked for."""

    enough: int
    """Rows that are wanted, the best ones."""
    stopped: Callable[[], bool] = bool
    """Asked between two looks; where it says so, Cancelled is raised."""
    counting: bool = False
    """Whether everything is looked at to be counted, and no text that was looked at is kept."""

    def through(
        self,
        rows: Passages,
        estimates: Scores,
        look: Callable[[Passages], Iterable[Rows]],
        narrow: Callable[[Passages], Flags] | None = None,
        *,
        hopeful: bool = True,
        thorough: bool = True,
    ) -> Gathered:
        """What `look` finds in the rows, which ascend; `estimates` says the most that each can be worth.
        Where many more are lacking, `narrow` says which rows to keep. `hopeful` says that many are worth what
        they can be, so that a few may be enough; `thorough` says to go on until enough are found."""
        order = _first_best(estimates)
        left = len(rows)
        found: list[Rows] = []
        counted: list[Passages] = []
        closely = max(CLOSELY, EACH * self.enough)
        most = len(rows) if thorough else max(ROUGHLY, closely)
        first = min(max(self.enough, 1) * 5 // 4 if hopeful else closely, LARGEST)
        done, lacking, size = 0, 0, first
        while left:
            if self.stopped():
                raise Cancelled("the search was cancelled")
            if done == len(order):
                order = _best_first(estimates)
            if done >= most or self._suffices(found, done >= closely, float(estimates[order[done]])):
                return Gathered(tuple(found), complete=False)
            if narrow and min(left, lacking) > MANY:
                order = _best_first(estimates)
                order = np.append(order[:done], order[done:][narrow(rows[order[done:]])])
                size = 2 * first if len(order) - done < left else size
                narrow, left = None, len(order) - done
                continue
            chosen = np.sort(rows[order[done : min(done + size, most)]])
            seen = [one for one in look(chosen) if len(one)]
            if self.counting:
                counted += (one.passages for one in seen)
            else:
                found += seen if self.enough < EVERYTHING else (one.forgotten() for one in seen)
            done, left = done + len(chosen), left - len(chosen)
            lacking = self._lacking(found, seen, len(chosen))
            # Two looks take longer than one. Where enough are found, it is only about better ones.
            size = min(max(2 * size, self._lacking(found, found, done)), MORE * size, LARGEST)
            if left <= size + REST:
                size = left
            if not lacking and done < closely:
                size = min(size, closely - done)
        return Gathered(tuple(found), counted=tuple(counted))

    def _lacking(self, found: list[Rows], some: list[Rows], seen: int) -> int:
        """How many more passages it takes to find enough rows, where so many passages held some of them."""
        return max(0, self.enough - sum(map(len, found))) * seen // max(sum(map(len, some)), 1)

    def _suffices(self, found: list[Rows], closely: bool, next_best: float) -> bool:
        count = sum(map(len, found))
        if count < self.enough or closely:
            return count >= self.enough
        scores = np.concatenate([one.scores for one in found])
        return float(np.partition(scores, count - self.enough)[count - self.enough]) >= next_best


def _best_first(estimates: Scores) -> Passages:
    """The places of all estimates, the highest first; of equals, the first."""
    return np.argsort(-estimates, kind="stable")


def _first_best(estimates: Scores) -> Passages:
    """What `_best_first` begins with: hardly more than are looked at at once, where there are many."""
    if len(estimates) <= 2 * LARGEST:
        return _best_first(estimates)
    least = np.partition(estimates, -LARGEST)[-LARGEST]
    first = np.flatnonzero(estimates >= least)
    return first[_best_first(estimates[first])]
