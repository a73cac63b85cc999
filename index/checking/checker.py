"""What becomes of one quotation over one snapshot: verbatim, the same sound, different, or missing.

The first that holds is the answer. Exact fragments and sounds are found by the engine's own postings; what
is only like a quotation is looked for in the passages that share the most of its rarest pairs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from heapq import merge
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.checking.differences import changes, same_forms, same_marks
from index.checking.quotations import parts
from index.checking.verdicts import Checked, Quotation, QuotedPlace, Verdict
from index.model import Metadata, Span
from index.search.fragments import Fragment, candidates
from index.search.matches import find
from index.search.sounding import Sounding
from index.search.windows import Windows, windows
from index.sources.wording import wording
from index.store import lines
from index.store.snapshot import Passages, Snapshot
from index.text.edits import nearest_stretch
from index.text.entities import visible
from index.text.fold import fold, forms, to_codes
from index.text.pairs import pair_keys
from index.text.pinyin import Sound
from index.text.squeeze import squeeze
from index.text.traits import HIDDEN

AT_ONCE = 64
"""Passages that are looked at together."""

UNLIKE = 0.4
"""Edits for each solid character of a quotation above which nothing is like it."""

PAIRS = 32
"""The rarest pairs of a quotation, by which passages like it are found."""

NEAREST = 8
"""Passages that are compared letter by letter."""

COMPARED = 4_000
"""Solid characters of a quotation times passages, above which fewer passages are compared."""

SOUNDS = 64
"""The most solid characters of a quotation that is looked for by its sound alone."""


class _Place(NamedTuple):
    """A stretch of a document, which is known by its head."""

    head: int
    start: int
    end: int


class Checker:
    """Looks for quotations in one snapshot."""

    def __init__(self, snapshot: Snapshot, draft: Path | None, limit: int) -> None:
        """`draft`, where given, is a file whose own document is passed over; `limit` is how many places of a
        quotation are told at most."""
        self._snapshot = snapshot
        self._limit = limit
        self._draft = draft.resolve() if draft else None

    def check(self, quotation: Quotation) -> Checked:
        """What becomes of it. One with ellipses that does not stand there whole is checked by its parts:
        all of them in order in one document and from one source, else what becomes of the worst."""
        whole = self._verbatim(quotation, quotation.text)
        pieces = parts(quotation.text)
        if whole or len(pieces) < 2:
            return whole or self._like(quotation, quotation.text)
        if places := self._in_order(pieces):
            return self._standing(quotation, places)
        checked = [self._verbatim(quotation, one) or self._like(quotation, one) for one in pieces]
        worst = max(checked, key=lambda one: list(Verdict).index(one.verdict))
        if worst.verdict is Verdict.VERBATIM:
            return Checked(quotation, Verdict.DIFFERENT, worst.places, scattered=True)
        return worst

    @cached_property
    def _own(self) -> tuple[int, int]:
        """The rows of the draft's own document."""
        for number, state in enumerate(self._snapshot.file_states() if self._draft else ()):
            if Path(state.path).resolve() == self._draft:
                rows = self._snapshot.rows_of(int(self._snapshot.heads[number]))
                return rows.start, rows.stop
        return 0, 0

    def _others(self, rows: Passages) -> Passages:
        """The rows that are not of the draft itself."""
        first, last = self._own
        return rows[(rows < first) | (rows >= last)]

    def _windows(self, rows: Passages, solid: int) -> Iterator[Windows]:
        """Those of the rows that are not of the draft itself, AT_ONCE at a time; `solid` as for `windows`."""
        rows = self._others(rows)
        for first in range(0, len(rows), AT_ONCE):
            yield windows(self._snapshot, rows[first : first + AT_ONCE], 0, solid)

    def _stretches(self, text: str) -> Iterator[_Place]:
        """Everywhere a text stands, in the order of the index: once each, in whatever forms it does."""
        last: _Place | None = None
        for place in merge(*(self._fragments(Fragment(form)) for (form,) in forms((text,)))):
            if last and place.head == last.head and place.start < last.end:
                # With the marks at its edges in one form, without them in another.
                last = max(last, place, key=_size)
                continue
            if last:
                yield last
            last = place
        if last:
            yield last

    def _fragments(self, fragment: Fragment) -> Iterator[_Place]:
        for seen in self._windows(candidates(self._snapshot, fragment), len(fragment.literal)):
            matches = find(seen.body, fragment)
            for start, end in matches.where(seen.own(matches.starts)).spans():
                yield _place(seen, (start, end))

    def _verbatim(self, quotation: Quotation, text: str) -> Checked | None:
        places = list(self._stretches(text))
        return self._standing(quotation, places, text) if places else None

    def _standing(self, quotation: Quotation, places: list[_Place], text: str | None = None) -> Checked:
        """Verbatim, in these places, as many of them as are told; of parts it is not told how they differ."""
        told = places[: self._limit]
        shown, more = tuple(map(self._shown, told)), len(places) - len(told)
        if text is None:
            return Checked(quotation, Verdict.VERBATIM, shown, more)
        stretches = [one for place in told for one in self._visible(place)]
        return Checked(
            quotation,
            Verdict.VERBATIM,
            shown,
            more,
            forms=not any(same_forms(one, text) for one in stretches),
            marks=not any(same_marks(one, text) for one in stretches),
        )

    def _in_order(self, pieces: tuple[str, ...]) -> list[_Place]:
        """Where all parts follow one another in a document, from one source, from the first to the last."""
        ends: dict[tuple[int, str], Span] = {}
        for number, piece in enumerate(pieces):
            before, ends = ends, {}
            for place in self._stretches(piece):
                source = place.head, self._source(place).title
                if not number:
                    ends.setdefault(source, (place.start, place.end))
                elif source in before and source not in ends and place.start >= before[source][1]:
                    ends[source] = before[source][0], place.end
            if not ends:
                return []
        return [_Place(head, *span) for (head, _), span in ends.items()]

    def _source(self, place: _Place) -> Metadata:
        return self._snapshot.record(place.head).source_of(place.start)

    def _like(self, quotation: Quotation, text: str) -> Checked:
        solids = [squeeze(fold(form)) for (form,) in forms((text,))]
        if place := next(filter(None, map(self._sounding, solids)), None):
            return self._told(quotation, Verdict.SOUND, place, text)
        if near := [found for found in map(self._nearest, solids) if found]:
            return self._told(quotation, Verdict.DIFFERENT, min(near)[1], text)
        return Checked(quotation, Verdict.MISSING)

    def _sounding(self, solid: str) -> _Place | None:
        """Where something sounds the same, whatever marks stand in it."""
        if not 2 <= len(solid) <= SOUNDS:
            return None
        sounding = Sounding(tuple(map(Sound, solid)), by_sound=True)
        for seen in self._windows(sounding.candidates(self._snapshot).rows, len(solid)):
            for body in seen.body.readings:
                for place in sounding.places(body).tolist():
                    positions = body.positions[place : place + len(solid)]
                    return _place(seen, (int(positions[0]), int(positions[-1]) + 1))
        return None

    def _nearest(self, solid: str) -> tuple[int, _Place] | None:
        """The stretch of the passages most like it that is the fewest edits away, and how many; None where
        that is too far."""
        rows = self._alike(solid)
        if not len(rows):
            return None
        seen = windows(self._snapshot, rows, 2 * len(solid), 0)
        # What stands between two windows is made too long to be bridged.
        found = []
        for body in seen.body.readings:
            lengths = np.where(body.codes == ord(HIDDEN), len(solid) + 1, 1)
            start, end, edits = nearest_stretch(to_codes(solid), np.repeat(body.codes, lengths))
            if edits <= UNLIKE * len(solid):
                positions = np.repeat(body.positions, lengths)
                span = int(positions[start]), int(positions[end - 1]) + 1
                found.append((edits, _place(seen, span)))
        return min(found, default=None)

    def _alike(self, solid: str) -> Passages:
        """The passages that hold the most of its rarest pairs, ascending."""
        pairs = pair_keys(to_codes(solid)).tolist()
        keys = dict(zip(pairs, self._snapshot.pairs.frequencies(pairs), strict=True))
        rarest = sorted((count, key) for key, count in keys.items() if count)[:PAIRS]
        scores = np.zeros(self._snapshot.row_count)
        for count, key in rarest:
            scores[self._snapshot.pairs.passages(key)] += math.log1p(self._snapshot.passage_count / count)
        rows = self._others(np.flatnonzero(scores))
        count = max(1, min(NEAREST, COMPARED // len(solid)))
        if len(rows) > count:
            rows = rows[np.argpartition(-scores[rows], count)[:count]]
        return np.sort(rows)

    def _told(self, quotation: Quotation, verdict: Verdict, place: _Place, text: str) -> Checked:
        least = min((changes(one, text) for one in self._visible(place)), key=_changed)
        return Checked(quotation, verdict, (self._shown(place),), changes=least)

    def _shown(self, place: _Place) -> QuotedPlace:
        begin = int(self._snapshot.starts[place.head])
        path, title = self._snapshot.record(place.head).path, self._source(place).title
        ((line, column),) = lines.places(self._snapshot, [begin + place.start])
        text = self._snapshot.text(begin + place.start, begin + place.end)
        return QuotedPlace(path, title, line, column, place.start, place.end, text)

    def _visible(self, place: _Place) -> Iterator[str]:
        """The words of a stretch as a reader sees them, as `Quotation.text` has those of a quotation; and as
        they are read past asides."""
        head = int(self._snapshot.starts[place.head])
        begin, end = head + place.start, head + place.end
        document = replace(self._snapshot.stretch(place.head, begin, end), body_start=0)
        yield wording(document, (0, end - begin), visible)
        if document.asides:
            hidden = tuple(sorted(document.hidden + document.asides))
            yield wording(replace(document, hidden=hidden, asides=()), (0, end - begin), visible)


def _size(place: _Place) -> int:
    return place.end - place.start


def _changed(parts: Sequence[tuple[str, str]]) -> int:
    """Characters that differ."""
    return sum(len(there) + len(quoted) for there, quoted in parts if there != quoted)


def _place(seen: Windows, span: Span) -> _Place:
    number = int(seen.number(np.array(span[0])))
    shift = int(seen.shifts[number])
    return _Place(int(seen.heads[number]), span[0] + shift, span[1] + shift)
