"""The usage view: the matches of the hits one below the other, each in its context.

The rule: matches begin in one column, whatever stands before them, and only rows in view are laid out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from tui.cells import DOTS, fit, harmless
from tui.concordance import Line, Row, aligned, row_of, short_titles
from tui.keys import Where, bindings
from tui.message import Carrying
from tui.widgets.lines import MARK, NO_MARK, LineView

if TYPE_CHECKING:
    from index import Hit, Span

MATCH = 8
"""Cells of a usual match: its middle stands in the middle of the contexts."""

TITLES = ((140, 30), (100, 22), (68, 14))
"""From how many cells on titles stand at the right, and how many they get."""

_TITLE_GAP = 2


class UsageView(LineView):
    """The rows of a concordance, one of them chosen."""

    BINDINGS = bindings(Where.HITS)
    WHERE = Where.HITS
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "usage--match",
        "usage--title",
        "usage--count",
        "usage--mark",
        "usage--chosen",
    }

    class Picked(Carrying):
        """A row was clicked on; `number`: on how many lines are merged in it."""

        row: int
        number: bool

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self.chosen = 0
        self.hits: Sequence[Hit] = ()
        self._lines: Sequence[Line] = ()
        self._rows: Sequence[Row] = ()
        self._titles: Sequence[str] = ()
        self._count_width = 0

    @property
    def row_count(self) -> int:
        return len(self._rows)

    def line_at(self, row: int) -> Line:
        """What a row shows: of several merged lines the first."""
        return self._lines[self._rows[row].line]

    def show(self, hits: Sequence[Hit], lines: Sequence[Line], rows: Sequence[Row], chosen: int = 0) -> None:
        """Show the rows of a concordance of some hits, the chosen one as far below the top as it was."""
        above = self.chosen - self.top
        self.hits, self._lines, self._rows = hits, lines, rows
        self._titles = short_titles([harmless(hit.title) for hit in hits])
        self._count_width = max((len(_number(row)) + 1 for row in rows if row.merged > 1), default=0)
        self.chosen = chosen
        self.set_reactive(LineView.top, chosen - above)
        self.rows_changed()
        self.bring_into_view(self.chosen, self.chosen)

    def row_of(self, document: str, span: Span) -> int | None:
        """The row that shows a match; None where there is none."""
        return row_of(self._lines, self._rows, document, span)

    def choose(self, row: int) -> None:
        """Choose another row and bring it into view."""
        self.repaint(self.chosen, row)
        self.chosen = row
        self.bring_into_view(self.chosen, self.chosen)

    def on_resize(self) -> None:
        self.bring_into_view(self.chosen, self.chosen)

    def render_row(self, row: int) -> Strip:
        line, chosen = self.line_at(row), row == self.chosen
        hit = self.hits[line.hit]
        left, right, title = self._layout()
        shown = aligned(hit, line.span, left, right)
        segments = [
            Segment(MARK if chosen else NO_MARK, self.style_of("usage--mark")),
            Segment(shown.before),
            Segment(shown.match, self.style_of("usage--match")),
            Segment(shown.after),
        ]
        if title:
            name = " " * _TITLE_GAP + fit(self._titles[line.hit], title - _TITLE_GAP, DOTS)
            segments.append(Segment(name, self.style_of("usage--title")))
        if self._count_width:
            number = _number(self._rows[row]).rjust(self._count_width)
            segments.append(Segment(number, self.style_of("usage--count")))
        return self.grounded(segments, "usage--chosen") if chosen else Strip(segments)

    def on_click(self, event: events.Click) -> None:
        row, place = self.row_at(event), event.get_content_offset(self)
        if row is not None and place is not None:
            at_number = self._rows[row].merged > 1 and place.x >= self.columns - self._count_width
            self.post_message(self.Picked(row, at_number))

    def _layout(self) -> tuple[int, int, int]:
        """Cells before the match, from its first cell on, and of the title with its gap."""
        room = max(0, self.columns - len(MARK) - self._count_width)
        title = next((cells for least, cells in TITLES if room >= least), 0)
        left = max(0, (room - title - MATCH) // 2)
        return left, room - title - left, title


def _number(row: Row) -> str:
    """How many lines are merged in a row, where they are several."""
    return f"x{row.merged}" if row.merged > 1 else ""
