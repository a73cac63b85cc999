"""A document made ready to be read, and its flow into rows of a given width.

The rule: every position is a character offset in the document's text; rows are a view of it. A flow wraps
the neighbourhood of one offset first and grows from there in slices, so that no step is long, however large
the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tui.cells import wrap

if TYPE_CHECKING:
    from index import Cue, Document, Span

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
    def pieces(self) -> list[int]:
        """Where each piece begins: every line, and the parts of every long one."""
        starts: list[int] = []
        ends = [*self.lines[1:], len(self.text)]
        for start, end in zip(self.lines, ends, strict=True):
            starts.append(start)
            while end - start > PIECE:
                start = self._seam(start + PIECE)
                starts.append(start)
        return starts

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

    def cue_at(self, offset: int) -> Cue | None:
        """The timed row an offset is in, or the last one before it."""
        cues = self.document.cues
        index = bisect_right(cues, offset, key=lambda cue: cue.start) - 1
        return cues[index] if index >= 0 else None

    def match_at(self, offset: int) -> int:
        """The index of the first match that ends after an offset; the last one where there is none."""
        index = bisect_right(self.matches, offset, key=lambda span: span[1])
        return min(index, len(self.matches) - 1)

    def _seam(self, edge: int) -> int:
        """A good place at or before `edge` to part a long line, never inside what joins two characters."""
        for place in range(edge, edge - _SEAM_REACH, -1):
            if _SEAM.match(self.text[place - 1]):
                return place
        while self.text[edge] in _JOINERS or self.text[edge - 1] in _JOINERS:
            edge -= 1
        return edge


class Flow:
    """The rows of a page at one width, as far as they are laid out: `starts` and, one longer, their ends."""

    def __init__(self, page: Page, width: int, offset: int) -> None:
        self.page = page
        self.width = max(2, width)
        here = max(0, bisect_right(page.pieces, offset) - 1)
        self._low = self._high = here
        """The pieces that are laid out, the last excluded."""
        self.starts: list[int] = []
        self.grow()

    @property
    def complete(self) -> bool:
        return self._low == 0 and self._high == len(self.page.pieces)

    @property
    def end(self) -> int:
        """Where the last laid out row ends."""
        return self._piece_end(self._high - 1) if self._high > self._low else 0

    def grow(self) -> int:
        """Lay out one more slice below and above; the number of rows that were added above."""
        self.starts.extend(self._rows_below(SLICE // 2))
        above = self._rows_above(SLICE // 2)
        if above:
            self.starts[:0] = above
        return len(above)

    def row_of(self, offset: int) -> int:
        """The row an offset is in, or the nearest one that is laid out."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def reaches(self, offset: int) -> bool:
        """Whether the row of an offset is laid out."""
        return bool(self.starts) and (self.starts[0] <= offset < self.end or self.complete)

    def bounds(self, row: int) -> Span:
        """Where a row begins and ends in the text, without its line break."""
        start = self.starts[row]
        end = self.starts[row + 1] if row + 1 < len(self.starts) else self.end
        text = self.page.text
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line_at(self, row: int) -> int:
        """The number of the line that begins with a row; 0 for a row that continues one."""
        start = self.starts[row]
        index = bisect_left(self.page.lines, start)
        lines = self.page.lines
        return index + 1 if index < len(lines) and lines[index] == start else 0

    def _piece_end(self, piece: int) -> int:
        pieces = self.page.pieces
        return pieces[piece + 1] if piece + 1 < len(pieces) else len(self.page.text)

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
            budget -= self._piece_end(first) - self.page.pieces[first]
        rows: list[int] = []
        for piece in range(first, self._low):
            self._lay(piece, rows)
        self._low = first
        return rows

    def _lay(self, piece: int, rows: list[int]) -> int:
        """Append the rows of one piece; the number of characters it has, at least 1."""
        start, end = self.page.pieces[piece], self._piece_end(piece)
        body = self.page.text[start:end].rstrip("\r\n")
        rows.extend(start + row for row in wrap(body, self.width))
        return max(1, end - start)
