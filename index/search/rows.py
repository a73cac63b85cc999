"""Rows: hits in the making, as parallel arrays.

A row is the matches on one line of one passage, or all those around a passage. Rows are scored and
counted as numbers; only the few that are shown become objects.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np

from index.arrays import Flags, Offsets, Scores
from index.model import Span, Tier
from index.search.found import Found
from index.search.matches import Matches
from index.search.windows import Windows
from index.store.snapshot import Passages
from index.text.spans import merged
from index.text.stretches import run_begins, run_numbers


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of some windows, in the order of the text."""

    windows: Windows
    matches: Matches
    """As places in the joined text."""
    lows: Offsets
    """The index of each row's first match."""
    highs: Offsets
    """The index behind each row's last match."""
    numbers: Offsets
    """The passage of each row, as a number in the windows."""
    scores: Scores
    focuses: Offsets
    """The index of each row's match to go to: where its score is from."""

    def __len__(self) -> int:
        return len(self.numbers)

    @classmethod
    def by_line(cls, windows: Windows, matches: Matches, merits: Scores) -> Rows:
        """A row for each line of each passage with matches; it is as good as its best match, the first of
        these."""
        own = windows.own(matches.starts)
        matches, merits = matches.where(own), merits[own]
        numbers = windows.number(matches.starts)
        lines = windows.newlines.searchsorted(matches.starts)
        new = np.ones(len(numbers), np.bool_)
        new[1:] = (numbers[1:] != numbers[:-1]) | (lines[1:] != lines[:-1])
        lows = np.flatnonzero(new)
        highs = np.append(lows[1:], len(numbers))[: len(lows)]
        scores, focuses = best_of_runs(merits, lows)
        return cls(windows, matches, lows, highs, numbers[lows], scores, focuses)

    @property
    def passages(self) -> Passages:
        """The passage of each row, as a row of the index."""
        return self.windows.rows[self.numbers]

    def where(self, chosen: Flags) -> Rows:
        """Some of the rows."""
        lows, highs, numbers = (part[chosen] for part in (self.lows, self.highs, self.numbers))
        scores, focuses = self.scores[chosen], self.focuses[chosen]
        return Rows(self.windows, self.matches, lows, highs, numbers, scores, focuses)

    def forgotten(self) -> Rows:
        """The rows without the texts of their windows."""
        return replace(self, windows=self.windows.forgotten())

    def holding(self, starts: Offsets) -> Flags:
        """Which rows hold a match that begins at one of these places."""
        held = np.append(0, np.cumsum(np.isin(self.matches.starts, starts)))
        within: Flags = held[self.highs] > held[self.lows]
        return within

    def spans(self) -> Iterable[tuple[int, Span]]:
        """Every match of every row, as the document it stands in and its span there."""
        edges = np.zeros(len(self.matches.starts) + 1, np.int64)
        np.add.at(edges, self.lows, 1)
        np.add.at(edges, self.highs, -1)
        lit = self.matches.where(np.cumsum(edges)[:-1] > 0)
        numbers = self.windows.number(lit.starts)
        shifts = self.windows.shifts[numbers]
        places = zip((lit.starts + shifts).tolist(), (lit.ends + shifts).tolist(), strict=True)
        return zip(self.windows.heads[numbers].tolist(), places, strict=True)

    def found(self, numbers: Sequence[int], tier: Tier) -> Iterator[Found]:
        """Some rows, taken out."""
        windows, matches, passages = self.windows, self.matches, self.numbers[numbers]
        kept = (windows.rows[passages], windows.heads[passages], windows.shifts[passages])
        places = matches.starts[self.focuses[numbers]]
        columns = (*kept, self.scores[numbers], self.lows[numbers], self.highs[numbers], places)
        told = zip(*(column.tolist() for column in columns), strict=True)
        for row, head, shift, score, first, last, place in told:
            spans = merged(matches.where(slice(first, last)).spans())
            focus = bisect_right(spans, place, key=itemgetter(0)) - 1
            moved = tuple([(start + shift, end + shift) for start, end in spans])
            yield Found(row, head, tier, score, moved, focus)


def best_of_runs(values: Scores, begins: Offsets) -> tuple[Scores, Offsets]:
    """The highest value of each run of values that begins there, and the index of the first that is it."""
    if len(begins) == len(values):
        return values, begins
    tops = np.maximum.reduceat(values, begins)
    runs = run_numbers(begins, len(values))
    places = np.flatnonzero(values == tops[runs])
    return tops, places[run_begins(runs[places])]


def best(rows: Sequence[Rows], count: int, tier: Tier) -> list[Found]:
    """The `count` rows with the highest scores, best first; equals in the order of the index."""
    if not rows or not count:
        return []
    return taken_out([(rows[source], number) for source, number in leading(rows, count)], tier)


def taken_out(chosen: Sequence[tuple[Rows, int]], tier: Tier) -> list[Found]:
    """Rows of several, each told by its number among its own, taken out, in this order."""
    each: dict[int, tuple[Rows, list[int]]] = {}
    for rows, number in chosen:
        each.setdefault(id(rows), (rows, []))[1].append(number)
    found = {key: rows.found(numbers, tier) for key, (rows, numbers) in each.items()}
    return [next(found[id(rows)]) for rows, _ in chosen]


def leading(rows: Sequence[Rows], count: int) -> list[tuple[int, int]]:
    """Of at least one `Rows`: where the `count` best rows are, as `best` has them: in which of them, and the
    number of each there."""
    scores = np.concatenate([one.scores for one in rows])
    passages = np.concatenate([one.passages for one in rows])
    sources = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    numbers = np.concatenate([np.arange(len(one)) for one in rows])
    order = np.lexsort((numbers, passages, -scores))[:count]
    return list(zip(sources[order].tolist(), numbers[order].tolist(), strict=True))
