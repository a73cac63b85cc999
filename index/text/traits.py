"""What a folded character is, as bits: looked up once for a whole text, and then each bit costs next to
nothing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.arrays import Flags
from index.text.fold import HAN_RUN, PLANE, CodePoints
from index.text.stored import UNICODE, stored

HIDDEN = "\0"
"""Stands for each character of a hidden span in a masked text."""

Traits = npt.NDArray[np.uint8]

SOLID, MARK, HANZI, LETTER = 1, 2, 4, 8
"""It stays when a text is squeezed; it is visible without being solid; it belongs to a run of Han; it belongs
to one of other letters and digits."""


def is_solid(char: str) -> bool:
    """Whether the character stays when a text is squeezed: a letter, a digit, a Han character."""
    return char.isalnum()


@lru_cache(maxsize=4096)
def is_mark(char: str) -> bool:
    """Whether the character is visible without being solid."""
    return not is_solid(char) and not char.isspace() and char != HIDDEN


def traits(codes: CodePoints) -> Traits:
    """The bits of each of these code points."""
    found: Traits = _trait_table().take(codes, mode="clip")
    above = np.flatnonzero(codes >= PLANE)
    found[above] = [_traits_of(chr(code)) for code in codes[above].tolist()]
    return found


def having(bit: int, found: Traits) -> Flags:
    """Which of them have a bit."""
    flags: Flags = (found & np.uint8(bit)) > 0
    return flags


@stored(UNICODE)
def _trait_table() -> Traits:
    """The bits of every code point of the basic plane."""
    return np.fromiter((_traits_of(chr(code)) for code in range(PLANE)), np.uint8, PLANE)


def _traits_of(char: str) -> int:
    if not is_solid(char):
        return (MARK if is_mark(char) else 0) | (HANZI if HAN_RUN.match(char) else 0)
    return SOLID | (HANZI if HAN_RUN.match(char) else LETTER)
