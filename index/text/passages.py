"""Passages: a document cut into stretches of about 300 visible characters, to rank and to show.

The cuts fall at a paragraph, else between lines, else (in a line longer than a passage) at a
sentence end, a clause end, a spoken marker or between words, in this order. The stretches tile the
document: each offset belongs to one passage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.model import Span
from index.text.clauses import clause_ends, sentence_ends, spoken_breaks
from index.text.fold import fold
from index.text.words import word_starts

SIZE = 300
"""Visible characters that a passage aims at."""

LONGEST_LINE = SIZE * 5 // 4
"""Visible characters up to which a line is kept whole."""

SMALLEST = SIZE * 2 // 3
"""Visible characters from which a new paragraph may begin a new passage."""

OVERLAP = 63
"""Solid characters past its end that a passage is indexed with, so that any 64 lie whole in one."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never cut: a line, or a part of a long one."""

    start: int
    size: int
    """Visible characters."""
    opens: bool
    """Whether a paragraph begins here."""


def passage_starts(text: str, hidden: Sequence[Span] = ()) -> list[int]:
    """Where each passage begins: ascending, the first is 0. Each ends where the next begins."""
    starts = [0]
    size = 0
    for piece in _pieces(text, _Visible(text, hidden)):
        full = size + piece.size > SIZE and piece.size
        if size and (full or (piece.opens and size >= SMALLEST)):
            starts.append(piece.start)
            size = 0
        size += piece.size
    return starts


class _Visible:
    """Counts and maps the characters of a text that are not hidden."""

    def __init__(self, text: str, hidden: Sequence[Span]) -> None:
        self._text = text
        self._hidden = hidden
        self._ends = [end for _, end in hidden]
        self._sums = [0, *accumulate(end - start for start, end in hidden)]

    def count(self, start: int, end: int) -> int:
        """Visible characters of a stretch."""
        return end - start - (self._before(end) - self._before(start))

    def stretches(self, start: int, end: int) -> Iterator[Span]:
        """The visible parts of a stretch."""
        for low, high in self._hidden[bisect_right(self._ends, start) :]:
            if low >= end:
                break
            if low > start:
                yield start, low
            start = max(start, high)
        if start < end:
            yield start, end

    def _before(self, offset: int) -> int:
        whole = bisect_right(self._ends, offset)
        partial = 0
        if whole < len(self._hidden):
            partial = max(0, offset - self._hidden[whole][0])
        return self._sums[whole] + partial


def _pieces(text: str, visible: _Visible) -> Iterator[_Piece]:
    opens = True
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line = text[start:end]
        blank = not line.strip()
        opens = opens or line.startswith("#")
        size = 0 if blank else visible.count(start, end)
        if size <= LONGEST_LINE:
            yield _Piece(start, size, opens and not blank)
        else:
            yield from _parts(text, list(visible.stretches(start, end)), opens)
        opens = blank
        start = end


def _parts(text: str, stretches: list[Span], opens: bool) -> Iterator[_Piece]:
    """A long line in parts: cut in the text as a reader sees it, placed in the file."""
    seen = "".join(text[start:end] for start, end in stretches)
    sums = [0, *accumulate(end - start for start, end in stretches)]
    last = 0
    for cut in (*_cuts(seen), len(seen)):
        index = bisect_right(sums, last) - 1
        yield _Piece(stretches[index][0] + last - sums[index], cut - last, opens and not last)
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
