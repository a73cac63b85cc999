"""The list of hits, under the titles of their documents.

The rule: it shows the hits it was given until it is given others, and paints only the rows in view.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from tui.cells import DOTS, cell_width, cut, fit, harmless, wrapped
from tui.i18n import Catalog
from tui.keys import Where, bindings
from tui.message import Carrying
from tui.page import clock
from tui.snippet import snippet_rows
from tui.widgets.lines import MARK, NO_MARK, LineView
from tui.widgets.rows import GAP, GapRow, HitRow, Row, TitleRow, arrange, byline

if TYPE_CHECKING:
    from index import Hit, Versions
    from tui.snippet import Shown

TICK = "*"
"""Stands before a hit that is marked to be picked."""

MORE = "+"
"""Stands behind a number where there may be more."""

ONE_LINE_COLUMNS = 76
"""From this width on a hit takes one line; a narrower list has two, if it is high enough."""

TWO_LINE_ROWS = 16
"""The height that is enough for that."""

MOST_LINES = 6
"""Lines that a hit takes at most."""

GAP_ROWS = 12
"""From this height on documents are set apart by an empty row."""


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
        "hits--exact",
        "hits--words",
        "hits--sound",
        "hits--fuzzy",
    }

    class Picked(Carrying):
        """A hit was clicked on."""

        index: int

    def __init__(
        self,
        catalog: Catalog,
        lines: int = 0,
        marked: Container[tuple[str, int]] = (),
        *,
        widget_id: str | None = None,
    ) -> None:
        super().__init__(widget_id=widget_id)
        self._catalog = catalog
        self._marked = marked
        """The places that are marked now, by document and offset."""
        self.hits: tuple[Hit, ...] = ()
        self.chosen = 0
        self.said: Sequence[tuple[str, str]] = ()
        """What stands there instead of hits: rows of a heading word and its explanation."""
        self.wanted_lines = lines
        """Lines that each hit is to take; 0 leaves it to the room there is."""
        self.partial: AbstractSet[str] = frozenset()
        """The documents that may have more hits than are in the list."""
        self.lines_per_hit = 1
        self._versions: Versions | None = None
        self._said_rows: list[tuple[str, str]] = []
        self._rows: list[Row] = []
        self._first_rows: list[int] = []
        self._snippets: dict[int, list[Shown]] = {}

    @property
    def row_count(self) -> int:
        return len(self._rows) if self.hits else len(self._said_rows)

    @cached_property
    def _label_width(self) -> int:
        """Cells of the longest label."""
        from index import Likeness, Tier

        labels = (*(f"tier.{tier}" for tier in Tier), *(f"likeness.{likeness}" for likeness in Likeness))
        return max(cell_width(self._catalog(label)) for label in labels)

    def _fitting_lines(self) -> int:
        """How many lines a hit gets at this size."""
        if self.wanted_lines:
            return max(1, min(self.wanted_lines, self.size.height - 1))
        return 2 if self.width < ONE_LINE_COLUMNS and self.size.height >= TWO_LINE_ROWS else 1

    def lengthen(self, lines: int) -> None:
        """Let each hit take so many lines more (or fewer) from now on, the chosen one staying where it is."""
        self.wanted_lines = max(1, min(self.lines_per_hit + lines, MOST_LINES))
        self._keeping_place(self.rows_changed)

    def show_hits(
        self,
        hits: Sequence[Hit],
        chosen: int,
        *,
        partial: AbstractSet[str] = frozenset(),
        stay: bool = False,
        versions: Versions | None = None,
    ) -> None:
        """Show other hits, with one of them chosen: from the top, or where the chosen one was (`stay`).

        `partial` says which documents may have more hits than these, `versions` which are of one work.
        """

        def change() -> None:
            self.hits, self.said, self.partial = tuple(hits), (), partial
            self.chosen, self._versions = chosen, versions
            self.rows_changed()

        if stay and self.hits:
            self._keeping_place(change)
        else:
            self.set_reactive(LineView.top, 0)
            change()

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
            first = self._first_rows[hit]
            self.repaint(*range(first, first + self.lines_per_hit))
        self.chosen = index
        self.reveal()

    def reveal(self) -> None:
        """Scroll as little as shows the chosen hit, with its title where that stands right above."""
        if not self.hits or not self.size.height:
            return
        row = self._first_rows[self.chosen]
        above = row - 1 if row and isinstance(self._rows[row - 1], TitleRow) else row
        last = row + self.lines_per_hit - 1
        self.bring_into_view(above, last)

    def _keeping_place(self, change: Callable[[], None]) -> None:
        """Change the rows, the chosen hit staying so far below the top as it was."""
        before = self._first_rows[self.chosen] - self.top if self._first_rows else 0
        change()
        if self._first_rows:
            self.top = self._first_rows[self.chosen] - before
            self.reveal()

    def rows_changed(self) -> None:
        self._snippets.clear()
        self._said_rows = list(self._wrapped()) if not self.hits else []
        self.lines_per_hit = self._fitting_lines()
        gaps = self.size.height >= GAP_ROWS
        self._rows = arrange(self.hits, self.lines_per_hit, gaps, self._versions)
        self._first_rows = [
            number for number, row in enumerate(self._rows) if isinstance(row, HitRow) and not row.line
        ]
        super().rows_changed()
        self.reveal()

    def render_row(self, row: int) -> Strip:
        if not self.hits:
            return self._said_row(*self._said_rows[row])
        match self._rows[row]:
            case TitleRow(hit, count, versions):
                return self._title_row(self.hits[hit], count, versions)
            case HitRow(hit, line):
                return self._hit_row(hit, line)
            case GapRow():
                return Strip.blank(self.columns)

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event)
        if self.hits and row is not None:
            shown = self._rows[row]
            if not isinstance(shown, GapRow):
                self.post_message(self.Picked(shown.hit))

    def _wrapped(self) -> Iterator[tuple[str, str]]:
        """What is said, in rows that fit."""
        room = self.columns - len(MARK)
        column = self._said_column
        for head, text in self.said:
            if not text:
                yield from ((part, "") for part in wrapped(harmless(head), room))
            else:
                first, *rest = wrapped(harmless(text), room - column - GAP)
                yield fit(head, column), first
                yield from ((" " * column, part) for part in rest)

    @property
    def _said_column(self) -> int:
        """Cells of the words that are explained."""
        widest = max((cell_width(word) for word, explained in self.said if explained), default=0)
        return min(widest, self.columns // 2)

    def _said_row(self, head: str, text: str) -> Strip:
        """A sentence; or a word with its explanation in a second column."""
        segments = [Segment(NO_MARK), Segment(head, None if text else self.style_of("hits--title"))]
        if text:
            segments += [Segment(" " * GAP), Segment(text, self.style_of("hits--said"))]
        return Strip(segments)

    def _title_row(self, hit: Hit, count: int, versions: int) -> Strip:
        """The title, and who, when and where as far as there is room for each; at the end how many versions
        of the work there are, and how many hits."""
        more = MORE if hit.document in self.partial else ""
        tail = f" x{versions} " if versions > 1 else " "
        tail += self._catalog("ui.hits-of", count=count, more=more) + " "
        room = self.columns - len(MARK) - cell_width(tail)
        wanted = sum(GAP + cells for _, cells in byline(hit.metadata, room))
        title = cut(harmless(hit.title), max(room - wanted, room * 2 // 3), DOTS)
        room -= cell_width(title)
        segments = [Segment(NO_MARK), Segment(title, self.style_of("hits--title"))]
        for part, cells in byline(hit.metadata, room):
            segments.append(
                Segment(" " * GAP + fit(harmless(part), cells, DOTS), self.style_of("hits--byline"))
            )
            room -= GAP + cells
        segments += [Segment(" " * max(0, room)), Segment(tail, self.style_of("hits--place"))]
        return Strip(segments)

    def _hit_row(self, index: int, line: int) -> Strip:
        hit, chosen = self.hits[index], index == self.chosen
        place = f" {clock(hit.begins) if hit.begins is not None else f'{hit.line}:{hit.column}'} "
        margin = len(MARK) + self._label_width + 2
        room = max(0, self.columns - margin - len(place))
        if line == 0:
            head = [
                Segment(self._marks(hit, MARK if chosen else NO_MARK), self.style_of("hits--mark")),
                Segment(
                    fit(self._catalog(_label(hit)), self._label_width),
                    self.style_of(f"hits--{hit.tier}"),
                ),
                Segment("  "),
            ]
        else:
            head = [Segment(" " * margin)]
        body = self._lit(self._snippet(index, room)[line])
        used = sum(cell_width(segment.text) for segment in body)
        tail = [Segment(" " * max(0, room - used))]
        cells = margin + max(room, used)
        if line == 0:
            tail.append(Segment(place, self.style_of("hits--place")))
            cells += len(place)
        strip = Strip([*head, *body, *tail], cells).adjust_cell_length(self.columns)
        return strip.apply_style(self.style_of("hits--chosen")) if chosen else strip

    def _marks(self, hit: Hit, mark: str) -> str:
        """The mark before a hit, with a tick where a place of it is marked."""
        ticked = any((hit.document, start) in self._marked for start, _ in hit.spans)
        return mark[0] + TICK if ticked else mark

    def _snippet(self, index: int, width: int) -> list[Shown]:
        """A hit's snippet in its lines."""
        if index not in self._snippets:
            self._snippets[index] = snippet_rows(self.hits[index], self.lines_per_hit, max(1, width))
        return self._snippets[index]

    def _lit(self, shown: Shown) -> list[Segment]:
        """One line of a snippet with its matches lit."""
        text, spans = shown
        lit = self.style_of("hits--match")
        segments: list[Segment] = []
        at = 0
        for left, right in spans:
            segments += [Segment(text[at:left]), Segment(text[left:right], lit)]
            at = right
        return [*segments, Segment(text[at:])]


def _label(hit: Hit) -> str:
    """What a hit is called: by its tier, or by how it sounds like what was asked for."""
    return f"likeness.{hit.likeness}" if hit.likeness else f"tier.{hit.tier}"
