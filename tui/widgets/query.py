"""The query box: one line, with the terminal's own cursor where the next character goes.

The rule: an input method draws its window at the terminal's cursor, so that cursor is always in the cell of
the one that is drawn, also at the end of the text and while the text scrolls.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.cells import widths
from tui.keyboard import typed
from tui.keys import Where, bindings
from tui.line import one_line
from tui.message import Carrying

if TYPE_CHECKING:
    from index import Span


class QueryInput(Input, inherit_bindings=False):
    """Where the query is typed; says `Edited` once for every burst of keys."""

    BINDINGS = bindings(Where.QUERY)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"query--chip"}

    class Edited(Carrying):
        """The query is another one now."""

        box: QueryInput
        query: str

        @property
        def control(self) -> QueryInput:
            return self.box

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, QueryInput.Edited) and message.box is self.box

    def __init__(self, placeholder: str, query: str = "", *, widget_id: str | None = None) -> None:
        super().__init__(query, placeholder, _Chips(self), id=widget_id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._placed = False
        """Whether the first frame has been prepared: the end of the query in view, the cursor behind it."""
        self.aside = ""
        """What stood here before it was emptied, or before another query took its place."""

    def on_paste(self, event: events.Paste) -> None:
        # Textual's own handler comes next.
        event.text = one_line(event.text)

    def on_key(self, event: events.Key) -> None:
        # Textual's own handler, which comes next, passes over it.
        if not event.is_printable and (text := typed(event)):
            event.stop()
            event.prevent_default()
            self.replace(text, *self.selection)

    @property
    def cursor_screen_offset(self) -> Offset:
        x, y, width, _ = self.content_region
        cell = self._position_to_cell(self.cursor_position) - self.scroll_offset.x
        return Offset(x + max(0, min(cell, width - 1)), y)

    def render_lines(self, crop: Region) -> list[Strip]:
        if not self._placed:
            self._placed = True
            cursor = Region(self._cursor_offset, 0, 1, 1)
            self.scroll_to_region(cursor, animate=False, force=True, immediate=True)
            self.place_cursor()
        return super().render_lines(crop)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_x(old_value, new_value)
        self.place_cursor()

    def on_resize(self) -> None:
        self.call_after_refresh(self.place_cursor)

    def place_cursor(self) -> None:
        """Put the terminal's cursor where the drawn one is, once there is one."""
        if self.app.focused is self and self.size.width:
            self.app.cursor_position = self.cursor_screen_offset

    def validate_selection(self, selection: Selection) -> Selection:
        """The cursor never stands within what is drawn as one character: it goes on the way it was going."""
        start, end = super().validate_selection(selection)
        ahead = end >= self.selection.end
        return Selection(self._beside(start, ahead), self._beside(end, ahead))

    def _beside(self, place: int, ahead: bool) -> int:
        """The nearest place between two characters as they are drawn."""
        if 0 < place < len(self.value):
            cells = widths(self.value)
            while 0 < place < len(cells) and not cells[place]:
                place += 1 if ahead else -1
        return place

    def action_delete_left(self) -> None:
        """Delete what is drawn as one character."""
        if self.selection.is_empty:
            self.action_cursor_left(select=True)
        super().action_delete_left()

    def action_delete_right(self) -> None:
        if self.selection.is_empty:
            self.action_cursor_right(select=True)
        super().action_delete_right()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Edited(self, event.value))

    def action_clear_query(self) -> None:
        """Empty the box, whatever is before and after the cursor."""
        self.set_aside()
        self.value = ""

    def set_aside(self) -> None:
        """Keep what stands here, which is about to go."""
        if self.value.strip():
            self.aside = self.value

    def replace_query(self, query: str) -> None:
        """Another query in place of this one, the cursor behind it."""
        self.value = query
        self.cursor_position = len(query)

    def append_typed(self, text: str) -> None:
        """Take over characters that were typed elsewhere, at the end."""
        self.cursor_position = len(self.value)
        self.insert_text_at_cursor(text)


class _Chips(Highlighter):
    """Sets off the conditions in a query: text like any other, that can be edited."""

    def __init__(self, box: QueryInput) -> None:
        self._box = box
        self._places: tuple[str, tuple[Span, ...]] = "", ()

    def highlight(self, text: Text) -> None:
        # The width is asked for before there are styles; nothing is painted then.
        with suppress(KeyError):
            style = self._box.get_component_rich_style("query--chip", partial=True)
            for start, end in self._of(text.plain):
                text.stylize(style, start, end)

    def _of(self, query: str) -> tuple[Span, ...]:
        """Where the conditions stand. Text without a colon has none, which is known without the engine."""
        if self._places[0] != query:
            self._places = query, ()
            if ":" in query or "：" in query:
                from index import conditions

                self._places = query, tuple((one.start, one.end) for one in conditions(query))
        return self._places[1]
