"""Sound classes: which characters a listener, or a speech recogniser, may take for one another.

A class is a toneless pinyin syllable folded by what every Chinese input method calls 模糊音:
zh z, ch c, sh s, n l, and the endings -ng -n after a, e, i, ia, ua. A Latin letter or a digit is a
class of its own; everything else shares class 0.
"""

from __future__ import annotations

import re
import string
from functools import cache

import numpy as np
import numpy.typing as npt

from index.text.fold import PLANE, data_rows

UNKNOWN = 0
"""The class of what has no sound of its own: kana, Cyrillic, Han above the basic plane."""

CLASS_BITS = 10
"""Bits that a class needs; the classes must stay below `1 << CLASS_BITS` minus the reserved last one."""

_SAME_INITIALS = re.compile(r"^([zcs])h|^n(?=.)")
_SAME_FINALS = re.compile(r"(?<=[aei])ng$")


def fold_syllable(syllable: str) -> str:
    """The syllable that stands for all that may be taken for it: `zhuang` gives `zuan`."""
    syllable = _SAME_INITIALS.sub(lambda match: match[1] or "l", syllable)
    return _SAME_FINALS.sub("n", syllable)


@cache
def class_names() -> tuple[str, ...]:
    """The name of each class by its number: the folded syllables in order, then letters, then digits."""
    folded = sorted({fold_syllable(syllable) for syllable, _ in data_rows("syllables.txt")})
    return ("", *folded, *(f"={char}" for char in string.ascii_lowercase + string.digits))


@cache
def class_table() -> npt.NDArray[np.uint64]:
    """The class of each folded code point of the basic plane."""
    numbers = {name: number for number, name in enumerate(class_names())}
    table = np.full(PLANE, UNKNOWN, np.uint64)
    for char in string.ascii_lowercase + string.digits:
        table[ord(char)] = numbers[f"={char}"]
    for syllable, chars in data_rows("syllables.txt"):
        table[[ord(char) for char in chars]] = numbers[fold_syllable(syllable)]
    return table
