"""Titles: those of all documents as one text, so that a query asks them all at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from index.search.fragments import Fragment
from index.search.matches import Flags, Offsets, Scores, find
from index.text.fold import CodePoints, fold, to_codes
from index.text.squeeze import HIDDEN, Body

SOME_WORDS = 0.5
"""The most that a title counts that holds the fragment's words, but not the fragment."""

NOWHERE = np.iinfo(np.int64).max
"""The place of what does not stand in a title."""


class Titles:
    """The titles of documents, numbered as they come."""

    def __init__(self, titles: Iterable[str]) -> None:
        plain = [title.replace(HIDDEN, " ") for title in titles]
        self._count = len(plain)
        folded = fold(HIDDEN.join(plain)).split(HIDDEN) if plain else []
        body, starts = Body.joined(folded)
        self._body = body
        self._starts = np.array(starts, np.int64)

    @property
    def none(self) -> Scores:
        """For what titles say nothing about."""
        return np.zeros(self._count)

    def first(self, text: str) -> Offsets:
        """Where a folded text first stands in each title, in characters; NOWHERE where it does not."""
        first = np.full(self._count, NOWHERE)
        places = self._places(text)
        if len(places):
            numbers = np.searchsorted(self._starts, places, "right") - 1
            new = np.flatnonzero(np.diff(numbers, prepend=-1))
            first[numbers[new]] = places[new] - self._starts[numbers[new]]
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

    def _places(self, text: str) -> Offsets:
        """Where a text stands in the joined titles, ascending."""
        codes = to_codes(text)
        if not len(codes):
            return np.empty(0, np.int64)
        ranked, order = self._by_code
        low, high = np.searchsorted(ranked, np.array([codes[0], codes[0] + 1], np.uint32)).tolist()
        places = order[low:high]
        for offset, code in enumerate(codes[1:].tolist(), 1):
            # A title ends with a masked character, which no text has.
            places = places[self._codes[places + offset] == code]
        return places

    @cached_property
    def _codes(self) -> CodePoints:
        return to_codes(self._body.folded)

    @cached_property
    def _by_code(self) -> tuple[CodePoints, Offsets]:
        """The characters in order, and where each stands, ascending."""
        order = np.argsort(self._codes, kind="stable")
        return self._codes[order], order
