"""What is done with the chosen hit: opened, copied, looked up; and how it is told.

The rule: whatever happens outside ends in a notice, and a key that has no hit to act on does nothing but
say so.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from time import strftime
from typing import TYPE_CHECKING

from textual import getters, work
from textual.screen import Screen

from index import SENTENCE
from tui import forms
from tui.cells import sure
from tui.i18n import Catalog
from tui.i18n.trouble import explain
from tui.page import Page
from tui.screens import deeds
from tui.screens.world import Outcome, World
from tui.widgets.query import QueryInput

if TYPE_CHECKING:
    from index import Hit, Results, Span
    from tui.picking import Picking


class ActingScreen(Screen[None], inherit_bindings=False):
    """A screen with a query, a chosen hit, and the actions on it."""

    query_box = getters.query_one("#query", QueryInput)

    def __init__(self, catalog: Catalog, world: World) -> None:
        super().__init__()
        self.say = catalog
        self.world = world
        self.results: Results | None = None
        """What is shown, which may be the answer to an earlier query."""
        self.chosen = 0
        self.page: Page | None = None
        """The text of the chosen hit's document, once it is there."""
        self.current: tuple[Span, ...] = ()
        """The matches that stand out in the text."""
        self.extent = SENTENCE
        """How much around the current match would be quoted; see `index.sentence_around`."""
        self.template = 0
        """The number of the template that quotations are made by; counts on past the last one."""
        self.notice = Outcome("")
        """What was told last, until the query changes, or how its hits are listed."""
        self.told_before: deque[tuple[str, Outcome]] = deque(maxlen=50)
        """What was told before, and when."""
        self._lacking = Outcome("")
        """What was told last of there being no hit."""
        self.visited = ""
        """The document that is read instead of the hit's own, another version of it; mostly none."""
        self._awaited: Callable[[Page], None] | None = None
        """What to do as soon as the text of the chosen hit is there."""

    @property
    def hit(self) -> Hit | None:
        """The chosen hit."""
        hits = self.results.hits if self.results is not None else ()
        return hits[self.chosen] if self.chosen < len(hits) else None

    @property
    def shown(self) -> str:
        """The document that is read, or about to be; empty where there is no hit."""
        return self.visited or (self.hit.document if self.hit is not None else "")

    @property
    def shown_page(self) -> Page | None:
        """The text of that document, once it is there."""
        return self.page if self.page is not None and self.page.document.id == self.shown else None

    def needed_hit(self) -> Hit | None:
        """The chosen hit, for what does nothing without one; that there is none is told until one comes."""
        if self.hit is None:
            self.note(Outcome(self.say("ui.no-hit")))
            self._lacking = self.notice
        return self.hit

    def action_open_editor(self) -> None:
        self._with_page(self._jump if self.world.picking is None else self._finish)

    def _finish(self, page: Page) -> None:
        picking = self.world.picking
        if picking is not None and self.current:
            picking.finish(page.document.id, self.current[0][0], self._picked(page, picking))
            self.app.exit()

    def _picked(self, page: Page, picking: Picking) -> str:
        ((start, end),) = self._quoted(page)
        settings = self.world.settings
        return forms.formed(self.say, page, self.current[0], (start, end), picking.form, settings)

    def _jump(self, page: Page) -> None:
        if self.current:
            self.note(deeds.jump(self.say, self.world, page.document, self.current[0], self.app.suspend))

    def action_copy_place(self) -> None:
        if (hit := self.needed_hit()) is not None:
            path, place = hit.path, (hit.line, hit.column)
            if (page := self.shown_page) is not None and self.current:
                path, place = page.document.path, page.place_of(self.current[0][0])
            self.copy(forms.place_text(path, *place), self.say("copy.place"))

    def action_copy_passage(self) -> None:
        """Copy what the mouse has marked, else the passage of the hit, as it is read."""
        if marked := self.get_selected_text():
            self.copy(marked, self.say("copy.marked"))
        elif (hit := self.needed_hit()) is not None:
            self.copy(forms.passage(hit), self.say("copy.passage"))

    def action_quote(self) -> None:
        """Copy the sentence around the current match, with its source."""
        self._with_page(self._quote)

    def action_quote_otherwise(self) -> None:
        """The same by the next template, which stays."""
        if self.hit is not None:
            self.template += 1
        self.action_quote()

    def _quote(self, page: Page) -> None:
        for span in self._quoted(page):
            made, name = forms.quotation(self.say, page, span, self.world.settings, self.template)
            self.copy(made, self.say("quote.copied", form=self.say.coded("quote", name)))

    def action_put_in_basket(self) -> None:
        """Put what would be quoted into the basket, by the template in use."""
        self._with_page(self._put)

    def _put(self, page: Page) -> None:
        for span in self._quoted(page):
            made, name = forms.quotation(self.say, page, span, self.world.settings, self.template)
            form = self.say.coded("quote", name)
            self.note(deeds.put_in_basket(self.say, self.world, made, page.document.path, form))

    def action_open_basket(self) -> None:
        self.note(deeds.open_basket(self.say, self.world, self.app.suspend))

    def action_show_basket(self) -> None:
        """See what is in the basket, and no longer what was told of it."""
        from tui.screens.basket import BasketScreen

        self.notice = Outcome("")
        self.tell()
        self.app.push_screen(BasketScreen(self.say, self.world))

    def _quoted(self, page: Page) -> tuple[Span, ...]:
        """What would be quoted: one stretch, or none where nothing is current."""
        return tuple(page.sentence(span, self.extent) for span in self.current[:1])

    def action_open_source(self) -> None:
        """Open the address that the document names, at the row that is said there."""
        if (page := self.shown_page) is not None:
            cue = page.document.cue_of(self.current[0]) if self.current else None
            self._browse(page.source_of(self.current).url, cue.begins if cue else None)
        elif (hit := self.needed_hit()) is not None:
            self._browse(hit.metadata.url, hit.begins)

    @work(group="outside")
    async def copy(self, text: str, what: str = "") -> None:
        """Copy a text, and tell that it was done, and what it was."""
        self.remember()
        self.note(await asyncio.to_thread(deeds.copy, self.say, self.world, text, self._write, what))

    @work(group="outside")
    async def _browse(self, url: str, begins: float | None) -> None:
        self.remember()
        self.note(await asyncio.to_thread(deeds.browse, self.say, self.world, url, begins, self._write))

    def _write(self, sequence: str) -> None:
        """Send a control sequence to the terminal, from any thread."""
        if self.app._driver is not None:
            self.app.call_from_thread(self.app._driver.write, sequence)

    def _with_page(self, then: Callable[[Page], None]) -> None:
        """Do something with the text of the chosen hit, now or when it comes."""
        if self.needed_hit() is None:
            return
        self.remember()
        if self.shown_page is not None:
            then(self.shown_page)
        else:
            self._awaited = then

    def action_leave(self) -> None:
        """Quit; but where text is marked, the key that quits is meant to copy it."""
        if marked := self.get_selected_text():
            self.copy(marked, self.say("copy.marked"))
            self.clear_selection()
        else:
            self.app.exit()

    def action_step_back(self) -> None:
        """Leave the terminal to the shell, until it lets the program go on."""
        if not self.world.step_back():
            self.note(Outcome(self.say("ui.no-shell")))

    def note(self, outcome: Outcome) -> None:
        """Tell something in the status line; bad news also before the user's eyes."""
        self.notice = self._keep(outcome)
        if outcome.bad:
            self.app.notify(self.notice.text, severity="error", markup=False)
        self.tell()

    def withdraw(self, notice: Outcome | None) -> None:
        """Tell no longer what is so no longer, unless something else is told by now."""
        if self.notice is notice:
            self.notice = Outcome("")

    def note_all(self, outcomes: Sequence[Outcome]) -> None:
        """Tell several things at once: how many they are, and the key that shows them."""
        if len(outcomes) > 1:
            for outcome in outcomes:
                self._keep(outcome)
            bad = any(outcome.bad for outcome in outcomes)
            outcomes = [Outcome(self.say("ui.notices", count=len(outcomes)), bad)]
        for outcome in outcomes:
            self.note(outcome)

    def _keep(self, outcome: Outcome) -> Outcome:
        """Keep something to be read again; it comes back as it is shown."""
        shown = Outcome(sure(outcome.text), outcome.bad)
        self.told_before.append((strftime("%H:%M:%S"), shown))
        return shown

    def complain(self, error: Exception) -> None:
        """Tell of an error."""
        self.note(Outcome(explain(error, self.say), bad=True))

    def remember(self) -> None:
        """Note that something was done with what the query found."""
        raise NotImplementedError

    def tell(self) -> None:
        """Bring what is told up to date."""
        raise NotImplementedError
