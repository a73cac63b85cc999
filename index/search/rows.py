"""Rows: the hits of one document in the making, as parallel arrays.

A row is the matches on one line of one passage, or all those around a passage. Rows are scored and
counted as numbers; only the few that are shown become objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.model import Span, Tier
from index.search.bodies import IndexedDocument
from index.search.found import Found, merge
from index.search.matches import Flags, Matches, Offsets, Scores


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one document, in the order of the text."""

    document: IndexedDocument
    matches: Matches
    lows: Offsets
    """The index of each row's first match."""
    highs: Offsets
    """The index behind each row's last match."""
    ordinals: Offsets
    """The passage of each row."""
    scores: Scores

    def __len__(self) -> int:
        return len(self.ordinals)

    @classmethod
    def by_line(cls, document: IndexedDocument, matches: Matches, merits: Scores) -> Rows:
        """A row for each line of each passage; it is as good as its best match."""
        ordinals = document.ordinals(matches.starts)
        lines = np.searchsorted(document.line_starts, matches.starts, "right")
        breaks = (ordinals[1:] != ordinals[:-1]) | (lines[1:] != lines[:-1])
        lows = np.append(0, np.flatnonzero(breaks) + 1)
        highs = np.append(lows[1:], len(ordinals))
        return cls(document, matches, lows, highs, ordinals[lows], np.maximum.reduceat(merits, lows))

    def where(self, chosen: Flags) -> Rows:
        """Some of the rows."""
        lows, highs, ordinals = (part[chosen] for part in (self.lows, self.highs, self.ordinals))
        return Rows(self.document, self.matches, lows, highs, ordinals, self.scores[chosen])

    def holding(self, starts: Offsets) -> Flags:
        """Which rows hold a match that begins at one of these offsets."""
        held = np.append(0, np.cumsum(np.isin(self.matches.starts, starts)))
        within: Flags = held[self.highs] > held[self.lows]
        return within

    def spans(self) -> list[Span]:
        """Every match of every row."""
        edges = np.zeros(len(self.matches.starts) + 1, np.int64)
        np.add.at(edges, self.lows, 1)
        np.add.at(edges, self.highs, -1)
        return self.matches.where(np.cumsum(edges)[:-1] > 0).spans()

    def found(self, number: int, tier: Tier) -> Found:
        """One row, taken out."""
        inside = slice(self.lows[number], self.highs[number])
        spans = merge(self.matches.where(inside).spans())
        return Found(self.document, int(self.ordinals[number]), tier, float(self.scores[number]), spans)


def best(rows: Sequence[Rows], count: int, tier: Tier) -> list[Found]:
    """The `count` rows with the highest scores, best first; equals by path, then by place."""
    if not rows or not count:
        return []
    in_order = sorted(rows, key=lambda one: one.document.record.document.path)
    scores = np.concatenate([one.scores for one in in_order])
    sources = np.repeat(np.arange(len(in_order)), [len(one) for one in in_order])
    numbers = np.concatenate([np.arange(len(one)) for one in in_order])
    if len(scores) > count:
        edge = np.partition(scores, len(scores) - count)[len(scores) - count]
        chosen = np.flatnonzero(scores >= edge)
    else:
        chosen = np.arange(len(scores))
    order = chosen[np.argsort(-scores[chosen], kind="stable")][:count]
    return [in_order[sources[index]].found(int(numbers[index]), tier) for index in order.tolist()]


def total(rows: Iterable[Rows]) -> int:
    """How many rows there are."""
    return sum(map(len, rows))
