"""Sorting many numbers with their places, as numbers of 64 bits that hold both: no two of these are equal,
and nothing is sorted faster."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.arrays import Keys, Offsets

KEY_BITS = 64


def sorted_places(keys: Keys) -> tuple[Keys, Offsets]:
    """Some keys in their order, and where each of them came from; equals stay as they come."""
    bits = len(keys).bit_length()
    if int(keys.max(initial=0)).bit_length() + bits > KEY_BITS:
        places = np.argsort(keys, kind="stable")
        return keys[places], places
    both = keys << np.uint64(bits)
    both |= np.arange(len(keys), dtype=np.uint64)
    both.sort()
    return both >> np.uint64(bits), (both & np.uint64((1 << bits) - 1)).view(np.int64)


def lengths(begins: Offsets, total: int) -> npt.NDArray[np.uint32]:
    """How long runs are that begin there; the last one ends at `total`."""
    return np.diff(begins, append=total).astype(np.uint32)
