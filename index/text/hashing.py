"""Hashing: numbers spread over a table, neighbours far from one another, by multiplying (Fibonacci hashing:
Knuth, The Art of Computer Programming, volume 3, section 6.4)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio, made odd."""


def hashed(numbers: npt.NDArray[np.uint64], bits: int) -> npt.NDArray[np.int64]:
    """A place for each number in a table of 2^bits: the highest bits of its product."""
    return (numbers * FACTOR >> np.uint64(64 - bits)).view(np.int64)
