"""Parting: where the words of many short texts begin, found at once, as `index.text.cutting` cuts them.

A text falls into pieces between which no word of the dictionary reaches. What is likeliest in one has nothing
to do with the others, so that all are cut side by side, in as many steps as the longest has characters; few
have more than two.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.arrays import Flags, Offsets
from index.text.cutting import cut, in_blocks, loose
from index.text.fold import to_codes
from index.text.wordlist import NOTHING, Added, Frequencies, Words, frequencies_of, words_in

Chances = npt.NDArray[np.float64]

NEVER = -np.inf
"""The chance, as a logarithm, of what is no word."""

SHORT = 50
"""Characters of a text that is cut sooner one character after another."""

DOUBT = 1e-6
"""Ways whose chances differ by less may be told apart by how their sums are rounded, which what is behind the
piece decides too."""


def beginnings(text: str, lows: Offsets, highs: Offsets, added: Added = NOTHING) -> Offsets:
    """Where the tokens of a text begin, and where the last ends: those at the edges of some spans and within
    these, which ascend and do not overlap. What else is among them may be wrong."""
    begins = _parted(text, lows, highs, added) if len(text) > SHORT else None
    return np.cumsum([0, *map(len, cut(text, added))]) if begins is None else np.flatnonzero(begins)


def _parted(text: str, lows: Offsets, highs: Offsets, added: Added) -> Flags | None:
    """Which characters begin a token, and that behind the last; None where it is in doubt."""
    codes = to_codes(text)
    blocks = in_blocks(codes)
    words = words_in(text, codes, blocks, added)
    chances = _chances(words, frequencies_of(codes), added.log_total)
    joined = _joined(words, len(text))
    sizes = _likeliest(chances, joined)
    if sizes is None:
        return None
    begins = _begins(sizes, joined)
    flags = begins.data  # Python reads and writes single ones of these in no time
    for first, last in _loose(begins, blocks, lows, highs):
        if last - first > len(chances) or chances[last - first - 1, first] == NEVER:
            begins[first:last] = False
            for place in loose(text, first, last):
                flags[place] = True
    return begins


def _chances(words: Words, characters: Frequencies, log_total: float) -> Chances:
    """The chance of each word by its size less one and its place; a character may be one that the dictionary
    has as such, or where no word begins."""
    chances = np.full((int(words.sizes.max(initial=1)), len(characters)), NEVER)
    chances[0] = np.log(np.maximum(characters, 1))
    chances[0, words.starts[characters[words.starts] == 0]] = NEVER
    chances[words.sizes - 1, words.starts] = np.log(words.frequencies)
    chances -= log_total
    return chances


def _joined(words: Words, length: int) -> Flags:
    """Which characters are in one piece with the one before; what is behind the text is not."""
    behind, ends = words.starts + 1, words.starts + words.sizes
    reaching = np.bincount(behind, minlength=length + 1) - np.bincount(ends, minlength=length + 1)
    joined: Flags = reaching.cumsum() > 0
    return joined


def _likeliest(chances: Chances, joined: Flags) -> Offsets | None:
    """For each place, the size of the word that the likeliest way through the rest of its piece begins with;
    None where that is in doubt."""
    longest, length = chances.shape
    sizes = np.ones(length, np.int64)
    rest = np.zeros(length + longest)  # where a piece begins it stays 0: to the one before, nothing is behind
    turns = np.flatnonzero(joined[1:] != joined[:-1])
    ends = turns[1::2] + 1
    lengths = ends - turns[::2]
    ends = ends[np.argsort(-lengths)]
    counts = np.cumsum(np.bincount(lengths)[::-1])[::-1].tolist()  # of pieces that are as long or longer
    steps = np.arange(1, longest + 1)[:, None]
    rest[ends - 1] = chances[0, ends - 1]
    for back, (count, longer) in enumerate(pairwise([*counts[2:], 0]), 2):
        places = ends[:count] - back
        ways = chances[:back].take(places, axis=1)
        ways += rest.take(places + steps[:back])
        best = ways.max(axis=0)
        if np.count_nonzero(ways > best - DOUBT) > count:
            return None
        sizes[places] = ways.argmax(axis=0) + 1
        rest[places[:longer]] = best[:longer]
    return sizes


def _begins(sizes: Offsets, joined: Flags) -> Flags:
    """Which characters begin a word, where each place says how long the one is that begins there."""
    begins = ~joined
    places = np.flatnonzero(begins[:-1])
    while len(places):
        places = places + sizes[places]
        places = places[joined[places]]
        begins[places] = True
    return begins


def _loose(begins: Flags, blocks: Flags, lows: Offsets, highs: Offsets) -> list[tuple[int, int]]:
    """The stretches of words of one character, two or more in one block, that reach into a span."""
    single = begins[:-1] & begins[1:] & blocks
    paired = np.zeros(len(begins) + 1, np.bool_)
    paired[1:-2] = single[:-1] & single[1:]
    turns = np.flatnonzero(paired[1:] != paired[:-1])
    firsts, lasts = turns[::2], turns[1::2] + 1
    spans = highs.searchsorted(firsts, "right")
    wanted = np.append(lows, len(begins))[spans] < lasts
    return list(zip(firsts[wanted].tolist(), lasts[wanted].tolist(), strict=True))
