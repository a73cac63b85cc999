"""Neighbours: what stands beside a mark in a text, as a reader sees it.

Two visible characters are neighbours where nothing but blanks stands between them. Those one of which is a
mark have pairs of their own, so that what holds a fragment letter for letter is known by its postings; those
that are both solid are pairs of the squeezed text already.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.text.fold import CodePoints, to_codes
from index.text.pairs import marked_keys
from index.text.traits import MARK, Traits, having, is_mark, traits

Offsets = npt.NDArray[np.int64]


class Neighbours(NamedTuple):
    """Those in a text one of which is a mark: where the first and where the second of each two stands."""

    firsts: Offsets
    seconds: Offsets
    lone: Offsets
    """Where a mark stands that is the first of none."""


def neighbours(codes: CodePoints, kinds: Traits, borders: Offsets) -> Neighbours:
    """Those in a folded, masked text with these traits. What is hidden parts them, and so does a border
    between two characters; without one at its end, the text goes on there."""
    marks, blank = having(MARK, kinds), (kinds == 0) & (codes > 0)
    near = marks | blank  # all others but those beside these are pairs already
    near[1:] |= near[:-1]
    near[:-1] |= near[1:]
    shown = np.flatnonzero(near & ~blank)
    marks, visible = marks[shown], codes[shown] > 0
    joined = np.ones(len(shown), np.bool_)
    joined[:-1] = visible[:-1] & visible[1:]
    behind = np.searchsorted(shown, borders)
    joined[behind[behind > 0] - 1] = False
    first = np.flatnonzero(joined[:-1] & (marks[:-1] | marks[1:]))
    return Neighbours(shown[first], shown[first + 1], shown[marks & ~joined])


@lru_cache(maxsize=256)
def neighbour_keys(literal: str) -> tuple[int, ...]:
    """The distinct keys of those in a folded fragment: what holds it letter for letter has them all."""
    if not any(map(is_mark, literal)):
        return ()
    codes = to_codes(literal)
    found = neighbours(codes, traits(codes), np.empty(0, np.int64))
    return tuple(sorted(set(marked_keys(codes[found.firsts], codes[found.seconds]).tolist())))
