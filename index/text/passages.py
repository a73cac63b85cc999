"""Passages: a document cut into stretches of about 300 visible characters, to rank and to show; who cuts
says what is hidden, and asides count as if they were.

The cuts fall where a section begins, and at a paragraph, else between lines, else (in a line longer
than a passage) at a sentence end, a clause end, a spoken marker or between words, in this order. The
stretches tile the document: each offset belongs to one passage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import accumulate

import numpy as np

from index.model import Span
from index.text.clauses import clause_ends, sentence_ends, spoken_breaks
from index.text.fold import fold
from index.text.spans import apart
from index.text.words import word_starts

SIZE = 300
"""Visible characters that a passage aims at."""

LONGEST_LINE = SIZE * 5 // 4
"""Visible characters up to which a line is kept whole."""

SMALLEST = SIZE * 2 // 3
"""Visible characters from which a new paragraph may begin a new passage."""

NEVER = 1 << 62
"""Characters that no text has."""

OVERLAP = 63
"""Solid characters past its end that a passage is indexed with, so that any 64 lie whole in one."""


def passage_starts(text: str, hidden: Sequence[Span] = (), sections: Container[int] = ()) -> list[int]:
    """Where each passage begins: ascending, the first is 0. Each ends where the next begins. `sections`: the
    lines that a section begins with, each by its offset."""
    starts = [0]
    filled = place = 0
    opens = True
    lines = text.split("\n")
    for line, size in zip(lines, _visible_sizes(lines, hidden), strict=True):
        blank = not line or line.isspace()
        if not blank:
            if filled and place in sections:
                starts.append(place)
                filled = 0
            opens = opens or line[0] == "#"
            if filled + size <= SIZE and not (opens and filled >= SMALLEST):  # as most lines do, it goes on
                filled += size
            else:
                whole = size <= LONGEST_LINE
                parts = [(place, size)] if whole else _parts(text, place, len(line) + 1, hidden)
                for start, visible in parts:
                    full = filled + visible > SIZE and visible
                    if filled and (full or (opens and start == place and filled >= SMALLEST)):
                        starts.append(start)
                        filled = 0
                    filled += visible
        opens = blank
        place += len(line) + 1
    return starts


def _visible_sizes(lines: Sequence[str], hidden: Sequence[Span]) -> list[int]:
    """Characters of each line that are not hidden, its break included."""
    sizes = np.fromiter(map(len, lines), np.int64, len(lines)) + 1
    sizes[-1] -= 1
    if hidden:
        spans = np.array((*hidden, (NEVER, NEVER)), np.int64)
        ends = np.append(0, np.cumsum(sizes))
        whole = np.searchsorted(spans[:, 1], ends, "right")
        before = np.append(0, np.cumsum(spans[:, 1] - spans[:, 0]))[whole]
        sizes -= np.diff(before + np.maximum(0, ends - spans[whole, 0]))
    return sizes.tolist()  # type: ignore[no-any-return]


def _parts(text: str, place: int, length: int, hidden: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """A long line in parts: where each begins in the file, and how many characters of it are visible. It is
    cut in the text as a reader sees it."""
    stretches = list(apart([(place, min(place + length, len(text)))], hidden))
    seen = "".join(text[start:end] for start, end in stretches)
    sums = [0, *accumulate(end - start for start, end in stretches)]
    last = 0
    for cut in (*_cuts(seen), len(seen)):
        index = bisect_right(sums, last) - 1
        yield stretches[index][0] + last - sums[index], cut - last
        last = cut


def _cuts(line: str) -> Iterator[int]:
    """Where a long line is cut, so that parts come out even."""
    start = 0
    while len(line) - start > LONGEST_LINE:
        left = len(line) - start
        ideal = start + left // -(-left // SIZE)
        start = _best_cut(line, ideal - SIZE // 4, ideal, ideal + SIZE // 4)
        yield start


def _best_cut(line: str, low: int, ideal: int, high: int) -> int:
    finders: tuple[Callable[[str, int, int], Iterable[int]], ...] = (
        sentence_ends,
        clause_ends,
        _spoken_word_breaks,
        _word_breaks,
    )
    for find in finders:
        places = [place for place in find(line, low, high) if low <= place <= high]
        if places:
            return min(places, key=lambda place: abs(place - ideal))
    return ideal


def _word_breaks(line: str, low: int, high: int) -> Iterator[int]:
    """Where words begin; the window is widened a little, so that jieba sees whole words."""
    first = max(0, low - SIZE // 10)
    return (first + start for start in word_starts(fold(line[first : high + SIZE // 10])))


def _spoken_word_breaks(line: str, low: int, high: int) -> Iterable[int]:
    """Spoken markers that stand as words of their own."""
    return set(spoken_breaks(line, low, high)) & set(_word_breaks(line, low, high))
