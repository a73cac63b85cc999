"""Cutting as jieba does, over its dictionary and its model as arrays that are mapped into memory.

It is for the words of a query: ready at once, and nothing of it is a process's own. `rjieba` has a dictionary
of its own to load first, in every process, and is faster from then on. Both cut alike: the
likeliest way through the dictionary's words; and where that leads through what makes no word, the likeliest
way of a hidden Markov model through it. (Of equally likely ones, as there may be where a character is
repeated, each takes what its sums are rounded to; here they are those of jieba in Python.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import log

import numpy as np
import numpy.typing as npt

from index.arrays import Flags
from index.text.fold import CodePoints, to_codes
from index.text.stored import stored
from index.text.wordlist import NOTHING, Added, frequencies_of, words_in

FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF
"""The characters that the model knows."""

NEVER = -3.14e100
"""The logarithm of no chance at all, as jieba has it."""

BEGIN, SINGLE = -0.26268660809250016, -1.4652633398537678
"""The chances, as logarithms, that the first character begins a word or is one."""

BEGIN_END, BEGIN_MIDDLE = -0.51082562376599, -0.916290731874155
MIDDLE_END, MIDDLE_MIDDLE = -0.33344856811948514, -1.2603623820268226
END_BEGIN, END_SINGLE = -0.5897149736854513, -0.8085250474669937
SINGLE_BEGIN, SINGLE_SINGLE = -0.7211965654669841, -0.6658631448798212
"""The chances of what a character is in its word by what the one before is."""

MARKS = "+#&._%-"
"""What may be in one token with letters and digits."""

IDEOGRAPHS = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002ebef\U0002f800-\U0002fa1f"
)
"""The Han characters that jieba knows as such, as the inside of a regular expression's set."""

_BLOCK = re.compile(f"[{IDEOGRAPHS}a-zA-Z0-9{MARKS}]+")
"""What is cut together; every other character is by itself."""

_LOOSE = re.compile(r"([\u4e00-\u9fd5]+)|[a-zA-Z0-9]+(?:[._-][a-zA-Z0-9]+)*%?|[^\u4e00-\u9fd5a-zA-Z0-9]+")
"""What is looked at as one of what makes no word in a block: Han that go through the model; a name or a
number; what else there is."""

_BLOCK_EDGES = np.array(
    sorted(
        ord(char) + behind
        for first, last in [
            *zip(IDEOGRAPHS[::3], IDEOGRAPHS[2::3], strict=True),
            *("az", "AZ", "09"),
            *zip(MARKS, MARKS, strict=True),
        ]
        for char, behind in ((first, 0), (last, 1))
    ),
    np.uint32,
)
"""The same as ranges of code points: where one begins, and where what is behind it does."""

Ends = list[dict[int, float]]
"""For each place in a text, where words end that begin there, the shorter first, and the chance of each as a
logarithm."""


TOGETHER = f"[\\w{MARKS}]"
"""What may be in one token with its neighbours; at any other character a text may be cut before. As part of a
regular expression."""


def in_blocks(codes: CodePoints) -> Flags:
    """Which code points are cut together with such neighbours; every other is a token."""
    flags: Flags = _BLOCK_EDGES.searchsorted(codes, "right") % 2 == 1
    return flags


def cut(text: str, added: Added = NOTHING) -> list[str]:
    """The tokens of a text, one after another, each character in one of them."""
    return [text[start:end] for start, end in _tokens(text, _ends(text, added), added)]


def cut_for_search(text: str, added: Added = NOTHING) -> list[str]:
    """As `cut`; before a longer word come the words of two and then of three characters inside it."""
    words = _ends(text, added)
    found: list[str] = []
    for start, end in _tokens(text, words, added):
        for size in (2, 3):
            if size < end - start:
                places = range(start, end - size + 1)
                found += (text[place : place + size] for place in places if place + size in words[place])
        found.append(text[start:end])
    return found


def _ends(text: str, added: Added) -> Ends:
    """All words that stand in a text."""
    codes, total = to_codes(text), added.log_total
    words = words_in(text, codes, in_blocks(codes), added)
    found: Ends = [
        {place + 1: log(frequency) - total} if frequency else {}
        for place, frequency in enumerate(frequencies_of(codes).tolist())
    ]
    for start, size, frequency in zip(*(part.tolist() for part in words), strict=True):
        found[start][start + size] = log(frequency) - total
    return found


def _tokens(text: str, words: Ends, added: Added) -> Iterator[tuple[int, int]]:
    """Where the tokens of a text begin and end."""
    last = 0
    for block in _BLOCK.finditer(text):
        yield from ((place, place + 1) for place in range(last, block.start()))
        yield from _in_block(text, *block.span(), words, added)
        last = block.end()
    yield from ((place, place + 1) for place in range(last, len(text)))


def _in_block(text: str, first: int, last: int, words: Ends, added: Added) -> Iterator[tuple[int, int]]:
    ends = _likeliest(first, last, words, added.log_total)
    place = loose = first
    while place < last:
        end = ends[place - first]
        if end > place + 1:
            yield from _unknown(text, loose, place, words)
            yield place, end
            loose = end
        place = end
    yield from _unknown(text, loose, last, words)


def _likeliest(first: int, last: int, words: Ends, total: float) -> list[int]:
    """For each place of a block, where the word ends that the likeliest way through the rest begins with.
    `total`: the logarithm of how often all words have been counted."""
    chances, ends = [0.0] * (last - first + 1), [0] * (last - first)
    for place in range(last - 1, first - 1, -1):
        best, chosen = chances[place + 1 - first] - total, place + 1
        for number, (end, chance) in enumerate(words[place].items()):
            chance += chances[end - first]
            if not number or chance >= best:
                best, chosen = chance, end
        chances[place - first], ends[place - first] = best, chosen
    return ends


def _unknown(text: str, first: int, last: int, words: Ends) -> Iterator[tuple[int, int]]:
    """The tokens of characters that make no word by the dictionary."""
    if last - first < 2 or last in words[first]:
        yield from ((place, place + 1) for place in range(first, last))
    else:
        yield from pairwise([*loose(text, first, last), last])


def loose(text: str, first: int, last: int) -> Iterator[int]:
    """Where the tokens begin of characters of one block that are no words of the dictionary, two or more."""
    for stretch in _LOOSE.finditer(text, first, last):
        start = stretch.start()
        yield start
        if stretch[1]:
            for place, state in enumerate(_states(stretch[1])[:-1], start + 1):
                if state in "ES":
                    yield place


def _states(stretch: str) -> str:
    """What each character is, most likely: it begins a word (B), is in the middle of one (M), ends one (E),
    or is one by itself (S)."""
    (to_b, to_m, to_e, to_s), *others = map(_chances, stretch)
    b, m, e, s = to_b + BEGIN, to_m + NEVER, to_e + NEVER, to_s + SINGLE
    before: list[dict[str, str]] = []
    for to_b, to_m, to_e, to_s in others:
        e_b, s_b = e + END_BEGIN + to_b, s + SINGLE_BEGIN + to_b
        b_m, m_m = b + BEGIN_MIDDLE + to_m, m + MIDDLE_MIDDLE + to_m
        b_e, m_e = b + BEGIN_END + to_e, m + MIDDLE_END + to_e
        e_s, s_s = e + END_SINGLE + to_s, s + SINGLE_SINGLE + to_s
        came = {"B": "ES"[s_b >= e_b], "M": "BM"[m_m >= b_m], "E": "BM"[m_e >= b_e], "S": "ES"[s_s >= e_s]}
        before.append(came)
        b, m, e, s = max(e_b, s_b), max(b_m, m_m), max(b_e, m_e), max(e_s, s_s)
    states = ["ES"[s >= e]]
    for came in reversed(before):
        states.append(came[states[-1]])
    return "".join(reversed(states))


@lru_cache(maxsize=8192)
def _chances(char: str) -> list[float]:
    """The logarithms of how often a character begins a word, is in the middle of one, ends one, is one."""
    place = ord(char) - FIRST_HAN
    chances: list[float] = (
        model_chances()[place].tolist() if 0 <= place <= LAST_HAN - FIRST_HAN else [NEVER] * 4
    )
    return chances


@stored()
def model_chances() -> npt.NDArray[np.float64]:
    """For each character that the model knows, what `_chances` gives."""
    from jieba.finalseg import emit_P

    codes = range(FIRST_HAN, LAST_HAN + 1)
    return np.array([[emit_P[state].get(chr(code), NEVER) for state in "BMES"] for code in codes])
