"""What one part of a query asks the text to hold: a fragment, several near each other, or a sound.

Each kind of wanted thing says which passages may hold it, where it stands in a text, and what each of
its matches is worth; the tiers are made of these three answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple, Protocol

import numpy as np

from index.arrays import Scores
from index.query import NEAR, Part
from index.search.fragments import Fragment, candidates, may_stand, narrowed
from index.search.matches import Matches, find, near
from index.search.merit import HIGHEST, LITERAL, OWN_FORM, WHOLE_WORD, merits
from index.search.sets import is_in, or_beside
from index.search.titles import Titles
from index.search.windows import Windows
from index.store.snapshot import Passages, Snapshot
from index.text.fold import forms
from index.text.squeeze import Body


class Candidates(NamedTuple):
    """Passages that may hold something."""

    rows: Passages
    """Ascending: all that hold the beginning of it, and few others."""
    bounds: Scores
    """The most that a match in each can be worth by itself."""


class Wanted(Protocol):
    """Something that a text may hold."""

    @property
    def reach(self) -> int:
        """Characters before and behind a passage that decide what stands in it."""

    @property
    def solid(self) -> int:
        """Solid characters that a match has."""

    def candidates(self, snapshot: Snapshot) -> Candidates:
        """The passages that may hold it."""

    def passage_merits(self, snapshot: Snapshot, rows: Passages) -> Scores | None:
        """What a match in each of some candidates is worth beside what it is by itself; None for nothing."""

    def narrowed(self, snapshot: Snapshot, rows: Passages) -> Passages:
        """Of some candidates those that a dearer question leaves."""

    def find(self, body: Body) -> Matches:
        """Everywhere it stands in a text."""

    def merits(self, windows: Windows, matches: Matches) -> Scores:
        """What each match is worth by itself."""

    def in_titles(self, titles: Titles, few: Collection[int]) -> Scores:
        """How much of it each title holds, up to 1; of a `few` alone, where there are any."""


Group = tuple[Wanted, ...]
"""Alternatives, one of which is wanted."""


@dataclass(frozen=True)
class Fragments:
    """One fragment, or several that stand within `NEAR` characters of each other, in any order."""

    fragments: tuple[Fragment, ...]

    @property
    def reach(self) -> int:
        return NEAR + self.solid if len(self.fragments) > 1 else 0

    @property
    def solid(self) -> int:
        return max(len(fragment.literal) for fragment in self.fragments)

    def candidates(self, snapshot: Snapshot) -> Candidates:
        found = [candidates(snapshot, fragment) for fragment in self.fragments]
        rows = found[0]
        if len(found) > 1:
            near = (or_beside(snapshot.flags([some])) for some in found)
            rows = np.flatnonzero(reduce(np.logical_and, near, snapshot.passages))
        first = self.fragments[0]
        bounds = np.full(len(rows), HIGHEST - WHOLE_WORD * first.han_word)
        for word in first.edge_words:
            bounds[~is_in(rows, snapshot.words.passages(word))] = HIGHEST - WHOLE_WORD
        if len(found) == 1 and first.bridging:
            bounds[~may_stand(snapshot, first, rows)] -= LITERAL + OWN_FORM
        return Candidates(rows, bounds)

    def passage_merits(self, snapshot: Snapshot, rows: Passages) -> Scores | None:
        first = self.fragments[0]
        if not first.han_word:
            return None
        return np.where(is_in(rows, snapshot.words.passages(first.literal)), WHOLE_WORD, 0.0)

    def narrowed(self, snapshot: Snapshot, rows: Passages) -> Passages:
        return narrowed(snapshot, self.fragments[0], rows) if len(self.fragments) == 1 else rows

    def find(self, body: Body) -> Matches:
        found = [find(body, fragment) for fragment in self.fragments]
        return found[0] if len(found) == 1 else near(found, NEAR)

    def merits(self, windows: Windows, matches: Matches) -> Scores:
        return merits(windows, self.fragments[0], matches)

    def in_titles(self, titles: Titles, few: Collection[int]) -> Scores:
        return titles.shares_of(self.fragments[0], few) if few else titles.shares(self.fragments[0])


def fragments_of(parts: Iterable[Part]) -> tuple[Fragments, ...]:
    """What some parts ask for, each in every form that Unicode has for its text."""
    every = ((part, texts) for part in parts for texts in forms(part.near or (part.text,)))
    return tuple(
        Fragments(tuple(Fragment(text, part.strict, part.prefix) for text in texts)) for part, texts in every
    )
