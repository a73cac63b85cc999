"""Where the terms of a query stand in passages, and which part of a passage holds the most of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

import numpy as np

from index.model import Span
from index.search.fragments import Fragment
from index.search.matches import find, occurrences
from index.search.terms import Term, held, number_spans
from index.search.windows import Windows
from index.text.spans import merged
from index.text.squeeze import Body

SNIPPET = 40
"""Characters that are read at a glance."""

Standing = dict[int, list[Span]]
"""The places of terms, by their numbers."""

Borders = tuple[list[int], list[int]]
"""Where each of some passages begins, and where it ends: what begins in it stands in it."""


def standing(seen: Windows, wanted: Sequence[Term]) -> list[Standing]:
    """Where the terms stand in each of some passages, as places in the joined text. All passages are looked
    at at once."""
    borders = seen.starts.tolist(), seen.ends.tolist()
    found: list[Standing] = [{} for _ in seen.rows]
    for number, term in enumerate(wanted):
        if len(term.passages):
            for place, spans in _by_passage(seen, borders, term).items():
                found[place][number] = spans
    return found


def lit(places: Standing, wanted: Sequence[Term]) -> tuple[Span, ...]:
    """What of it is lit: what counts; pairs only where nothing else stands."""
    counted = [ones for number, ones in places.items() if wanted[number].counted]
    return merged(span for ones in counted or places.values() for span in ones)


def term_spans(body: Body, term: Term) -> list[Span]:
    """Where a term stands in a text; a Latin word between word edges only, and a number by itself, unless it
    stands nowhere so."""
    if term.bridging:
        return find(body, Fragment(term.forms[0])).spans()
    folded = body.folded
    if term.number and (spans := number_spans(folded, term.forms)):
        return spans
    found = [(form, _anywhere(folded, form)) for form in term.forms]
    return [span for form, spans in found for span in _whole(folded, form, spans) or spans]


def densest(spans: Sequence[Span], places: Standing, wanted: Sequence[Term]) -> tuple[int, float]:
    """Which span to go to for the shortest stretch that holds the most of the query's weight within a
    snippet's length, and how much that is; of equals, the first."""
    ordered = sorted((start, end, number) for number, ones in places.items() for start, end in ones)
    starts = [start for start, _, _ in ordered]
    weights = [term.weight for term in wanted]

    def inside(low: int) -> tuple[float, int]:
        """The weight of what stands in the stretch from there on, and how much of it is behind that."""
        high = low + SNIPPET
        stretch = ordered[bisect_left(starts, low) : bisect_left(starts, high)]
        ends = {number: end for _, end, number in reversed(stretch) if end <= high}
        return sum(map(weights.__getitem__, sorted(ends))), high - max(ends.values(), default=low)

    held = {low: inside(low) for low in dict.fromkeys(starts)}
    begin = max(held, key=held.__getitem__)
    most, _ = held[begin]
    return min(bisect_right(spans, begin, key=itemgetter(1)), len(spans) - 1), most


def _by_passage(seen: Windows, borders: Borders, term: Term) -> Mapping[int, list[Span]]:
    """As `term_spans`, in each of some passages, by their numbers; of a Latin word none within others where
    the index knows it as no part of one there."""
    if term.bridging:
        return _within(borders, find(seen.body, Fragment(term.forms[0])).spans())
    folded = seen.body.folded
    alone = _within(borders, number_spans(folded, term.forms)) if term.number else {}
    found: dict[int, list[Span]] = defaultdict(list, alone)
    everywhere = np.ones(len(seen.rows), np.float32)
    for form in term.forms:
        holding = held(term, seen.rows) if term.number or form.isascii() else everywhere
        for place, spans in _within(borders, _anywhere(folded, form)).items():
            counted = _whole(folded, form, spans) or (spans if holding[place] else ())
            if counted and place not in alone:
                found[place] += counted
    return found


def _within(borders: Borders, spans: Iterable[Span]) -> Mapping[int, list[Span]]:
    """The spans that begin in a passage, by its number."""
    starts, ends = borders
    found: dict[int, list[Span]] = defaultdict(list)
    for start, end in spans:
        place = bisect_right(starts, start) - 1
        if place >= 0 and start < ends[place]:
            found[place].append((start, end))
    return found


def _whole(folded: str, word: str, spans: Iterable[Span]) -> list[Span]:
    """Of the places of a Latin word those between word edges; none of another word."""
    if not word.isascii():
        return []
    return [
        (start, end)
        for start, end in spans
        if not (_latin(folded[start - 1 : start]) or _latin(folded[end : end + 1]))
    ]


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _anywhere(folded: str, word: str) -> list[Span]:
    return [(place, place + len(word)) for place in occurrences(folded, word)]
