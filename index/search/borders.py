"""Word borders: the few best rows are looked at once more, for whether their matches are whole words.

Jieba cuts the text around a match. 黑盒 in 漆黑盒子 runs across words and is worth less; so is what merely
sounds alike across the end of one word and the beginning of the next.
"""

from __future__ import annotations

from itertools import accumulate

from index.model import Span
from index.text.cutting import cut, is_cut_together
from index.text.words import ordinary

AROUND = 12
"""Characters on either side that decide where words end, at most."""

CROSSING = -1.5
"""What a match is worth less that begins or ends within a word."""

ORDINARY = -2.0
"""What sounds alike is worth less where it is an ordinary word itself, and so is hardly misheard."""

ONE_MORE_WORD = -0.4
"""What a match for pinyin is worth less for each word that it needs beyond the first."""


def as_words(folded: str, span: Span) -> float:
    """How a match of characters suits the words around it: 0, or less."""
    return 0.0 if _words(folded, span) else CROSSING


def as_misheard(folded: str, span: Span) -> float:
    """How likely it is that a match is what a recogniser wrote for other words: 0, or less."""
    words = _words(folded, span)
    return CROSSING if not words else ORDINARY * (len(words) == 1 and ordinary(words[0]))


def as_spelled(folded: str, span: Span) -> float:
    """How likely it is that a match is what someone meant who typed pinyin: 0, or less."""
    words = _words(folded, span)
    return ONE_MORE_WORD * (len(words) - 1) if words else CROSSING + ONE_MORE_WORD


def _words(folded: str, span: Span) -> list[str]:
    """The words that a span is made of; none where it begins or ends within one."""
    low, high = span[0], span[1]
    while low > 0 and span[0] - low < AROUND and is_cut_together(folded[low - 1]):
        low -= 1
    while high < len(folded) and high - span[1] < AROUND and is_cut_together(folded[high]):
        high += 1
    tokens = cut(folded[low:high])
    ends = list(accumulate(map(len, tokens), initial=low))
    if span[0] not in ends or span[1] not in ends:
        return []
    return tokens[ends.index(span[0]) : ends.index(span[1])]
