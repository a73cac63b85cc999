"""Titles: those of all documents as one text, so that a query asks them all at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from index.search.fragments import Fragment
from index.search.matches import Flags, Offsets, Scores, find
from index.text.fold import fold
from index.text.squeeze import HIDDEN, Body

SOME_WORDS = 0.5
"""The most that a title counts that holds the fragment's words, but not the fragment."""

NOWHERE = np.iinfo(np.int64).max
"""The place of what does not stand in a title."""


class Titles:
    """The titles of documents, numbered as they come."""

    def __init__(self, titles: Iterable[str]) -> None:
        folded = [fold(title).replace(HIDDEN, " ") for title in titles]
        self._count = len(folded)
        body, starts = Body.joined(folded)
        self._body = body
        self._starts = np.array(starts, np.int64)

    @property
    def none(self) -> Scores:
        """For what titles say nothing about."""
        return np.zeros(self._count)

    def first(self, text: str) -> Offsets:
        """Where a folded text first stands in each title, in characters; NOWHERE where it does not."""
        places = np.array(list(_places(self._body.folded, text)), np.int64)
        numbers = np.searchsorted(self._starts, places, "right") - 1
        first = np.full(self._count, NOWHERE)
        np.minimum.at(first, numbers, places - self._starts[numbers])
        return first

    def shares(self, fragment: Fragment) -> Scores:
        """How much of the fragment each title holds: 1 for all of it, less for some of its words."""
        words = fragment.words
        held = sum((self.first(word) != NOWHERE for word in words), np.zeros(self._count))
        shares: Scores = SOME_WORDS * held / max(1, len(words))
        shares[self._holding(fragment)] = 1.0
        return shares

    def _holding(self, fragment: Fragment) -> Flags:
        holding = np.zeros(self._count, np.bool_)
        if fragment.squeezed in self._squeezed:
            starts = find(self._body, fragment).starts
            holding[np.searchsorted(self._starts, starts, "right") - 1] = True
        return holding

    @cached_property
    def _squeezed(self) -> str:
        return self._body.squeezed


def _places(text: str, part: str) -> Iterable[int]:
    place = text.find(part) if part else -1
    while place >= 0:
        yield place
        place = text.find(part, place + 1)
