"""Gathering rows: documents that may hold what is wanted, looked at one by one.

One wanted thing gives a row for each line of each passage it stands in. Several together give a row
for each passage in which they stand near each other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import reduce

import numpy as np

from index.query import DateRange
from index.search.bodies import Documents, IndexedDocument
from index.search.matches import Matches, Offsets, Scores, join
from index.search.merit import ALL_PARTS, IN_TITLE
from index.search.rows import Rows
from index.search.wanted import Group, Wanted, beside
from index.store.snapshot import Passages, Snapshot

REACH = 300
"""Characters within which all of several parts stand that belong together."""

Allowed = Callable[[int], bool]
"""Whether the document of a head may be looked at."""


class Gatherer:
    """Looks through the documents of one snapshot that filters allow."""

    def __init__(self, snapshot: Snapshot, documents: Documents, allowed: Allowed) -> None:
        self.snapshot = snapshot
        self.documents = documents
        self.allowed = allowed

    def heads(self, wanted: Wanted) -> set[int]:
        """The documents that may hold what is wanted, allowed or not."""
        return self._heads(wanted.passages(self.snapshot))

    def any_of(self, group: Sequence[Wanted]) -> Iterator[Rows]:
        """The rows of any of the alternatives, by line."""
        if group:
            for head in sorted(set().union(*map(self.heads, group))):
                if self.allowed(head) and (rows := by_line(self.documents.at(head), group)):
                    yield rows

    def together(self, groups: Sequence[Group], dates: Sequence[Sequence[DateRange]]) -> Iterator[Rows]:
        """The rows around passages that hold one of each group, or have it near; a document of a day in one
        of a group's `dates` needs nothing of that group."""
        places = [self._beside(group) for group in groups]
        common = reduce(np.union1d if any(dates) else np.intersect1d, places)
        for head in sorted(self._heads(common)):
            if self.allowed(head):
                document = self.documents.at(head)
                day = document.record.document.metadata.date
                needed = [
                    group
                    for group, ranges in zip(groups, dates, strict=True)
                    if day is None or not any(one.holds(day) for one in ranges)
                ]
                if rows := around(document, needed):
                    yield rows

    def _heads(self, rows: Passages) -> set[int]:
        return set(np.unique(self.snapshot.heads_of(rows)).tolist())

    def _beside(self, group: Group) -> Passages:
        return reduce(np.union1d, (beside(one.passages(self.snapshot)) for one in group))


def by_line(document: IndexedDocument, group: Sequence[Wanted]) -> Rows | None:
    """The rows of one document for any of several alternatives; None where none stands there."""
    matches, scores = _any_of(document, group)
    if not matches:
        return None
    shared = math.log1p(len(scores))  # by all rows of a document, which keeps them together
    return Rows.by_line(document, matches, scores + shared)


def around(document: IndexedDocument, groups: Sequence[Group]) -> Rows | None:
    """The rows of one document, by passage: around each of the rarest group, if all others are near."""
    found = [_any_of(document, group) for group in groups]
    if not found or not all(matches for matches, _ in found):
        return None
    anchors = min((matches.starts for matches, _ in found), key=len)
    scores = np.full(len(anchors), ALL_PARTS)
    first, last = anchors.copy(), anchors.copy()
    for matches, merits in found:
        nearest = _nearest(matches.starts, anchors)
        scores += merits[nearest] / len(groups)
        first = np.minimum(first, matches.starts[nearest])
        last = np.maximum(last, matches.ends[nearest])
    scores -= np.log1p(last - first) / 2
    close = last - first <= REACH
    every, _ = join(matches for matches, _ in found)
    return _by_passage(document, every, anchors[close], first[close], last[close], scores[close])


def _any_of(document: IndexedDocument, group: Sequence[Wanted]) -> tuple[Matches, Scores]:
    """The matches of all alternatives in one document, and what each is worth."""
    found = [(one, one.find(document.body)) for one in group]
    scores = [
        one.merits(document, matches) + IN_TITLE * one.in_title(document) if matches else np.empty(0)
        for one, matches in found
    ]
    every, order = join(matches for _, matches in found)
    return every, np.concatenate(scores)[order]


def _by_passage(
    document: IndexedDocument,
    matches: Matches,
    anchors: Offsets,
    first: Offsets,
    last: Offsets,
    scores: Scores,
) -> Rows | None:
    """A row for each passage with an anchor, with all matches of the passage and of its anchors' reach."""
    if not len(anchors):
        return None
    ordinals = document.ordinals(anchors)
    firsts = np.append(0, np.flatnonzero(ordinals[1:] != ordinals[:-1]) + 1)
    ordinals = ordinals[firsts]
    ends = np.append(document.passage_starts[1:], len(document.text))
    low = np.minimum(np.minimum.reduceat(first, firsts), document.passage_starts[ordinals])
    high = np.maximum(np.maximum.reduceat(last, firsts), ends[ordinals])
    lows, highs = np.searchsorted(matches.starts, low), np.searchsorted(matches.starts, high)
    return Rows(document, matches, lows, highs, ordinals, np.maximum.reduceat(scores, firsts))


def _nearest(starts: Offsets, anchors: Offsets) -> Offsets:
    """The index of the start that is nearest to each anchor."""
    behind = np.minimum(np.searchsorted(starts, anchors), len(starts) - 1)
    before = np.maximum(behind - 1, 0)
    nearer = np.abs(anchors - starts[before]) < np.abs(starts[behind] - anchors)
    return np.where(nearer, before, behind)
