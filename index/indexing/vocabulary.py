"""The words that come up in a build, each looked at once: what it gives, and where it sorts.

An entry is what stands in a text between two borders (a word as jieba cuts it, a run of Latin letters),
and its tokens are what is counted for it: itself, and the words inside it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

import numpy as np
import numpy.typing as npt

from index.indexing.sorting import Offsets, stretches
from index.text.words import Own

Numbers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

MOST_ENTRIES = 500_000
"""Entries above which a vocabulary is begun anew: identifiers and links never end."""

SLOT_BITS = 18
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 over the golden ratio: multiplying by it spreads neighbouring keys over the slots."""


class Vocabulary:
    """Numbers for words and for entries, as they come."""

    def __init__(self, own: Own = ()) -> None:
        self.own = own
        """Words that are not cut, beside those of jieba's dictionary."""
        self._numbers: dict[bytes, int] = {}
        self._entries: dict[str | int, int] = {}
        self._begins = array("q")
        self._tokens = array("q")
        self._slot_keys = np.zeros(1 << SLOT_BITS, np.uint64)
        self._slot_entries = np.zeros(1 << SLOT_BITS, np.int64)

    @property
    def full(self) -> bool:
        """Whether it is time for another vocabulary."""
        return len(self._entries) > MOST_ENTRIES

    def entries(self, names: Sequence[str], tokens_of: Callable[[int], Iterable[str]]) -> Numbers:
        """The entries of these names; `tokens_of` gives the tokens of the name at a place."""
        known = self._entries
        entries = np.fromiter(map(known.get, names, repeat(-1)), np.int64, len(names))
        for place in np.flatnonzero(entries < 0).tolist():
            name = names[place]
            entries[place] = known[name] if name in known else self._add(name, tokens_of(place))
        return entries

    def entries_of_keys(self, keys: Keys, tokens_of: Callable[[int], Iterable[str]]) -> Numbers:
        """As `entries`, by keys, which are not 0; most are found in a table without a look-up each."""
        slots = (keys * _SPREAD) >> np.uint64(64 - SLOT_BITS)
        entries: Numbers = self._slot_entries[slots]
        missed = np.flatnonzero(self._slot_keys[slots] != keys)
        if len(missed):
            distinct, examples, inverse = np.unique(keys[missed], return_index=True, return_inverse=True)
            found = [
                entry if (entry := self._entries.get(key)) is not None else self._add(key, tokens_of(place))
                for key, place in zip(distinct.tolist(), missed[examples].tolist(), strict=True)
            ]
            numbers = np.array(found, np.int64)
            entries[missed] = numbers[inverse]
            slots = slots[missed[examples]]
            self._slot_keys[slots], self._slot_entries[slots] = distinct, numbers
        return entries

    def tokens(self, entries: Numbers) -> tuple[Numbers, Numbers]:
        """The words of these entries, by their numbers, one entry's behind the other's; how many of each."""
        begins = np.append(np.frombuffer(self._begins, np.int64), len(self._tokens))
        sizes = np.diff(begins)[entries]
        chosen: Offsets = stretches(begins[entries], sizes)
        return np.frombuffer(self._tokens, np.int64)[chosen], sizes

    def sorted(self, numbers: Numbers) -> tuple[list[bytes], Numbers]:
        """The distinct words among these, ascending; and of each number, which of them it is."""
        used = np.zeros(len(self._numbers), np.bool_)
        used[numbers] = True
        terms = list(self._numbers)
        order = sorted(np.flatnonzero(used).tolist(), key=terms.__getitem__)
        ranks = np.zeros(len(terms), np.int64)
        ranks[order] = np.arange(len(order))
        return [terms[number] for number in order], ranks[numbers]

    def _add(self, name: str | int, tokens: Iterable[str]) -> int:
        entry = self._entries[name] = len(self._begins)
        self._begins.append(len(self._tokens))
        numbers = self._numbers
        for word in tokens:
            self._tokens.append(numbers.setdefault(word.encode("utf-8", "surrogatepass"), len(numbers)))
        return entry
