"""A widget of many rows that paints only those in view.

The rule: what it costs depends on its height, never on how many rows there are. It scrolls by itself,
without the layout engine, and draws its own position bar out of plain background colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from tui.keyboard import keyboard_of, typed
from tui.keys import Where
from tui.message import Carrying
from tui.widgets.styled import Styled

MARK, NO_MARK = "> ", "  "
"""What stands before the row that is chosen, so that it can be told without colour, and before the others."""

WHEEL_ROWS = 3
"""Rows that one notch of the wheel scrolls."""

_KEPT_STRIPS = 2000
"""Rendered rows that are kept; scrolling far drops them all."""


class LineView(Styled, can_focus=True, inherit_bindings=False):
    """Rows `0 .. row_count - 1`, `top` being the first one in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--thumb", "lines--track"}

    WHERE: ClassVar[Where | None] = None
    """Where in the registry its keys stand; None for rows that are not typed over."""

    top: reactive[int] = reactive(0)

    class Typed(Carrying):
        """A character was typed that means nothing here, or a key pressed that edits the query."""

        text: str
        action: str = ""
        """What the key does to the query."""

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self._strips: dict[int, Strip] = {}
        self._painted_width: int | None = None
        self._bar: tuple[range, Style, Style] = range(0), Style.null(), Style.null()
        """Of what is painted: the rows of the position bar's thumb, its style there, and elsewhere."""

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return 0

    @property
    def columns(self) -> int:
        """Cells a row may take; the last one belongs to the position bar."""
        return max(0, self.width - 1)

    @property
    def width(self) -> int:
        """Cells of the widget; asked for so often while it paints that it is looked up once then."""
        return self.size.width if self._painted_width is None else self._painted_width

    @property
    def last_top(self) -> int:
        # Where nothing is in view, as in a window of one row, the last row is the first that would be.
        return max(0, self.row_count - max(1, self.size.height))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self.row_count

    def render_row(self, row: int) -> Strip:
        """One row; what is short of `columns` is filled up."""
        raise NotImplementedError

    def grounded(self, segments: Sequence[Segment], name: str) -> Strip:
        """A row on the background of a component class, from edge to edge."""
        return Strip(segments).adjust_cell_length(self.columns).apply_style(self.style_of(name))

    def row_at(self, event: events.Click) -> int | None:
        """The row that was clicked on; None where there is none."""
        place = event.get_content_offset(self)
        row = self.top + place.y if place is not None else self.row_count
        return row if row < self.row_count else None

    def validate_top(self, top: int) -> int:
        return max(0, min(top, self.last_top))

    def scroll_rows(self, rows: int) -> None:
        """Scroll by so many rows, as far as there are any."""
        self.top += rows

    def scroll_pages(self, pages: float) -> None:
        """Scroll by so many heights, each less the one row that stays in view; by one row at least."""
        rows = max(1, int(abs(pages) * (self.size.height - 1)))
        self.scroll_rows(rows if pages > 0 else -rows)

    def bring_into_view(self, first: int, last: int) -> None:
        """Scroll as little as brings these rows into view, the first before the last."""
        if first < self.top:
            self.top = first
        elif last >= self.top + self.size.height > 0:
            self.top = last - self.size.height + 1

    def repaint(self, *rows: int) -> None:
        """Paint these rows anew, or all where none is named."""
        if not rows:
            self._strips.clear()
        for row in rows:
            self._strips.pop(row, None)
        self.refresh()

    def rows_changed(self) -> None:
        """Forget what was rendered and stay within the rows there are."""
        self._strips.clear()
        self.top = self.validate_top(self.top)
        self.refresh(layout=self.styles.is_auto_height)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._painted_width, height = self.size
        self._bar = self._position_bar(height)
        try:
            return super().render_lines(crop)
        finally:
            self._painted_width = None

    def render_line(self, y: int) -> Strip:
        row = self.top + y
        style = self.style_of("")
        if row >= self.row_count:
            strip = Strip.blank(self.columns, style)
        else:
            strip = self._strips.get(row) or self._remember(row, style)
        thumb, on_thumb, beside = self._bar
        return Strip([*strip, Segment(" ", on_thumb if y in thumb else beside)], self.columns + 1)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def on_resize(self) -> None:
        self.rows_changed()

    def on_key(self, event: events.Key) -> None:
        # Keys come by here before bindings are looked at.
        text = typed(event)
        keyboard = keyboard_of(self)
        if self.WHERE is None or keyboard.is_command(self.WHERE, text, event.key):
            return
        action = keyboard.action(Where.QUERY, event.key)
        if text or action:
            event.stop()
            self.post_message(self.Typed(text, action))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)

    def _remember(self, row: int, style: Style) -> Strip:
        if len(self._strips) > _KEPT_STRIPS:
            self._strips.clear()
        strip = self.render_row(row).adjust_cell_length(self.columns, style).apply_style(style)
        self._strips[row] = strip
        return strip

    def _position_bar(self, height: int) -> tuple[range, Style, Style]:
        """Where its thumb is, with the styles there and elsewhere: nothing where everything is in view."""
        count, ground = self.row_count, self.style_of("")
        if count <= height or height < 1:
            return range(0), ground, ground
        size = max(1, height * height // count)
        first = round((height - size) * self.top / max(1, count - height))
        thumb, track = (ground + self.style_of(f"lines--{part}") for part in ("thumb", "track"))
        return range(first, first + size), thumb, track
