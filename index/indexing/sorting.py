"""Sorting many small numbers: by digits of 16 bits, which NumPy sorts by radix on every processor alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Digits = npt.NDArray[np.uint16]
Offsets = npt.NDArray[np.int64]

DIGIT_BITS = 16


def digits_of(numbers: npt.NDArray[np.integer], limit: int) -> list[Digits]:
    """Numbers below `limit` as digits, the most significant first; one where one is enough."""
    low = numbers.astype(np.uint16)
    if limit <= 1 << DIGIT_BITS:
        return [low]
    return [(numbers >> DIGIT_BITS).astype(np.uint16), low]


def stable_order(digits: Sequence[Digits]) -> npt.NDArray[np.intp]:
    """The order that sorts by several digits, the most significant first; equals stay as they come."""
    order = np.argsort(digits[-1], kind="stable")
    for digit in reversed(digits[:-1]):
        order = order.take(np.argsort(digit.take(order), kind="stable"))
    return order


def new_in(columns: Iterable[npt.NDArray[np.generic]], length: int) -> npt.NDArray[np.bool_]:
    """Which rows of parallel columns of this length are other than the one before; the first is."""
    new = np.zeros(length, np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return new


def lengths(begins: Offsets, total: int) -> npt.NDArray[np.uint32]:
    """How long runs are that begin there; the last one ends at `total`."""
    return np.diff(begins, append=total).astype(np.uint32)
