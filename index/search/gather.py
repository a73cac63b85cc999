"""Gathering rows: which passages may hold what is wanted, and what stands in them.

One wanted thing gives a row for each line of each passage it stands in. Several together give a row for
each passage in which they stand near each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from index.arrays import Flags, Offsets, Scores
from index.query import DateRange, Query
from index.search.documents import Documents
from index.search.excluded import Exclusion
from index.search.filters import of_days
from index.search.looking import Gathered, Looking
from index.search.matches import NONE, Matches, join
from index.search.merit import ALL_PARTS, IN_TITLE
from index.search.proximity import REACH, around
from index.search.rows import Rows
from index.search.sets import is_in, or_beside
from index.search.wanted import Group, Wanted
from index.search.windows import Windows, windows
from index.store.snapshot import Passages

APART = 1.5
"""What several parts are expected to lose for each that stands in a neighbouring passage."""

FEW = 32
"""Rows the titles of whose documents are sooner looked at one by one than all titles at once."""

CROWD, BEHIND = 100, -50.0
"""Passages of one document that come before those of others at most, where not all are shown; and what one
beyond them is worth: less than any of another document."""

Dates = tuple[DateRange, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """A wanted thing, and where it may be found."""

    wanted: Wanted
    rows: Passages
    bounds: Scores
    titles: Scores
    """What the title of each document adds."""
    allowed: Flags | None
    passage_merits: Scores | None = None
    """What a match in each of the rows is worth beside, where that is asked for."""

    def worths(self, numbers: Passages) -> Scores:
        """The most that it is worth in each of the rows; `numbers` has the document of every row."""
        worths = self.bounds + self.titles[numbers[self.rows]]
        return worths if self.passage_merits is None else worths + self.passage_merits

    def matches(self, seen: Windows) -> tuple[Matches, Scores]:
        """Everywhere it stands in some windows, and what each match is worth."""
        matches = self.wanted.find(seen.body)
        numbers = seen.number(matches.starts)
        if self.allowed is not None:
            allowed = self.allowed[seen.rows[numbers]]
            matches, numbers = matches.where(allowed), numbers[allowed]
        merits = self.wanted.merits(seen, matches) + self.titles[seen.documents[numbers]]
        if self.passage_merits is not None:
            # What stands in a margin may be in none of the rows, and is left out later.
            merits += self.passage_merits.take(self.rows.searchsorted(seen.rows[numbers]), mode="clip")
        return matches, merits


class Gatherer:
    """Looks through the passages that the filters of a query allow and its exclusion leaves."""

    def __init__(self, documents: Documents, query: Query, looking: Looking) -> None:
        self.snapshot = documents.snapshot
        self.looking = looking
        self.allowed: Flags | None = None
        """Which rows may be found; None where there are no filters."""
        if query.filters:
            self.allowed = documents.allowed(query.filters)
        self._documents = documents
        self._exclusion = Exclusion(query)
        self._sources: dict[tuple[Wanted, bool], _Source] = {}

    def any_of(
        self, group: Sequence[Wanted], verbatim: Sequence[Wanted] = (), *, thorough: bool = True
    ) -> Gathered:
        """The rows of any of the alternatives, by line; what is `verbatim` is found past filters, too. For
        `thorough` see `Looking.through`."""
        sources = [self._source(one, self.allowed) for one in group]
        sources += (self._source(one, None) for one in verbatim)
        sources = [self._with_passage_merits(one) for one in sources if len(one.rows)]
        if not sources:
            return Gathered()
        rows, worths = self._worths(sources)
        added = _document_worths(self._documents.numbers[rows], worths, self.looking.enough)

        def look(chosen: Passages) -> Iterator[Rows]:
            seen = self._windows(chosen, sources)
            matches, merits = _any_of([one.matches(seen) for one in sources])
            merits += added[rows.searchsorted(chosen)][seen.number(matches.starts)]
            yield self._exclusion.apply(Rows.by_line(seen, matches, merits))

        def narrow(left: Passages) -> Flags:
            kept = [one.wanted.narrowed(self.snapshot, one.rows) for one in sources]
            return is_in(left, self.snapshot.union(kept))

        return self.looking.through(rows, worths + added, look, narrow, thorough=thorough)

    def together(
        self,
        groups: Sequence[Group],
        dates: Sequence[Dates],
        taken: Passages,
        among: Group = (),
        whole: Group = (),
        *,
        thorough: bool = True,
    ) -> Gathered:
        """The rows around passages that hold one of each group, or have it near; those of `taken` are left
        out, as is what would begin in a match of the `whole`, and where `among` is given, those that hold
        none of it. A document of a day in one of a group's `dates` needs nothing of that group. What is
        asked for twice is asked for once."""
        groups, dates = zip(*dict.fromkeys(zip(groups, dates, strict=True)), strict=True)
        sources = [self._standing(group) for group in groups]
        if not all(group or ranges for group, ranges in zip(sources, dates, strict=True)):
            return Gathered()
        needed = np.stack([self._needed(ranges) for ranges in dates])
        rows, apart = self._near_all(sources, needed, taken, among)
        estimates = self._estimates(sources, rows, apart)
        counts = [sum(len(one.rows) for one in group) for group in sources]
        length = max((one.solid for one in whole), default=0)

        def look(chosen: Passages) -> Iterator[Rows]:
            # What a passage lacks stands beside it, if anywhere near.
            beyond = np.where(apart[rows.searchsorted(chosen)], REACH + length, 0)
            seen = self._windows(chosen, [one for group in sources for one in group], beyond)
            covered = join([NONE, *(one.find(seen.body) for one in whole if len(taken) and beyond.any())])[0]
            found = [[one.matches(seen) for one in group] for group in sources]
            begun = _starts(sources, found, among)
            demands = needed[:, seen.documents]
            # Without dates, every document needs the same.
            for demand in np.unique(demands, axis=1).T if any(dates) else demands[:, :1].T:
                here = (demands == demand[:, None]).all(axis=0)
                asked = [number for number in range(len(sources)) if demand[number]]
                matches = [_any_of(found[number]) for number in asked]
                rarest = min(range(len(asked)), key=lambda place: counts[asked[place]], default=0)
                if near := around(seen, matches, rarest, here, covered):
                    yield self._exclusion.apply(near.where(near.holding(begun)) if among else near)

        def narrow(left: Passages) -> Flags:
            kept = np.ones(len(left), np.bool_)
            for group in (group for group, ranges in zip(sources, dates, strict=True) if not ranges):
                rows = [one.wanted.narrowed(self.snapshot, one.rows) for one in group]
                kept &= or_beside(self.snapshot.flags(rows))[left]
            return kept

        return self.looking.through(rows, estimates, look, narrow, hopeful=False, thorough=thorough)

    def _estimates(self, sources: Sequence[Sequence[_Source]], rows: Passages, apart: Offsets) -> Scores:
        """The most that several parts are worth in some rows that have so many of them beside."""
        numbers = self._documents.numbers[rows]
        estimates: Scores = np.asarray(ALL_PARTS - APART * apart, np.float64)
        for group in sources:
            bound = max((float(one.bounds.max(initial=-np.inf)) for one in group), default=0.0)
            titles = reduce(np.maximum, (one.titles for one in group), self._documents.titles.none)
            estimates += (bound + titles[numbers]) / len(sources)
        return estimates

    def windows(self, rows: Passages) -> Windows:
        """The windows of rows, with what exclusion asks to see."""
        return self._windows(rows, [])

    def spared(self, rows: Rows) -> Rows:
        """What exclusion leaves of some rows."""
        return self._exclusion.apply(rows)

    def sparing(self, rows: Passages) -> Passages:
        """For each of some passages the first of its document from there on that holds nothing excluded; the
        passage where there is none."""
        if not self._exclusion.wanted:
            return rows
        snapshot = self.snapshot
        free = ~snapshot.flags(self._documents.candidates(one).rows for one in self._exclusion.wanted)
        free[snapshot.heads] = False
        places = np.append(np.flatnonzero(free), snapshot.row_count - 1)
        following = places[places.searchsorted(rows).clip(max=len(places) - 1)]
        ends = snapshot.edges[snapshot.heads_of(rows)]
        return np.where((following >= rows) & (snapshot.starts[following] < ends), following, rows)

    def excluded(self, rows: Passages) -> Flags:
        """Which of some rows, in any order, hold something excluded."""
        if not self._exclusion.wanted or not len(rows):
            return np.zeros(len(rows), np.bool_)
        seen = self.windows(np.sort(rows))
        return is_in(rows, seen.rows[self._exclusion.unwanted(seen)])

    def _standing(self, group: Group) -> list[_Source]:
        """Those of some alternatives that may be found anywhere."""
        sources = (self._source(one, self.allowed) for one in group)
        return [one for one in sources if len(one.rows)]

    def _source(self, wanted: Wanted, allowed: Flags | None) -> _Source:
        key = wanted, allowed is None
        source = self._sources.get(key)
        if source is None:
            source = self._sources[key] = self._sought(wanted, allowed)
        return source

    def _sought(self, wanted: Wanted, allowed: Flags | None) -> _Source:
        rows, bounds = self._documents.candidates(wanted)
        if allowed is not None:
            rows, bounds = rows[allowed[rows]], bounds[allowed[rows]]
        titles = self._documents.titles
        few = set(self._documents.numbers[rows].tolist()) if len(rows) <= FEW else ()
        worth = IN_TITLE * wanted.in_titles(titles, few) if len(rows) else titles.none
        return _Source(wanted, rows, bounds, worth, allowed)

    def _with_passage_merits(self, source: _Source) -> _Source:
        return replace(source, passage_merits=source.wanted.passage_merits(self.snapshot, source.rows))

    def _worths(self, sources: Sequence[_Source]) -> tuple[Passages, Scores]:
        """The rows of several sources, ascending, and the most that one of these is worth in each."""
        worths = [one.worths(self._documents.numbers) for one in sources]
        if len(sources) == 1:
            return sources[0].rows, worths[0]
        every = np.full(self.snapshot.row_count, -np.inf)
        for one, worth in zip(sources, worths, strict=True):
            every[one.rows] = np.maximum(every[one.rows], worth)
        rows = np.flatnonzero(np.isfinite(every))
        return rows, every[rows]

    def _windows(self, rows: Passages, sources: Sequence[_Source], beyond: Offsets | None = None) -> Windows:
        """The windows of rows, with what the sources ask to see, and so many characters more a row."""
        wanted = [*(one.wanted for one in sources), *self._exclusion.wanted]
        reach: int | Offsets = max((one.reach for one in wanted), default=0)
        solid = max((one.solid for one in wanted), default=0)
        return windows(self.snapshot, rows, reach if beyond is None else reach + beyond, solid)

    def _needed(self, ranges: Dates) -> Flags:
        """Which documents are of no day in the ranges."""
        return ~of_days(self.snapshot.columns, ranges)

    def _near_all(
        self, sources: Sequence[Sequence[_Source]], needed: Flags, taken: Passages, among: Group
    ) -> tuple[Passages, Offsets]:
        """The rows that hold one of each group or have it beside them, and how many are only beside; for
        `taken` and `among` see `together`."""
        count, kind = self.snapshot.row_count, np.min_scalar_type(len(sources))
        held, near, unasked = (np.zeros(count, kind) for _ in range(3))
        for group, wanted in zip(sources, needed, strict=True):
            own = self.snapshot.flags(one.rows for one in group)
            here = or_beside(own)
            if not wanted.all():
                asked = self._documents.rows(wanted)
                own, here = own & asked, here & asked
                unasked += ~asked
            held += own
            near += here
        kept = self.snapshot.passages & (near > 0) & (near + unasked == len(sources))
        kept[taken] = False
        if self.allowed is not None:
            kept &= self.allowed
        if among:
            having = [one.rows for group in sources for one in group if one.wanted in among]
            kept &= or_beside(self.snapshot.flags(having))
        rows = np.flatnonzero(kept)
        return rows, (near[rows] - held[rows]).astype(np.int64)


def _document_worths(numbers: Passages, worths: Scores, enough: int) -> Scores:
    """What the documents of passages add to what these are worth, by their numbers, which ascend: the more
    passages, the more for each, so that they stay together. Of a crowd, all but the best lose."""
    counts = np.bincount(numbers)
    added: Scores = np.log1p(counts)[numbers]
    crowding = counts > CROWD
    if len(numbers) > enough and crowding.any():
        places = np.flatnonzero(crowding[numbers])
        order = places[np.lexsort((-worths[places], numbers[places]))]
        ends = np.cumsum(counts * crowding)
        ranks = np.arange(len(order)) - (ends - counts)[numbers[order]]
        added[order[ranks >= CROWD]] += BEHIND
    return added


def _starts(
    sources: Sequence[Sequence[_Source]], found: Sequence[Sequence[tuple[Matches, Scores]]], among: Group
) -> Offsets:
    """Where the matches of some sources begin, of those for what is `among` others alone."""
    pairs = (
        pair for some, theirs in zip(sources, found, strict=True) for pair in zip(some, theirs, strict=True)
    )
    return np.concatenate([NONE.starts, *(own.starts for one, (own, _) in pairs if one.wanted in among)])


def _any_of(found: Sequence[tuple[Matches, Scores]]) -> tuple[Matches, Scores]:
    """The matches of all alternatives, and what each is worth."""
    if len(found) == 1:
        return found[0]
    every, order = join(matches for matches, _ in found)
    return every, np.concatenate([merits for _, merits in found])[order]
