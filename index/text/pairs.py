"""Pairs: every two neighbouring characters of a squeezed text, as 64-bit keys that sort by sound.

A key holds (class1, class2, char1, char2) in 10 + 10 + 21 + 21 bits, so one exact pair is one key
and all pairs that sound like it are one contiguous range. Two more sorts of key make the rest
complete: the last character of a text pairs with an end mark, so that every character begins a
pair; and a mark (punctuation, a symbol) that is never squeezed in has a key of its own.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.text.fold import PLANE, CodePoints, to_codes
from index.text.sound import CLASS_BITS, UNKNOWN, class_table
from index.text.squeeze import HIDDEN, is_solid

Keys = npt.NDArray[np.uint64]

CHAR_BITS = 21
MARK_CLASS = (1 << CLASS_BITS) - 1
"""The first class of the key of a mark: after every sound."""

KEY_BYTES = 8


def pair_keys(codes: CodePoints) -> Keys:
    """The key that begins at each character of a squeezed text; the last one is its end pair."""
    chars = np.append(codes, np.uint32(0)).astype(np.uint64)
    classes = sound_classes(chars)
    return _pack(classes[:-1], classes[1:], chars[:-1], chars[1:])


def mark_keys(folded: str) -> Keys:
    """The keys of the distinct marks in a folded, masked text: visible, but not solid."""
    marks = [ord(char) for char in sorted(set(folded)) if is_mark(char)]
    chars = np.array(marks, np.uint64)
    none = np.zeros_like(chars)
    return _pack(none + np.uint64(MARK_CLASS), none, none, chars)


@lru_cache(maxsize=4096)
def is_mark(char: str) -> bool:
    """Whether the character is visible without being solid."""
    return not is_solid(char) and not char.isspace() and char != HIDDEN


def sound_classes(chars: Keys) -> Keys:
    """The sound class of each folded code point."""
    above = chars >= PLANE
    classes = class_table()[np.where(above, 0, chars).astype(np.intp)]
    classes[above] = UNKNOWN
    return classes


def starting_range(char: str) -> tuple[int, int]:
    """The keys between which lie all pairs that begin with a character of this one's sound."""
    sound = int(sound_classes(to_codes(char).astype(np.uint64))[0])
    shift = CLASS_BITS + 2 * CHAR_BITS
    return sound << shift, (sound + 1) << shift


def first_char(key: int) -> int:
    """The code point that a pair begins with."""
    return key >> CHAR_BITS & (1 << CHAR_BITS) - 1


def to_term(key: int) -> bytes:
    """The key as a term of the index; terms sort as keys do."""
    return key.to_bytes(KEY_BYTES, "big")


def from_term(term: bytes) -> int:
    """The reverse of `to_term`."""
    return int.from_bytes(term, "big")


def _pack(class1: Keys, class2: Keys, char1: Keys, char2: Keys) -> Keys:
    high = class1 << np.uint64(CLASS_BITS) | class2
    low = char1 << np.uint64(CHAR_BITS) | char2
    return high << np.uint64(2 * CHAR_BITS) | low
