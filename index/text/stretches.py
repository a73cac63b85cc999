"""Ranges of numbers, one behind the other: how lists of many lengths are gathered or put in their places, and
where runs of the same number begin."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from index.arrays import Flags

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


def changes(values: npt.NDArray[np.integer]) -> Flags:
    """Which values differ from the one before; the first one does."""
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def run_begins(values: npt.NDArray[np.integer]) -> npt.NDArray[np.intp]:
    """Where each run of the same value begins."""
    return np.flatnonzero(changes(values))


def run_numbers(begins: npt.NDArray[np.integer], count: int) -> npt.NDArray[np.intp]:
    """Which of the runs that begin there each of so many values belongs to; the first value begins one."""
    new = np.zeros(count, np.intp)
    new[begins] = 1
    return new.cumsum() - 1
