"""Coming back: to queries that led somewhere, and to searches with names.

The rule: a query is remembered once something was done with what it found; nothing else is. The one that
was lost last, as it was cleared, forgotten or replaced, comes back before those, until another is remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tui.cells import harmless
from tui.choices import Choice, Choosing
from tui.memory import Memory
from tui.screens.acting import ActingScreen
from tui.screens.choosing import choose
from tui.screens.world import Outcome
from tui.widgets.query import QueryInput


class Recall:
    """The ways from a screen back to what was searched there before."""

    def __init__(self, screen: ActingScreen) -> None:
        self._screen = screen
        self._say = screen.say
        self._remembered = ""
        """The query that was remembered last."""
        self._walk: list[str] = []
        """The queries that a walk goes through."""
        self._walked = -1
        """Which of them is in the box; -1 for the one that was typed."""
        self._left = ""
        """The query that was in the box before the walk began."""

    @property
    def _memory(self) -> Memory:
        return self._screen.world.memory

    @property
    def _box(self) -> QueryInput:
        return self._screen.query_box

    def remember(self, query: str) -> None:
        """Note a query, something being done with what it found."""
        if query and query != self._remembered:
            self._remembered, self._box.aside = query, ""
            self._guarded(lambda: self._memory.history.add(query))

    def walk(self, step: int) -> None:
        """Put an older query into the box, the one that was lost last before all others; or a newer one, in
        the end the one that was typed."""
        if self._walked not in range(len(self._walk)) or self._walk[self._walked] != self._box.value:
            self._walked, self._left = -1, self._box.value
            past = dict.fromkeys([self._box.aside, *self._history()])
            self._walk = [query for query in past if query not in ("", self._left)]
        place = max(-1, min(self._walked + step, len(self._walk) - 1))
        if place != self._walked:
            self._walked = place
            self._box.replace_query(self._walk[place] if place >= 0 else self._left)

    def choose_past(self) -> None:
        """Let one of the past queries be chosen, and search for it."""
        choices = [Choice(query, query) for query in self._history()]
        if damaged := self._memory.history.damaged:
            self._screen.note(Outcome(self._say("history.damaged", count=damaged)))

        def forget(query: str) -> None:
            self._memory.history.remove(query)
            self._lose(query, "history.removed")

        asked = Choosing("history.title", choices, nothing="history.nothing", forget=self._forgetting(forget))
        choose(self._screen, asked, self._search_again)

    def choose_named(self) -> None:
        """Let one of the searches with names be chosen, and search for it."""
        choices = self._named()

        def take(name: str) -> None:
            self._search_again(next(one.detail for one in choices if one.value == name))

        def forget(name: str) -> None:
            self._lose(self._memory.saved.remove(name), "saved.removed", name)

        asked = Choosing("saved.title", choices, nothing="saved.nothing", forget=self._forgetting(forget))
        choose(self._screen, asked, take)

    def save(self) -> None:
        """Give the query in the box a name, which is asked for."""
        query = self._box.value.strip()
        if not query:
            self._screen.note(Outcome(self._say("saved.empty")))
            return

        def save(name: str) -> None:
            before = self._memory.saved.save(name, query)
            if before in ("", query):
                self._screen.note(Outcome(self._say("saved.saved", name=harmless(name))))
            else:
                self._lose(before, "saved.replaced", name)

        asked = Choosing(
            "saved.name",
            self._named(),
            keys="chooser.keys-save",
            nothing="saved.none",
            free=True,
            typed=query,
        )
        choose(self._screen, asked, lambda name: self._guarded(lambda: save(name)))

    def _forgetting(self, forget: Callable[[str], None]) -> Callable[[str], bool]:
        """The same, guarded."""
        return lambda value: self._guarded(partial(forget, value))

    def _guarded(self, do: Callable[[], None]) -> bool:
        """Do something with the memory; where that fails, it is told and nothing else happens. Whether it was
        done."""
        try:
            do()
        except OSError as error:
            self._screen.complain(error)
            return False
        return True

    def _history(self) -> list[str]:
        found: list[str] = []
        self._guarded(lambda: found.extend(self._memory.history.entries()))
        return found

    def _named(self) -> list[Choice]:
        """The searches with names, the newest first."""
        found: dict[str, str] = {}
        self._guarded(lambda: found.update(self._memory.saved.all()))
        return [Choice(name, name, query) for name, query in reversed(list(found.items()))]

    def _lose(self, query: str, told: str, name: str = "") -> None:
        """Tell that a query is kept no more, by its name where it had one, and which key brings it back."""
        self._box.aside = query
        self._screen.note(Outcome(self._say(told, query=harmless(query), name=harmless(name))))

    def _search_again(self, query: str) -> None:
        self._box.set_aside()
        self._box.replace_query(query)
        self._screen.set_focus(self._box)
