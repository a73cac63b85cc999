"""A document made ready to be read, and its flow into rows of a given width.

The rule: every position is a character offset in the document's text; rows are a view of it. A flow wraps
the neighbourhood of one offset first and grows from there in slices, so that no step is long, however large
the file. What holds no match is not laid out where something better says it: front matter, which has a
header instead, and the numbers, times and blank lines of subtitles, whose times stand in the margin.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from tui.cells import wrap

if TYPE_CHECKING:
    from index import Document, Span

PIECE = 8_000
"""Characters of one line that are wrapped in one go; a longer line is laid out as several pieces."""

SLICE = 24_000
"""Characters that one step of a flow wraps, a few milliseconds of work."""

_SEAM = re.compile(r"[。！？!?；;，,、\s]")
_SEAM_REACH = 200
"""How far back from the end of a piece a place to part it is looked for."""
_JOINERS = "\u200d\ufe0f"


@dataclass(frozen=True)
class Page:
    """A document, the places in it that match a query, and where its lines begin."""

    document: Document
    query: str
    matches: tuple[Span, ...]

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def lines(self) -> list[int]:
        """Where each line begins; an empty one after the last line break does not count."""
        text = self.text
        starts = [0, *(found.end() for found in re.finditer("\n", text))]
        if len(starts) > 1 and starts[-1] == len(text):
            starts.pop()
        return starts

    @cached_property
    def begins(self) -> int:
        """Where what is laid out begins: behind the front matter, unless a match is in there."""
        front = self.document.body_start
        return 0 if self.matches and self.matches[0][0] < front else front

    @cached_property
    def pieces(self) -> list[Span]:
        """What is laid out, in order: lines, and the parts of every long one; never nothing."""
        pieces: list[Span] = []
        ends = [*self.lines[1:], len(self.text)]
        for start, end in zip(self.lines, ends, strict=True):
            if self._left_out(start, end, begun=bool(pieces)):
                continue
            while end - start > PIECE:
                seam = self._seam(start + PIECE)
                pieces.append((start, seam))
                start = seam
            pieces.append((start, end))
        return pieces or [(len(self.text), len(self.text))]

    @property
    def timed(self) -> bool:
        """Whether its rows have times rather than numbers."""
        return bool(self.document.cues)

    @cached_property
    def labels_width(self) -> int:
        """Cells of the longest label."""
        if self.timed:
            return len(clock(max(cue.begins for cue in self.document.cues)))
        return len(str(len(self.lines)))

    def label(self, start: int, end: int) -> str:
        """When is said what begins between two offsets, or the number of the line that begins at the first;
        empty where nothing does, or where the row before has the same time."""
        if self.timed:
            cues = self.document.cues
            index = bisect_left(cues, start, key=attrgetter("start"))
            if index == len(cues) or cues[index].start >= end:
                return ""
            again = index > 0 and cues[index - 1].begins == cues[index].begins
            return "" if again else clock(cues[index].begins)
        index = bisect_left(self.lines, start)
        return str(index + 1) if index < len(self.lines) and self.lines[index] == start else ""

    def prepare(self) -> Page:
        """Do the work that need not happen where it is painted."""
        assert self.pieces
        return self

    def line_of(self, offset: int) -> int:
        """The line an offset is in, from 1."""
        return bisect_right(self.lines, offset)

    def place_of(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, in characters from 1."""
        line = self.line_of(offset)
        return line, offset - self.lines[line - 1] + 1

    def match_at(self, offset: int) -> int:
        """The index of the first match that ends after an offset; the last one where there is none."""
        index = bisect_right(self.matches, offset, key=lambda span: span[1])
        return min(index, len(self.matches) - 1)

    def _left_out(self, start: int, end: int, begun: bool) -> bool:
        """Whether a line is not laid out: of front matter and the blank lines behind it, and of subtitles
        what is never said."""
        if end <= self.begins:
            return True
        if not self.timed and (begun or not self.begins):
            return False
        return _is_bare(self.text, start, end, self.document.hidden if self.timed else ())

    def _seam(self, edge: int) -> int:
        """A good place at or before `edge` to part a long line, never inside what joins two characters."""
        for place in range(edge, edge - _SEAM_REACH, -1):
            if _SEAM.match(self.text[place - 1]):
                return place
        while self.text[edge] in _JOINERS or self.text[edge - 1] in _JOINERS:
            edge -= 1
        return edge


def clock(seconds: float) -> str:
    """A time in a recording: 12:34, or 1:02:03."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _is_bare(text: str, start: int, end: int, hidden: tuple[Span, ...]) -> bool:
    """Whether nothing but blanks stands between two offsets besides what is hidden."""
    index = bisect_right(hidden, start, key=itemgetter(1))
    while start < end:
        left, right = hidden[index] if index < len(hidden) else (end, end)
        if text[start : max(start, min(left, end))].strip():
            return False
        start, index = max(start, right), index + 1
    return True


class Flow:
    """The rows of a page at one width, as far as they are laid out, by where each begins.

    The first `header` rows are empty and stand above the text, once its beginning is laid out.
    """

    def __init__(self, page: Page, width: int, offset: int, header: int = 0) -> None:
        self.page = page
        self.width = max(2, width)
        self._low = self._high = self._piece_of(offset)
        """The pieces that are laid out, the last excluded."""
        self.starts: list[int] = []
        self.header = 0
        """How many empty rows there are so far."""
        self._wanted_header = header
        self.grow()

    @property
    def complete(self) -> bool:
        return self._low == 0 and self._high == len(self.page.pieces)

    @property
    def at_end(self) -> bool:
        """Whether the end of the text is laid out."""
        return self._high == len(self.page.pieces)

    @property
    def end(self) -> int:
        """Where the last laid out row ends."""
        return self.page.pieces[self._high - 1][1] if self._high > self._low else 0

    def grow(self) -> int:
        """Lay out one more slice below and above; the number of rows that were added above."""
        self.starts.extend(self._rows_below(SLICE // 2))
        above = self._rows_above(SLICE // 2)
        if self._low == 0 and not self.header:
            self.header = self._wanted_header
            above = [self.page.pieces[0][0]] * self.header + above
        if above:
            self.starts[:0] = above
        return len(above)

    def row_of(self, offset: int) -> int:
        """The row an offset is in, or the nearest one that is laid out."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def reaches(self, offset: int) -> bool:
        """Whether the row of an offset is laid out."""
        offset = max(offset, self.page.pieces[0][0])
        return bool(self.starts) and (self.starts[0] <= offset < self.end or self.complete)

    def bounds(self, row: int) -> Span:
        """Where a row begins and ends in the text, without its line break."""
        start = self.starts[row]
        end = self.page.pieces[self._piece_of(start)][1]
        if row + 1 < len(self.starts):
            end = min(end, self.starts[row + 1])
        text = self.page.text
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def label(self, row: int) -> str:
        """What stands beside a row: its time or number, or nothing."""
        if row < self.header:
            return ""
        start, end = self.bounds(row)
        return self.page.label(start, max(end, start + 1))

    def _piece_of(self, offset: int) -> int:
        """The piece an offset is in, or the last one before it, or the first."""
        return max(0, bisect_right(self.page.pieces, offset, key=itemgetter(0)) - 1)

    def _rows_below(self, budget: int) -> list[int]:
        rows: list[int] = []
        while budget > 0 and self._high < len(self.page.pieces):
            budget -= self._lay(self._high, rows)
            self._high += 1
        return rows

    def _rows_above(self, budget: int) -> list[int]:
        first = self._low
        while budget > 0 and first > 0:
            first -= 1
            start, end = self.page.pieces[first]
            budget -= end - start
        rows: list[int] = []
        for piece in range(first, self._low):
            self._lay(piece, rows)
        self._low = first
        return rows

    def _lay(self, piece: int, rows: list[int]) -> int:
        """Append the rows of one piece; the number of characters it has, at least 1."""
        start, end = self.page.pieces[piece]
        body = self.page.text[start:end].rstrip("\r\n")
        rows.extend(start + row for row in wrap(body, self.width))
        return max(1, end - start)
