"""What one part of a query asks the text to hold: a fragment, several near each other, or a sound.

Each kind of wanted thing says which passages may hold it, where it stands in a document, and what
each of its matches is worth; the tiers are made of these three answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Protocol

import numpy as np

from index.query import NEAR, Part
from index.search.bodies import IndexedDocument
from index.search.fragments import Fragment, candidates
from index.search.matches import Matches, Scores, find, near
from index.search.merit import in_title, merits
from index.store.snapshot import Passages, Snapshot
from index.text.squeeze import Body


class Wanted(Protocol):
    """Something that a text may hold."""

    def passages(self, snapshot: Snapshot) -> Passages:
        """The rows that may hold the beginning of it: all that do, and few others."""

    def find(self, body: Body) -> Matches:
        """Everywhere it stands in a document."""

    def merits(self, document: IndexedDocument, matches: Matches) -> Scores:
        """What each match is worth by itself."""

    def in_title(self, document: IndexedDocument) -> float:
        """How much of it the title holds, up to 1."""


Group = tuple[Wanted, ...]
"""Alternatives, one of which is wanted."""


@dataclass(frozen=True)
class Fragments:
    """One fragment, or several that stand within `NEAR` characters of each other, in any order."""

    fragments: tuple[Fragment, ...]

    @classmethod
    def of(cls, part: Part) -> Fragments:
        texts = part.near or (part.text,)
        return cls(tuple(Fragment(text, part.strict) for text in texts))

    def passages(self, snapshot: Snapshot) -> Passages:
        found = [candidates(snapshot, fragment) for fragment in self.fragments]
        return found[0] if len(found) == 1 else reduce(np.intersect1d, map(beside, found))

    def find(self, body: Body) -> Matches:
        found = [find(body, fragment) for fragment in self.fragments]
        return found[0] if len(found) == 1 else near(found, NEAR)

    def merits(self, document: IndexedDocument, matches: Matches) -> Scores:
        return merits(document, self.fragments[0], matches)

    def in_title(self, document: IndexedDocument) -> float:
        return in_title(document, self.fragments[0])


def beside(rows: Passages) -> Passages:
    """Rows with those before and behind them."""
    return np.unique(np.concatenate((rows - 1, rows, rows + 1)))
