"""Coming back: to queries that led somewhere, to searches with names, to every command, to what was told.

The rule: a query is remembered once something was done with what it found; nothing else is. The one that
was lost last, as it was cleared, forgotten or replaced, comes back before those, until another is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tui.cells import harmless
from tui.choices import Choice
from tui.i18n import Catalog
from tui.keyboard import key_name, keyboard_of
from tui.keys import Where
from tui.screens.narrowing import NarrowingScreen
from tui.screens.world import Outcome, World
from tui.searching import Searcher


class RecallingScreen(NarrowingScreen, inherit_bindings=False):
    """A screen that remembers, and leads back."""

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher) -> None:
        super().__init__(catalog, world, searcher)
        self._remembered = ""
        """The query that was remembered last."""
        self._walk: list[str] = []
        """The queries that a walk goes through."""
        self._walked = -1
        """Which of them is in the box; -1 for the one that was typed."""
        self._left = ""
        """The query that was in the box before the walk began."""

    def _remember(self) -> None:
        """Note the query whose hits something is done with."""
        query = self.answered.strip()
        if query and query != self._remembered:
            self._remembered, self.query_box.aside = query, ""
            self._guarded(lambda: self.world.memory.history.add(query))

    def _guarded(self, do: Callable[[], None]) -> bool:
        """Do something with the memory; where that fails, it is told and nothing else happens. Whether it was
        done."""
        try:
            do()
        except OSError as error:
            self._complain(error)
            return False
        return True

    def _history(self) -> list[str]:
        found: list[str] = []
        self._guarded(lambda: found.extend(self.world.memory.history.entries()))
        return found

    def _named(self) -> list[Choice]:
        """The searches with names, the newest first."""
        found: dict[str, str] = {}
        self._guarded(lambda: found.update(self.world.memory.saved.all()))
        return [Choice(name, name, query) for name, query in reversed(list(found.items()))]

    def action_walk(self, step: int) -> None:
        """Put an older query into the box, the one that was lost last before all others; or a newer one, in
        the end the one that was typed."""
        if self._walked not in range(len(self._walk)) or self._walk[self._walked] != self.query_box.value:
            self._walked, self._left = -1, self.query_box.value
            past = dict.fromkeys([self.query_box.aside, *self._history()])
            self._walk = [query for query in past if query not in ("", self._left)]
        place = max(-1, min(self._walked + step, len(self._walk) - 1))
        if place != self._walked:
            self._walked = place
            self.query_box.replace_query(self._walk[place] if place >= 0 else self._left)

    def action_history(self) -> None:
        """Choose among past queries."""
        choices = [Choice(query, query) for query in self._history()]
        if damaged := self.world.memory.history.damaged:
            self.note(Outcome(self.say("history.damaged", count=damaged)))

        def forget(query: str) -> None:
            self.world.memory.history.remove(query)
            self._lose(query, "history.removed")

        self._choose_from("history.title", choices, self._search_again, forget, nothing="history.nothing")

    def action_saved(self) -> None:
        """Choose among the searches with names."""
        choices = self._named()

        def take(name: str) -> None:
            self._search_again(next(one.detail for one in choices if one.value == name))

        def forget(name: str) -> None:
            self._lose(self.world.memory.saved.remove(name), "saved.removed", name)

        self._choose_from("saved.title", choices, take, forget, nothing="saved.nothing")

    def action_save(self) -> None:
        """Give the query in the box a name."""
        query = self.query_box.value.strip()
        if not query:
            self.note(Outcome(self.say("saved.empty")))
            return

        def save(name: str) -> None:
            before = self.world.memory.saved.save(name, query)
            if before in ("", query):
                self.note(Outcome(self.say("saved.saved", name=harmless(name))))
            else:
                self._lose(before, "saved.replaced", name)

        self._choose_from(
            "saved.name",
            self._named(),
            lambda name: self._guarded(lambda: save(name)),
            free=True,
            typed=query,
            keys="chooser.keys-save",
            nothing="saved.none",
        )

    def action_palette(self) -> None:
        """Choose among all commands."""
        choices = [
            Choice(
                self.say(key.description),
                key.action,
                "  ".join(key_name(name, self.say) for name in key.keys),
                name=self.say(key.label) if key.foot else "",
            )
            for key in keyboard_of(self).keys
            if key.where is Where.SCREEN and key.id != "palette"
        ]

        self._choose_from("palette.title", choices, partial(self.call_later, self.run_action))

    def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.say))

    def action_notices(self) -> None:
        """Read again what was told."""
        choices = [Choice(told.text, told.text, when, told.bad) for when, told in reversed(self.told_before)]
        keys, nothing = "chooser.keys-copy", "notices.nothing"
        self._choose_from("notices.title", choices, self._copy, keys=keys, nothing=nothing)

    def _choose_from(
        self,
        title: str,
        choices: Sequence[Choice],
        take: Callable[[str], object],
        forget: Callable[[str], None] | None = None,
        *,
        free: bool = False,
        typed: str = "",
        keys: str = "chooser.keys",
        nothing: str = "",
    ) -> None:
        """Let one be chosen, and do something with it; nothing where none is. The rest as in `Chooser`."""
        from tui.screens.chooser import Chooser

        def taken(chosen: str | None) -> None:
            if chosen is not None:
                take(chosen)

        guarded = (lambda value: self._guarded(partial(forget, value))) if forget is not None else None
        chooser = Chooser(
            self.say, title, choices, forget=guarded, free=free, typed=typed, keys=keys, nothing=nothing
        )
        self.app.push_screen(chooser, taken)

    def _lose(self, query: str, told: str, name: str = "") -> None:
        """Tell that a query is kept no more, by its name where it had one, and which key brings it back."""
        self.query_box.aside = query
        self.note(Outcome(self.say(told, query=harmless(query), name=harmless(name))))

    def _search_again(self, query: str) -> None:
        self.query_box.set_aside()
        self.query_box.replace_query(query)
        self.set_focus(self.query_box)
