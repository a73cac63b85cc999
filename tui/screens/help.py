"""The help screen: every key, read off the registry, and how to write a query.

The rule: it knows the registry and the catalogue, and nothing of the program's state.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.cells import cell_width, cut, wrapped
from tui.i18n import Catalog
from tui.keyboard import Keyboard, key_name, keyboard_of
from tui.keys import Where, bindings
from tui.widgets.bars import MARGIN, TitleBar
from tui.widgets.lines import LineView

QUERIES = ("parts", "quote", "not", "or", "near", "sound", "field", "form", "date", "day", "word")
"""The rows about the query language, in their order."""

MOUSE = ("hit", "count", "status", "facet", "foot", "drag", "wheel")
"""The rows about the mouse: what is clicked on, and what that does."""

COLUMN = 32
"""Cells of the left column, where what stands in it does not need more."""

_GAP = 2


class HelpText(LineView):
    """Headings, and rows of two columns under them; long explanations go on below themselves."""

    COMPONENT_CLASSES = {"help--heading", "help--left"}  # noqa: RUF012

    def __init__(self, rows: list[tuple[str, str]], *, widget_id: str | None = None) -> None:
        super().__init__(widget_id=widget_id)
        self._pairs = rows
        self._laid: list[tuple[str, str, bool]] = []

    @property
    def row_count(self) -> int:
        return len(self._laid)

    def rows_changed(self) -> None:
        self._laid = [row for left, right in self._pairs for row in self._lay(left, right)]
        super().rows_changed()

    def render_row(self, row: int) -> Strip:
        left, right, heading = self._laid[row]
        style = self.style_of("help--heading" if heading else "help--left")
        gap = max(0, self._column - cell_width(left)) + _GAP
        return Strip([Segment(" " * MARGIN), Segment(left, style), Segment(" " * gap + right)])

    @property
    def _column(self) -> int:
        return min(COLUMN, max(4, self.columns // 3))

    def _lay(self, left: str, right: str) -> list[tuple[str, str, bool]]:
        if not right:
            return [(left, "", True)]
        rows: list[tuple[str, str, bool]] = []
        if cell_width(left) > self._column:
            rows.append((cut(left, self.columns - MARGIN), "", False))
            left = ""
        room = max(2, self.columns - self._column - _GAP - MARGIN)
        first, *rest = wrapped(right, room)
        return [*rows, (left, first, False), *(("", row, False) for row in rest)]


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """Closes with the keys that open and leave things."""

    CSS_PATH = "help.tcss"
    BINDINGS = bindings(Where.HELP)

    text = getters.query_one("#help-text", HelpText)

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.say = catalog

    def compose(self) -> ComposeResult:
        with Vertical(id="help"):
            title = TitleBar(widget_id="help-title")
            title.entitle(self.say("help.title"), self.say("help.close"))
            yield title
            yield HelpText(rows(self.say, keyboard_of(self)), widget_id="help-text")

    def on_mount(self) -> None:
        self.set_focus(self.text)

    def action_close(self) -> None:
        self.dismiss()

    def action_scroll_help(self, lines: int) -> None:
        self.text.scroll_rows(lines)

    def action_to_edge(self, end: bool) -> None:
        self.text.scroll_rows(self.text.row_count if end else -self.text.row_count)

    def action_page_help(self, pages: int) -> None:
        self.text.scroll_pages(pages)


def rows(say: Catalog, keyboard: Keyboard) -> list[tuple[str, str]]:
    """All of the help as pairs; a heading has no second part."""
    pairs: list[tuple[str, str]] = []
    for group, keys in keyboard.grouped():
        pairs += [(say(f"help.{group}"), "")]
        for key in keys:
            names = "  ".join(key_name(name, say) for name in key.keys)
            pairs.append((names, say(key.description)))
        pairs.append(("", ""))
    pairs.append((say("help.queries"), ""))
    pairs += [(say(f"help.q-{part}"), say(f"help.q-{part}-text")) for part in QUERIES]
    pairs += [("“ ” － ： ｜ ～", say("help.wide")), ("", ""), (say("help.mouse"), "")]
    pairs += [(say(f"help.mouse-{what}"), say(f"help.mouse-{what}-text")) for what in MOUSE]
    return pairs
