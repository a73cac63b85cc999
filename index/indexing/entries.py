"""Entries: numbers for the words of a text by how they are written, found for all of them at once.

The characters of a short word make two keys, which a table of slots has: what is new in it becomes a
string, once, and so does every word that is long or has a character that fits no key.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from index.arrays import Flags, Keys, Offsets
from index.text.hashing import FACTOR, hashed

Numbers = npt.NDArray[np.int64]
Characters = npt.NDArray[np.unsignedinteger]

KEY_BYTES = 8

FEWEST_SLOTS = 1 << 12
"""Of a table, which has a power of two of them."""

ROOM = 4
"""Slots for each word, at least: few words are in the way of others then."""

_MASKS = np.array([(1 << 8 * size) - 1 for size in range(KEY_BYTES + 1)], np.uint64)
"""By the bytes of a word: those of its characters in a key that begins with them."""


class Entries:
    """The entries of one kind of words."""

    def __init__(self, make: Callable[[str], int]) -> None:
        """`make`: the entry of a word that is new."""
        self._make = make
        self._by_name: dict[str, int] = {}
        self._count = 0
        self._keys = np.zeros((FEWEST_SLOTS, 2), np.uint64)
        """Of each slot; 0 where it is free."""
        self._entries = np.full(FEWEST_SLOTS, -1)

    @property
    def bytes(self) -> int:
        """That its slots take."""
        return self._keys.nbytes + self._entries.nbytes

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
        entries[~short] = self.named([text[begin:end] for begin, end in long])
        return entries

    def _of_short(self, text: str, characters: Characters, begins: Offsets, ends: Offsets) -> Numbers:
        keys = keys_of(characters, begins, ends)
        slots = self._slots(keys)
        missed = np.flatnonzero(~self._are(keys, slots))
        if ROOM * (self._count + len(missed)) > len(self._keys):
            self._grow(ROOM * (self._count + len(missed)))
            slots, missed = self._slots(keys), np.arange(len(keys))
        slots[missed] = self._put(keys[missed])
        entries: Numbers = self._entries[slots]
        new = np.flatnonzero(entries < 0)
        self._entries[slots[new]] = ~new  # of several for one slot, one gets it
        chosen = new[self._entries[slots[new]] == ~new]
        spans = zip(begins[chosen].tolist(), ends[chosen].tolist(), strict=True)
        self._entries[slots[chosen]] = [self._make(text[begin:end]) for begin, end in spans]
        self._count += len(chosen)
        entries[new] = self._entries[slots[new]]
        return entries

    def _slots(self, keys: Keys) -> Offsets:
        """Where each is looked for first."""
        return hashed(keys[:, 0] * FACTOR ^ keys[:, 1], len(self._keys).bit_length() - 1)

    def _are(self, keys: Keys, slots: Offsets) -> Flags:
        """Which of these are there."""
        there = self._keys.take(slots, axis=0)  # indexing is slow for rows
        same: Flags = (there[:, 0] == keys[:, 0]) & (there[:, 1] == keys[:, 1])
        return same

    def _put(self, keys: Keys) -> Offsets:
        """Where they are, those that are new in the first slot that is free."""
        slots, left = self._slots(keys), np.arange(len(keys))
        while len(left):
            here = slots[left]
            free = self._keys[here, 0] == 0
            self._keys[here[free]] = keys[left[free]]  # of several for one slot, one gets it
            left = left[~self._are(keys[left], here)]
            slots[left] = (slots[left] + 1) % len(self._keys)
        return slots

    def _grow(self, least: int) -> None:
        """Makes so many slots, or more."""
        known = np.flatnonzero(self._entries >= 0)
        keys, entries = self._keys[known], self._entries[known]
        size = 1 << (least - 1).bit_length()
        self._keys, self._entries = np.zeros((size, 2), np.uint64), np.full(size, -1)
        self._entries[self._put(keys)] = entries

    def named(self, names: list[str]) -> Numbers:
        """As `of`, of a few words."""
        for name in dict.fromkeys(names):
            if name not in self._by_name:
                self._by_name[name] = self._make(name)
        return np.fromiter(map(self._by_name.__getitem__, names), np.int64, len(names))


def keys_of(characters: Characters, begins: Offsets, ends: Offsets) -> Keys:
    """(n, 2): the first characters of each word, as far as a key holds them, and those behind. They are not
    0."""
    width = characters.itemsize
    padded = np.append(characters, np.zeros(2 * KEY_BYTES, characters.dtype))
    windows = np.ndarray(len(characters) + KEY_BYTES, "<u8", padded, strides=(width,))
    sizes = (ends - begins) * width
    keys = np.empty((len(begins), 2), np.uint64)
    keys[:, 0] = windows[begins] & _MASKS[np.minimum(sizes, KEY_BYTES)]
    keys[:, 1] = windows[begins + KEY_BYTES // width] & _MASKS[np.maximum(sizes - KEY_BYTES, 0)]
    return keys
