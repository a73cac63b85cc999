"""The language of a text, by the characters that samples of it are written in.

Which script Chinese stands in is told by the characters that differ between the two and that only one
of their standards has: simplified are those of GB 2312 alone, traditional those of Big5 alone. What both
standards have (后, 里, 干) is evidence of neither.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from index.text.fold import PLANE, to_codes, variants

OTHER, LATIN, KANA, HAN, SIMPLIFIED, TRADITIONAL, LETTER = range(7)
"""What a character says. OTHER says nothing; LETTER is one of a writing that is not told apart here."""

RANGES = (
    (0x0041, 0x005B, LATIN), (0x0061, 0x007B, LATIN), (0x00C0, 0x0250, LATIN),
    (0x0250, 0x2000, LETTER), (0x3040, 0x3100, KANA), (0x31F0, 0x3200, KANA), (0x3400, 0x4DC0, HAN),
    (0x4E00, 0xA000, HAN), (0xA000, 0xD800, LETTER), (0xF900, 0xFB00, HAN), (0xFB00, 0xFE00, LETTER),
    (0xFF21, 0xFF3B, LATIN), (0xFF41, 0xFF5B, LATIN), (0xFF66, 0xFF9E, KANA),
)  # fmt: skip
"""Blocks of the basic plane, as Unicode lays them out; end excluded."""

SUPPLEMENTARY_HAN = 0x20000
"""From here on, above the basic plane, there are only Han characters (and tags, which no text holds)."""

LATIN_WORD = 2
"""Characters that a Latin word weighs as much as: the usual length of a Chinese one."""

MOSTLY = 0.7
"""Share of Chinese or of Latin from which a text is in that language alone."""

JAPANESE = 0.2
"""Share of kana among kana and Han from which a text is Japanese; it has about a half."""

ENGLISH = 0.05
"""Share of FREQUENT among its words from which Latin text is English; it has about a sixth. Where that
is less than one word, as in a short note, Latin text is taken for English."""

FREQUENT = (" the ", " of ", " and ", " to ", " is ")

SAMPLES, SAMPLE = 8, 256
"""How many stretches of a long text are looked at, evenly spread, and the characters of each."""

_ADDRESS = re.compile("https?://[!-~]+")


def language(text: str) -> str:
    """`zh-Hans`, `zh-Hant`, `zh`, `en`, `mixed`, `ja` or `other`, addresses in the text left out.

    `zh` is Chinese in which neither script outweighs the other; `mixed` is Chinese and Latin words, each
    three tenths or more; `other` is every other language, and a text without letters.
    """
    text = _sample(text)
    if "://" in text:
        text = _ADDRESS.sub(" ", text)
    classes = _classes(text)
    counts = np.bincount(classes, minlength=LETTER + 1).tolist()
    kana, han, letters = counts[KANA], sum(counts[HAN : TRADITIONAL + 1]), counts[LETTER]
    latin = classes == LATIN
    words = int(np.count_nonzero(latin[1:] & ~latin[:-1])) + int(latin[:1].sum())
    both = han + LATIN_WORD * words
    if letters + kana > both or not both:
        return "ja" if kana > letters else "other"
    if kana > JAPANESE * (kana + han):
        return "ja"
    if han >= MOSTLY * both:
        return _script(counts[SIMPLIFIED], counts[TRADITIONAL])
    if han > (1 - MOSTLY) * both:
        return "mixed"
    return "en" if _is_english(text, words) else "other"


def _sample(text: str) -> str:
    if len(text) <= SAMPLES * SAMPLE:
        return text
    step = len(text) // SAMPLES
    return " ".join(text[start : start + SAMPLE] for start in range(0, step * SAMPLES, step))


def _script(simplified: int, traditional: int) -> str:
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _is_english(text: str, words: int) -> bool:
    lower = text.lower()
    return sum(map(lower.count, FREQUENT)) >= int(ENGLISH * words)


def _classes(text: str) -> npt.NDArray[np.uint8]:
    codes = to_codes(text)
    classes: npt.NDArray[np.uint8] = _table().take(codes, mode="clip")
    classes[codes >= SUPPLEMENTARY_HAN] = HAN
    return classes


@cache
def _table() -> npt.NDArray[np.uint8]:
    """The class of every code point of the basic plane."""
    table = np.zeros(PLANE, dtype=np.uint8)
    for first, end, kind in RANGES:
        table[first:end] = kind
    differing = {*variants().keys(), *variants().values()}
    simplified, traditional = (_encodable(differing, standard) for standard in ("gb2312", "big5"))
    for chars, kind in ((simplified - traditional, SIMPLIFIED), (traditional - simplified, TRADITIONAL)):
        table[to_codes("".join(chars))] = kind
    return table


def _encodable(chars: set[str], standard: str) -> set[str]:
    return set("".join(chars).encode(standard, "ignore").decode(standard))
