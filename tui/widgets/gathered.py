"""The quotations of the basket as rows: each what is quoted, where it is from, and the note to it.

The rule: it shows entries and points at one of them; what becomes of them is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from tui.basket import Entry
from tui.cells import DOTS, cell_width, cut, harmless, wrapped
from tui.i18n import Catalog
from tui.keys import Where
from tui.message import Carrying
from tui.widgets.lines import MARK, NO_MARK, LineView

_NONE = -1
"""The number of what is said where there are no entries."""

LONGEST = 4
"""Rows that a quotation takes at most, and as many its note."""

_MARKS = re.compile(r"(?m)^(?:> ?|#\+(?:begin|end)_quote$)")
_SOURCE = re.compile(r"——|\[\^[^\]]+\]: ")
"""What the last line begins with where it names the source."""


class Row(NamedTuple):
    """One row of an entry."""

    entry: int
    text: str
    style: str = ""
    """The component class it is painted with."""


class GatheredList(LineView):
    """The entries, one of them pointed at."""

    WHERE = Where.BASKET
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "gathered--mark",
        "gathered--source",
        "gathered--note",
        "gathered--gone",
        "gathered--pointed",
    }

    class Pointed(Carrying):
        """An entry was clicked on."""

        entry: int

    def __init__(self, say: Catalog, *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self._say = say
        self._entries: Sequence[Entry] = ()
        self._gone: Collection[Path] = ()
        self._rows: list[Row] = []
        self.pointed = 0

    @property
    def row_count(self) -> int:
        return len(self._rows)

    def show(self, entries: Sequence[Entry], gone: Collection[Path], pointed: int) -> None:
        """Show these entries, some of whose sources are gone, and point at one."""
        self._entries, self._gone = entries, gone
        self.pointed = max(0, min(pointed, len(entries) - 1))
        self.rows_changed()

    def point(self, entry: int) -> None:
        """Point at another entry, as far as there are any."""
        self.show(self._entries, self._gone, entry)

    def rows_changed(self) -> None:
        self._rows = [row for number, one in enumerate(self._entries) for row in self._lay(number, one)][:-1]
        if not self._rows:
            self._rows = [*self._wrapped(_NONE, [self._say("gathered.nothing")], "gathered--source")]
        super().rows_changed()
        self._reveal()

    def render_row(self, row: int) -> Strip:
        entry, text, style = self._rows[row]
        pointed = entry == self.pointed and bool(text)
        first = not row or self._rows[row - 1].entry != entry
        mark = MARK if pointed and first else NO_MARK
        segments = [
            Segment(mark, self.style_of("gathered--mark")),
            Segment(text, self.style_of(style) if style else Style.null()),
        ]
        return self.grounded(segments, "gathered--pointed") if pointed else Strip(segments)

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event)
        if row is not None and self._rows[row].entry != _NONE:
            self.post_message(self.Pointed(self._rows[row].entry))

    def _lay(self, number: int, entry: Entry) -> Iterator[Row]:
        """The rows of an entry, and an empty one behind."""
        lines = [line.strip() for line in _MARKS.sub("", entry.quotation).splitlines() if line.strip()]
        end = len(lines) - bool(lines and _SOURCE.match(lines[-1]))
        yield from self._wrapped(number, lines[:end], "")
        yield from self._wrapped(number, lines[end:], "gathered--source")
        if entry.source in self._gone:
            path = self._say("gathered.gone", path=entry.source)
            yield from self._wrapped(number, [path], "gathered--gone")
        yield from self._wrapped(number, entry.note.splitlines(), "gathered--note")
        yield Row(number, "")

    def _wrapped(self, number: int, lines: Sequence[str], style: str) -> Iterator[Row]:
        """A text in rows, what is more than LONGEST of them cut off."""
        room = max(2, self.columns - cell_width(MARK) - 1)
        rows = []
        for line in lines[: LONGEST + 1]:
            rows += wrapped(harmless(line)[: LONGEST * room * 2], room)
        if len(rows) > LONGEST:
            rows = [*rows[: LONGEST - 1], cut(rows[LONGEST - 1], room - len(DOTS)) + DOTS]
        yield from (Row(number, row, style) for row in rows)

    def _reveal(self) -> None:
        """Scroll as little as shows the entry that is pointed at."""
        rows = [place for place, row in enumerate(self._rows) if row.entry == self.pointed and row.text]
        if rows:
            self.bring_into_view(rows[0], min(rows[-1], rows[0] + max(0, self.size.height - 1)))
