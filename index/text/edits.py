"""Edit distance: from one word to many at once, and from a text to the nearest stretch of a longer one.

Optimal string alignment: the fewest insertions, deletions, replacements and swaps of two neighbours.
The table of the usual recurrence is computed for all words of one length together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from index.text.fold import CodePoints, from_codes, to_codes

Distances = npt.NDArray[np.uint8]

CHANGED = 2
"""How many characters one edit at most adds to those that a word has, or takes from them."""


class WordsByLength:
    """Words to compare with, those of one length together."""

    def __init__(self, words: Iterable[str]) -> None:
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in words:
            by_length[len(word)].append(word)
        self._codes = {
            length: to_codes("".join(sorted(group))).reshape(-1, length).T
            for length, group in by_length.items()
        }
        self._characters = {length: _characters(codes) for length, codes in self._codes.items()}

    def near(self, word: str, most: int) -> Iterator[tuple[str, int]]:
        """The words at a distance of 1 to `most`, with their distances."""
        for length in range(max(1, len(word) - most), len(word) + most + 1):
            if length in self._codes:
                codes = to_codes(word)
                other = np.bitwise_count(self._characters[length] ^ _characters(codes[:, None]))
                words = self._codes[length][:, other <= CHANGED * most]
                distances = _distances(codes, words, most)
                for index in np.flatnonzero((distances > 0) & (distances <= most)).tolist():
                    yield from_codes(words[:, index]), int(distances[index])

    def beginning(self, text: str, most: int) -> Iterator[str]:
        """The words that begin with a text and go on for at most so many letters."""
        for length in range(len(text), len(text) + most + 1):
            if length in self._codes:
                words = self._codes[length]
                first, last = 0, words.shape[1]
                for letters, code in zip(words, to_codes(text), strict=False):
                    bounds = letters[first:last].searchsorted(np.array((code, code + 1), np.uint32))
                    first, last = (first + bounds).tolist()
                yield from map(from_codes, words[:, first:last].T)


def _characters(columns: CodePoints) -> npt.NDArray[np.uint32]:
    """Which characters each word has, a bit for all that have the same lowest bits."""
    bits = np.uint32(1) << (columns & np.uint32(31))
    characters: npt.NDArray[np.uint32] = np.bitwise_or.reduce(bits, axis=0)
    return characters


def _distances(word: CodePoints, columns: CodePoints, most: int) -> Distances:
    """From a word to each of many of one length, whose characters are the columns of a matrix; one above
    `most` may be any above it. Only cells of the table that near the diagonal can be on the way."""
    length, count = columns.shape
    far = np.full(count, most + 1, np.uint8)
    before: list[Distances] = []
    row = [np.full(count, place, np.uint8) for place in range(length + 1)]
    for number, code in enumerate(word):
        above, before_last = row, before
        row = [np.full(count, number + 1, np.uint8)]
        for place in range(length):
            if abs(number - place) > most:
                row.append(far)
                continue
            replaced = above[place] + (columns[place] != code)
            best = np.minimum(np.minimum(above[place + 1], row[place]) + 1, replaced)
            if number and place:
                swapped = (columns[place] == word[number - 1]) & (columns[place - 1] == code)
                best = np.where(swapped, np.minimum(best, before_last[place - 1] + 1), best)
            row.append(best.astype(np.uint8))
        before = above
    return row[-1]


_STEP = np.int64(1 << 32)
"""One edit, above the place where a stretch begins, so that one number holds both."""


def nearest_stretch(text: CodePoints, within: CodePoints) -> tuple[int, int, int]:
    """The stretch of `within` that is the fewest insertions, deletions and replacements away from `text`
    (Sellers 1980): its start, its end and these edits; of several the last to end, and of those the longest,
    so that a character at an edge counts as replaced. NUL in `within` stands for no character: nothing
    replaces it."""
    places = np.arange(len(within) + 1, dtype=np.int64)
    row = places
    for code in text:
        replaced = row[:-1] + _STEP * np.where(within == 0, 2, within != code)
        best = np.append(row[0] + _STEP, np.minimum(replaced, row[1:] + _STEP))
        row = np.minimum.accumulate(best - _STEP * places) + _STEP * places
    edits = row // _STEP
    end = len(within) - int(np.argmin(edits[::-1]))
    return int(row[end] % _STEP), end, int(edits[end])
