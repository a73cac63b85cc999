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

BESIDE = 120
"""Characters before and behind a hit's passage that it knows: what the widest terminal shows of them."""


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
    low, high = max(0, start - BESIDE), min(int(snapshot.edges[found.head]) - begin, end + BESIDE)
    around = snapshot.text(begin + low, begin + high)
    passage = around[start - low : end - low].rstrip()
    end = start + len(passage)
    start += min(len(passage) - len(passage.lstrip()), first - start)
    line, column = snapshot.place(begin + found.spans[found.focus][0])
    source = snapshot.record(found.head).document
    cue = source.cue_at(found.spans[found.focus][0])
    hidden = source.hidden
    shown = slice(bisect_right(hidden, low, key=itemgetter(1)), bisect_left(hidden, high, key=itemgetter(0)))
    return Hit(
        document=source.id,
        path=source.path,
        metadata=source.metadata,
        tier=found.tier,
        score=round(found.score, 4),
        line=line,
        column=column,
        text=around[start - low : end - low],
        text_offset=start,
        spans=found.spans,
        hidden=hidden[shown],
        focus=found.focus,
        likeness=found.likeness,
        begins=cue.begins if cue is not None else None,
        before=around[: start - low][-BESIDE:],
        after=around[end - low :][:BESIDE],
    )
