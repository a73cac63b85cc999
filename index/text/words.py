"""Words: what ranking counts. One analysis serves the index, the query and the highlight.

Runs of Han are cut as jieba does in its search mode; runs of other letters and digits are tokens of
their own, and give their parts too (`gen-itgc` gives gen, itgc; `OpenAI` gives open, ai). Recall
never rests on words: a fragment is found by its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.text.cutting import cut_for_search
from index.text.fold import HAN, HAN_RUN, CodePoints, among, fold
from index.text.jiebas import plain_cutter
from index.text.stored import stored
from index.text.wordlist import added, dictionary

LONGEST_TOKEN = 40
"""Characters; a longer Latin run (a hash, an encoded image) gives its parts only."""

UNLISTED = "+"
"""What the index lists in place of letters that are no token by themselves: those of a very long run, those
next to letters of another kind, and those that go on in the next passage or behind what nobody sees. No token
is this."""

JOINERS = "-_.'’&+#@"
"""What joins two runs of Latin letters into one, a single one of these, as the inside of a set."""

TRAILERS = "+#"
"""What belongs to the run before it (C++, C#)."""

LATIN = "a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
"""Folded Latin letters and digits, as the inside of a set; × and ÷, which stand among them, are none."""

BEHIND_LATIN = "\u0250".encode()
"""What no word of Latin letters begins with, nor anything before these, as it is sorted in UTF-8."""

FREQUENT = 100
"""How often jieba's dictionary has counted a word that is frequent."""

_KEY_BYTES = 8

_LETTERS = f"[^\\W_{HAN}]"
_STRETCH = re.compile(f"[{LATIN}]+")
_LATIN = re.compile(f"[{LATIN}\ufb00-\ufb06]")
"""Ligatures among them."""
_latin = among("".join(_LATIN.findall("".join(map(chr, (*range(0x250), *range(0xFB00, 0xFB07)))))))
_ASCII_PART = re.compile("[a-z0-9]+")
_ASCII_PIECE = re.compile("[A-Z]+(?=[A-Z][a-z])|[A-Z]*[a-z0-9]+|[A-Z]+")
"""What stands between two joints of case."""
_CASE_JOINT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

Own = tuple[str, ...]
"""Words of the user's own, beside those of jieba's dictionary, as `own_words` makes them."""


def own_words(texts: Iterable[str]) -> Own:
    """The words that these texts add to the dictionary: their runs of two and more Han characters, folded,
    in an order of their own. All else is a word without being told."""
    runs = (run for text in texts for run in HAN_RUN.findall(fold(text)))
    return tuple(sorted({run for run in runs if len(run) > 1}))


def words(text: str, folded: str | None = None, own: Own = ()) -> list[str]:
    """The tokens of a text, in no promised order, as often as they stand there.

    `folded`, where given, is the folded text with its hidden characters masked.
    """
    if folded is None:
        return list(_words(text, own))
    return [*han_words(folded, own), *latin_words(text, folded)]


@lru_cache(maxsize=256)
def _words(text: str, own: Own) -> tuple[str, ...]:
    """The tokens of a part of a query: all that looks for it asks for them, as does the next letter typed."""
    return tuple(words(text, fold(text), own))


def han_words(folded: str, own: Own = ()) -> Iterator[str]:
    """The words of the Han runs, the shorter words inside a long one included."""
    runs = HAN_RUN.findall(folded)
    if runs:
        for word in cut_for_search(" ".join(runs), added(own)):
            if word != " ":
                yield word


def latin_words(text: str, folded: str) -> Iterator[str]:
    """The tokens of everything that is not Han, with their parts."""
    # The expression takes as long to compile as many queries to answer, and most of these are Han alone.
    if not any(map(str.isalnum, HAN_RUN.sub("", folded))):
        return
    for run in _latin_run().finditer(folded):
        yield from latin_tokens(text[run.start() : run.end()])


def latin_tokens(original: str) -> list[str]:
    """The tokens of one such run: the whole, unless it is very long, and its parts."""
    if original.isascii():
        whole = original.lower()
        if whole[1:] == original[1:] and whole.isalnum():  # the most usual, with no parts
            return [whole] if len(whole) <= LONGEST_TOKEN else []
        parts = _ascii_parts(original, whole)
    else:
        whole = fold(original).replace("’", "'")
        parts = list(_parts(original))
    tokens = dict.fromkeys((whole, *parts))
    if len(whole) <= LONGEST_TOKEN:
        return list(tokens)
    return [token for token in tokens if len(token) <= LONGEST_TOKEN]


def _ascii_parts(original: str, lower: str) -> list[str]:
    """As `_parts`, in less time."""
    parts: list[str] = [lower] if lower.isalnum() else _ASCII_PART.findall(lower)
    if lower != original:
        parts += map(str.lower, _ASCII_PIECE.findall(original))
    return parts


def listed_tokens(original: str, *, cut: bool) -> list[str]:
    """The tokens of one such run as the index lists them: each stretch of Latin letters is among them, or
    UNLISTED is; `cut` says that the run goes on in the next passage."""
    tokens = latin_tokens(original)
    listed = original.isascii() and len(original) <= LONGEST_TOKEN
    if cut or not (listed or set(_STRETCH.findall(fold(original))) <= set(tokens)):
        tokens.append(UNLISTED)
    return tokens


def is_latin(char: str) -> bool:
    """Whether a folded character (or none) is a Latin letter or a digit."""
    return _LATIN.match(char) is not None


def are_latin(codes: CodePoints) -> npt.NDArray[np.bool_]:
    """As `is_latin`, of each of some folded code points."""
    return _latin(codes)


class Stretch(NamedTuple):
    """Latin letters and digits with nothing between them."""

    letters: str
    begins: bool
    """Whether something else stands before them, so that they begin a word."""
    ends: bool
    """Whether something else stands behind them, so that they end one."""

    @property
    def open(self) -> int:
        """On how many sides the word that holds them may go on."""
        return (not self.begins) + (not self.ends)


def latin_stretches(folded: str) -> list[Stretch]:
    """Those of a folded text, as long as they are there."""
    return [
        Stretch(match[0], match.start() > 0, match.end() < len(folded)) for match in _STRETCH.finditer(folded)
    ]


def leading_stretch(folded: str) -> str:
    """The Latin letters and digits that a folded text begins with."""
    match = _STRETCH.match(folded)
    return match[0] if match else ""


def _parts(original: str) -> Iterator[str]:
    for part in _latin_part().finditer(original):
        yield fold(part[0])
        if not part[0].islower():
            pieces = _CASE_JOINT.split(part[0])
            if len(pieces) > 1:
                yield from map(fold, pieces)


@cache
def _latin_run() -> re.Pattern[str]:
    return re.compile(f"{_LETTERS}+(?:[{JOINERS}]{_LETTERS}+)*[{TRAILERS}]*")


@cache
def _latin_part() -> re.Pattern[str]:
    return re.compile(f"{_LETTERS}+")


def word_starts(folded: str) -> list[int]:
    """Where the words of a text begin, in characters: between them a line may be cut."""
    starts: list[int] = []
    for run in HAN_RUN.finditer(folded):
        place = run.start()
        for word in plain_cutter()(run[0]):
            starts.append(place)
            place += len(word)
    starts += (run.start() for run in _latin_run().finditer(folded))
    return sorted(starts)


def ordinary(word: str) -> bool:
    """Whether a folded word of two to four Han characters is a frequent one of jieba's dictionary."""
    keys, key = _frequent_words(), _word_key(word)
    place = int(keys.searchsorted(key))
    return place < len(keys) and keys[place] == key


@stored()
def _frequent_words() -> npt.NDArray[np.uint64]:
    """The words of two to four Han characters that jieba has counted FREQUENT times or more, as keys."""
    frequent = (word for word, count in dictionary() if count >= FREQUENT and 2 <= len(word) <= 4)
    return np.unique(np.array([_word_key(word) for word in frequent if HAN_RUN.fullmatch(word)], np.uint64))


def _word_key(word: str) -> np.uint64:
    """A number for a word of at most four characters of the basic plane; 0 for a longer one."""
    data = word.encode("utf-16-be", "surrogatepass")
    return np.uint64(int.from_bytes(data, "big") if len(data) <= _KEY_BYTES else 0)


def distinct(tokens: Iterable[str]) -> tuple[str, ...]:
    """The tokens once each, in the order in which they first come."""
    return tuple(dict.fromkeys(tokens))
