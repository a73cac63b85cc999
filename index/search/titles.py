"""Titles: those of all documents as one text, so that a query asks them all at once.

A document may be called by other names as well, and one that is called by its file's has a lead besides: what
stands in any of these is in its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np

from index.arrays import Offsets, Scores
from index.search.fragments import Fragment
from index.search.matches import find
from index.store.cache import BoundedCache
from index.text.fold import CodePoints, to_codes
from index.text.squeeze import Body, squeeze
from index.text.stretches import run_begins
from index.text.traits import HIDDEN

SOME_WORDS = 0.5
"""The most that a title counts that holds the fragment's words, but not the fragment."""

KEPT = 20_000
"""Titles that are kept with the words they hold: 16 bytes each."""


class Firsts(NamedTuple):
    """The documents in whose titles a text stands, and where first, in characters of the one it is in."""

    documents: Offsets
    offsets: Offsets


class Titles:
    """What documents are called, which are numbered as they come."""

    def __init__(self, titles: Sequence[Sequence[str]], leads: Sequence[str]) -> None:
        every = [[*ones, lead] if lead else ones for ones, lead in zip(titles, leads, strict=True)]
        self._count = len(every)
        self._edges = np.cumsum([0, *map(len, every)])
        self._body, self._starts = Body.joined(chain.from_iterable(every))
        self._folded_titles = self._body.folded.split(HIDDEN)
        self._kept: BoundedCache[str, Firsts] = BoundedCache(KEPT, lambda one: 1 + len(one.documents))

    @property
    def none(self) -> Scores:
        """For what titles say nothing about."""
        return np.zeros(self._count)

    def first(self, text: str) -> Firsts:
        """In whose titles a folded text stands, and where; what was asked for last is kept."""
        return self._kept.get(text, self._first)

    def _first(self, text: str) -> Firsts:
        places = self._folded.places(text)
        parts = self._starts.searchsorted(places, "right") - 1
        offsets, numbers = places - self._starts[parts], self._documents(parts)
        order = np.lexsort((offsets, numbers))
        numbers = numbers[order]
        new = run_begins(numbers)
        return Firsts(numbers[new], offsets[order[new]])

    def shares(self, fragment: Fragment) -> Scores:
        """How much of the fragment the titles of each hold: 1 for all of it, less for some of its words."""
        words = fragment.words
        shares = self.none
        for word in words:
            if word != fragment.literal:  # who holds that holds all
                shares[self.first(word).documents] += SOME_WORDS / len(words)
        parts = self._starts.searchsorted(self._holding(fragment), "right") - 1
        shares[self._documents(parts)] = 1.0
        return shares

    def shares_of(self, fragment: Fragment, few: Iterable[int]) -> Scores:
        """As `shares`, of a few documents, looked at one by one; what is told of others means nothing."""
        shares = self.none
        for number in few:
            titles = self._folded_titles[slice(*self._edges[number : number + 2])]
            if any(_holds(title, fragment) for title in titles):
                shares[number] = 1.0
            elif words := fragment.words:
                held = sum(any(word in title for title in titles) for word in words)
                shares[number] = SOME_WORDS * held / len(words)
        return shares

    def _documents(self, titles: Offsets) -> Offsets:
        """Whose each title is, or lead, of those that are one text."""
        return self._edges.searchsorted(titles, "right") - 1

    def _holding(self, fragment: Fragment) -> Offsets:
        """Where the fragment stands."""
        if not fragment.bridging:
            return self._folded.places(fragment.literal)
        places = self._squeezed.places(fragment.squeezed)
        if fragment.latin_joints and len(places):
            return find(self._body, fragment).starts
        starts: Offsets = self._body.positions[places]
        return starts

    @cached_property
    def _folded(self) -> _Characters:
        return _Characters(self._body.folded_codes)

    @cached_property
    def _squeezed(self) -> _Characters:
        return _Characters(self._body.codes)


def _holds(title: str, fragment: Fragment) -> bool:
    """Whether a folded title holds the fragment."""
    if fragment.literal in title:
        return True
    if not fragment.bridging or fragment.squeezed not in squeeze(title):
        return False
    return not fragment.latin_joints or bool(find(Body(to_codes(title)), fragment))


class _Characters:
    """A text whose characters are known by where they stand."""

    def __init__(self, codes: CodePoints) -> None:
        self._codes = codes
        order = np.argsort(codes, kind="stable")
        self._order = order
        self._sorted = codes[order]

    def places(self, text: str) -> Offsets:
        """Where a text stands, ascending: of its characters the rarest is looked up."""
        codes = to_codes(text)
        if not len(codes):
            return np.empty(0, np.int64)
        lows, highs = self._sorted.searchsorted(np.stack((codes, codes + np.uint32(1))))
        rarest = int(np.argmin(highs - lows))
        places = self._order[lows[rarest] : highs[rarest]] - rarest
        places = places[(places >= 0) & (places <= len(self._codes) - len(codes))]
        for offset, code in enumerate(codes):
            if not len(places):
                break
            places = places[self._codes[places + offset] == code]
        return places
