"""The flow of a page into rows of a given width.

The rule: rows are a view of offsets in the text. A flow wraps the neighbourhood of one offset first and grows
from there in slices, so that no step is long, however large the file.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from tui.cells import wrap
from tui.page import Page

if TYPE_CHECKING:
    from index import Span

SLICE = 24_000
"""Characters that one step of a flow wraps, a few milliseconds of work."""


class Flow:
    """The rows of a page at one width, as far as they are laid out, by where each begins.

    The first `header` rows are empty and stand above the text, once its beginning is laid out. `first` says
    how many characters around the offset are laid out at once; the row of the offset always is.
    """

    def __init__(self, page: Page, width: int, offset: int, header: int = 0, first: int = SLICE) -> None:
        self.page = page
        self.width = max(2, width)
        self._low = self._high = self._piece_of(offset)
        """The pieces that are laid out, the last excluded."""
        self.starts: list[int] = []
        self.header = 0
        """How many empty rows there are so far."""
        self._wanted_header = header
        self.grow(max(2, first))

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

    def grow(self, size: int = SLICE) -> int:
        """Lay out one more slice below and above; the number of rows that were added above."""
        self.starts.extend(self._rows_below(size // 2))
        above = self._rows_above(size // 2)
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
        body = self.page.laid[start:end].rstrip("\r\n")
        rows.extend(start + row for row in wrap(body, self.width))
        return max(1, end - start)
