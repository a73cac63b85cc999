"""Finding within the text that is read.

The rule: what is sought in the text is a query like any other, whose matches are lit in place of the hits';
once it is given up, or another hit chosen, theirs are lit again.
"""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tui.i18n import Catalog
from tui.page import Page
from tui.screens.reading import ReadingScreen
from tui.screens.world import World
from tui.searching import Searcher
from tui.widgets.bars import Bar
from tui.widgets.query import QueryInput
from tui.widgets.reader import Reader


class TextPane(Vertical):
    """The text with its head above it; what is sought in it comes below when it is asked for."""

    def compose(self) -> ComposeResult:
        yield Bar(widget_id="head")
        yield Reader(widget_id="reader")


class FindingScreen(ReadingScreen, inherit_bindings=False):
    """A screen whose text can be searched."""

    find_box = getters.query_one("#find-box", QueryInput)

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher) -> None:
        super().__init__(catalog, world, searcher)
        self.sought = ""
        """What is sought in the text; empty where nothing is."""
        self._origin = 0
        """The offset from which on it is sought."""

    @property
    def finding(self) -> bool:
        """Whether it is asked what to seek in the text."""
        return self.has_class("-finding")

    @property
    def _at_find(self) -> bool:
        """Whether what is typed is sought in the text."""
        return self.finding and self.find_box.has_focus

    @property
    def lit(self) -> str:
        return self.sought or super().lit

    async def action_find(self) -> None:
        """Ask what to seek in the text, from the first row in view on."""
        if not self.reads:
            self.needed_hit()
            return
        self._set_reading(True)
        self._origin = self.reader.first_offset
        if not self.query("#find"):
            prompt = Static(self.say("find.prompt"), id="find-prompt", markup=False)
            box = QueryInput(self.say("find.placeholder"), widget_id="find-box")
            await self.query_one(TextPane).mount(Horizontal(prompt, box, id="find"))
        self.add_class("-finding")
        self.set_focus(self.find_box)

    @on(QueryInput.Edited, "#find-box")
    def _seek(self, event: QueryInput.Edited) -> None:
        if self.finding and self.hit is not None:
            self.sought = event.query.strip()
            self.searcher.read(self.reading)

    @on(QueryInput.Edited, "#query")
    def _give_up(self) -> None:
        if self.finding:
            self._stop_finding()

    def _beyond(self, step: int) -> int | None:
        return None if self.sought else super()._beyond(step)

    def action_move_hit(self, step: int) -> None:
        if self._at_find:
            self.action_step_match(step)
        else:
            super().action_move_hit(step)

    def _read(self, page: Page) -> None:
        if self.sought:
            index = page.match_at(self._origin) if page.matches else 0
            self.current = page.matches[index : index + 1]
        super()._read(page)

    def action_open_editor(self) -> None:
        if self._at_find:
            self.set_focus(self.reader)
        else:
            super().action_open_editor()

    def _stop_finding(self) -> None:
        """Light the matches of the hits again."""
        at_find = self._at_find
        self.remove_class("-finding")
        self.sought = ""
        self.find_box.value = ""
        if at_find:
            self.set_focus(self.reader)
        self._show_text()

    def _choose(self, index: int) -> None:
        if self.finding:
            self._stop_finding()
        super()._choose(index)
