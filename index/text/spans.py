"""Spans of a text: joined, taken from one another, those of a stretch, and what stands at a place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from index.model import Span


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans sorted, with those that overlap or touch made one; none is empty."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and found[-1][1] >= start:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return tuple(found)


def apart(spans: Iterable[Span], others: Sequence[Span]) -> Iterator[Span]:
    """What of some spans is in none of the others; both are sorted and disjoint."""
    for start, end in spans:
        for low, high in within(others, (start, end)):
            if start < low:
                yield start, low
            start = high
        if start < end:
            yield start, end


def within(spans: Sequence[Span], stretch: Span) -> Sequence[Span]:
    """Those of disjoint spans that have something in a stretch."""
    first = bisect_right(spans, stretch[0], key=itemgetter(1))
    return spans[first : bisect_left(spans, stretch[1], key=itemgetter(0))]


def untouched(spans: Iterable[Span], matches: Sequence[Span]) -> Iterator[Span]:
    """Those of some spans in which none of the matches, which are sorted and disjoint, begins or ends."""
    for start, end in spans:
        if all(low < start and end < high for low, high in within(matches, (start, end))):
            yield start, end


def behind(pattern: re.Pattern[str], text: str, place: int) -> int:
    """The end of what stands at a place; the place where it does not."""
    found = pattern.match(text, place)
    return found.end() if found is not None else place
