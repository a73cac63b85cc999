"""Word borders: the few best rows are looked at once more, for whether their matches are whole words.

Jieba cuts the text around a match. 黑盒 in 漆黑盒子 runs across words and is worth less; so is what merely
sounds alike across the end of one word and the beginning of the next.
"""

from __future__ import annotations

from itertools import accumulate

from index.model import Span
from index.text.words import Cutter, ordinary

AROUND = 12
"""Characters on either side that decide where words end."""

CROSSING = -1.5
"""What a match is worth less that begins or ends within a word."""

ORDINARY = -2.0
"""What sounds alike is worth less where it is an ordinary word itself, and so is hardly misheard."""

ONE_MORE_WORD = -0.4
"""What a match for pinyin is worth less for each word that it needs beyond the first."""


def as_words(folded: str, span: Span, cut: Cutter) -> float:
    """How a match of characters suits the words around it, as `cut` parts them: 0, or less."""
    return 0.0 if _words(folded, span, cut) else CROSSING


def as_misheard(folded: str, span: Span, cut: Cutter) -> float:
    """How likely it is that a match is what a recogniser wrote for other words: 0, or less."""
    words = _words(folded, span, cut)
    return CROSSING if not words else ORDINARY * (len(words) == 1 and ordinary(words[0]))


def as_spelled(folded: str, span: Span, cut: Cutter) -> float:
    """How likely it is that a match is what someone meant who typed pinyin: 0, or less."""
    words = _words(folded, span, cut)
    return ONE_MORE_WORD * (len(words) - 1) if words else CROSSING + ONE_MORE_WORD


def _words(folded: str, span: Span, cut: Cutter) -> list[str]:
    """The words that a span is made of; none where it begins or ends within one."""
    low = max(0, span[0] - AROUND)
    tokens = cut(folded[low : span[1] + AROUND])
    ends = list(accumulate(map(len, tokens), initial=low))
    if span[0] not in ends or span[1] not in ends:
        return []
    return tokens[ends.index(span[0]) : ends.index(span[1])]
