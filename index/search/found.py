"""What a tier hands on: places in documents with a score, not yet dressed as hits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from index.model import Document, Hit, Likeness, Span, Tier
from index.sources.transcript import is_head
from index.store.lines import places
from index.store.snapshot import Snapshot
from index.text.spans import merged, untouched

AROUND = 1_000
"""Characters of a passage that a hit shows on either side of its matches. Only what is hidden (an image
written into its link) makes a passage longer."""

BESIDE = 120
"""Characters before and behind a hit's passage that it knows: what the widest terminal shows of them."""


class Found(NamedTuple):
    """Matches in one passage of one document."""

    row: int
    """The passage, as a row of the index."""
    head: int
    """The record of its document."""
    tier: Tier
    score: float
    spans: tuple[Span, ...]
    """In the document: sorted, disjoint, at least one."""
    focus: int = 0
    """Which of the spans to go to."""
    likeness: Likeness | None = None


def to_hits(found: Sequence[Found], snapshot: Snapshot) -> list[Hit]:
    """The hits that a person sees: each with its passage, its line and its column."""
    heads, rows = [one.head for one in found], [one.row for one in found]
    begins = snapshot.starts[heads]
    extents = np.stack((begins, snapshot.starts[rows], snapshot.ends[rows], snapshot.edges[heads]), axis=1)
    extents -= begins[:, None]
    documents = list(map(snapshot.record, heads))
    stretches = list(map(_stretch, found, documents, extents[:, 1:].tolist()))
    shifts = begins.tolist()
    lows = [stretch.low + shift for stretch, shift in zip(stretches, shifts, strict=True)]
    highs = [stretch.high + shift for stretch, shift in zip(stretches, shifts, strict=True)]
    texts = snapshot.texts(lows, highs)
    focuses = [one.spans[one.focus][0] + shift for one, shift in zip(found, shifts, strict=True)]
    at = places(snapshot, focuses)
    spans = (every.within(lows, highs, shifts) for every in (snapshot.hidden, snapshot.asides))
    return list(map(_to_hit, found, documents, stretches, texts, at, *spans))


class _Stretch(NamedTuple):
    """What is shown around a hit, in its document."""

    low: int
    start: int
    """Where the passage begins, or as much of it as is shown."""
    end: int
    high: int


def _stretch(found: Found, document: Document, passage: Sequence[int]) -> _Stretch:
    """The passage, which begins, ends, and is in a document of a length, and what stands around it: of a
    section nothing else."""
    (start, end, length), first, last = passage, found.spans[0][0], found.spans[-1][1]
    section = document.section_of(found.spans[found.focus][0])
    low, high = (section.start, section.end) if section else (0, length)
    low, high = min(low, first), max(high, last)
    start = max(min(start, first), first - AROUND, low)
    end = min(max(end, last), last + AROUND, high)
    return _Stretch(max(low, start - BESIDE), start, end, min(high, end + BESIDE))


def _to_hit(
    found: Found,
    document: Document,
    stretch: _Stretch,
    around: str,
    place: tuple[int, int],
    hidden: Sequence[Span],
    asides: tuple[Span, ...],
) -> Hit:
    low, start, end, _ = stretch
    passage = around[start - low : end - low].rstrip()
    end = start + len(passage)
    start += min(len(passage) - len(passage.lstrip()), found.spans[0][0] - start)
    focus = found.spans[found.focus]
    section = document.section_of(focus[0])
    heads = [(max(low, section.start), section.body)] if section else []
    if document.cues and asides:
        document = replace(document, asides=asides)
        heads += [span for span in asides if is_head(around, span[0] - low, span[1] - low)]
    if heads:
        hidden = merged((*hidden, *untouched(heads, found.spans)))
    cue = document.cue_of(focus)
    body = document.body_start
    if low < body <= found.spans[0][0]:
        hidden = [(low, body), *(one for one in hidden if one[0] >= body)]
    return Hit(
        document=document.id,
        path=document.path,
        metadata=document.source_of(focus[0]),
        tier=found.tier,
        score=round(found.score, 4),
        line=place[0],
        column=place[1],
        text=around[start - low : end - low],
        text_offset=start,
        spans=found.spans,
        hidden=tuple(hidden),
        focus=found.focus,
        likeness=found.likeness,
        begins=cue.begins if cue is not None else None,
        before=around[: start - low][-BESIDE:],
        after=around[end - low :][:BESIDE],
        sectioned=section is not None,
    )
