"""Fragments: a piece of text that must stand somewhere, and where it stands.

The same folding and squeezing that built the index decides both which passages may hold a
fragment (postings) and where exactly it stands (text), so what is found is what is lit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.model import Span
from index.store.snapshot import Passages, Snapshot
from index.text.fold import fold, to_codes
from index.text.pairs import mark_keys, pair_keys
from index.text.passages import OVERLAP
from index.text.squeeze import Body, is_solid, squeeze

FEW = 50
"""Candidates that are cheaper to check than to narrow further."""

DEAR = 30
"""How many times longer than the candidates a posting list may be and still be worth reading."""

SHORTEST_SPLIT_WORD = 4
"""Latin letters that a word needs to be found with a space inside it, as in `o ffer`."""

_LATIN = re.compile(r"[a-z0-9\u00c0-\u024f]")


@dataclass(frozen=True)
class Fragment:
    """A text to be found: letter for letter, and (unless strict) across marks and spaces."""

    text: str
    strict: bool = False

    @cached_property
    def literal(self) -> str:
        """As it is matched letter for letter."""
        return fold(self.text.strip())

    @cached_property
    def squeezed(self) -> str:
        return squeeze(self.literal)

    @property
    def bridging(self) -> bool:
        """Whether marks and spaces in the text may stand between its characters."""
        return not self.strict and len(self.squeezed) >= 2

    @cached_property
    def joints(self) -> frozenset[int]:
        """Indices in `squeezed` before which the fragment itself has a mark or a space."""
        places = [place for place, char in enumerate(self.literal) if is_solid(char)]
        return frozenset(index for index in range(1, len(places)) if places[index] > places[index - 1] + 1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a fragment stands."""

    start: int
    end: int
    literal: bool
    """Letter for letter, nothing bridged."""


def candidates(snapshot: Snapshot, fragment: Fragment) -> Passages:
    """The passages that may hold the beginning of the fragment: all that do, and few others."""
    lists = [_Postings(snapshot, key) for key in _keys(fragment)]
    if not lists:
        solid = fragment.squeezed
        return snapshot.passages_with(solid) if solid else np.empty(0, np.int64)
    lists.sort(key=lambda postings: postings.frequency)
    if not lists[0].frequency:
        return np.empty(0, np.int64)
    found = lists[0].passages()
    if len(fragment.squeezed) == 1:
        found = np.intersect1d(found, snapshot.passages_with(fragment.squeezed), assume_unique=True)
    for postings in lists[1:]:
        if len(found) <= FEW or postings.frequency > DEAR * len(found):
            break
        found = np.intersect1d(found, postings.passages(), assume_unique=True)
    return found


@dataclass(slots=True)
class _Postings:
    snapshot: Snapshot
    key: int
    frequency: int = -1

    def __post_init__(self) -> None:
        self.frequency = self.snapshot.pair_frequency(self.key)

    def passages(self) -> Passages:
        return self.snapshot.pair_passages(self.key)


def _keys(fragment: Fragment) -> list[int]:
    """The distinct keys that every passage with the fragment's beginning holds."""
    solid = fragment.squeezed[: OVERLAP + 1]
    keys = set(pair_keys(to_codes(solid))[:-1].tolist()) if len(solid) > 1 else set()
    if not keys or fragment.strict:
        keys.update(mark_keys(fragment.literal[: OVERLAP + 1]).tolist())
    return sorted(keys)


def occurrences(body: Body, fragment: Fragment) -> list[Occurrence]:
    """Everywhere the fragment stands in a document, in order and disjoint."""
    found = [
        Occurrence(start, start + len(fragment.literal), True)
        for start in _find_all(body.folded, fragment.literal)
    ]
    if fragment.bridging:
        starts = [occurrence.start for occurrence in found]
        bridged = [
            Occurrence(start, end, False)
            for start, end in _bridged(body, fragment)
            if not _covered(start, end, starts, len(fragment.literal))
        ]
        if bridged:
            return sorted(found + bridged, key=lambda occurrence: occurrence.start)
    return found


def _covered(start: int, end: int, starts: list[int], length: int) -> bool:
    """Whether a literal occurrence overlaps the span."""
    place = bisect_left(starts, end)
    return place > 0 and starts[place - 1] + length > start


def _bridged(body: Body, fragment: Fragment) -> Iterator[Span]:
    positions = body.positions
    length = len(fragment.squeezed)
    for index in _find_all(body.squeezed, fragment.squeezed):
        start, end = int(positions[index]), int(positions[index + length - 1]) + 1
        if end - start == length or _may_bridge(body, fragment, index, start, end):
            yield start, end


def _may_bridge(body: Body, fragment: Fragment, index: int, start: int, end: int) -> bool:
    """Whether the gaps in a match are such as a reader overlooks.

    Between two Latin letters a gap separates words (`data in` holds no `ai`), unless the fragment
    has one there too, or the whole match is one split word (`o ffer`).
    """
    length = len(fragment.squeezed)
    gaps = np.flatnonzero(np.diff(body.positions[index : index + length].astype(np.int64)) > 1) + 1
    squeezed = fragment.squeezed
    foreign = [
        gap
        for gap in gaps.tolist()
        if gap not in fragment.joints and _LATIN.match(squeezed[gap - 1]) and _LATIN.match(squeezed[gap])
    ]
    if not foreign:
        return True
    folded = body.folded
    before = folded[start - 1] if start else " "
    after = folded[end] if end < len(folded) else " "
    return length >= SHORTEST_SPLIT_WORD and not _LATIN.match(before) and not _LATIN.match(after)


def _find_all(text: str, part: str) -> Iterator[int]:
    """Disjoint occurrences, from the left."""
    place = text.find(part) if part else -1
    while place >= 0:
        yield place
        place = text.find(part, place + len(part))
