"""Spans of one kind over all segments of a snapshot: what is hidden, what is an aside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.model import Span
from index.store.leaves import Leaf
from index.text.stretches import stretches

Offsets = npt.NDArray[np.int64]


class SnapshotSpans:
    """Those of one name, as the segments have them. Raises IndexDamaged."""

    def __init__(self, leaves: Sequence[Leaf], name: str) -> None:
        self._leaves = leaves
        self._name = name

    @cached_property
    def all(self) -> Offsets:
        """(n, 2): all of them, ascending, in characters from the beginning of all texts."""
        spans = [leaf.documents.spans(self._name) + np.int64(leaf.first_character) for leaf in self._leaves]
        return np.concatenate([np.empty((0, 2), np.int64), *spans])

    @cached_property
    def _borders(self) -> Offsets:
        """(2, n): where they begin, and where they end, each in one piece, which is searched sooner."""
        return np.ascontiguousarray(self.all.T)

    def within(
        self, firsts: Sequence[int], lasts: Sequence[int], origins: Sequence[int]
    ) -> list[tuple[Span, ...]]:
        """Those that have something in each stretch from a first offset up to a last one, ascending, as
        offsets from its origin."""
        if not len(self.all):
            return [()] * len(firsts)
        begins, ends = self._borders
        lows, highs = ends.searchsorted(firsts, "right").tolist(), begins.searchsorted(lasts).tolist()
        return [
            tuple([(start - origin, end - origin) for start, end in self.all[low:high].tolist()])
            if low < high
            else ()
            for low, high, origin in zip(lows, highs, origins, strict=True)
        ]

    def moved(self, lows: Offsets, highs: Offsets, places: Offsets) -> Offsets:
        """(n, 2): what each stretch from a low offset up to a high one has of them, where it begins at a
        place of another text."""
        if not len(self.all):
            return self.all
        begins, ends = self._borders
        first = ends.searchsorted(lows, "right")
        count = begins.searchsorted(highs) - first
        if not count.any():
            return self.all[:0]
        number = np.repeat(np.arange(len(lows)), count)
        spans, low = self.all[stretches(first, count)], lows[number, None]
        clipped: Offsets = np.minimum(np.maximum(spans, low), highs[number, None]) - low
        return clipped + places[number, None]
