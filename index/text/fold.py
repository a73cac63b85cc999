"""Folding: the one definition of which characters are the same when searching.

Width (ＡＩ to AI), case, compatibility forms and script (學 to 学) fold away, every blank is a space, a line
break too, and what nobody sees is skipped; one code point to one code point, so an offset in the folded text
is an offset in the original. What cannot be mapped so (ﬁ, ㎏) is left as it is; ligatures are looked for
by `forms`. What is shown, copied or quoted is always the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial

import numpy as np
import numpy.typing as npt

from index.text.stored import DATA, UNICODE, stored

CodePoints = npt.NDArray[np.uint32]

PLANE = 0x10000
"""Code points of the basic plane, which the tables cover; those above go through `fold_char`."""

SHORT = 32
"""Characters of a text that is folded sooner one character after another, as what is typed is."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U000323af"
"""The Han characters, as the inside of a regular expression's set."""

HAN_RUN = re.compile(f"[{HAN}]+")

SKIPPED = "\x1f"
"""Stands for each character that is not read as one: nobody sees it, or it is no more than a part of how the
one before it is written. In a folded text nothing else is this blank."""

_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    f"\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff{SKIPPED}]"
)
"""What has no width: joiners, hyphens of which a line has no need, directions, variants of the character
before. (Unicode's default ignorable code points without the fillers of Hangul, which are letters.)"""

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")

_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
"""Letters, and the one character that text out of a PDF has for them."""
_LETTERS = re.compile("|".join(_LIGATURES)), re.compile("fi|fl")
"""Not every font has one for three letters."""
_PARTING = str.maketrans({ligature: letters for letters, ligature in _LIGATURES.items()})

UNCHANGED_RANGES = ((0x3400, 0xA000), (0xAC00, 0xF900))
"""Where no compatibility form or case exists, so that building the table may pass them over."""


def fold(text: str) -> str:
    """The text as it is matched. Guarantees the same length, and `fold(fold(t)) == fold(t)`."""
    if text.isascii() and text.isprintable():
        return text.lower()
    if len(text) <= SHORT:
        return "".join(map(fold_char, text))
    return from_codes(fold_codes(to_codes(text)))


@lru_cache(maxsize=4096)
def fold_char(char: str) -> str:
    """What one character folds to: the definition that the table caches."""
    if _UNSEEN.match(char):
        return SKIPPED
    if char.isspace():
        return " "
    compatible = unicodedata.normalize("NFKC", char)
    if len(compatible) == 1:
        char = compatible
    lower = char.casefold()
    if len(lower) == 1:
        char = lower
    if "\uffff" < char < "\U00020000":  # emoji, for which the variants are not read
        return char
    return variants().get(char, char)


@cache
def variants() -> dict[str, str]:
    """Each form of a Han character that folds to another, and that other; see the data file's heading."""
    return {form: usual for usual, forms in data_rows("variants.txt") for form in forms}


@cache
def data_rows(name: str) -> tuple[tuple[str, str], ...]:
    """The rows of a table in `data`: a first word and the rest; lines with # are for people."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    rows = (line.partition(" ") for line in lines if not line.startswith("#"))
    return tuple((first, rest) for first, _, rest in rows)


def forms(texts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Some texts as they are; and in each other form that folds to something else: with the other apostrophe
    inside their words, composed, decomposed, with ligatures and without. One file has don't, é and デ, the
    next don’t, and the letters in two characters each, or two letters in one."""
    made = {tuple(map(fold, texts)): texts}
    apostrophes = "'’" if any(map(_APOSTROPHE.search, texts)) else ""
    others = [tuple(_APOSTROPHE.sub(mark, text) for text in texts) for mark in apostrophes]
    others += [
        tuple(letters.sub(lambda found: _LIGATURES[found[0]], text) for text in texts) for letters in _LETTERS
    ]
    others.append(tuple(text.translate(_PARTING) for text in texts))
    for written in dict.fromkeys((texts, *others)):
        made.setdefault(tuple(map(fold, written)), written)
        for form in ("NFC", "NFD") if not all(map(str.isascii, written)) else ():
            normal = tuple(unicodedata.normalize(form, text) for text in written)
            made.setdefault(tuple(map(fold, normal)), normal)
    return list(made.values())


def to_codes(text: str) -> CodePoints:
    """The text as an array of code points (lone surrogates are kept)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def from_codes(codes: CodePoints) -> str:
    """The reverse of `to_codes`."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


def among(chars: str) -> Callable[[CodePoints], npt.NDArray[np.bool_]]:
    """What says of each of some code points whether it is one of these characters."""
    flags = np.zeros(max(map(ord, chars)) + 2, np.bool_)
    flags[list(map(ord, chars))] = True
    return lambda codes: flags.take(codes, mode="clip")


def fold_codes(codes: CodePoints) -> CodePoints:
    """As `fold`, of code points; always a new array."""
    folded: CodePoints = _fold_table().take(codes, mode="clip")
    above = np.flatnonzero(codes >= PLANE)
    folded[above] = [ord(fold_char(chr(code))) for code in codes[above].tolist()]
    return folded


@stored(UNICODE)
def _fold_table() -> CodePoints:
    table = np.arange(PLANE, dtype=np.uint32)
    edges = [0, *(edge for pair in UNCHANGED_RANGES for edge in pair), PLANE]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        chars = list(map(chr, range(first, last)))
        chars = _where_one(map(partial(unicodedata.normalize, "NFKC"), chars), chars)
        chars = _where_one(map(str.casefold, chars), chars)
        table[first:last] = [ord(" " if char.isspace() else variants().get(char, char)) for char in chars]
    for form, usual in variants().items():
        if ord(form) < PLANE:
            table[ord(form)] = ord(usual)
    for match in _UNSEEN.finditer("".join(map(chr, range(PLANE)))):
        table[match.start()] = ord(SKIPPED)
    return table


def _where_one(made: Iterable[str], chars: Iterable[str]) -> list[str]:
    """What was made of each character where that is one character, else the character itself."""
    return [new if len(new) == 1 else char for new, char in zip(made, chars, strict=True)]
