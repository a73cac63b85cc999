"""Word borders: the few best rows of what sounds alike are looked at once more, for whether it is words.

Jieba cuts the text around a match. What sounds alike across the end of one word and the beginning of the
next, as 黑盒 in 漆黑盒子 would, is worth less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import numpy as np

from index.model import Span
from index.text.cutting import TOGETHER
from index.text.parting import beginnings
from index.text.wordlist import Added
from index.text.words import ordinary

AROUND = 12
"""Characters on either side that decide where words end, at most."""

CROSSING = -1.5
"""What a match is worth less that begins or ends within a word."""

ORDINARY = -2.0
"""What sounds alike is worth less where it is an ordinary word itself, and so is hardly misheard."""

ONE_MORE_WORD = -0.4
"""What a match for pinyin is worth less for each word that it needs beyond the first."""

MISREAD = -6.0
"""What a match for pinyin is worth less whose words are read otherwise: however often its document holds
these, it stands below what is read so."""

_BEFORE, _BEHIND = re.compile(f"{TOGETHER}+\\Z"), re.compile(f"{TOGETHER}+")


def as_misheard(words: Sequence[str]) -> float:
    """How likely it is that a match of these words is what a recogniser wrote for others: 0, or less."""
    return CROSSING if not words else ORDINARY * (len(words) == 1 and ordinary(words[0]))


def as_spelled(words: Sequence[str]) -> float:
    """How likely it is that a match of these words is what someone meant who typed pinyin: 0, or less."""
    return ONE_MORE_WORD * (len(words) - 1) if words else CROSSING + ONE_MORE_WORD


def words_at(matches: Iterable[tuple[str, Span]], own: Added) -> list[list[str]]:
    """The words that each match, a span of a folded text, is made of, where jieba's and `own` are words; none
    where it begins or ends within one. What is around all of them is cut at once."""
    around = [_around(*match) for match in matches]
    if not around:
        return []
    text = "\n".join([text for text, _ in around])
    shifts = list(accumulate((len(text) + 1 for text, _ in around), initial=0))
    spans = np.array([span for _, span in around]) + np.array(shifts[:-1])[:, None]
    begins = beginnings(text, spans[:, 0], spans[:, 1], own)
    places = begins.searchsorted(spans)
    whole = (begins[places] == spans).all(axis=1).tolist()
    ends = begins.tolist()
    return [
        [text[start:end] for start, end in pairwise(ends[first : last + 1])] if fits else []
        for fits, (first, last) in zip(whole, places.tolist(), strict=True)
    ]


def _around(folded: str, span: Span) -> tuple[str, Span]:
    """What decides how a span is cut, and the span in it."""
    start, end = span
    before = _BEFORE.search(folded, max(0, start - AROUND), start)
    behind = _BEHIND.match(folded, end, end + AROUND)
    low = before.start() if before else start
    high = behind.end() if behind else end
    return folded[low:high], (start - low, end - low)
