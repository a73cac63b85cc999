"""The words that come up in a build, each looked at once for what it gives.

An entry is what stands in a text between two borders (a word as jieba cuts it, a run of Latin letters),
and its tokens are what is counted for it: itself, and the words inside it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np

from index.arrays import Offsets
from index.codec.block import Words
from index.indexing.entries import Entries, Numbers
from index.text.jiebas import parts_of
from index.text.stretches import stretches
from index.text.words import Own, listed_tokens

MOST_ENTRIES = 500_000
"""Entries above which a vocabulary is begun anew: identifiers and links never end."""

BYTES_A_WORD = 200
"""That a word takes with its number, about."""


class Vocabulary:
    """Numbers for words and for entries, as they come."""

    def __init__(self, own: Own = ()) -> None:
        self.own = own
        """Words that are not cut, beside those of jieba's dictionary."""
        self.words: list[bytes] = []
        """By their numbers."""
        self._numbers: dict[bytes, int] = {}
        self._begins = array("q")
        self._tokens = array("q")
        self.han = Entries(lambda word: self._new([word, *parts_of(word, own)]))
        self.latin = Entries(lambda run: self._new(listed_tokens(run, cut=False)))
        self.cut_latin = Entries(lambda run: self._new(listed_tokens(run, cut=True)))
        """Runs that go on in the next passage: one of the same letters that ends there is another."""

    @property
    def full(self) -> bool:
        """Whether it is time for another vocabulary."""
        return len(self._begins) > MOST_ENTRIES

    @property
    def bytes(self) -> int:
        """That it takes, about."""
        slots = sum(entries.bytes for entries in (self.han, self.latin, self.cut_latin))
        return slots + BYTES_A_WORD * len(self.words)

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

    def _new(self, tokens: Iterable[str]) -> int:
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
