"""A box for one line: a note, the name of a file.

The rule: it gives the line back, or None where it was left; what the line is for is the caller's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets.input import Selection

from tui.i18n import Catalog
from tui.keys import Where, bindings
from tui.widgets.bars import TitleBar
from tui.widgets.query import QueryInput

if TYPE_CHECKING:
    from index import Span


class AskingScreen(ModalScreen[str | None], inherit_bindings=False):
    """Asks for a line, which may be empty."""

    CSS_PATH = "asking.tcss"
    BINDINGS = bindings(Where.ASKING)

    box = getters.query_one("#asking-box", QueryInput)

    def __init__(
        self, say: Catalog, title: str, placeholder: str, typed: str = "", selected: Span = (0, 0)
    ) -> None:
        """`typed` is there to be changed; what of it is `selected` is only suggested: typing replaces it."""
        super().__init__()
        self.say = say
        self._title = title
        self._placeholder = placeholder
        self._typed = typed
        self._selected = selected

    def compose(self) -> ComposeResult:
        with Vertical(id="asking"):
            title = TitleBar()
            title.entitle(self.say(self._title), self.say("asking.keys"))
            yield title
            yield QueryInput(self.say(self._placeholder), self._typed, widget_id="asking-box")

    def on_mount(self) -> None:
        self.set_focus(self.box)
        if any(self._selected):
            self.box.selection = Selection(*self._selected)

    @on(QueryInput.Edited)
    def _take_typed(self, event: QueryInput.Edited) -> None:
        event.stop()

    def action_take(self) -> None:
        self.dismiss(self.box.value.strip())

    def action_close(self) -> None:
        self.dismiss(None)
