"""Marks (punctuation, symbols) and blanks, which are never squeezed in, as keys of what stands beside them.

Two visible characters are neighbours where nothing but blanks stands between them. Those one of which is a
mark have a 64-bit key of (char1, char2, whether blanks are between) in 21 + 21 + 1 bits, as have two letters
with a blank between them, like words of most scripts; a mark that nothing follows has one without the second.
So what holds a fragment letter for letter has its keys, and all that begins with one mark is one range.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.arrays import Keys, Offsets
from index.text.fold import SKIPPED, CodePoints, to_codes
from index.text.pairs import CHAR_BITS
from index.text.traits import LETTER, MARK, Traits, having, traits

NOTHING = np.uint32(0)
"""What a mark is followed by that nothing follows."""


class Neighbours(NamedTuple):
    """Those in a text one of which is a mark, or between which as letters a blank stands: where the first and
    where the second of each two stands, the same where nothing follows a mark. Both ascend."""

    firsts: Offsets
    seconds: Offsets

    def sides(self, codes: CodePoints) -> tuple[CodePoints, CodePoints]:
        """Which character of the text is the first of each two; and the second as `side_of` has it."""
        gaps = self.seconds - self.firsts - 1
        skipped = codes == ord(SKIPPED)
        if skipped.any():
            before = np.cumsum(skipped)
            gaps -= before[self.seconds] - before[self.firsts]
        seconds = np.where(gaps < 0, NOTHING, codes[self.seconds])
        return codes[self.firsts], side_of(seconds, gaps > 0)


def neighbours(codes: CodePoints, kinds: Traits, borders: Offsets) -> Neighbours:
    """Those in a folded, masked text with these traits. What is hidden parts them, and so does a border
    between two characters; without one at its end, the text goes on there."""
    marks, blank = having(MARK, kinds), (kinds == 0) & (codes > 0)
    near = marks | blank  # all others but those beside these are pairs already
    near[1:] |= near[:-1]
    near[:-1] |= near[1:]
    shown = np.flatnonzero(near & ~blank)
    letters, spaced = having(LETTER, kinds[shown]), blank.take(shown + 1, mode="clip")
    marks, visible = marks[shown], codes[shown] > 0
    joined = np.ones(len(shown), np.bool_)
    joined[:-1] = visible[:-1] & visible[1:]
    behind = np.searchsorted(shown, borders)
    joined[behind[behind > 0] - 1] = False
    chosen = marks.copy()
    chosen[:-1] |= joined[:-1] & (marks[1:] | letters[:-1] & spaced[:-1] & letters[1:])
    chosen[-1:] &= ~joined[-1:]
    first = np.flatnonzero(chosen)
    return Neighbours(shown[first], shown[first + joined[first]])


def side_of(seconds: CodePoints, spaced: npt.NDArray[np.bool_]) -> CodePoints:
    """The second character of each two neighbours and whether a blank stands before it, as one number."""
    return seconds << np.uint32(1) | spaced


def mark_keys(firsts: CodePoints, sides: CodePoints) -> Keys:
    """The key of each two neighbours."""
    return firsts.astype(np.uint64) << np.uint64(CHAR_BITS + 1) | sides


def mark_range(mark: int) -> tuple[int, int]:
    """The keys between which lie all that begin with a folded mark, the end excluded."""
    return mark << CHAR_BITS + 1, (mark + 1) << CHAR_BITS + 1


@lru_cache(maxsize=256)
def keys_within(literal: str) -> tuple[int, ...]:
    """The distinct keys of a folded fragment: what holds it letter for letter has them all."""
    if literal.isalnum():
        return ()
    codes = to_codes(literal)
    firsts, sides = neighbours(codes, traits(codes), np.empty(0, np.int64)).sides(codes)
    return tuple(sorted(set(mark_keys(firsts, sides)[sides > 0].tolist())))
