"""Entries: numbers for the words of a text by how they are written, most of them without a look-up each.

The characters of a short word make two keys, and a table of slots tells the entries of the keys that came
last. Only what it does not tell, and what is long or has a character that fits no key, becomes a string.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from index.indexing.sorting import Offsets

Numbers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Characters = npt.NDArray[np.unsignedinteger]

KEY_BYTES = 8

FEWEST_SLOTS, MOST_SLOTS = 1 << 12, 1 << 18
"""Slots to begin with, and at most: a table that is larger than it need be costs more than it saves."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio: multiplying by it spreads neighbouring keys over the slots."""

_MASKS = np.array([(1 << 8 * size) - 1 for size in range(KEY_BYTES + 1)], np.uint64)
"""By the bytes of a word: those of its characters in a key that begins with them."""


class Entries:
    """The entries of one kind of words."""

    def __init__(self, make: Callable[[str], int]) -> None:
        """`make`: the entry of a word that is new."""
        self._make = make
        self._by_name: dict[str, int] = {}
        self._by_keys: dict[tuple[int, int], int] = {}
        self._slots = np.zeros((3, FEWEST_SLOTS), np.uint64)
        """Two keys and an entry each."""

    def of(self, text: str, characters: Characters, begins: Offsets, sizes: Offsets) -> Numbers:
        """The entries of the words that begin there and are so long. `characters`: those of the text, of one
        or of two bytes; 0 where one does not fit."""
        ends = begins + sizes
        short = sizes * characters.itemsize <= 2 * KEY_BYTES
        lost = characters == 0
        if lost.any():
            before = np.append(np.int32(0), np.cumsum(lost, dtype=np.int32))
            short &= before[ends] == before[begins]
        entries = np.empty(len(begins), np.int64)
        entries[short] = self._of_short(text, characters, begins[short], ends[short])
        long = zip(begins[~short].tolist(), ends[~short].tolist(), strict=True)
        entries[~short] = self._of_names([text[begin:end] for begin, end in long])
        return entries

    def _of_short(self, text: str, characters: Characters, begins: Offsets, ends: Offsets) -> Numbers:
        first, second = keys_of(characters, begins, ends)
        slots = self._slots_of(first, second)
        firsts, seconds, known = self._slots
        entries: Numbers = known[slots].view(np.int64)
        missed = np.flatnonzero((firsts[slots] != first) | (seconds[slots] != second))
        if len(missed):
            first, second = first[missed], second[missed]
            keys = list(zip(first.tolist(), second.tolist(), strict=True))
            for key, place in dict(zip(keys, missed.tolist(), strict=True)).items():
                if key not in self._by_keys:
                    self._by_keys[key] = self._make(text[begins[place] : ends[place]])
            found = np.fromiter(map(self._by_keys.__getitem__, keys), np.int64, len(keys))
            entries[missed] = found
            self._fill(np.array((first, second, found), np.uint64))
        return entries

    def _fill(self, rows: npt.NDArray[np.uint64]) -> None:
        """Puts keys with their entries where a slot is free: what comes first is what comes most."""
        if len(self._by_keys) > self._slots.shape[1] / 2 and self._slots.shape[1] < MOST_SLOTS:
            rows = np.concatenate((self._slots[:, self._slots[0] > 0], rows), axis=1)
            self._slots = np.zeros((3, 4 * self._slots.shape[1]), np.uint64)
        slots = self._slots_of(*rows[:2])
        free = self._slots[0, slots] == 0
        self._slots[:, slots[free]] = rows[:, free]

    def _slots_of(self, first: Keys, second: Keys) -> Keys:
        bits = self._slots.shape[1].bit_length() - 1
        return (first * _SPREAD ^ second) * _SPREAD >> np.uint64(64 - bits)

    def _of_names(self, names: list[str]) -> Numbers:
        for name in dict.fromkeys(names):
            if name not in self._by_name:
                self._by_name[name] = self._make(name)
        return np.fromiter(map(self._by_name.__getitem__, names), np.int64, len(names))


def keys_of(characters: Characters, begins: Offsets, ends: Offsets) -> tuple[Keys, Keys]:
    """The first characters of each word, as far as a key holds them, and those behind; they are not 0."""
    width = characters.itemsize
    padded = np.append(characters, np.zeros(2 * KEY_BYTES, characters.dtype))
    windows = np.ndarray(len(characters) + KEY_BYTES, "<u8", padded, strides=(width,))
    sizes = (ends - begins) * width
    first = windows[begins] & _MASKS[np.minimum(sizes, KEY_BYTES)]
    return first, windows[begins + KEY_BYTES // width] & _MASKS[np.maximum(sizes - KEY_BYTES, 0)]
