"""Squeezing: a text reduced to its letters, digits and Han characters, each with its place.

Spaces, line breaks, punctuation, Markdown marks and hidden spans drop out, so that what stands
next to each other for a reader stands next to each other for a search. A text with asides has two
readings: all that is not hidden, and that without the asides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.arrays import Flags, Offsets
from index.model import Span
from index.text.entities import pass_over, stand_in
from index.text.fold import SKIPPED, CodePoints, fold_codes, from_codes, to_codes
from index.text.stretches import run_begins, stretches
from index.text.traits import HIDDEN, SOLID, having, is_solid, traits


def masked(codes: CodePoints, hidden: Offsets) -> CodePoints:
    """The code points of a text folded, those of hidden spans, (n, 2), masked; entities are what they stand
    for, and tags within words are skipped."""
    folded = fold_codes(codes)
    starts, ends = hidden.clip(0, len(codes)).T
    folded[stretches(starts, ends - starts)] = 0
    pass_over(folded, codes, hidden)
    stand_in(folded, codes, hidden)
    return folded


@dataclass(frozen=True, eq=False)
class Body:
    """A document's text as it is matched: folded, masked, and squeezed."""

    folded_codes: CodePoints
    """The code points of the folded text, as many as the original has; hidden characters are masked."""
    breaks: Sequence[int] | Offsets = ()
    """Offsets of masked characters that stay when the text is squeezed, so that nothing bridges them."""
    asides: Offsets | None = None
    """(n, 2): the asides of the text; None for none."""
    kept: Offsets | None = None
    """Where the characters stand that are squeezed; None for all that are solid."""

    @classmethod
    def of(cls, text: str, hidden: Iterable[Span] = (), asides: Iterable[Span] = ()) -> Body:
        return cls(masked(to_codes(text), _spans(hidden)), asides=_spans(asides))

    @classmethod
    def joined(cls, texts: Iterable[str]) -> tuple[Body, Offsets]:
        """Several texts as one, with a masked character behind each that nothing bridges; and where each
        begins."""
        plain = [text.replace(HIDDEN, " ") for text in texts]
        edges = np.cumsum([0, *(len(text) + 1 for text in plain)], dtype=np.int64)
        return cls(fold_codes(to_codes(HIDDEN.join((*plain, "")))), edges[1:] - 1), edges[:-1]

    @cached_property
    def readings(self) -> tuple[Body, ...]:
        """All that is to be read; and where there are asides, what is read past them between the breaks
        around."""
        if self.asides is None or not len(self.asides):
            return (self,)
        begins, ends = self.asides.T
        codes = self.folded_codes.copy()
        codes[stretches(begins, ends - begins)] = 0
        return self, Body(codes, self.breaks, kept=self._past(begins, ends))

    def _past(self, begins: Offsets, ends: Offsets) -> Offsets:
        """Where the characters stand that are squeezed between breaks with asides between them, but not in
        these."""
        breaks = np.asarray(self.breaks, np.int64)
        borders = np.concatenate(([0], breaks + 1, [len(self.folded_codes)]))
        numbers = borders.searchsorted(begins, "right")
        numbers = numbers[run_begins(numbers)]
        first, last = self.positions.searchsorted((borders[numbers - 1], borders[numbers]))
        near = self.positions[stretches(first, last - first)]
        kept: Offsets = near[begins.searchsorted(near, "right") == ends.searchsorted(near, "right")]
        return kept

    def over(self, starts: Offsets, ends: Offsets, solid: int | Offsets) -> Flags:
        """Which stretches that hold so many solid characters in one of the readings go over an aside with
        some."""
        if len(self.readings) == 1:
            return np.zeros(len(starts), np.bool_)
        over: Flags = self.positions.searchsorted(ends) - self.positions.searchsorted(starts) > solid
        return over

    @cached_property
    def folded(self) -> str:
        """The folded text."""
        return from_codes(self.folded_codes)

    @cached_property
    def unskipped(self) -> Offsets | None:
        """Where each character of the folded text stands that is not skipped, and where the text ends; None
        where none is skipped."""
        if SKIPPED not in self.folded:
            return None
        return np.append(np.flatnonzero(self.folded_codes != ord(SKIPPED)), len(self.folded_codes))

    @cached_property
    def positions(self) -> Offsets:
        """Where each character of `squeezed` stands in the text."""
        if self.kept is not None:
            return self.kept
        solid = having(SOLID, traits(self.folded_codes))
        solid[np.asarray(self.breaks, np.int64)] = True
        return np.flatnonzero(solid)

    @cached_property
    def shown(self) -> Offsets:
        """Where each character of `squeezed` would stand in a text without what is skipped."""
        if self.unskipped is None:
            return self.positions
        skipped: Offsets = np.cumsum(self.folded_codes == ord(SKIPPED))
        return self.positions - skipped[self.positions]

    @cached_property
    def codes(self) -> CodePoints:
        """The code points of `squeezed`."""
        return self.folded_codes.take(self.positions)

    @cached_property
    def squeezed(self) -> str:
        return from_codes(self.codes)


def _spans(spans: Iterable[Span]) -> Offsets:
    return np.array([*spans], np.int64).reshape(-1, 2)


def squeeze(folded: str) -> str:
    """The solid characters of a folded text."""
    return "".join(filter(is_solid, folded))
