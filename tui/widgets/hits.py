"""The list of hits, under the titles of their documents.

The rule: it shows the hits it was given until it is given others, and paints only the rows in view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from index import Hit, Likeness, Span, Tier
from tui.cells import cell_width, cut, fit, harmless, wrap
from tui.i18n import Catalog
from tui.keys import Where, bindings
from tui.snippet import snippet
from tui.widgets.lines import LineView
from tui.widgets.rows import GapRow, HitRow, Row, TitleRow, arrange, byline

MARK = "> "
"""What stands before the chosen hit, so that it can be told without colour."""

ONE_LINE_COLUMNS = 76
"""From this width on a hit takes one line; a narrower list has two, if it is high enough."""

TWO_LINE_ROWS = 16
GAP_ROWS = 12
"""From this height on documents are set apart by an empty row."""

_LEAST_PART = 10
"""Cells below which an author or a site is left out rather than shortened; a date fits."""

_LINE_LOSSES = (2, 10, 24)
"""Cells that breaking a snippet into lines may cost, tried in turn until its last match is in view."""

_LABELS = (*(f"tier.{tier}" for tier in Tier), *(f"likeness.{likeness}" for likeness in Likeness))
"""How hits are labelled, as keys of the catalogue."""

Shown = tuple[str, tuple[Span, ...]]
"""A snippet: its text, and the matches in it."""


class HitList(LineView):
    """The hits of one answer, one of them chosen."""

    BINDINGS = bindings(Where.HITS)
    WHERE = Where.HITS
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hits--title",
        "hits--byline",
        "hits--place",
        "hits--match",
        "hits--chosen",
        "hits--mark",
        "hits--said",
        *(f"hits--{tier}" for tier in Tier),
    }

    @dataclass
    class Picked(Message):
        """A hit was clicked on."""

        index: int

    def __init__(self, catalog: Catalog, *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self._catalog = catalog
        self._label_width = max(cell_width(catalog(key)) for key in _LABELS)
        self.hits: tuple[Hit, ...] = ()
        self.chosen = 0
        self.said: Sequence[tuple[str, str]] = ()
        """What stands there instead of hits: rows of a heading word and its explanation."""
        self._rows: list[Row] = []
        self._first_rows: list[int] = []

    @property
    def row_count(self) -> int:
        return len(self._rows) if self.hits else len(self.said)

    @property
    def lines_per_hit(self) -> int:
        return 2 if self.size.width < ONE_LINE_COLUMNS and self.size.height >= TWO_LINE_ROWS else 1

    def show_hits(self, hits: Sequence[Hit], chosen: int) -> None:
        """Show other hits, with one of them chosen."""
        self.hits, self.said = tuple(hits), ()
        self.chosen = chosen
        self.set_reactive(LineView.top, 0)
        self.rows_changed()

    def say(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show a few words instead of hits."""
        self.hits, self.said = (), tuple(rows)
        self.chosen = 0
        self.set_reactive(LineView.top, 0)
        self.rows_changed()

    def choose(self, index: int) -> None:
        """Choose another of the hits and bring it into view."""
        if not 0 <= index < len(self.hits):
            return
        for hit in (self.chosen, index):
            for line in range(self.lines_per_hit):
                self._strips.pop(self._first_rows[hit] + line, None)
        self.chosen = index
        self.reveal()
        self.refresh()

    def reveal(self) -> None:
        """Scroll as little as shows the chosen hit, with its title where that stands right above."""
        if not self.hits or not self.size.height:
            return
        row = self._first_rows[self.chosen]
        above = row - 1 if row and isinstance(self._rows[row - 1], TitleRow) else row
        last = row + self.lines_per_hit - 1
        if above < self.top:
            self.top = above
        elif last >= self.top + self.size.height:
            self.top = last - self.size.height + 1

    def rows_changed(self) -> None:
        self._rows = arrange(self.hits, self.lines_per_hit, self.size.height >= GAP_ROWS)
        self._first_rows = [
            i for i, row in enumerate(self._rows) if isinstance(row, HitRow) and row.line == 0
        ]
        super().rows_changed()
        self.reveal()

    def render_row(self, row: int) -> Strip:
        if not self.hits:
            return self._said_row(*self.said[row])
        match self._rows[row]:
            case TitleRow(hit):
                return self._title_row(self.hits[hit])
            case HitRow(hit, line):
                return self._hit_row(hit, line)
            case GapRow():
                return Strip.blank(self.columns)

    def on_click(self, event: events.Click) -> None:
        row = self.top + event.y
        if self.hits and row < len(self._rows):
            shown = self._rows[row]
            if not isinstance(shown, GapRow):
                self.post_message(self.Picked(shown.hit))

    def _said_row(self, head: str, text: str) -> Strip:
        """A sentence; or a word with its explanation in a second column."""
        margin = Segment(" " * len(MARK))
        room = self.columns - len(MARK)
        if not text:
            return Strip([margin, Segment(cut(head, room), self.style_of("hits--title"))])
        column = max(cell_width(word) for word, explained in self.said if explained)
        shown = cut(fit(head, column), room)
        return Strip(
            [
                margin,
                Segment(shown),
                Segment("  " + cut(text, room - column - 2), self.style_of("hits--said")),
            ]
        )

    def _title_row(self, hit: Hit) -> Strip:
        """The title, and who, when and where as far as there is room for each."""
        room = self.columns - len(MARK)
        about = [harmless(part) for part in byline(hit.metadata)]
        wanted = cell_width("  ".join(["", *about]))
        title = cut(harmless(hit.title), max(room - wanted, room * 2 // 3), " ..")
        room -= cell_width(title)
        segments = [Segment(" " * len(MARK)), Segment(title, self.style_of("hits--title"))]
        for part in about:
            part = cut(part, max(_LEAST_PART, room - 2), " ..")
            if cell_width(part) + 2 > room:
                break
            segments += [Segment("  "), Segment(part, self.style_of("hits--byline"))]
            room -= cell_width(part) + 2
        return Strip(segments)

    def _hit_row(self, index: int, line: int) -> Strip:
        hit, chosen = self.hits[index], index == self.chosen
        ground = self.style_of("hits--chosen") if chosen else Style.null()
        last = line == self.lines_per_hit - 1
        place = f" {hit.line}:{hit.column} " if last else " "
        margin = len(MARK) + self._label_width + 2
        room = max(0, self.columns - margin - len(place))
        if line == 0:
            head = [
                Segment(MARK if chosen else " " * len(MARK), self.style_of("hits--mark")),
                Segment(
                    fit(self._catalog(_label(hit)), self._label_width),
                    self.style_of(f"hits--{hit.tier}"),
                ),
                Segment("  "),
            ]
        else:
            head = [Segment(" " * margin)]
        body = self._snippet_line(hit, line, room, max(0, self.columns - margin - 1))
        used = sum(segment.cell_length for segment in body)
        tail = [Segment(" " * max(0, room - used)), Segment(place, self.style_of("hits--place"))]
        return Strip([*head, *body, *tail]).adjust_cell_length(self.columns).apply_style(ground)

    def _snippet_line(self, hit: Hit, line: int, room: int, full: int) -> list[Segment]:
        """One line of a hit's snippet; `room` is what the last line has, `full` what one before it has."""
        if self.lines_per_hit == 1:
            return self._lit(snippet(hit, room), 0, room)
        shown, second = _two_lines(hit, full, room)
        return self._lit(shown, 0, full, second) if line == 0 else self._lit(shown, second, room)

    def _lit(self, shown: Shown, start: int, room: int, end: int | None = None) -> list[Segment]:
        """A piece of a snippet with its matches lit, cropped to the room there is."""
        text, spans = shown
        end = start + len(cut(text[start:end], room))
        lit = self.style_of("hits--match")
        segments: list[Segment] = []
        at = start
        for left, right in spans:
            left, right = max(left, at), min(right, end)
            if left < right:
                segments += [Segment(text[at:left]), Segment(text[left:right], lit)]
                at = right
        segments.append(Segment(text[at:end]))
        return segments


def _two_lines(hit: Hit, first: int, second: int) -> tuple[Shown, int]:
    """A snippet that fits two lines with its last match in view, and where its second line begins."""
    for loss in _LINE_LOSSES:
        text, spans = snippet(hit, max(2, first + second - loss))
        rows = wrap(text, first)
        start = rows[1] if len(rows) > 1 else len(text)
        end = start + len(cut(text[start:], second))
        if not spans or spans[-1][1] <= end:
            break
    return (text, spans), start


def _label(hit: Hit) -> str:
    """What a hit is called: by its tier, or by how it sounds like what was asked for."""
    return f"likeness.{hit.likeness}" if hit.likeness else f"tier.{hit.tier}"
