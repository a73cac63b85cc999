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

from index.arrays import Flags, Keys, Scores
from index.store.snapshot import Passages, Snapshot
from index.text.fold import PLANE
from index.text.hashing import hashed
from index.text.pairs import chars_of, sound_ranges
from index.text.stretches import run_begins

BEGINNING = 5
"""Characters of a long chain that are to be rare: what follows is seldom needed."""

FEW = 50
"""Passages that are cheaper to look at than to narrow further."""

HASH_BITS = 18
"""Of a place: few enough flags to be cleared in no time, in which the tens of thousands of places of a step
seldom meet."""

Places = npt.NDArray[np.int64]
Chars = npt.NDArray[np.int64]


class Link(NamedTuple):
    """What may stand at a place of a chain."""

    levels: npt.NDArray[np.uint8]
    """How like what was asked for each code point of the basic plane is."""
    scale: Scores
    """How far each of these levels is, ascending; infinite for what is not meant."""
    same: int
    """The code point that was asked for; -1 where none was."""
    classes: Places
    """The sound classes of the characters that are meant, ascending."""
    runs: Places
    """(n, 2): where each run of classes begins that follow one another, and where it ends."""
    fixed: bool
    """Whether nothing is meant but what was asked for."""

    def distances(self, chars: Chars) -> Scores:
        """How far each of some code points of the basic plane is."""
        return self.scale.take(self.levels.take(chars))

    def accepts(self, chars: Chars) -> Flags:
        """Which of some code points are meant: none above the basic plane, whose last one is no character."""
        meant: Flags = self.levels.take(chars, mode="clip") < np.count_nonzero(np.isfinite(self.scale))
        return meant


@dataclass(frozen=True, slots=True)
class _Ends:
    """The last characters of the chains of every passage, each once a passage."""

    places: Places
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
    if len(links) == 2:
        return _two(snapshot, *links)
    start = _rarest(links)
    window = links[start:]
    steps = _steps(snapshot, window)
    first = steps[0]
    same = first.same & (first.firsts == window[0].same)
    distances = window[0].distances(first.firsts) + first.distances
    ends = _merged(first.rows, first.seconds, same, np.where(same, np.inf, distances))
    for step in steps[1:]:
        ends = _on(ends, step)
    # Of a part of the links, those that are left may be the ones with another character.
    left = (*links[:start], *window[len(steps) + 1 :])
    far = ends.other if all(one.fixed for one in left) else np.where(ends.same, 0.0, ends.other)
    finite = np.isfinite(far)
    return _nearest(snapshot, ends.rows[finite], far[finite])


def _two(snapshot: Snapshot, one: Link, two: Link) -> tuple[Passages, Scores]:
    """As `chained`: a pair is a chain. What was asked for itself, which many may hold, is not read."""

    def accepts(keys: Keys) -> Flags:
        first, second = _chars(keys)
        same: Flags = (first == one.same) & (second == two.same)
        return one.accepts(first) & two.accepts(second) & ~same

    keys, rows = snapshot.pairs.each_of(sound_ranges(one.classes, two.runs), accepts)
    first, second = _chars(keys)
    return _nearest(snapshot, rows, one.distances(first) + two.distances(second))


class _Step(NamedTuple):
    """The pairs of two links, once for each passage that holds one, in parallel."""

    rows: Passages
    firsts: Chars
    seconds: Chars
    same: Flags
    """Whether the second character is what was asked for."""
    distances: Scores
    """How far it is."""

    def at(self, places: npt.NDArray[np.intp]) -> _Step:
        """Some of them."""
        return _Step(
            self.rows.take(places),
            self.firsts.take(places),
            self.seconds.take(places),
            self.same.take(places),
            self.distances.take(places),
        )


def _steps(snapshot: Snapshot, window: Sequence[Link]) -> list[_Step]:
    """The steps of a chain, as many as it takes to leave few passages, in those that have a pair of each."""
    pairs: list[tuple[Keys, Passages]] = []
    held: Flags | None = None
    for one, two in pairwise(window):
        pairs.append(_pairs(snapshot, one, two, held))
        held = snapshot.flags([pairs[-1][1]])
        if len(pairs[-1][1]) <= FEW:
            break
    steps = [_step(*_among(*some, held), two) for some, two in zip(pairs, window[1:], strict=False)]
    # Most pairs go nowhere, and are not worth their place in order.
    for number in range(len(steps) - 1, 0, -1):
        steps[number - 1] = _going_on(steps[number - 1], steps[number])
    return steps


def _going_on(step: _Step, following: _Step) -> _Step:
    """The pairs of a step that one of the following step may go on from."""
    behind = _places(following.rows, following.firsts)
    return step.at(_likely_among(_places(step.rows, step.seconds), behind))


def _rarest(links: Sequence[Link]) -> int:
    """Where the part of a long chain begins that fewest sounds are meant by, of those in which another
    character than what was asked for may stand."""
    part = np.ones(min(BEGINNING, len(links)))
    weights = np.convolve(np.log([1 + len(one.classes) for one in links]), part, "valid")
    others = np.convolve([not one.fixed for one in links], part, "valid")
    return int(np.argmin(np.where(others > 0, weights, np.inf)))


def _on(ends: _Ends, step: _Step) -> _Ends:
    """The chains with one character more."""
    if not len(ends.places):
        return ends
    places = _places(step.rows, step.firsts)
    likely = _likely_among(places, ends.places)
    order = likely.take(np.argsort(places.take(likely)))  # what ascends is found faster
    places = places.take(order)
    at = np.minimum(ends.places.searchsorted(places), len(ends.places) - 1)
    joined = np.flatnonzero(ends.places.take(at) == places)
    at, step = at.take(joined), step.at(order.take(joined))
    fresh = np.where(ends.same[at] & ~step.same, step.distances, np.inf)
    other = np.minimum(ends.other[at] + step.distances, fresh)
    return _merged(step.rows, step.seconds, ends.same[at] & step.same, other)


def _pairs(snapshot: Snapshot, one: Link, two: Link, held: Flags | None) -> tuple[Keys, Passages]:
    """The pairs of two links and the passages that hold them; of those in `held`, where it is given."""

    def accepts(keys: Keys) -> Flags:
        first, second = _chars(keys)
        return one.accepts(first) & two.accepts(second)

    return _among(*snapshot.pairs.each_of(sound_ranges(one.classes, two.runs), accepts), held)


def _chars(keys: Keys) -> tuple[Chars, Chars]:
    """As `chars_of`, as numbers that places are counted in."""
    first, second = chars_of(keys)
    return first.view(np.int64), second.view(np.int64)


def _among(keys: Keys, rows: Passages, held: Flags | None) -> tuple[Keys, Passages]:
    """Those in the passages of `held`, where it is given."""
    if held is None:
        return keys, rows
    places = np.flatnonzero(held.take(rows))
    return keys.take(places), rows.take(places)


def _step(keys: Keys, rows: Passages, two: Link) -> _Step:
    """The step of some pairs to a link."""
    first, second = _chars(keys)
    return _Step(rows, first, second, second == two.same, two.distances(second))


def _places(rows: Passages, chars: Chars) -> Places:
    """Row and character in one number."""
    return rows * PLANE + chars


def _likely_among(some: Places, others: Places) -> npt.NDArray[np.intp]:
    """Which of some places may be among others, by their numbers: all that are, and few besides."""
    marked = np.zeros(1 << HASH_BITS, np.bool_)
    marked[_hashes(others)] = True
    return np.flatnonzero(marked.take(_hashes(some)))


def _hashes(places: Places) -> Places:
    return hashed(places.view(np.uint64), HASH_BITS)


def _merged(rows: Passages, chars: Chars, same: Flags, other: Scores) -> _Ends:
    places = _places(rows, chars)
    order = np.argsort(places)
    places = places.take(order)
    starts = run_begins(places)
    return _Ends(
        places.take(starts),
        np.logical_or.reduceat(same.take(order), starts),
        np.minimum.reduceat(other.take(order), starts),
    )


def _nearest(snapshot: Snapshot, rows: Passages, distances: Scores) -> tuple[Passages, Scores]:
    """Each of the rows once, ascending, with the least distance."""
    nearest = np.empty(snapshot.row_count)
    nearest[rows] = np.inf
    np.minimum.at(nearest, rows, distances)
    found = snapshot.union([rows])
    return found, nearest[found]
