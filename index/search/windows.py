"""Windows: the texts of some passages with what stands around them, joined, so that one pass looks at all.

A place in a window is a place in the joined text; the passage it belongs to knows how far that is from
its place in the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from index.search.bodies import Documents
from index.search.matches import Flags, Offsets
from index.store.snapshot import Passages
from index.text.fold import CodePoints, to_codes
from index.text.passages import OVERLAP
from index.text.squeeze import Body

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
    starts: Offsets
    """Where each passage begins in the joined text."""
    ends: Offsets
    """Where each passage ends there; its window goes on."""
    shifts: Offsets
    """What makes a place in the joined text one in the document, a passage each."""
    fronts: Offsets
    """Where the body of the passage's document begins, as a place in the joined text."""
    text: str
    """The original characters."""
    body: Body

    def number(self, places: Offsets) -> Offsets:
        """The number of the passage that each place belongs to, the nearest before it for one in a margin."""
        return np.maximum(np.searchsorted(self.starts, places, "right") - 1, 0)

    def own(self, places: Offsets) -> Flags:
        """Which places stand in a passage, and not in a margin."""
        numbers = self.number(places)
        return (places >= self.starts[numbers]) & (places < self.ends[numbers])

    def in_front(self, places: Offsets) -> Flags:
        """Which places stand in a front matter block."""
        return places < self.fronts[self.number(places)]

    @cached_property
    def codes(self) -> CodePoints:
        """The original code points."""
        return to_codes(self.text)

    @cached_property
    def newlines(self) -> Offsets:
        """Where the lines end."""
        return np.flatnonzero(self.codes == ord("\n"))


def windows(documents: Documents, rows: Passages, reach: int, solid: int) -> Windows:
    """The windows of rows, which ascend: each goes on for `reach` characters on either side, and far enough
    to hold `solid` solid characters from any place in the passage on."""
    numbers = documents.snapshot.documents_of(rows)
    heads = documents.snapshot.heads[numbers]
    margin, gap = max(reach, EDGE), reach + 1
    folded, texts, places = [], [], []
    base = 0
    for first, last in _runs(rows):
        head = int(heads[first])
        document = documents.at(head)
        ordinals = slice(int(rows[first]) - head - 1, int(rows[last - 1]) - head)
        starts = document.passage_starts[ordinals]
        ends = document.passage_ends[ordinals]
        low = max(0, int(starts[0]) - margin)
        high = max(int(ends[-1]) + reach, document.edge(int(ends[-1]), max(solid, OVERLAP + 1)) + EDGE)
        folded.append(document.body.folded[low:high])
        texts.append(document.text[low:high])
        fronts = np.full(len(starts), document.record.document.body_start)
        places.append(np.stack((starts, ends, fronts, np.zeros_like(starts))) + (base - low))
        base += len(folded[-1]) + gap
    body, _ = Body.joined(folded, gap)
    starts, ends, fronts, zeros = np.concatenate(places, axis=1)
    return Windows(rows, numbers, heads, starts, ends, -zeros, fronts, ("\0" * gap).join((*texts, "")), body)


def _runs(rows: Passages) -> Iterator[tuple[int, int]]:
    """Stretches of numbers that follow one another; between two documents a record stands."""
    breaks = np.flatnonzero(np.diff(rows) != 1) + 1
    edges = [0, *breaks.tolist(), len(rows)]
    return pairwise(edges)
