"""Chains: passages in which characters that may each be one of many follow one another.

Pairs that share a character in a passage make a chain there. What every table accepts is found so
without a look at the text, but for the rare passage whose pairs stand apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.search.fragments import FEW
from index.search.matches import Flags, Scores
from index.store.snapshot import Passages, Snapshot
from index.text.fold import PLANE
from index.text.pairs import Keys, chars_of, sound_range
from index.text.sound import class_table

BEGINNING = 5
"""Characters of a long chain that are to be rare: what follows is seldom needed."""


class Link(NamedTuple):
    """What may stand at a place of a chain."""

    levels: npt.NDArray[np.uint8]
    """How like what was asked for each code point of the basic plane is."""
    scale: Scores
    """How far each of these levels is, ascending; infinite for what is not meant."""
    same: int
    """The code point that was asked for; -1 where none was."""
    classes: tuple[int, ...]
    """The sound classes of the characters that are meant."""

    def distances(self, chars: npt.NDArray[np.integer]) -> Scores:
        """How far each of some code points of the basic plane is."""
        return self.scale[self.levels[chars.astype(np.intp)]]

    def accepts(self, chars: npt.NDArray[np.integer]) -> Flags:
        """Which of some code points of the basic plane are meant."""
        return np.isfinite(self.scale)[self.levels[chars.astype(np.intp)]]


def link(levels: npt.NDArray[np.uint8], scale: Scores, same: int) -> Link:
    """The link of these levels."""
    meant = np.flatnonzero(levels < np.searchsorted(scale, np.inf))
    return Link(levels, scale, same, tuple(np.unique(class_table()[meant]).tolist()))


@dataclass(frozen=True, slots=True)
class _Ends:
    """The last characters of the chains of every passage, each once a passage."""

    places: npt.NDArray[np.int64]
    """Row and character in one number, ascending."""
    same: Flags
    """Whether a chain of nothing but what was asked for ends there."""
    other: Scores
    """The distance of the nearest chain with another character; infinite for none."""

    @property
    def rows(self) -> Passages:
        return self.places // PLANE


def chained(snapshot: Snapshot, links: Sequence[Link]) -> tuple[Passages, Scores]:
    """The passages that may hold a chain with at least one other character than what was asked for, and how
    far the nearest in each may be."""
    window = links[_rarest(links) :]
    ends = _first(snapshot, *window[:2])
    length = 2
    for before, behind in pairwise(window[1:]):
        if len(ends.places) <= FEW:
            break
        ends = _on(snapshot, ends, before, behind)
        length += 1
    # Of a part of the links, those that are left may be the ones with another character.
    distances = ends.other if length == len(links) else np.where(ends.same, 0.0, ends.other)
    finite = np.isfinite(distances)
    return _nearest(ends.rows[finite], distances[finite])


def _rarest(links: Sequence[Link]) -> int:
    """Where the part of a long chain begins that fewest sounds are meant by."""
    weights = np.log([1 + len(one.classes) for one in links])
    return int(np.argmin(np.convolve(weights, np.ones(min(BEGINNING, len(links))), "valid")))


def _first(snapshot: Snapshot, one: Link, two: Link) -> _Ends:
    keys, rows = _postings(snapshot, one, two)
    first, second = _chars(keys)
    same = (first == one.same) & (second == two.same)
    distances = one.distances(first) + two.distances(second)
    return _merged(rows, second, same, np.where(same, np.inf, distances))


def _on(snapshot: Snapshot, ends: _Ends, one: Link, two: Link) -> _Ends:
    """The chains with one character more."""
    keys, rows = _postings(snapshot, one, two)
    first, second = _chars(keys)
    places = rows * PLANE + first
    at = np.minimum(np.searchsorted(ends.places, places), len(ends.places) - 1)
    joined = ends.places[at] == places
    at, rows, second = at[joined], rows[joined], second[joined]
    same = second == two.same
    step = two.distances(second)
    fresh = np.where(ends.same[at] & ~same, step, np.inf)
    return _merged(rows, second, ends.same[at] & same, np.minimum(ends.other[at] + step, fresh))


def _postings(snapshot: Snapshot, one: Link, two: Link) -> tuple[Keys, Passages]:
    """The pairs of two links, and the passages that hold each, in parallel."""

    def accepts(keys: Keys) -> Flags:
        first, second = chars_of(keys)
        plain = (first < PLANE) & (second < PLANE)
        return plain & one.accepts(np.where(plain, first, 0)) & two.accepts(np.where(plain, second, 0))

    ranges = [(sound_range(first, 0)[0], sound_range(first + 1, 0)[0]) for first in one.classes]
    return snapshot.key_postings(ranges, accepts)


def _chars(keys: Keys) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    first, second = chars_of(keys)
    return first.astype(np.int64), second.astype(np.int64)


def _merged(rows: Passages, chars: npt.NDArray[np.int64], same: Flags, other: Scores) -> _Ends:
    places = rows * PLANE + chars
    order = np.argsort(places)
    places = places[order]
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    if not len(starts):
        return _Ends(places, same, other)
    return _Ends(
        places[starts],
        np.logical_or.reduceat(same[order], starts),
        np.minimum.reduceat(other[order], starts),
    )


def _nearest(rows: Passages, distances: Scores) -> tuple[Passages, Scores]:
    """Each of the ascending rows once, with the least distance."""
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    return rows[starts], np.minimum.reduceat(distances, starts) if len(starts) else distances
