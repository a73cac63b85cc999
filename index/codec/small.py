"""Small numbers: arrays of which most fit in a byte. The others stand in a second array, in their order, and
their bytes say so."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.codec.arrays import ArrayFile, ArrayWriter

ESCAPE = 0xFF
"""The byte of a number that is elsewhere."""


def write_small(file: ArrayWriter, name: str, numbers: npt.NDArray[np.integer]) -> None:
    """Writes numbers of 32 bits, none below 0, under a name. Raises OSError."""
    elsewhere = numbers >= ESCAPE
    file.add(name, np.uint8, np.where(elsewhere, ESCAPE, numbers))
    file.add(_elsewhere(name), np.uint32, numbers[elsewhere])


def read_small(file: ArrayFile, name: str) -> npt.NDArray[np.uint32]:
    """What `write_small` wrote. Raises IndexDamaged."""
    numbers = file.array(name).astype(np.uint32)
    numbers[numbers == ESCAPE] = file.array(_elsewhere(name))
    return numbers


def _elsewhere(name: str) -> str:
    return f"{name}.elsewhere"
