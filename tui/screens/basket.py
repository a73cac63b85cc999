"""The basket on a screen: see what was gathered, put it in order, note something to it, take out, write out.

The rule: the file is the truth. What is done here is done to the file at once, and only where it still holds
what is shown; where it does not, it is read again and nothing is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import chain, count
from pathlib import Path
from time import strftime

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.basket import Entry
from tui.i18n import Catalog
from tui.keyboard import keyboard_of
from tui.keys import Where, bindings
from tui.paths import expanded, is_there
from tui.screens import deeds
from tui.screens.asking import AskingScreen
from tui.screens.world import Outcome, World
from tui.widgets.bars import Cap, KeyBar, StatusBar
from tui.widgets.gathered import GatheredList

FOOTER = ("close", "move-up", "move-down", "note", "remove", "undo", "open", "export")
"""The commands on the last line, in this order: where there is no room for all, the way back is there."""


class BasketScreen(ModalScreen[None], inherit_bindings=False):
    """What is in the basket, and what can be done with it."""

    CSS_PATH = "basket.tcss"
    BINDINGS = bindings(Where.BASKET)

    gathered = getters.query_one("#gathered", GatheredList)
    title_bar = getters.query_one("#gathered-title", StatusBar)

    def __init__(self, say: Catalog, world: World) -> None:
        super().__init__()
        self.say = say
        self.world = world
        self.entries: Sequence[Entry] = ()
        self.gone: frozenset[Path] = frozenset()
        """Sources that are there no more."""

    def compose(self) -> ComposeResult:
        with Vertical(id="basket"):
            yield StatusBar(widget_id="gathered-title")
            yield GatheredList(self.say, widget_id="gathered")
            yield KeyBar(self._caps(), widget_id="gathered-keys")

    def on_mount(self) -> None:
        self.set_focus(self.gathered)
        self._load()

    @property
    def pointed(self) -> Entry | None:
        """The entry that is pointed at."""
        return self.entries[self.gathered.pointed] if self.gathered.pointed < len(self.entries) else None

    def action_move(self, step: int) -> None:
        self.gathered.point(self.gathered.pointed + step)

    def action_page(self, pages: int) -> None:
        self.gathered.scroll_pages(pages)

    def action_to_edge(self, end: bool) -> None:
        self.gathered.point(len(self.entries) - 1 if end else 0)

    def action_carry(self, step: int) -> None:
        """Move the entry down or up."""
        here = self.gathered.pointed
        there = here + step
        if 0 <= here < len(self.entries) and 0 <= there < len(self.entries):
            if self.entries[here].foreword or self.entries[there].foreword:
                self._tell(Outcome(self.say("gathered.foreword")))
                return
            changed = list(self.entries)
            changed[here], changed[there] = changed[there], changed[here]
            self._change(changed, there)

    def action_remove(self) -> None:
        """Take the entry out, with its note."""
        if self.pointed is not None:
            here = self.gathered.pointed
            changed = [one for number, one in enumerate(self.entries) if number != here]
            self._change(changed, here, self.say("gathered.removed"))

    def action_undo(self) -> None:
        """Put back what was before the last change, a quotation that was put in included."""
        basket = self.world.memory.basket
        if basket.undoable:
            self._do(basket.undo, self.gathered.pointed, self.say("gathered.undone"))
        else:
            self._tell(Outcome(self.say("gathered.no-undo")))

    def action_note(self) -> None:
        """Write a note to the entry, or another one; one of several lines is left to the editor."""
        entry = self.pointed
        if entry is None or entry.foreword or "\n" in entry.note:
            self.action_open()
            return

        def take(note: str | None) -> None:
            if note is not None and note != entry.note:
                noted = [entry.noted(note) if one is entry else one for one in self.entries]
                self._change(noted, self.gathered.pointed)

        asking = AskingScreen(self.say, "gathered.note", "gathered.note-hint", entry.note)
        self.app.push_screen(asking, take)

    def action_open(self) -> None:
        """Open the basket in the editor, at the entry."""
        before = self.entries[: self.gathered.pointed]
        entry = self.pointed
        offset = sum(len(one.text) for one in before) + (len(entry.before) if entry is not None else 0)
        outcome = deeds.open_basket(self.say, self.world, self.app.suspend, offset)
        self._load()
        self._tell(outcome)

    def action_export(self) -> None:
        """Write all of it into a new file."""
        if not self.entries:
            self._tell(Outcome(self.say("gathered.empty")))
            return

        def take(name: str | None) -> None:
            if name:
                self._tell(deeds.export_basket(self.say, self.world, expanded(name)))

        path = _free(Path.cwd() / f"{self.say('gathered.file')}-{strftime('%Y-%m-%d')}.md")
        start = len(str(path)) - len(path.name)
        stem = start, start + len(path.stem)
        asking = AskingScreen(self.say, "gathered.export", "gathered.export-hint", str(path), stem)
        self.app.push_screen(asking, take)

    def action_close(self) -> None:
        self.dismiss()

    @on(GatheredList.Pointed)
    def _point(self, event: GatheredList.Pointed) -> None:
        self.gathered.point(event.entry)

    @on(KeyBar.Pressed)
    async def _press(self, event: KeyBar.Pressed) -> None:
        await self.run_action(event.action)

    def _load(self) -> None:
        """Read the file again."""
        try:
            self.entries = self.world.memory.basket.entries()
        except OSError as error:
            self._tell(deeds.basket_failed(self.say, error))
            return
        self._show(self.gathered.pointed)
        self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        """See which sources are there no more."""
        sources = {one.source for one in self.entries if one.source is not None}
        self.gone = await asyncio.to_thread(lambda: frozenset(one for one in sources if not is_there(one)))
        self._show(self.gathered.pointed)

    def _change(self, entries: Sequence[Entry], pointed: int, told: str = "") -> None:
        """Put entries in the place of those there are, if the file still holds these."""
        self._do(lambda: self.world.memory.basket.change(self.entries, entries), pointed, told)

    def _do(self, do: Callable[[], bool], pointed: int, told: str) -> None:
        """Do something to the file, which does nothing where that was changed elsewhere; show it anew."""
        try:
            done = do()
            self.entries = self.world.memory.basket.entries()
        except OSError as error:
            self._tell(deeds.basket_failed(self.say, error))
            return
        self._show(pointed)
        self._tell(Outcome(told if done else self.say("gathered.changed"), bad=not done))

    def _show(self, pointed: int) -> None:
        self.gathered.show(self.entries, self.gone, pointed)
        self._tell(Outcome(""))

    def _tell(self, outcome: Outcome) -> None:
        """The title, and what there is to tell."""
        count = sum(not one.foreword for one in self.entries)
        gone = sum(one.source in self.gone for one in self.entries)
        left = [(self.say("gathered.title"), "bar--strong"), (self.say("gathered.count", count=count), "")]
        if gone:
            left.append((self.say("gathered.gone-count", count=gone), "bar--alarm"))
        style = "bar--alarm" if outcome.bad else "bar--strong"
        self.title_bar.show((left, []), ([(outcome.text, style)] if outcome.text else [], []))

    def _caps(self) -> list[Cap]:
        keys = {key.id: key for key in keyboard_of(self).keys}
        return [Cap.of(keys[f"gathered-{name}"], self.say) for name in FOOTER]


def _free(path: Path) -> Path:
    """The path, or where there is something already the first after it, by number, where there is nothing."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one for one in chain((path,), numbered) if not one.exists())
