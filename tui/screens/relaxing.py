"""Why so few hits: what the query would find with one of its demands less, each a key away, and back again.

The rule: an offer belongs to the query that is in the box, and goes with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on

from tui.cells import harmless
from tui.i18n import Catalog
from tui.keyboard import key_name, keyboard_of
from tui.screens import words
from tui.screens.listing import ListingScreen
from tui.screens.world import Outcome, World
from tui.searching import Searcher
from tui.widgets.bars import Cap, KeyBar
from tui.widgets.query import QueryInput

if TYPE_CHECKING:
    from index import Relaxation

_NAMES = ("relax-first", "relax-second", "relax-third")
"""The commands that take an offer."""

MOST = len(_NAMES)
"""Offers at a time: each has a key."""


class RelaxingScreen(ListingScreen, inherit_bindings=False):
    """A screen that offers other queries where one finds few hits."""

    query_box = getters.query_one("#query", QueryInput)

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher) -> None:
        super().__init__(catalog, world, searcher)
        self._offers: KeyBar | None = None
        self._relaxations: tuple[Relaxation, ...] = ()
        self._before: dict[str, str] = {}
        """Queries that were offered and taken, and those they were taken instead of."""

    @property
    def offers(self) -> KeyBar:
        """The row of offers, which is mounted when it is first asked for."""
        if self._offers is None:
            self._offers = KeyBar([], widget_id="offers")
            self.mount(self._offers, before="#status")
        return self._offers

    @on(Searcher.Relaxed)
    def _take_offers(self, event: Searcher.Relaxed) -> None:
        if event.query == self.query_box.value:
            self._offer(event.relaxations[:MOST])

    @on(Searcher.Found)
    def _withdraw_offers(self, event: Searcher.Found) -> None:
        if event.query == self.query_box.value and not event.few:
            self._offer()

    def _offer(self, relaxations: tuple[Relaxation, ...] = (), *, settled: bool = True) -> None:
        """Offer these, and the way back where the query was itself an offer.

        The row of the offers stays until it is settled that there are none: else all above it would move
        with every key.
        """
        self._relaxations = relaxations
        keyboard = keyboard_of(self)
        caps = [
            Cap(key_name(keyboard.first(_NAMES[number]), self.say), self._worded(one), f"relax({number})")
            for number, one in enumerate(relaxations)
        ]
        before = self._before.get(self.query_box.value)
        if before is not None:
            back = words.sure(self.say("relaxed.back", query=harmless(before)))
            caps.append(Cap(key_name(keyboard.first("unrelax"), self.say), back, "unrelax"))
        if caps or self._offers is not None:
            self.offers.show_caps(caps)
            if caps or settled:
                self.offers.styles.display = "block" if caps else "none"

    def _worded(self, one: Relaxation) -> str:
        relaxed = self.say(f"relaxed.{one.code}", detail=harmless(one.detail))
        return words.sure(self.say("relaxed.gain", relaxed=relaxed, gain=one.gain))

    def action_relax(self, number: int) -> None:
        """Take one of the offers."""
        if number >= len(self._relaxations):
            self.note(Outcome(self.say("relaxed.none")))
        else:
            query = self._relaxations[number].query
            self._before[query] = self.query_box.value
            self.query_box.replace_query(query)

    def action_unrelax(self) -> None:
        """Back to the query that an offer was taken instead of."""
        before = self._before.pop(self.query_box.value, None)
        if before is None:
            self.note(Outcome(self.say("relaxed.no-way-back")))
        else:
            self.query_box.replace_query(before)
