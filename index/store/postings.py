"""Postings in bulk: terms gathered into flat arrays and sorted once, not one tuple at a time.

Whoosh's own pool makes a Python tuple of every posting; here a posting is a few bytes in an array,
and what reaches the codec is already in order.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from index.text.pairs import KEY_BYTES, Keys

Posting = tuple[bytes, Iterable[int], Iterable[float]]
"""A term, the passages that hold it in ascending order, and how often each does."""


class PairPostings:
    """Which passages hold a pair: (key, passage) in two parallel arrays."""

    def __init__(self) -> None:
        self.count = 0
        self._keys: list[Keys] = []
        self._passages: list[tuple[int, int]] = []

    def add(self, passage: int, keys: Keys) -> None:
        """One passage's distinct keys. Passages come in ascending order."""
        self._keys.append(keys)
        self._passages.append((passage, len(keys)))
        self.count += len(keys)

    def keys(self) -> Keys:
        """The distinct keys, ascending."""
        return np.unique(np.concatenate(self._keys)) if self._keys else np.empty(0, np.uint64)

    def sorted(self) -> Iterator[Posting]:
        """Every term once, in order."""
        if not self.count:
            return
        keys = np.concatenate(self._keys)
        numbers, lengths = np.array(self._passages, np.uint32).T
        passages = np.repeat(numbers, lengths)
        order = np.argsort(keys, kind="stable")
        keys, passages = keys[order], passages[order]
        starts = np.append(0, np.flatnonzero(keys[1:] != keys[:-1]) + 1)
        terms = keys[starts].astype(">u8").tobytes()
        ends = np.append(starts[1:], len(keys)).tolist()
        listed = passages.tolist()
        for number, (start, end) in enumerate(zip(starts.tolist(), ends, strict=True)):
            term = terms[number * KEY_BYTES : (number + 1) * KEY_BYTES]
            yield term, listed[start:end], [1.0] * (end - start)


class WordPostings:
    """How often a passage holds a word: (word number, passage, frequency) in parallel arrays."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words = array("I")
        self._passages = array("I")
        self._frequencies = array("H")

    def add(self, passage: int, tokens: Iterable[str]) -> int:
        """One passage's tokens; returns how many. Passages come in ascending order."""
        counts = Counter(tokens)
        numbers = self._numbers
        for word, frequency in counts.items():
            self._words.append(numbers.setdefault(word, len(numbers)))
            self._passages.append(passage)
            self._frequencies.append(min(frequency, 0xFFFF))
        return counts.total()

    def sorted(self) -> Iterator[Posting]:
        """Every term once, in order."""
        if not self._words:
            return
        terms = [word.encode("utf-8", "surrogatepass") for word in self._numbers]
        in_order = sorted(range(len(terms)), key=terms.__getitem__)
        rank = np.empty(len(terms), np.uint32)
        rank[in_order] = np.arange(len(terms), dtype=np.uint32)
        ranks = rank[np.frombuffer(self._words, np.uint32)]
        order = np.argsort(ranks, kind="stable")
        passages = np.frombuffer(self._passages, np.uint32)[order].tolist()
        frequencies = np.frombuffer(self._frequencies, np.uint16)[order].astype(np.float64).tolist()
        ends = np.cumsum(np.bincount(ranks, minlength=len(terms))).tolist()
        start = 0
        for number, end in zip(in_order, ends, strict=True):
            yield terms[number], passages[start:end], frequencies[start:end]
            start = end
