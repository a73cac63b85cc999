"""Spans of one kind over all segments of a snapshot: what is hidden, what is an aside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.arrays import Offsets
from index.model import Span
from index.store.leaves import Leaf
from index.text.stretches import stretches


class SnapshotSpans:
    """Those of one name, as the segments have them. Raises IndexDamaged."""

    def __init__(self, leaves: Sequence[Leaf], name: str) -> None:
        self._leaves = leaves
        self._name = name

    @cached_property
    def _borders(self) -> tuple[Offsets, Offsets]:
        """Where they begin, ascending, and where they end, in characters from the beginning of all texts."""
        spans = [leaf.documents.spans(self._name).T + np.int64(leaf.first_character) for leaf in self._leaves]
        begins, ends = np.ascontiguousarray(np.concatenate([np.empty((2, 0), np.int64), *spans], axis=1))
        return begins, ends

    def within(
        self, firsts: Sequence[int], lasts: Sequence[int], origins: Sequence[int]
    ) -> list[tuple[Span, ...]]:
        """Those that have something in each stretch from a first offset up to a last one, ascending, as
        offsets from its origin."""
        begins, ends = self._borders
        if not len(begins):
            return [()] * len(firsts)
        lows, highs = ends.searchsorted(firsts, "right").tolist(), begins.searchsorted(lasts).tolist()
        return [
            tuple(zip((begins[low:high] - origin).tolist(), (ends[low:high] - origin).tolist(), strict=True))
            if low < high
            else ()
            for low, high, origin in zip(lows, highs, origins, strict=True)
        ]

    def moved(self, lows: Offsets, highs: Offsets, places: Offsets) -> Offsets:
        """(n, 2): what each stretch from a low offset up to a high one has of them, where it begins at a
        place of another text."""
        begins, ends = self._borders
        first = ends.searchsorted(lows, "right")
        count = begins.searchsorted(highs) - first
        if not count.any():
            return np.empty((0, 2), np.int64)
        stretch, span = np.repeat(np.arange(len(lows)), count), stretches(first, count)
        clipped = np.maximum(begins[span], lows[stretch]), np.minimum(ends[span], highs[stretch])
        moved: Offsets = np.stack(clipped, axis=1) + (places - lows)[stretch, None]
        return moved
