"""Sorting many small numbers, two of them packed into one of 64 bits.

That is what NumPy sorts fastest where the processor has vectors for it (AVX2, AVX-512, NEON), and both come
out in their order.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.int64]
Packed = npt.NDArray[np.uint64]


def sorted_together(high: Packed, low: Packed, limit: int) -> tuple[Packed, Offsets]:
    """Parallel numbers, sorted by the first of two and, where these are equal, by the second. The second ones
    are below `limit`; the first ones fit into the bits that this leaves of 64."""
    bits = np.uint64(limit.bit_length())
    packed = high << bits
    packed |= low
    packed.sort()
    ordered = packed >> bits
    packed &= (np.uint64(1) << bits) - np.uint64(1)
    return ordered, packed.view(np.int64)


def firsts(*columns: npt.NDArray[np.generic]) -> Offsets:
    """Where each run of equals begins, in parallel columns that are sorted."""
    if not len(columns[0]):
        return np.empty(0, np.int64)
    new = columns[0][1:] != columns[0][:-1]
    for column in columns[1:]:
        new |= column[1:] != column[:-1]
    return np.flatnonzero(np.append(True, new))


def lengths(begins: Offsets, total: int) -> npt.NDArray[np.uint32]:
    """How long runs are that begin there; the last one ends at `total`."""
    return np.diff(begins, append=total).astype(np.uint32)
