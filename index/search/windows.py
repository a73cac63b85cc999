"""Windows: the texts of some passages with what stands around them, joined, so that one pass looks at all.

A place in a window is a place in the joined text; the passage it belongs to knows how far that is from
its place in the document. The texts themselves are read when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from index.arrays import Flags, Offsets
from index.store.snapshot import Passages, Snapshot
from index.text.fold import PLANE, CodePoints, to_codes
from index.text.passages import OVERLAP
from index.text.squeeze import Body, masked

_ENDS = np.zeros(PLANE, np.bool_)
_ENDS[to_codes("。！？!?\n")] = True
"""Of every code point whether it ends a sentence or a line."""

EDGE = 1
"""Characters around a passage that always belong to its window: they say whether a Latin word goes on."""


@dataclass(frozen=True)
class Windows:
    """Some passages, ascending, as one text; neighbours share a window."""

    rows: Passages
    documents: Passages
    """The document of each row, as a number in the order of their heads."""
    heads: Passages
    """The record of each row's document."""
    window: Offsets
    """The number of the window of each passage."""
    begins: Offsets
    """Where what belongs to each passage begins in the joined text: the first of a window has its margin."""
    starts: Offsets
    """Where each passage begins there."""
    ends: Offsets
    """Where each passage ends there; its window goes on."""
    shifts: Offsets
    """What makes a place in the joined text one in the document, a passage each."""
    fronts: Offsets
    """Where the body of the passage's document begins, as a place in the joined text."""
    breaks: Offsets
    """Where what parts two windows ends there."""
    read: Callable[[], tuple[CodePoints, Offsets, Offsets]]
    """Gives the joined text, its hidden spans, and its asides."""

    def forgotten(self) -> Windows:
        """The same without the texts, which are read once more where they are asked for."""
        return replace(self)

    @property
    def codes(self) -> CodePoints:
        """The original characters."""
        return self._text[0]

    @cached_property
    def body(self) -> Body:
        """The text as it is matched."""
        codes, hidden, asides = self._text
        return Body(masked(codes, hidden), self.breaks, asides)

    @cached_property
    def _text(self) -> tuple[CodePoints, Offsets, Offsets]:
        return self.read()

    def number(self, places: Offsets) -> Offsets:
        """The number of the passage that each place belongs to; a margin belongs to the passage beside it."""
        return self.begins.searchsorted(places, "right") - 1

    def own(self, places: Offsets) -> Flags:
        """Which places stand in a passage, and not in a margin."""
        numbers = self.number(places)
        return (places >= self.starts[numbers]) & (places < self.ends[numbers])

    def in_front(self, places: Offsets) -> Flags:
        """Which places stand in a front matter block."""
        return places < self.fronts[self.number(places)]

    @cached_property
    def newlines(self) -> Offsets:
        """Where the lines end."""
        return np.flatnonzero(self.codes == ord("\n"))

    @cached_property
    def sentence_ends(self) -> Offsets:
        """Where sentences or lines end, as far as single characters tell."""
        ends = _ENDS.take(self.codes, mode="clip")
        ends[:-1] |= (self.codes[:-1] == ord(".")) & (self.codes[1:] == ord(" "))
        return np.flatnonzero(ends)


def windows(snapshot: Snapshot, rows: Passages, reach: int | Offsets, solid: int) -> Windows:
    """The windows of rows, which ascend: each goes on for `reach` characters on either side (the same for
    all, or one number a row), and far enough to hold `solid` solid characters from any place in the passage
    on."""
    numbers = snapshot.documents_of(rows)
    heads = snapshot.heads[numbers]
    begins, starts, ends = snapshot.starts[heads], snapshot.starts[rows], snapshot.ends[rows]
    new = np.ones(len(rows), np.bool_)
    new[1:] = rows[1:] != rows[:-1] + 1  # between two documents a record stands
    firsts = np.flatnonzero(new)
    lasts = np.append(firsts[1:], len(rows)) - 1
    window = new.cumsum() - 1
    reaches = np.full(len(rows), reach)
    lows = np.maximum(starts[firsts] - np.maximum(reaches[firsts], EDGE), begins[firsts])
    highs = np.maximum(ends[lasts] + reaches[lasts], _edges(snapshot, rows[lasts], solid) + EDGE)
    highs = np.minimum(highs, snapshot.edges[heads[lasts]])
    gap = int(reaches.max(initial=0)) + 1
    bases = np.cumsum(np.append(0, highs - lows + gap))
    moves = (bases[:-1] - lows)[window]
    begins_there = starts + moves
    begins_there[firsts] = bases[:-1]
    return Windows(
        rows=rows,
        documents=numbers,
        heads=heads,
        window=window,
        begins=begins_there,
        starts=starts + moves,
        ends=ends + moves,
        shifts=-(begins + moves),
        fronts=begins + snapshot.columns.body_start[numbers] + moves,
        breaks=bases[1:] - 1,
        read=partial(_text, snapshot, lows, highs, bases[:-1], gap),
    )


def _text(
    snapshot: Snapshot, lows: Offsets, highs: Offsets, places: Offsets, gap: int
) -> tuple[CodePoints, Offsets, Offsets]:
    """The text of windows, joined by so many characters that stand nowhere, its hidden spans and its
    asides."""
    texts = snapshot.texts(lows.tolist(), highs.tolist())
    codes = to_codes(("\0" * gap).join((*texts, "")))
    stretches = lows, highs, places
    return codes, snapshot.hidden.moved(*stretches), snapshot.asides.moved(*stretches)


def _edges(snapshot: Snapshot, rows: Passages, solid: int) -> Offsets:
    """Where what begins in some passages and has so many solid characters ends at the latest. A passage knows
    of OVERLAP behind it, and the passage that these end in of as many more."""
    edges = snapshot.edges[rows]
    for _ in range(OVERLAP + 1, solid, OVERLAP):
        edges = snapshot.edges[snapshot.starts.searchsorted(edges) - 1]
    return edges
