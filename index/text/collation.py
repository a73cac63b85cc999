"""Collation: the order in which a reader looks things up, as a Chinese dictionary has it.

Marks come first, then digits, Latin and other letters, then Han by the pinyin of the most usual reading and
its tone, those without a reading last. Characters are compared as they fold, those of one reading by code
point, so that the order is total.
"""

from __future__ import annotations

from functools import lru_cache

from index.text.fold import fold_char
from index.text.sound import readings

CharKey = tuple[int, str, str]

_MARK, _DIGIT, _LETTER, _HAN = range(4)


def collation_key(text: str) -> tuple[CharKey, ...]:
    """What texts are sorted by; equal for texts that fold to the same."""
    return tuple(map(_char_key, text))


@lru_cache(maxsize=8192)
def _char_key(char: str) -> CharKey:
    char = fold_char(char)
    read = readings(char)
    if read:
        return _HAN, read[0], char
    if char.isdigit():
        return _DIGIT, "", char
    if "\u3400" <= char <= "\u9fff" or char >= "\U00020000":
        return _HAN, "~", char  # behind every reading
    return _LETTER if char.isalpha() else _MARK, "", char
