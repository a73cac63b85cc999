"""The row of offers: other queries where one finds few hits, each a key away, and the way back.

The rule: an offer belongs to the query that it was made for, and goes with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cells import harmless, sure
from tui.i18n import Catalog
from tui.keyboard import key_name, keyboard_of
from tui.widgets.bars import Cap, KeyBar

if TYPE_CHECKING:
    from index import Relaxation

_NAMES = ("relax-first", "relax-second", "relax-third")
"""The commands that take an offer."""

MOST = len(_NAMES)
"""Offers at a time: each has a key."""


class Offers(KeyBar):
    """Keys that put another query into the place of the one in the box; gone where there is none."""

    def __init__(self, say: Catalog, *, widget_id: str | None = None) -> None:
        super().__init__([], widget_id=widget_id)
        self._say = say
        self._relaxations: tuple[Relaxation, ...] = ()
        self._before: dict[str, str] = {}
        """Queries that were offered and taken, and those they were taken instead of."""

    def offer(self, query: str, relaxations: tuple[Relaxation, ...] = (), *, settled: bool = True) -> None:
        """Offer these instead of a query, and the way back where it was itself an offer.

        The row stays until it is settled that there are none: else all above it would move with every key.
        """
        self._relaxations = relaxations[:MOST]
        keyboard = keyboard_of(self)
        caps = [
            Cap(key_name(keyboard.first(_NAMES[number]), self._say), self._worded(one), f"relax({number})")
            for number, one in enumerate(self._relaxations)
        ]
        if query in self._before:
            back = sure(self._say("relaxed.back", query=harmless(self._before[query])))
            caps.append(Cap(key_name(keyboard.first("unrelax"), self._say), back, "unrelax"))
        self.show_caps(caps)
        if caps or settled:
            self.set_class(bool(caps), "-offering")

    def take(self, number: int, query: str) -> str | None:
        """The query of one of the offers, taken instead of this one; None where there is no such offer."""
        if number >= len(self._relaxations):
            return None
        taken = self._relaxations[number].query
        self._before[taken] = query
        return taken

    def take_back(self, query: str) -> str | None:
        """The query that this one was taken instead of; None where it was not."""
        return self._before.pop(query, None)

    def _worded(self, one: Relaxation) -> str:
        relaxed = self._say(f"relaxed.{one.code}", detail=harmless(one.detail))
        return sure(self._say("relaxed.gain", relaxed=relaxed, gain=one.gain))
