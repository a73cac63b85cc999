"""Pairs: every two neighbouring characters of a squeezed text, as 64-bit keys that sort by sound.

A key holds (class1, class2, char1, char2) in 10 + 10 + 21 + 21 bits, so one exact pair is one key
and all pairs that sound like it are one contiguous range. After every sound come the pairs with a mark
(punctuation, a symbol), which is never squeezed in, by their first character; and before these, the
characters that nothing follows.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.text.fold import PLANE, CodePoints
from index.text.sound import CLASS_BITS, UNKNOWN, class_table
from index.text.traits import is_mark

Keys = npt.NDArray[np.uint64]

CHAR_BITS = 21
SOUNDLESS = (1 << CLASS_BITS) - 1
"""The first class of the other keys: after every sound."""

KEY_BYTES = 8


def pair_keys(codes: CodePoints) -> Keys:
    """The keys of the pairs of a squeezed text, each at its first character: one fewer than there are."""
    chars = codes.astype(np.uint64)
    classes = sound_classes(chars)
    return _pack(classes[:-1], classes[1:], chars[:-1], chars[1:])


def pairs_of(first: CodePoints, second: CodePoints) -> Keys:
    """The key of each pair of a first and a second character."""
    one, two = first.astype(np.uint64), second.astype(np.uint64)
    return _pack(sound_classes(one), sound_classes(two), one, two)


def marked_keys(first: CodePoints, second: CodePoints) -> Keys:
    """The key of each two neighbours one of which is a mark."""
    return _soundless(first.astype(np.uint64), second.astype(np.uint64))


def lone_keys(codes: CodePoints) -> Keys:
    """The key of each character that nothing follows."""
    chars = codes.astype(np.uint64)
    return _soundless(np.zeros_like(chars), chars)


def ranges_beginning(char: int) -> list[tuple[int, int]]:
    """The keys between which lie all that begin with a folded character, and some others; they ascend, the
    end of each is excluded."""
    codes = np.array([char, char + 1], np.uint32)
    lone = int(lone_keys(codes[:1])[0])
    if is_mark(chr(char)):
        low, high = marked_keys(codes, np.zeros_like(codes)).tolist()
        return [(lone, lone + 1), (low, high)]
    sound = int(sound_classes(codes[:1].astype(np.uint64))[0])
    return [(sound_range(sound, 0)[0], sound_range(sound + 1, 0)[0]), (lone, lone + 1)]


def sound_classes(chars: Keys) -> Keys:
    """The sound class of each folded code point."""
    above = chars >= PLANE
    classes = class_table()[np.where(above, 0, chars).astype(np.intp)]
    classes[above] = UNKNOWN
    return classes


def sound_range(first: int, second: int) -> tuple[int, int]:
    """The keys between which lie all pairs of these two sound classes, the end excluded."""
    sounds = first << CLASS_BITS | second
    return sounds << 2 * CHAR_BITS, (sounds + 1) << 2 * CHAR_BITS


def chars_of(keys: Keys) -> tuple[Keys, Keys]:
    """The two code points of each pair."""
    mask = np.uint64((1 << CHAR_BITS) - 1)
    return keys >> np.uint64(CHAR_BITS) & mask, keys & mask


def to_term(key: int) -> bytes:
    """The key as a term of the index; terms sort as keys do."""
    return key.to_bytes(KEY_BYTES, "big")


def from_term(term: bytes) -> int:
    """The reverse of `to_term`."""
    return int.from_bytes(term, "big")


def _soundless(first: Keys, second: Keys) -> Keys:
    none = np.zeros_like(first)
    return _pack(none + np.uint64(SOUNDLESS), none, first, second)


def _pack(class1: Keys, class2: Keys, char1: Keys, char2: Keys) -> Keys:
    high = class1 << np.uint64(CLASS_BITS) | class2
    low = char1 << np.uint64(CHAR_BITS) | char2
    return high << np.uint64(2 * CHAR_BITS) | low
