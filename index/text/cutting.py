"""Cutting as jieba does, over its dictionary and its model as arrays that are mapped into memory.

It is for the words of a query and around a hit: ready at once, and nothing of it is a process's own. `rjieba`
has a dictionary of its own to load first, in every process, and is many times as fast from then on. Both cut
alike: the likeliest way through the dictionary's words; and where that leads through what makes no word, the
likeliest way of a hidden Markov model through it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.text.fold import to_codes
from index.text.stored import stored

FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""By which the number of a word is multiplied for its next character; every word has a number of its own."""

STEM = 4
"""Characters. Hardly any words are longer: they are looked for only where the stem of one stands."""

LONGEST = 16
"""Characters of a word."""

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
"""What is cut as one; every other character is by itself."""

_LOOSE = re.compile(r"([\u4e00-\u9fd5]+)|[a-zA-Z0-9]+(?:[._-][a-zA-Z0-9]+)*%?|[^\u4e00-\u9fd5a-zA-Z0-9]+")
"""What is looked at as one of what makes no word in a block: Han that go through the model; a name or a
number; what else there is."""

OWN_FREQUENCY = 10_000
"""How often a word of the user's own counts as seen, at least: so often that it is hardly ever cut."""

Ends = list[dict[int, int]]
"""For each place in a text, where words end that begin there, and their frequencies."""


class Added:
    """Words of the user's own, ready to cut by beside those of jieba's dictionary."""

    def __init__(self, words: tuple[str, ...] = ()) -> None:
        """`words`: folded."""
        self._words = words

    @cached_property
    def frequencies(self) -> dict[str, int]:
        """Those that count more often than the dictionary has counted them, and how often."""
        counted = dict(_look_up(np.array(list(map(_number, self._words)), np.uint64)))
        words = enumerate(self._words)
        return {word: OWN_FREQUENCY for number, word in words if counted.get(number, 0) < OWN_FREQUENCY}

    @cached_property
    def log_total(self) -> float:
        """The logarithm of how often all words have been counted, these among them."""
        return log(int(word_frequencies()[-1]) + OWN_FREQUENCY * len(self.frequencies))

    def find(self, text: str, ends: Ends) -> None:
        """Puts them among the words that stand in a text."""
        for size in self._sizes:
            for start in range(len(text) - size + 1):
                if frequency := self.frequencies.get(text[start : start + size]):
                    ends[start] = dict(sorted({**ends[start], start + size: frequency}.items()))

    @cached_property
    def _sizes(self) -> list[int]:
        return sorted({len(word) for word in self.frequencies})


NOTHING = Added()


def is_cut_together(char: str) -> bool:
    """Whether a character may be in one token with its neighbours; at any other a text may be cut before."""
    return char.isalnum() or char in MARKS


def cut(text: str, added: Added = NOTHING) -> list[str]:
    """The tokens of a text, one after another, each character in one of them."""
    return [text[start:end] for start, end in _tokens(text, _words_in(text, added), added)]


def cut_for_search(text: str, added: Added = NOTHING) -> list[str]:
    """As `cut`; before a longer word come the words of two and then of three characters inside it."""
    words = _words_in(text, added)
    found: list[str] = []
    for start, end in _tokens(text, words, added):
        for size in (2, 3):
            if size < end - start:
                places = range(start, end - size + 1)
                found += (text[place : place + size] for place in places if place + size in words[place])
        found.append(text[start:end])
    return found


def _words_in(text: str, added: Added) -> Ends:
    """All words that stand in a text."""
    words: Ends = [{} for _ in text]
    size, length = STEM, len(text)
    codes = np.append(to_codes(text).astype(np.uint64), np.zeros(STEM, np.uint64))
    hashes = [codes[:length]]
    for offset in range(1, STEM):
        hashes.append(hashes[-1] * FACTOR + codes[offset : offset + length])
    known = _look_up(np.concatenate(hashes))
    for number, frequency in known:
        shorter, start = divmod(number, length)
        if frequency:
            words[start][start + shorter + 1] = frequency
    starts = np.array([number for number, _ in known], np.int64) - (STEM - 1) * length
    starts = starts[starts >= 0]
    numbers = hashes[-1][starts]
    while len(starts) and size < LONGEST:
        numbers = numbers * FACTOR + codes[np.minimum(starts + size, length)]
        size += 1
        for number, frequency in _look_up(numbers):
            words[starts[number]][int(starts[number]) + size] = frequency
    added.find(text, words)
    return words


def _look_up(numbers: npt.NDArray[np.uint64]) -> list[tuple[int, int]]:
    """Which of some numbers are those of words and stems, by their places, and the frequencies of these."""
    places = word_numbers().searchsorted(numbers)
    known = np.flatnonzero(word_numbers()[places] == numbers)
    return list(zip(known.tolist(), word_frequencies()[places[known]].tolist(), strict=True))


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
            yield from _loose(text, loose, place, words)
            yield place, end
            loose = end
        place = end
    yield from _loose(text, loose, last, words)


def _likeliest(first: int, last: int, words: Ends, total: float) -> list[int]:
    """For each place of a block, where the word ends that the likeliest way through the rest begins with.
    `total`: the logarithm of how often all words have been counted."""
    chances, ends = [0.0] * (last - first + 1), [0] * (last - first)
    for place in range(last - 1, first - 1, -1):
        best, chosen = chances[place + 1 - first] - total, place + 1
        for number, (end, frequency) in enumerate(words[place].items()):
            chance = log(frequency) - total + chances[end - first]
            if not number or chance >= best:
                best, chosen = chance, end
        chances[place - first], ends[place - first] = best, chosen
    return ends


def _loose(text: str, first: int, last: int, words: Ends) -> Iterator[tuple[int, int]]:
    """The tokens of characters that make no word by the dictionary."""
    if last - first < 2 or last in words[first]:
        yield from ((place, place + 1) for place in range(first, last))
        return
    for stretch in _LOOSE.finditer(text, first, last):
        start, end = stretch.span()
        if not stretch[1]:
            yield start, end
            continue
        for state, place in zip(_states(text[start:end]), range(start, end), strict=True):
            if state in "ES":
                yield start, place + 1
                start = place + 1


def _states(stretch: str) -> str:
    """What each character is, most likely: it begins a word (B), is in the middle of one (M), ends one (E),
    or is one by itself (S)."""
    rows = list(map(_chances, stretch))
    first = zip(rows[0], (BEGIN, NEVER, NEVER, SINGLE), strict=True)
    b, m, e, s = (chance + start for chance, start in first)
    before: list[dict[str, str]] = []
    for to_b, to_m, to_e, to_s in rows[1:]:
        next_b, from_b = max((e + END_BEGIN + to_b, "E"), (s + SINGLE_BEGIN + to_b, "S"))
        next_m, from_m = max((b + BEGIN_MIDDLE + to_m, "B"), (m + MIDDLE_MIDDLE + to_m, "M"))
        next_e, from_e = max((b + BEGIN_END + to_e, "B"), (m + MIDDLE_END + to_e, "M"))
        next_s, from_s = max((e + END_SINGLE + to_s, "E"), (s + SINGLE_SINGLE + to_s, "S"))
        b, m, e, s = next_b, next_m, next_e, next_s
        before.append({"B": from_b, "M": from_m, "E": from_e, "S": from_s})
    states = [max((e, "E"), (s, "S"))[1]]
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
def word_numbers() -> npt.NDArray[np.uint64]:
    """The numbers of all words of jieba's dictionary and of the stems of the long ones, ascending; at the end
    one that is no word's."""
    return np.array([*_numbered(), np.iinfo(np.uint64).max], np.uint64)


@stored()
def word_frequencies() -> npt.NDArray[np.uint32]:
    """How often jieba's dictionary has counted each of these, 0 for what is only a stem; at the end, all."""
    counts = _numbered().values()
    return np.array([*counts, sum(counts)], np.uint32)


@stored()
def model_chances() -> npt.NDArray[np.float64]:
    """For each character that the model knows, what `_chances` gives."""
    from jieba.finalseg import emit_P

    codes = range(FIRST_HAN, LAST_HAN + 1)
    return np.array([[emit_P[state].get(chr(code), NEVER) for state in "BMES"] for code in codes])


def _numbered() -> dict[int, int]:
    """The words and stems by their numbers, ascending, and their frequencies."""
    import jieba

    lines = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count, *_ in map(str.split, lines)}
    stems = {word[:STEM]: 0 for word in counts if len(word) > STEM}
    numbered = {_number(word): count for word, count in (stems | counts).items()}
    assert len(numbered) == len(stems | counts), "two words have one number"
    return dict(sorted(numbered.items()))


def _number(word: str) -> int:
    number = 0
    for char in word:
        number = (number * int(FACTOR) + ord(char)) % (1 << 64)
    return number
