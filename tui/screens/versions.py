"""Versions of one work in the list and in the text: folded into one entry, and read side by side.

The rule: the place stays, the version changes. Another version is shown at the place where it says what the
current match says; where it does not say it, the user is told and nothing moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tui.i18n import Catalog
from tui.page import Page
from tui.screens.room import RoomScreen
from tui.screens.world import Outcome, World
from tui.searching import Searcher

if TYPE_CHECKING:
    from index import Hit, Versions

NEAR = 40
"""Characters from a place within which a match is what is meant there."""


class VersionsScreen(RoomScreen, inherit_bindings=False):
    """A screen that knows which documents of its list are versions of one work."""

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher) -> None:
        super().__init__(catalog, world, searcher)
        self._found: tuple[Hit, ...] = ()
        """The hits as the engine gives them."""
        self.versions: Versions | None = None
        """Of the documents in the list; None before they have been compared."""
        self._arrives: tuple[int, int] | None = None
        """Where the version that is asked for is to be read: an offset, and how many characters are meant."""

    @on(Searcher.Compared)
    def _take_versions(self, event: Searcher.Compared) -> None:
        if event.hits is self._found and (event.versions.groups or self.versions is not None):
            self.versions = event.versions
            self._list_again()

    def action_other_version(self) -> None:
        """Go to the same place in the next version of the work."""
        group = self.versions.group(self.shown) if self.versions is not None else ()
        if len(group) < 2:
            self.note(Outcome(self.say("versions.none")))
        elif self.page is not None and self.current:
            other = group[(group.index(self.shown) + 1) % len(group)]
            self.searcher.locate(self.shown, self.current[0], other)

    @on(Searcher.Located)
    def _go_there(self, event: Searcher.Located) -> None:
        hit = self.hit
        if hit is None or event.document != self.shown:
            return
        if event.place is None:
            self.note(Outcome(self.say("versions.nowhere")))
            return
        if self.finding:
            self._stop_finding()
        self._set_reading(True)
        self.visited = event.other if event.other != hit.document else ""
        self._arrives = event.place, event.length
        self.searcher.read(self.reading)

    def _show_text(self) -> None:
        if self.visited and self.current and self._arrives is None:
            # What is lit in it, or its text, may be another.
            start, end = self.current[0]
            self._arrives = start, end - start
        super()._show_text()

    def _read(self, page: Page) -> None:
        if self._arrives is not None:
            (place, length), self._arrives = self._arrives, None
            index = page.match_at(place) if page.matches else 0
            near = [span for span in page.matches[index : index + 1] if abs(span[0] - place) <= NEAR]
            size = len(page.text)
            self.current = (near[0] if near else (min(place, size), min(place + length, size)),)
        super()._read(page)

    def _choose(self, index: int) -> None:
        self.visited, self._arrives = "", None
        super()._choose(index)

    def _list_again(self) -> None:
        """List the hits anew, the chosen one staying chosen."""
        raise NotImplementedError
