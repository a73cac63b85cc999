"""The quiet lines: the head of the text, the status, and the keys.

The rule: each is given what to show, and shortens it to its width by itself, the least needed first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from tui.cells import DOTS, cell_width, cut, harmless
from tui.keyboard import key_name
from tui.message import Carrying
from tui.widgets.styled import Styled

if TYPE_CHECKING:
    from tui.i18n import Catalog
    from tui.keys import Key

Piece = tuple[str, str]
"""A text, and the component class it is painted with; empty for the widget's own."""

GAP = 2
"""Cells between two pieces."""

MARGIN = 2
"""Cells left free on the left; on the right it is one."""

_LEAST_PIECE = 12
"""Cells below which a piece is left out rather than shortened, unless it is the first."""


class Bar(Styled):
    """Rows of pieces on the left and on the right; the left gives way."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--strong", "bar--quiet"}

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self._rows: list[tuple[Sequence[Piece], Sequence[Piece]]] = []

    def show(self, *rows: tuple[Sequence[Piece], Sequence[Piece]]) -> None:
        """Show these rows, each its left and its right pieces."""
        if list(rows) != self._rows:
            self._rows = list(rows)
            self.refresh()

    @property
    def shown(self) -> str:
        """The words that stand there, uncut."""
        return "\n".join("  ".join(text for text, _ in [*left, *right]) for left, right in self._rows)

    def render_line(self, y: int) -> Strip:
        style = self.style_of("")
        if y >= len(self._rows):
            return Strip.blank(self.size.width, style)
        left, right = self._rows[y]
        full = self.size.width - MARGIN - 1
        head, tail = self._share(left, right, full)
        blank = Segment(" " * max(0, full - head.cell_length - tail.cell_length))
        strip = Strip([Segment(" " * MARGIN), *head, blank, *tail, Segment(" ")])
        return strip.adjust_cell_length(self.size.width).apply_style(style)

    def _share(self, left: Sequence[Piece], right: Sequence[Piece], room: int) -> tuple[Strip, Strip]:
        """Both sides, painted into the room there is."""
        tail = self._paint(right, room)
        return self._paint(left, room - tail.cell_length - (GAP if tail.cell_length else 0)), tail

    def _paint(self, pieces: Sequence[Piece], room: int) -> Strip:
        segments: list[Segment] = []
        for text, name in pieces:
            gap = GAP if segments else 0
            shown = cut(harmless(text), room - gap, DOTS)
            cells = cell_width(shown)
            if not shown or (segments and shown != harmless(text) and cells < _LEAST_PIECE):
                break
            style = self.style_of(name) if name else Style.null()
            segments += [Segment(" " * gap), Segment(shown, style)]
            room -= gap + cells
        return Strip(segments)


class TitleBar(Bar):
    """The bar above something that opened: what it is, and its keys on the right, which give way."""

    def entitle(self, title: str, keys: str) -> None:
        """Show a title, and keys that stand two blanks apart."""
        self.show(([(title, "bar--strong")], [(key, "bar--quiet") for key in keys.split("  ")]))

    def _share(self, left: Sequence[Piece], right: Sequence[Piece], room: int) -> tuple[Strip, Strip]:
        head = self._paint(left, room)
        return head, self._paint(right, room - head.cell_length - GAP)


class StatusBar(Bar):
    """The bar that also tells of tiers and of trouble."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar--alarm",
        "bar--exact",
        "bar--words",
        "bar--sound",
        "bar--fuzzy",
    }


class Cap(NamedTuple):
    """A key of the footer: what is printed on it, what it does, and the action it calls."""

    key: str
    word: str
    action: str

    @classmethod
    def of(cls, key: Key, say: Catalog, word: str = "") -> Cap:
        """That of a command, with its own word or another."""
        return cls(key_name(key.keys[0], say), word or say(key.label), key.action)


class KeyBar(Bar):
    """Keys with what they do, in as many rows as it is given. A click on one does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--key"}

    class Pressed(Carrying):
        action: str

    def __init__(self, caps: Sequence[Cap], *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self._caps = caps

    def show_caps(self, caps: Sequence[Cap]) -> None:
        """Show other keys."""
        if list(caps) != list(self._caps):
            self._caps = caps
            self.refresh(layout=self.styles.is_auto_height)

    @property
    def words(self) -> str:
        """The keys and their words, uncut."""
        return "  ".join(f"{cap.key} {cap.word}" for cap in self._caps)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._laid(width))

    def render_line(self, y: int) -> Strip:
        style, key_style = self.style_of(""), self.style_of("bar--key")
        segments = [Segment(" " * MARGIN)]
        for cap in self._row(y):
            word = cut(cap.word, self.size.width - 1 - MARGIN - cell_width(cap.key) - 1, DOTS)
            segments += [Segment(cap.key, key_style), Segment(f" {word}"), Segment(" " * GAP)]
        return Strip(segments).adjust_cell_length(self.size.width).apply_style(style)

    def on_click(self, event: events.Click) -> None:
        at = MARGIN
        for cap in self._row(event.y):
            if at <= event.x < at + _cells(cap):
                self.post_message(self.Pressed(cap.action))
            at += _cells(cap) + GAP

    def _row(self, y: int) -> Sequence[Cap]:
        rows = self._laid(self.size.width)
        return rows[y] if y < len(rows) else ()

    def _laid(self, width: int) -> list[list[Cap]]:
        """The keys in rows; one that is too long for any has one to itself."""
        rows: list[list[Cap]] = [[]]
        at = MARGIN
        for cap in self._caps:
            if at + _cells(cap) > width - 1 and rows[-1]:
                rows.append([])
                at = MARGIN
            rows[-1].append(cap)
            at += _cells(cap) + GAP
        return rows


def _cells(cap: Cap) -> int:
    return cell_width(cap.key) + 1 + cell_width(cap.word)
