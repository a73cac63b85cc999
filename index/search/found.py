"""What a tier hands on: places in documents with a score, not yet dressed as hits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from index.model import Hit, Likeness, Span, Tier
from index.search.bodies import IndexedDocument

AROUND = 1_000
"""Characters of a passage that a hit shows on either side of its matches. Only what is hidden (an image
written into its link) makes a passage longer."""


@dataclass(frozen=True, slots=True)
class Found:
    """Matches in one passage of one document."""

    document: IndexedDocument
    ordinal: int
    tier: Tier
    score: float
    spans: tuple[Span, ...]
    """Sorted, disjoint, at least one."""
    focus: int = 0
    """Which of the spans to go to."""
    likeness: Likeness | None = None


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, with overlapping and touching spans joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def narrowest(places: Sequence[Sequence[Span]]) -> int:
    """Characters of the shortest stretch that holds a span of each sequence."""
    spans = sorted((start, end, number) for number, spans in enumerate(places) for start, end in spans)
    inside: Counter[int] = Counter()
    shortest = spans[-1][1] - spans[0][0]
    first = 0
    for _, end, number in spans:
        inside[number] += 1
        while len(inside) == len(places):
            start, _, leaving = spans[first]
            shortest = min(shortest, end - start)
            inside[leaving] -= 1
            if not inside[leaving]:
                del inside[leaving]
            first += 1
    return shortest


def to_hit(found: Found) -> Hit:
    """The hit that a person sees: with its passage, its line and its column."""
    document = found.document
    start, end = document.passage(found.ordinal)
    start = max(min(start, found.spans[0][0]), found.spans[0][0] - AROUND)
    end = min(max(end, found.spans[-1][1]), found.spans[-1][1] + AROUND)
    text = document.text[start:end].rstrip()
    skipped = len(text) - len(text.lstrip())
    offset = found.spans[found.focus][0]
    first = found.spans[0][0]
    source = document.record.document
    hidden = source.hidden
    low = bisect_right(hidden, start, key=itemgetter(1))
    high = bisect_left(hidden, end, key=itemgetter(0))
    return Hit(
        document=source.id,
        path=source.path,
        metadata=source.metadata,
        tier=found.tier,
        score=round(found.score, 4),
        line=document.lines.number(offset),
        column=document.lines.column(offset),
        text=text[min(skipped, first - start) :],
        text_offset=start + min(skipped, first - start),
        spans=found.spans,
        hidden=hidden[low:high],
        focus=found.focus,
        likeness=found.likeness,
    )
