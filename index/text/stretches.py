"""Ranges of numbers, one behind the other: how lists of many lengths are gathered or put in their places."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Signed = TypeVar("Signed", bound=np.signedinteger)


def stretches(begins: npt.NDArray[Signed], sizes: npt.NDArray[np.integer]) -> npt.NDArray[Signed]:
    """The numbers of ranges that begin there and are so long, in the type of where they begin."""
    if not sizes.all():
        filled = np.flatnonzero(sizes)
        begins, sizes = begins[filled], sizes[filled]
    if not len(sizes):
        return begins
    ends = np.cumsum(sizes, dtype=np.int64)
    steps = np.ones(int(ends[-1]), begins.dtype)
    steps[0] = begins[0]
    steps[ends[:-1]] = begins[1:] - begins[:-1] - sizes[:-1] + 1
    return np.cumsum(steps, dtype=steps.dtype, out=steps)  # repeating where each begins takes longer
