"""What a tier hands on: places in documents with a score, not yet dressed as hits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from index.model import Hit, Likeness, Span, Tier
from index.store.snapshot import Snapshot

AROUND = 1_000
"""Characters of a passage that a hit shows on either side of its matches. Only what is hidden (an image
written into its link) makes a passage longer."""


class Excerpt(NamedTuple):
    """A stretch of a folded text."""

    folded: str
    start: int
    """Where it begins in the document."""


@dataclass(frozen=True, slots=True)
class Found:
    """Matches in one passage of one document."""

    row: int
    """The passage, as a row of the index."""
    head: int
    """The record of its document."""
    tier: Tier
    score: float
    spans: tuple[Span, ...]
    """In the document: sorted, disjoint, at least one."""
    excerpt: Excerpt
    """What the matches stand in, with a few characters around them."""
    focus: int = 0
    """Which of the spans to go to."""
    likeness: Likeness | None = None

    @property
    def first(self) -> tuple[str, Span]:
        """The excerpt, and the first match as a span of it."""
        (start, end), shift = self.spans[0], self.excerpt.start
        return self.excerpt.folded, (start - shift, end - shift)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted, with overlapping and touching spans joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def to_hit(found: Found, snapshot: Snapshot) -> Hit:
    """The hit that a person sees: with its passage, its line and its column."""
    begin = int(snapshot.starts[found.head])
    start, end = int(snapshot.starts[found.row]) - begin, int(snapshot.ends[found.row]) - begin
    first, last = found.spans[0][0], found.spans[-1][1]
    start = max(min(start, first), first - AROUND)
    end = min(max(end, last), last + AROUND)
    text = snapshot.text(begin + start, begin + end).rstrip()
    skipped = min(len(text) - len(text.lstrip()), first - start)
    line, column = snapshot.place(begin + found.spans[found.focus][0])
    source = snapshot.record(found.head).document
    hidden = source.hidden
    low = bisect_right(hidden, start, key=itemgetter(1))
    high = bisect_left(hidden, end, key=itemgetter(0))
    return Hit(
        document=source.id,
        path=source.path,
        metadata=source.metadata,
        tier=found.tier,
        score=round(found.score, 4),
        line=line,
        column=column,
        text=text[skipped:],
        text_offset=start + skipped,
        spans=found.spans,
        hidden=hidden[low:high],
        focus=found.focus,
        likeness=found.likeness,
    )
