"""The words that come up in a build, each looked at once for what it gives.

An entry is what stands in a text between two borders (a word as jieba cuts it, a run of Latin letters),
and its tokens are what is counted for it: itself, and the words inside it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

import numpy as np
import numpy.typing as npt

from index.codec.block import Words
from index.codec.stretches import stretches
from index.indexing.sorting import Offsets

Numbers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

MOST_ENTRIES = 500_000
"""Entries above which a vocabulary is begun anew: identifiers and links never end."""

SLOT_BITS = 18
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio: multiplying by it spreads neighbouring keys over the slots."""


class KeyTable:
    """Entries by keys, which are not 0; most are found in slots, without a look-up each."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}
        self._keys = np.zeros(1 << SLOT_BITS, np.uint64)
        self._entries = np.zeros(1 << SLOT_BITS, np.int64)

    def entries(self, keys: Keys, new: Callable[[int], int]) -> Numbers:
        """The entries of these keys; `new` makes that of the key at a place."""
        slots = (keys * _SPREAD) >> np.uint64(64 - SLOT_BITS)
        entries: Numbers = self._entries[slots]
        missed = np.flatnonzero(self._keys[slots] != keys)
        if len(missed):
            distinct, examples, inverse = np.unique(keys[missed], return_index=True, return_inverse=True)
            known, found = self._known, []
            for key, place in zip(distinct.tolist(), missed[examples].tolist(), strict=True):
                if (entry := known.get(key)) is None:
                    entry = known[key] = new(place)
                found.append(entry)
            numbers = np.array(found, np.int64)
            entries[missed] = numbers[inverse]
            slots = slots[missed[examples]]
            self._keys[slots], self._entries[slots] = distinct, numbers
        return entries


class Vocabulary:
    """Numbers for words and for entries, as they come."""

    def __init__(self) -> None:
        self.words: list[bytes] = []
        """By their numbers."""
        self._numbers: dict[bytes, int] = {}
        self._entries: dict[str, int] = {}
        self._begins = array("q")
        self._tokens = array("q")
        self.han, self.latin = KeyTable(), KeyTable()
        """By the characters of short words."""

    @property
    def full(self) -> bool:
        """Whether it is time for another vocabulary."""
        return len(self._begins) > MOST_ENTRIES

    def entries(self, names: Sequence[str], tokens_of: Callable[[str], Iterable[str]]) -> Numbers:
        """The entries of these names; `tokens_of` gives the tokens of a name."""
        known = self._entries
        entries = np.fromiter(map(known.get, names, repeat(-1)), np.int64, len(names))
        for place in np.flatnonzero(entries < 0).tolist():
            name = names[place]
            if (entry := known.get(name)) is None:
                entry = known[name] = self.new(tokens_of(name))
            entries[place] = entry
        return entries

    def new(self, tokens: Iterable[str]) -> int:
        """Another entry, with these tokens."""
        numbers = self._numbers
        entry = len(self._begins)
        self._begins.append(len(self._tokens))
        for token in tokens:
            word = token.encode("utf-8", "surrogatepass")
            if (number := numbers.get(word)) is None:
                number = numbers[word] = len(self.words)
                self.words.append(word)
            self._tokens.append(number)
        return entry

    def tokens(self, entries: Numbers) -> tuple[Numbers, Numbers]:
        """The words of these entries, by their numbers, one entry's behind the other's; how many of each."""
        begins = np.append(np.frombuffer(self._begins, np.int64), len(self._tokens))
        sizes = np.diff(begins)[entries]
        chosen: Offsets = stretches(begins[entries], sizes)
        return np.frombuffer(self._tokens, np.int64)[chosen], sizes

    def distinct(self, numbers: Numbers) -> tuple[Words, Numbers]:
        """The words among these, once each; and of each number, which of them it is."""
        used = np.zeros(len(self.words), np.bool_)
        used[numbers] = True
        ranks = np.cumsum(used) - 1
        return Words(self.words, np.flatnonzero(used)), ranks[numbers]
