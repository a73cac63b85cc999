"""The panel beside the hits: what they may be narrowed by, with how many there are of each.

The rule: it shows the counts that it was given until it is given others, and is seen to be old once the query
is another one. It says what was chosen; to change the query is not its business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from tui.cells import DOTS, cell_width, cut, fit, harmless
from tui.i18n import Catalog
from tui.keys import Where, bindings
from tui.message import Carrying
from tui.widgets.lines import MARK, NO_MARK, LineView

if TYPE_CHECKING:
    from index import Facet, Filter

Facets = Mapping[str, Sequence["Facet"]]

SHOWN = 7
"""Values of a field that are shown at first, those asked for and those without a value apart."""

CHOSEN = "✓ "
"""What stands before a value that the query asks for."""


class Heading(NamedTuple):
    """The name of a field."""

    field: str


class Value(NamedTuple):
    """One value of a field; without a condition it cannot be chosen."""

    facet: Facet
    asked: bool
    """Whether the query asks for it."""


class Rest(NamedTuple):
    """Values that are not shown yet."""

    field: str
    hidden: int


Row = Heading | Value | Rest


def arrange(facets: Facets, asked: Sequence[Filter], opened: frozenset[str]) -> list[Row]:
    """The rows of the panel: of a field that is not opened the first values and those asked for, then how
    many more there are, then what has no value. A field that no document has a value of is left out; a value
    that is asked for and that no hit has is not, so that it can be taken back."""
    rows: list[Row] = []
    for field, counted in facets.items():
        values = [Value(one, _asked(one, asked)) for one in (*counted, *_missed(field, counted, asked))]
        named = [one for one in values if one.facet.condition]
        if not named:
            continue
        shown = [one for place, one in enumerate(named) if one.asked or place < SHOWN or field in opened]
        rows += [Heading(field), *shown]
        if len(shown) < len(named):
            rows.append(Rest(field, len(named) - len(shown)))
        rows += [one for one in values if not one.facet.condition]
    return rows


def _asked(facet: Facet, asked: Sequence[Filter]) -> bool:
    from index import asks_for

    return any(asks_for(one, facet.field, facet.value) for one in asked)


def _missed(field: str, counted: Sequence[Facet], asked: Sequence[Filter]) -> list[Facet]:
    """Values of a field that are asked for and that no hit has."""
    from index import Facet, asks_for, condition

    return [
        Facet(field, one.value, 0, condition(field, one.value))
        for one in asked
        if one.field == field and not one.excluded
        if not any(asks_for(one, field, facet.value) for facet in counted)
    ]


class FacetList(LineView):
    """Fields and their values, one of which is pointed at."""

    BINDINGS = bindings(Where.FACETS)
    WHERE = Where.FACETS
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "facets--heading",
        "facets--count",
        "facets--none",
        "facets--mark",
        "facets--pointed",
    }

    class Chosen(Carrying):
        """A value is wanted, or wanted no longer."""

        facet: Facet

    def __init__(self, say: Catalog, *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self._say = say
        self._facets: Facets = {}
        self._counted = ""
        """The query whose hits are counted."""
        self._query = ""
        """The query whose conditions are marked."""
        self._opened: frozenset[str] = frozenset()
        """The fields of which all values are shown."""
        self._rows: Sequence[Row] = ()
        self._pointed = 0

    @property
    def row_count(self) -> int:
        return max(1, len(self._rows))

    @property
    def pointed(self) -> Row | None:
        """The row that is pointed at."""
        return self._rows[self._pointed] if self._pointed < len(self._rows) else None

    def count(self, query: str, facets: Facets) -> None:
        """Show where the hits of a query are from."""
        self._facets, self._counted = facets, query
        self.follow(query)

    def follow(self, query: str) -> None:
        """Mark the conditions of another query. Counts of the one before stand until there are new ones."""
        self._query = query
        self.set_class(query != self._counted, "-stale")
        self._arrange()

    def _arrange(self) -> None:
        from index import conditions

        self._show(arrange(self._facets, conditions(self._query), self._opened))

    def _show(self, rows: Sequence[Row]) -> None:
        """Show these rows, and point at what was pointed at before, where it is still there."""
        before = _name(self.pointed)
        self._rows = rows
        again = next((place for place, row in enumerate(rows) if before and _name(row) == before), None)
        self._pointed = self._nearest(self._pointed if again is None else again)
        self.rows_changed()
        self._reveal()

    def action_move(self, step: int) -> None:
        """Point at the next value that can be chosen, or the one before."""
        place = self._pointed + step
        while 0 <= place < len(self._rows) and not choosable(self._rows[place]):
            place += step
        if 0 <= place < len(self._rows):
            self._point(place)
        elif step < 0:
            self.top = 0

    def action_to_edge(self, end: bool) -> None:
        """Point at the first value, or the last."""
        self._point(self._nearest(len(self._rows) - 1 if end else 0))

    def action_choose(self) -> None:
        """Choose what is pointed at."""
        match self.pointed:
            case Value(facet) if facet.condition:
                self.post_message(self.Chosen(facet))
            case Rest(field):
                self._opened |= {field}
                self._arrange()

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event)
        if row is not None and self._rows and choosable(self._rows[row]):
            self._point(row)
            self.action_choose()

    def on_focus(self) -> None:
        self.rows_changed()

    def on_blur(self) -> None:
        self.rows_changed()

    def on_resize(self) -> None:
        self._reveal()

    def render_row(self, row: int) -> Strip:
        if not self._rows:
            said = NO_MARK + self._say("facets.none")
            return Strip([Segment(cut(said, self.columns, DOTS), self.style_of("facets--none"))])
        match self._rows[row]:
            case Heading(field):
                name = NO_MARK + self._say(f"facet.{field}")
                return Strip([Segment(cut(name, self.columns, DOTS), self.style_of("facets--heading"))])
            case Rest(_, hidden):
                text, number, quiet = self._say("facets.rest", count=hidden), "", True
                asked = False
            case Value(facet, asked):
                text, number, quiet = self._named(facet), str(facet.hits), not facet.condition
        return self._line(text, number, asked=asked, quiet=quiet, pointed=row == self._pointed)

    def _line(self, text: str, number: str, *, asked: bool, quiet: bool, pointed: bool) -> Strip:
        pointed = pointed and self.has_focus
        room = self.columns - cell_width(MARK) - cell_width(CHOSEN) - cell_width(number) - 2
        mark = self.style_of("facets--mark")
        segments = [
            Segment(MARK if pointed else NO_MARK, mark),
            Segment(CHOSEN if asked else " " * cell_width(CHOSEN), mark),
            Segment(fit(text, max(0, room), DOTS), self.style_of("facets--none") if quiet else Style.null()),
            Segment(f" {number} ", self.style_of("facets--count")),
        ]
        return self.grounded(segments, "facets--pointed") if pointed else Strip(segments)

    def _named(self, facet: Facet) -> str:
        if not facet.value:
            return self._say(f"facet.{facet.field}-none")
        return self._say(f"kind.{facet.value}") if facet.field == "kind" else harmless(facet.value)

    def _point(self, row: int) -> None:
        self.repaint(self._pointed, row)
        self._pointed = row
        self._reveal()

    def _nearest(self, row: int) -> int:
        """The row nearest to one that can be pointed at; 0 where there is none."""
        places = [place for place, one in enumerate(self._rows) if choosable(one)]
        return min(places, key=lambda place: abs(place - row), default=0)

    def _reveal(self) -> None:
        """Scroll as little as shows the row that is pointed at, and the heading just above it."""
        headed = self._pointed and isinstance(self._rows[self._pointed - 1], Heading)
        first = self._pointed - 1 if headed else self._pointed
        self.bring_into_view(first, self._pointed)


def choosable(row: Row) -> bool:
    """Whether a row can be pointed at."""
    return isinstance(row, Rest) or (isinstance(row, Value) and bool(row.facet.condition))


def _name(row: Row | None) -> tuple[str, str] | None:
    """What a row is about, whatever its count."""
    match row:
        case Value(facet):
            return facet.field, facet.value
        case Rest(field):
            return field, "\0rest"
    return None
