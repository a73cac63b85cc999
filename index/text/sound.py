"""Sounds: how a character is read, and which ones a listener may take for one another.

A reading is a pinyin syllable with its tone behind it: `zhong4`, `lv4` (v for ü), `de5` (5 for none).
A class is a toneless syllable folded by what every Chinese input method calls 模糊音:
zh z, ch c, sh s, n l, and the endings -ng -n after a, e, i, ia, ua. A Latin letter or a digit is a
class of its own; everything else shares class 0.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from functools import cache, lru_cache
from itertools import compress

import numpy as np
import numpy.typing as npt

from index.text.fold import PLANE, data_rows
from index.text.stored import stored

UNKNOWN = 0
"""The class of what has no sound of its own: kana, Cyrillic, Han above the basic plane."""

CLASS_BITS = 10
"""Bits that a class needs; the classes must stay below `1 << CLASS_BITS` minus the reserved last one."""

TONES = "12345"
"""The digits behind a syllable: the four tones, and 5 for the neutral one."""

_USUAL, _FURTHER, _IN_WORDS = "syllables.txt", "heteronyms.txt", "heteronym_words.txt"
_SAME_INITIALS = re.compile(r"^([zcs])h|^n(?=.)")
_SAME_FINALS = re.compile(r"(?<=[aei])ng$")


def fold_syllable(syllable: str) -> str:
    """The syllable that stands for all that may be taken for it: `zhuang` gives `zuan`."""
    syllable = _SAME_INITIALS.sub(lambda match: match[1] or "l", syllable)
    return _SAME_FINALS.sub("n", syllable)


def toneless(reading: str) -> str:
    """The reading without its tone: `zhong4` gives `zhong`."""
    return reading.rstrip(TONES)


@lru_cache(maxsize=4096)
def readings(char: str) -> tuple[str, ...]:
    """How a folded character is read: the most usual reading, then the further ones by the alphabet."""
    usual = reading_names()[reading_table()[ord(char)]] if ord(char) < PLANE else ""
    return (usual, *_further_by_char().get(char, ())) if usual else ()


def readings_in(word: str, char: str) -> tuple[str, ...]:
    """As `readings`, of a character in a word: in one of several characters a further reading counts only
    where the word is known for it."""
    if len(word) == 1:
        return readings(char)
    known = (word in _words_with().get(toneless(one), ()) for one in readings(char)[1:])
    return readings(char)[:1] + tuple(compress(readings(char)[1:], known))


@cache
def syllables() -> frozenset[str]:
    """All toneless syllables that a character has."""
    return frozenset(toneless(reading) for name in (_USUAL, _FURTHER) for reading, _ in data_rows(name))


@cache
def class_names() -> tuple[str, ...]:
    """The name of each class by its number: the folded syllables in order, then letters, then digits."""
    usual = {fold_syllable(toneless(reading)) for reading, _ in data_rows(_USUAL)}
    return ("", *sorted(usual), *(f"={char}" for char in string.ascii_lowercase + string.digits))


@stored()
def class_table() -> npt.NDArray[np.uint64]:
    """The class of each folded code point of the basic plane, by its most usual reading."""
    numbers = {name: number for number, name in enumerate(class_names())}
    table = np.full(PLANE, UNKNOWN, np.uint64)
    for char in string.ascii_lowercase + string.digits:
        table[ord(char)] = numbers[f"={char}"]
    for reading, chars in data_rows(_USUAL):
        table[[ord(char) for char in chars]] = numbers[fold_syllable(toneless(reading))]
    return table


@cache
def reading_names() -> tuple[str, ...]:
    """Every reading by its number; the first is none."""
    return ("", *sorted({reading for name in (_USUAL, _FURTHER) for reading, _ in data_rows(name)}))


def _reading_numbers() -> dict[str, int]:
    return {name: number for number, name in enumerate(reading_names())}


@stored()
def reading_table() -> npt.NDArray[np.uint16]:
    """The number of the most usual reading of each folded code point of the basic plane; 0 for none."""
    numbers = _reading_numbers()
    table = np.zeros(PLANE, np.uint16)
    for reading, chars in data_rows(_USUAL):
        table[[ord(char) for char in chars]] = numbers[reading]
    return table


@cache
def further_readings() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16]]:
    """Code points and the numbers of their further readings, in parallel."""
    numbers = _reading_numbers()
    pairs = [(ord(char), numbers[reading]) for reading, chars in data_rows(_FURTHER) for char in chars]
    codes, readings = zip(*pairs, strict=True)
    return np.array(codes, np.uint32), np.array(readings, np.uint16)


@cache
def _further_by_char() -> dict[str, tuple[str, ...]]:
    """As `further_readings`, ready for one character after another."""
    found: dict[str, list[str]] = defaultdict(list)
    for reading, chars in data_rows(_FURTHER):
        for char in chars:
            found[char].append(reading)
    return {char: tuple(more) for char, more in found.items()}


@cache
def _words_with() -> dict[str, frozenset[str]]:
    """Toneless syllable → the folded words in which a character is so read, though less usually."""
    return {syllable: frozenset(words.split()) for syllable, words in data_rows(_IN_WORDS)}
