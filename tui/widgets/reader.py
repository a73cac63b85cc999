"""The text around a hit, and the whole document with it.

The rule: what it shows is a view of offsets in the document; a new width, new matches or more rows never
move the text under the reader's eyes. A long document is laid out around the hit first and the rest while
nothing is typed. In place of front matter there is a header, which has no offsets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from tui.cells import cell_width, harmless
from tui.flow import SLICE, Flow
from tui.keys import Where, bindings
from tui.page import Page
from tui.widgets.header import Line, header
from tui.widgets.lines import LineView

if TYPE_CHECKING:
    from index import Span

MEASURE = 96
"""Cells of text in a row at most: 48 Chinese characters, which an eye still follows."""

GROW_SECONDS = 0.03
"""Pause between two slices of layout, for keys to come in between."""

_GUTTER_GAP = 2
_LEAST_DIGITS = 3
_NARROW = 50
"""Below this width the line numbers give way to the text."""


class Reader(LineView):
    """One page, its matches lit, those of the hit more so."""

    BINDINGS = bindings(Where.READER)
    WHERE = Where.READER
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--title",
        "reader--about",
        "reader--number",
        "reader--sentence",
        "reader--match",
        "reader--current",
        "reader--hidden",
    }

    class Scrolled(Message):
        """Another part of the page is in view."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Reader.Scrolled)

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self.page: Page | None = None
        self.current: tuple[Span, ...] = ()
        self.sentence: tuple[Span, ...] = ()
        """The stretch around the current match that would be quoted; none or one."""
        self._flow: Flow | None = None
        self._header: Sequence[Line] = ()
        self._height = 0
        """Rows that were in view before the window changed."""
        self.growing = False
        """Whether a slice of layout is about to be made."""

    @property
    def row_count(self) -> int:
        return len(self._flow.starts) if self._flow is not None else 0

    @property
    def first_offset(self) -> int:
        """The offset of the first character in view."""
        if self._flow is None or self.top < self._flow.header:
            return 0
        return self._flow.starts[self.top]

    @property
    def percent(self) -> int:
        """How much of the text is above the last row in view, in percent."""
        if self._flow is None or self.page is None or not self.page.text or not self._flow.starts:
            return 100
        last = min(self.top + self.size.height, self.row_count) - 1
        if last == self.row_count - 1 and self._flow.at_end:
            return 100
        return 100 * self._flow.bounds(max(0, last))[1] // len(self.page.text)

    @property
    def margin_width(self) -> int:
        """Cells left of the text."""
        if self.page is None or self.columns < _NARROW:
            return 1
        return max(_LEAST_DIGITS, self.page.labels_width) + 1 + _GUTTER_GAP

    def show_page(self, page: Page, current: Sequence[Span], sentence: Sequence[Span] = ()) -> None:
        """Show a page at its current matches; the same page at the same ones stays where it is, and so does
        the same text where none is current."""
        before, again = self.page, tuple(current) == self.current
        if before is page and again and self.sentence == tuple(sentence):
            return
        self.sentence = tuple(sentence)
        self.page, self.current = page, tuple(current)
        if before is None or self._flow is None or before.text != page.text or before.begins != page.begins:
            self._flow = None
        else:
            self._flow.page = page
            same = again and before.query == page.query and before.document.id == page.document.id
            if same or not self.current:
                self.rows_changed()
                return
        self.go_to(self.current[0][0] if self.current else 0)

    def light(self, current: Sequence[Span], sentence: Sequence[Span] = ()) -> None:
        """Let other matches be the current ones, and show them where they are out of view."""
        self.current, self.sentence = tuple(current), tuple(sentence)
        self.repaint()
        offset = self.current[0][0] if self.current else 0
        if self._flow is not None and self._flow.reaches(offset):
            row = self._flow.row_of(offset)
            if self.top <= row < self.top + self.size.height:
                self.post_message(self.Scrolled())
                return
        self.go_to(offset)

    def clear(self) -> None:
        """Show nothing."""
        self.page, self.current, self.sentence, self._flow = None, (), (), None
        self.rows_changed()

    def go_to(self, offset: int) -> None:
        """Bring an offset to a third of the height."""
        self._go(offset, self.size.height // 3)

    def go_to_edge(self, end: bool) -> None:
        """Show the beginning of the text, or its end."""
        if self.page is not None:
            self._go(len(self.page.text) if end else 0, 0)

    def watch_top(self) -> None:
        self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        height, self._height = self._height, self.size.height
        if self.page is None:
            return
        first, rows = self.first_offset, self._rows_before_current(height)
        laid, self._flow = self._flow, None
        if laid is None:
            self.go_to(self.current[0][0] if self.current else 0)
        elif rows is None:
            self._go(first, 0)
        else:
            self._go(self.current[0][0], min(rows, self.size.height // 3))

    def render_row(self, row: int) -> Strip:
        assert self._flow is not None and self.page is not None
        start, end = self._flow.bounds(row)
        label = self._flow.label(row) if self.margin_width > _GUTTER_GAP else ""
        number = label.rjust(self.margin_width - _GUTTER_GAP).ljust(self.margin_width)
        segments = [Segment(number, self.style_of("reader--number"))]
        if row < self._flow.header:
            said, name = self._header[row]
            segments.append(Segment(said, self.style_of(name)))
        else:
            segments += self._segments(start, end, self._marked(row, start, end))
        strip = Strip(segments, sum(cell_width(segment.text) for segment in segments))
        # What is marked from beside a row on is marked from its beginning on.
        return strip.apply_offsets(-len(number), row)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The marked text as it stands in the document, of subtitles what is said: no line breaks where a row
        merely ends."""
        if self.page is None or self._flow is None or not self._flow.starts:
            return None
        start = self._offset_at(selection.start) if selection.start is not None else self._flow.starts[0]
        end = self._offset_at(selection.end) if selection.end is not None else len(self.page.text)
        return self.page.shown(start, end), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self.repaint()

    def _go(self, offset: int, above: int) -> None:
        """Put the row of an offset so many rows below the top, laying it out where it is not."""
        if self.page is None:
            return
        if not self.size.height:
            self._flow = None
            return
        if self._flow is None or not self._flow.reaches(offset):
            width = min(MEASURE, self.columns - self.margin_width - 1)
            self._header = header(self.page.document, width) if self.page.begins else ()
            # At once as much as fills the height on either side, however little stands in a row.
            first = min(2 * width * self.size.height, SLICE)
            self._flow = Flow(self.page, width, offset, len(self._header), first)
        self.rows_changed()
        self.top = self._flow.row_of(offset) - above
        self.post_message(self.Scrolled())
        self._grow_later()

    def _rows_before_current(self, height: int) -> int | None:
        """How far below the top the current match is; None where it is not in view at this height."""
        if self._flow is None or not self.current or not self._flow.reaches(self.current[0][0]):
            return None
        rows = self._flow.row_of(self.current[0][0]) - self.top
        return rows if 0 <= rows < height else None

    def _grow_later(self) -> None:
        if self._flow is not None and not self._flow.complete and not self.growing:
            self.growing = True
            self.set_timer(GROW_SECONDS, self._grow)

    def _grow(self) -> None:
        """Lay out one more slice, without moving what is in view."""
        self.growing = False
        if self._flow is None or self._flow.complete:
            return
        above = self._flow.grow()
        if above:
            self._strips.clear()
            self.set_reactive(LineView.top, self.top + above)
        # What is in view has not moved; how much there is shows in the position bar, once that is known.
        if self._flow.complete or self.row_count - above <= self.size.height:
            self.refresh()
        self._grow_later()

    def _offset_at(self, place: Offset) -> int:
        """The offset of a row and a character in it."""
        assert self._flow is not None and self.page is not None
        row = max(0, min(place.y, self.row_count - 1))
        return self.page.offset_of(*self._flow.bounds(row), place.x)

    def _marked(self, row: int, start: int, end: int) -> Span | None:
        """What of a row is marked with the mouse."""
        selection = self.text_selection
        span = selection.get_span(row) if selection is not None else None
        if span is None:
            return None
        assert self.page is not None
        left, right = (self.page.offset_of(start, end, count) for count in span)
        return left, end if span[1] == -1 else right

    def _segments(self, start: int, end: int, marked: Span | None) -> Iterator[Segment]:
        """The text of a row, parted wherever its style changes."""
        assert self.page is not None
        matches = _within(self.page.matches, start, end)
        hidden = _within(self.page.document.hidden, start, end)
        current = _within(self.current, start, end)
        layers = [
            (_within(self.sentence, start, end), self.style_of("reader--sentence")),
            (hidden, self.style_of("reader--hidden")),
            (matches, self.style_of("reader--match")),
            (current, self.style_of("reader--current")),
        ]
        if marked is not None:
            layers.append(([marked], self.screen.get_component_rich_style("screen--selection")))
        edges = sorted({start, end, *(edge for spans, _ in layers for span in spans for edge in span)})
        for left, right in pairwise(edges):
            style = Style.null()
            for spans, layer in layers:
                if any(first <= left < last for first, last in spans):
                    style += layer
            yield Segment(harmless(self.page.shown(left, right)), style)


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The parts of sorted, disjoint spans that lie in a range."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0])
    return [(max(start, left), min(end, right)) for left, right in spans[first:last]]
