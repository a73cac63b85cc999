"""The program with its interface, as it is run. `tui.terminal.prepare_environment` goes first.

The rule: it ends when it is told to, and what it took it gives back: memory when nobody types, and in the end
the terminal.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.driver import Driver

from index import share_one_heap
from tui.app import XunjuApp
from tui.driver import driver_class
from tui.engine import LibraryEngine
from tui.i18n import Catalog, Language, catalog_for
from tui.keyboard import remapped
from tui.memory import MOST, memory_in
from tui.message import Carrying
from tui.paths import settings_path
from tui.screens.main import MainScreen
from tui.screens.world import World
from tui.terminal import exit_on_signals
from tui.tidying import LOOK_SECONDS, Litter, sweep, tidy

if TYPE_CHECKING:
    from tui.picking import Picking
    from tui.prompt import Prompt
    from tui.settings import Settings
    from tui.troubles import Trouble

CRASHED = 70
"""Exit status after an error of the program itself."""


class CalmApp(XunjuApp):
    """The application as a program of its own: obeys signals, gives memory back when nobody types."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._litter = Litter(monotonic())
        self._standing = False
        """Whether everything is mounted."""
        self._status: int | None = None
        """The exit status, once a signal has asked for the end."""

    def on_load(self) -> None:
        exit_on_signals(asyncio.get_running_loop(), self._leave)

    def _leave(self, status: int) -> None:
        # What is half mounted cannot be taken down; it is a moment later.
        self._status = status
        if self._standing:
            self.exit(return_code=status)

    @on(MainScreen.Ready)
    def _stand(self) -> None:
        self._standing = True
        if self._status is not None:
            self.exit(return_code=self._status)

    @on(Driver.SignalResume)
    def _paint_again(self) -> None:
        self.refresh(layout=True)

    def on_ready(self) -> None:
        gc.disable()
        gc.freeze()
        share_one_heap()
        self.set_interval(LOOK_SECONDS, self._tidy)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._litter.stirred(monotonic())
        await super().on_event(event)

    @on(Carrying)
    def _hear(self) -> None:
        """What is made for an answer stays behind, too."""
        self._litter.stirred(monotonic())

    def _tidy(self) -> None:
        now = monotonic()
        if self._litter.due(now):
            tidy()
        elif self._litter.fresh(now):
            sweep()


def run(
    roots: Sequence[Path],
    home: Path | None,
    language: Language,
    settings: Settings,
    troubles: Sequence[str] = (),
    prompt: Prompt | None = None,
    *,
    picking: Picking | None = None,
    typed: str = "",
) -> int:
    """Run the interface over these folders until the user leaves. Returns the exit status.

    What was typed into the prompt, where there is one, stands in the query box, else `typed`; `troubles` are
    told. `picking` holds in the end what was picked.
    """
    engine = LibraryEngine(roots, home, language, settings.lexicon)
    text = catalog_for(language)
    keyboard, refused = remapped(settings.keys, settings.key_lines)
    told = [*troubles, *(_told(one, text) for one in refused)]
    most = settings.history if settings.history is not None else MOST
    world = World(memory=memory_in(home, most), settings=settings, troubles=told, picking=picking)
    app = CalmApp(
        engine,
        text,
        world=world,
        keyboard=keyboard,
        prompt=prompt,
        typed=typed,
        driver_class=driver_class(),
    )
    try:
        app.run()
    finally:
        gc.enable()
        engine.close()
        sys.stdout.flush()
    if app._exception is not None:
        return CRASHED
    return app.return_code if app.return_code is not None else os.EX_OK


def _told(trouble: Trouble, text: Catalog) -> str:
    """What is wrong with the keys of the settings, as a sentence."""
    from tui.i18n.trouble import settings_line

    return settings_line(trouble, Path(settings_path(os.environ)), text)
