"""Pairs: every two neighbouring characters of a squeezed text, as 64-bit keys that sort by sound.

A key holds (class1, class2, char1, char2) in 10 + 10 + 21 + 21 bits, so one exact pair is one key
and all pairs that sound like it are one contiguous range. The character that ends a document has a
key of its own, after every sound.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.arrays import Keys
from index.text.fold import CodePoints
from index.text.sound import CLASS_BITS, class_table

Chars = npt.NDArray[np.unsignedinteger]
Classes = npt.NDArray[np.int64]

CHAR_BITS = 21
ALONE = (1 << CLASS_BITS) - 1
"""The first class of the key of a character by itself: after every sound."""

EVERY_CLASS = np.array([[0, 1 << CLASS_BITS]])
"""The range of all second classes, for `sound_ranges`."""


def pair_keys(codes: CodePoints) -> Keys:
    """The keys of the pairs of a squeezed text, each at its first character: one fewer than there are."""
    chars = codes.astype(np.uint64)
    classes = sound_classes(chars)
    return _pack(classes[:-1], classes[1:], chars[:-1], chars[1:])


def pairs_of(first: Chars, second: Chars) -> Keys:
    """The key of each pair of a first and a second character."""
    one, two = first.astype(np.uint64), second.astype(np.uint64)
    return _pack(sound_classes(one), sound_classes(two), one, two)


def char_keys(codes: Chars) -> Keys:
    """The key of each of these characters by itself."""
    chars = codes.astype(np.uint64)
    none = np.zeros_like(chars)
    return _pack(none + np.uint64(ALONE), none, none, chars)


def sound_classes(chars: Keys) -> Keys:
    """The sound class of each folded code point: none above the basic plane, whose last one is no
    character."""
    return class_table().take(chars.astype(np.intp), mode="clip")


def sound_ranges(firsts: Classes, seconds: Classes) -> Classes:
    """(n, 2): the keys between which lie all pairs of these sound classes, the end excluded; ascending, for
    each of some first classes with each of some ranges of second ones, of which `seconds`, (n, 2), has where
    they begin and end."""
    return ((firsts[:, None, None] << CLASS_BITS) + seconds << 2 * CHAR_BITS).reshape(-1, 2)


def joined(first: Chars, second: Chars) -> Keys:
    """The two code points of each pair as one number."""
    return first.astype(np.uint64) << np.uint64(CHAR_BITS) | second


def chars_of(keys: Keys) -> tuple[Keys, Keys]:
    """The two code points of each pair, whose key ends with them joined."""
    mask = np.uint64((1 << CHAR_BITS) - 1)
    return keys >> np.uint64(CHAR_BITS) & mask, keys & mask


def _pack(class1: Keys, class2: Keys, char1: Keys, char2: Keys) -> Keys:
    high = class1 << np.uint64(CLASS_BITS) | class2
    return high << np.uint64(2 * CHAR_BITS) | joined(char1, char2)
