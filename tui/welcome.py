"""The first start: nothing has been searched yet, so a folder is asked for, or the sample library opened.

The rule: it ends with folders that are there, or with none.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.driver import Driver
from textual.screen import Screen
from textual.widgets import Static

from tui.cells import harmless
from tui.i18n import Catalog
from tui.keyboard import USUAL, Keyboard, keyed
from tui.keys import Where, bindings
from tui.paths import absolute, expanded, is_there
from tui.prompt import SHORT_ROWS
from tui.themes import Themed
from tui.turns import TakingTurns
from tui.widgets.bars import Cap, KeyBar
from tui.widgets.query import QueryInput
from tui.widgets.sentence import Sentence

SHOWN = 6
"""Folders that are named when there are several that begin so."""


class _Plain(Screen[None], inherit_bindings=False):
    """A screen without keys of its own, such as Tab for the focus."""

    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (SHORT_ROWS, "-short")]  # noqa: RUF012


class WelcomeApp(TakingTurns[Path], Themed[Path], inherit_bindings=False):
    """Asks for one folder; its result is that folder, or None."""

    CSS_PATH = ["app.tcss", "welcome.tcss"]  # noqa: RUF012
    BINDINGS: ClassVar = bindings(Where.WELCOME)

    path_box = getters.query_one("#welcome-path", QueryInput)
    hint = getters.query_one("#welcome-hint", Static)

    def __init__(
        self,
        catalog: Catalog,
        samples: Path | None,
        theme: str,
        driver_class: type[Driver] | None = None,
        told: Sequence[str] = (),
        keyboard: Keyboard = USUAL,
    ) -> None:
        """`told` is what there is to tell of folders used before, until something is typed."""
        super().__init__(theme=theme, driver_class=driver_class)
        self._told = "\n".join(told)
        self.keyboard = keyboard
        self.set_keymap(keyboard.keymap())
        self.say = keyed(catalog, keyboard)
        self._samples = samples

    def get_default_screen(self) -> Screen[Any]:
        return _Plain()

    def compose(self) -> ComposeResult:
        with Vertical(id="welcome"):
            yield Sentence(self.say("welcome.title"), widget_id="welcome-title")
            for line in ("what", "where", "how"):
                yield Sentence(self.say(f"welcome.{line}"), classes="welcome-line")
            yield QueryInput(self.say("welcome.folder"), widget_id="welcome-path")
            yield Static(self._told, id="welcome-hint", markup=False)
        yield KeyBar(
            [
                Cap.of(key, self.say, self.say(key.description))
                for key in self.keyboard.keys
                if key.where is Where.WELCOME
            ],
            widget_id="welcome-keys",
        )

    async def on_mount(self) -> None:
        self.screen.set_focus(self.path_box)
        await self.next_turn()

    @on(QueryInput.Edited)
    def _clear_hint(self) -> None:
        self.hint.update("")

    @on(KeyBar.Pressed)
    async def _press(self, event: KeyBar.Pressed) -> None:
        await self.run_action(event.action)

    def action_open(self) -> None:
        """End with the folder that was typed, where it is there."""
        typed = self.path_box.value.strip()
        path = absolute(expanded(typed))
        if not typed:
            self.hint.update(self.say("welcome.empty"))
        elif not is_there(path):
            self.hint.update(self.say("cli.not-a-folder", path=harmless(typed)))
        elif not os.access(path, os.R_OK):
            self.hint.update(self.say("welcome.unreadable", path=harmless(typed)))
        else:
            self.exit(path)

    def action_complete(self) -> None:
        """Complete the path that was typed as far as it is certain, and name what is possible."""
        completed, names = complete(self.path_box.value)
        self.path_box.replace_query(completed)
        more = [".."] if len(names) > SHOWN else []
        text = "  ".join(map(harmless, names[:SHOWN] + more)) if len(names) != 1 else ""
        self.call_after_refresh(self.hint.update, text or ("" if names else self.say("welcome.no-folder")))

    def action_samples(self) -> None:
        """End with the sample library."""
        if self._samples is None:
            self.hint.update(self.say("cli.no-samples"))
        else:
            self.exit(self._samples)

    def action_leave(self) -> None:
        self.exit(None)


def complete(typed: str) -> tuple[str, list[str]]:
    """A path with what all folders that begin so have in common, and the names of these folders.

    `~` stays as it was typed. A folder that is the only one ends with a slash.
    """
    above, _, begun = typed.rpartition("/")
    folder = expanded(f"{above}/" if "/" in typed else ".")
    if typed == "~":
        return "~/", [""]
    try:
        names = sorted(
            entry.name
            for entry in os.scandir(folder)
            if entry.name.startswith(begun) and (begun or not entry.name.startswith(".")) and entry.is_dir()
        )
    except (OSError, ValueError):
        return typed, []
    if not names:
        return typed, []
    common = os.path.commonprefix(names) + ("/" if len(names) == 1 else "")  # noqa: RUF071 - of names
    return typed[: len(typed) - len(begun)] + common, names


def ask(
    catalog: Catalog, samples: Path | None, told: Sequence[str] = (), keyboard: Keyboard = USUAL
) -> Path | None:
    """Ask for a folder in the terminal; None where the user leaves. `told`: see `WelcomeApp`."""
    from tui.colours import theme_for
    from tui.driver import driver_class

    return WelcomeApp(catalog, samples, theme_for(os.environ), driver_class(), told, keyboard).run()
