"""Jieba's dictionary, with words of the user's own, as arrays that are mapped into memory: which of its words
stand in a text.

It is ready at once, and nothing of it is a process's own.
"""

from __future__ import annotations

from functools import cache, cached_property
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.arrays import Flags, Offsets
from index.text.fold import CodePoints
from index.text.hashing import FACTOR, hashed
from index.text.stored import stored

STEM = 4
"""Characters. Hardly any words are longer: they are looked for only where their stems stand, which are their
beginnings of so many characters and more."""

OUTSIDE = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
"""What stands for a character that is in no word, where numbers are made, so that these are no word's."""

GOES_ON = np.uint32(1 << 31)
"""What the frequency of a stem has in addition."""

OWN_FREQUENCY = 10_000
"""How often a word of the user's own counts as seen, at least: so often that it is hardly ever cut."""

MARKS = 22
"""The binary logarithm of how many bits there are to mark numbers by: many more than there are numbers."""

Numbers = npt.NDArray[np.uint64]
Frequencies = npt.NDArray[np.uint32]


class Words(NamedTuple):
    """Words of two characters and more that stand in a text, ascending by their sizes and then by where they
    begin."""

    starts: Offsets
    sizes: Offsets
    frequencies: Frequencies


class Added:
    """Words of the user's own, ready to be found beside those of jieba's dictionary."""

    def __init__(self, words: tuple[str, ...] = ()) -> None:
        """`words`: folded, of two characters and more."""
        self._words = words

    @cached_property
    def frequencies(self) -> dict[str, int]:
        """Those that count more often than the dictionary has counted them, and how often."""
        places, counts = _look_up(np.array(list(map(_number, self._words)), np.uint64))
        counted = dict(zip(places.tolist(), (counts & ~GOES_ON).tolist(), strict=True))
        words = enumerate(self._words)
        return {word: OWN_FREQUENCY for number, word in words if counted.get(number, 0) < OWN_FREQUENCY}

    @cached_property
    def log_total(self) -> float:
        """The logarithm of how often all words have been counted, these among them."""
        return log(int(word_frequencies()[-1]) + OWN_FREQUENCY * len(self.frequencies))

    def among(self, words: Words, text: str, within: Flags) -> Words:
        """Some words of a text, and these where they stand in it; of the same, these count."""
        found = {
            (size, start): self.frequencies[word]
            for size in self._sizes
            for start in range(len(text) - size + 1)
            if (word := text[start : start + size]) in self.frequencies and within[start : start + size].all()
        }
        if not found:
            return words
        places = zip(words.sizes.tolist(), words.starts.tolist(), strict=True)
        every = dict(zip(places, words.frequencies.tolist(), strict=True)) | found
        sizes, starts, frequencies = np.array([(*place, every[place]) for place in sorted(every)], np.int64).T
        return Words(starts, sizes, frequencies.astype(np.uint32))

    @cached_property
    def _sizes(self) -> list[int]:
        return sorted({len(word) for word in self.frequencies})


NOTHING = Added()


@cache
def added(own: tuple[str, ...]) -> Added:
    """Words of the user's own; the same words are made ready once."""
    return Added(own) if own else NOTHING


def words_in(text: str, codes: CodePoints, within: Flags, added: Added) -> Words:
    """The words that stand in a text; `within` says which of its characters may be in a word."""
    length = len(codes)
    padded = np.full(length + STEM - 1, OUTSIDE)
    np.copyto(padded[:length], codes, where=within)
    number = padded[:length]
    by_size = []
    for offset in range(1, STEM):
        number = number * FACTOR + padded[offset : offset + length]
        by_size.append(number)
    numbers = np.concatenate(by_size)
    likely = _marked(numbers)
    known, frequencies = _look_up(numbers[likely])
    sizes, starts = np.divmod(likely[known], max(1, length))
    words = Words(starts, sizes + 2, frequencies)
    stems = starts[frequencies >= GOES_ON]
    if len(stems):
        words = _longer(words, stems, number[stems], padded)
    return added.among(words, text, within)


def frequencies_of(codes: CodePoints) -> Frequencies:
    """How often the dictionary has counted each code point as a word, 0 for none."""
    return character_frequencies().take(codes, mode="clip")


def _longer(words: Words, stems: Offsets, numbers: Numbers, codes: Numbers) -> Words:
    """The words that stand in a text up to a size, and those that are longer; where stems of that size stand,
    and the numbers of these."""
    found, size = [words], STEM
    while len(stems):
        size += 1
        numbers = numbers * FACTOR + codes[stems + size - 1]
        known, frequencies = _look_up(numbers)
        found.append(Words(stems[known], np.full(len(known), size), frequencies))
        going = known[frequencies >= GOES_ON]
        stems, numbers = stems[going], numbers[going]
    starts, sizes, frequencies = map(np.concatenate, zip(*found, strict=True))
    frequencies &= ~GOES_ON
    real = frequencies > 0
    return Words(starts[real], sizes[real], frequencies[real])


def _look_up(numbers: Numbers) -> tuple[Offsets, Frequencies]:
    """Which of some numbers are those of words and stems, by their places, and the frequencies of these."""
    order = numbers.argsort()  # in their order, they are looked for at neighbouring places
    places = np.empty(len(numbers), np.intp)
    places[order] = word_numbers().searchsorted(numbers[order])
    known = np.flatnonzero(word_numbers()[places] == numbers)
    return known, word_frequencies()[places[known]]


def _marked(numbers: Numbers) -> Offsets:
    """The places of those that may be the numbers of words and stems, among them all that are."""
    bits = _bits(numbers)
    return np.flatnonzero(word_marks().take(bits >> 3) >> (bits & 7) & 1)


def _bits(numbers: Numbers) -> Offsets:
    """The bit of `word_marks` that each number has."""
    return hashed(numbers, MARKS)


@stored()
def character_frequencies() -> Frequencies:
    """How often jieba's dictionary has counted each code point as a word, up to the last that it has; behind
    this, 0."""
    counts = {ord(word): count for word, count in _counts().items() if len(word) == 1}
    frequencies = np.zeros(max(counts) + 2, np.uint32)
    frequencies[[*counts]] = [*counts.values()]
    return frequencies


@stored()
def word_numbers() -> Numbers:
    """The numbers of all other words of the dictionary and of the stems of the long ones, ascending; at the
    end one that is no word's."""
    return np.array([*_numbered(), OUTSIDE], np.uint64)


@stored()
def word_frequencies() -> Frequencies:
    """How often the dictionary has counted each of these, 0 for what is only a stem; stems are marked. At the
    end, how often it has counted all words and characters, a word that it lists twice both times."""
    return np.array([*_numbered().values(), sum(count for _, count in dictionary())], np.uint32)


@stored()
def word_marks() -> npt.NDArray[np.uint8]:
    """Bits, of which those of these numbers are set: most of what stands in a text is no word, and it is far
    cheaper to look at its bit than for its number."""
    marks = np.zeros(1 << MARKS, np.bool_)
    marks[_bits(word_numbers())] = True
    return np.packbits(marks, bitorder="little")


def _numbered() -> dict[int, int]:
    """The words and stems by their numbers, ascending, and their frequencies, those of stems marked."""
    counts = {word: count for word, count in _counts().items() if len(word) > 1}
    stems = {word[:size] for word in counts for size in range(STEM, len(word))}
    marked = counts | {stem: counts.get(stem, 0) | int(GOES_ON) for stem in stems}
    numbered = {_number(word): count for word, count in marked.items()}
    assert len(numbered) == len(marked), "two words have one number"
    return dict(sorted(numbered.items()))


def _counts() -> dict[str, int]:
    """As `dictionary`, each word once."""
    return dict(dictionary())


def dictionary() -> list[tuple[str, int]]:
    """Jieba's dictionary as it lists its words, and how often it has counted each."""
    import jieba

    lines = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    return [(word, int(count)) for word, count, *_ in map(str.split, lines)]


def _number(word: str) -> int:
    """Multiplied by `FACTOR` for each further character: every word has a number of its own."""
    number = 0
    for char in word:
        number = (number * int(FACTOR) + ord(char)) % (1 << 64)
    return number
