"""Signatures: which neighbours with a mark a text may hold, in few bits.

Of every two neighbouring characters of a folded text one of which is a mark, the hash sets two bits. A text
that lacks a bit of a fragment's does not hold it letter for letter; one that has them all may. This is
superimposed coding: C. Faloutsos and S. Christodoulakis, Signature Files, ACM Transactions on Office
Information Systems 2(4), 1984, 267-288.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.text.fold import CodePoints, to_codes
from index.text.hashing import hashed
from index.text.pairs import CHAR_BITS
from index.text.stretches import stretches
from index.text.traits import MARK, Traits, having, is_mark, traits

Signatures = npt.NDArray[np.uint64]
"""(n, WORDS): a row each."""

Offsets = npt.NDArray[np.int64]

BITS = 8
"""Of each half of a hash: a passage has 256 bits."""

WORDS = (1 << BITS) // 64


def signatures(codes: CodePoints, kinds: Traits, starts: Offsets, ends: Offsets) -> Signatures:
    """Those of some stretches of a folded, masked text with these traits; they ascend, and may overlap."""
    marks = having(MARK, kinds)
    seen = codes > 0
    places = np.flatnonzero((marks[:-1] | marks[1:]) & seen[:-1] & seen[1:])
    firsts = np.searchsorted(places, starts)
    counts = np.maximum(np.searchsorted(places, ends - 1) - firsts, 0)
    hashes = _hashes(codes[places], codes[places + 1])[stretches(firsts, counts)]
    numbers = np.repeat(np.arange(len(starts)), counts)
    flags = np.zeros((len(starts), 1 << BITS), np.bool_)
    flags[numbers, hashes >> BITS] = True
    flags[numbers, hashes & ((1 << BITS) - 1)] = True
    return np.packbits(flags, axis=1, bitorder="little").view("<u8")


@lru_cache(maxsize=256)
def signature(literal: str) -> tuple[int, ...]:
    """The words of a folded fragment's: what holds it letter for letter has all these bits."""
    if not any(map(is_mark, literal)):
        return (0,) * WORDS
    codes = to_codes(literal)
    (found,) = signatures(codes, traits(codes), np.array([0]), np.array([len(codes)]))
    return tuple(found.tolist())


def _hashes(firsts: CodePoints, seconds: CodePoints) -> npt.NDArray[np.int64]:
    return hashed(firsts.astype(np.uint64) << np.uint64(CHAR_BITS) | seconds, 2 * BITS)
