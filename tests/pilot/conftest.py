"""What the pilot tests share: the application over a fake library, and one way to wait.

The rule: a test waits for a state, never for a time.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
from textual import _wait
from textual.app import App
from textual.pilot import Pilot

from tests.pilot.fakes import FakeEngine
from tui.actions.browser import Browsed
from tui.actions.clipboard import Copied, Way
from tui.actions.editor import Opened, Opening
from tui.actions.editors import Lands
from tui.actions.location import Location
from tui.app import XunjuApp
from tui.colours import DARK
from tui.i18n import Language, catalog_for
from tui.keyboard import USUAL, Keyboard
from tui.screens.main import MainScreen
from tui.screens.world import Suspend, World
from tui.settings import Settings
from tui.turns import TakingTurns

# The pilot takes for idle what has done nothing for so many seconds: a frame of the program is enough.
_wait.SLEEP_GRANULARITY = 1 / 200
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 20

PATIENCE_SECONDS = 10.0
"""After which a state that was waited for is said never to come."""

CALM = 3
"""Looks in a row at which nothing is to happen any more."""


class Outside:
    """Editor, clipboard and browser that only write down what they were told."""

    def __init__(self) -> None:
        self.edited: list[Location] = []
        self.copied: list[str] = []
        self.browsed: list[str] = []
        self.opening = Opening.OPENED
        self.browsing = Browsed.OPENED
        self.texts: dict[Path, str] = {}
        self.changed = threading.Event()
        self.unwatched: Exception | None = None
        self.has_shell = False

    def world(self) -> World:
        return World(
            env={},
            edit=self.edit,
            copy=self.copy,
            browse=self.browse,
            read=self.texts.__getitem__,
            watch=self.watch,
            step_back=lambda: self.has_shell,
        )

    def watch(self, roots: Sequence[Path], stop: threading.Event) -> Iterator[object]:
        while not stop.is_set():
            if self.changed.wait(0.01):
                self.changed.clear()
                if self.unwatched:
                    raise self.unwatched
                yield None

    def edit(self, where: Location, env: Mapping[str, str], suspend: Suspend) -> Opened:
        self.edited.append(where)
        return Opened(self.opening, "ed", Lands.COLUMN)

    def copy(self, text: str, write: Callable[[str], None], env: Mapping[str, str]) -> Copied:
        self.copied.append(text)
        return Copied(Way.HELPER, len(text))

    def browse(self, url: str, copy: Callable[[str], object], env: Mapping[str, str]) -> Browsed:
        self.browsed.append(url)
        return self.browsing


class Stage:
    """An application under test, with everything around it."""

    def __init__(self, pilot: Pilot[None], app: XunjuApp, engine: FakeEngine, outside: Outside) -> None:
        self.pilot = pilot
        self.app = app
        self.engine = engine
        self.outside = outside

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)
        await settle(self.pilot)

    def answers(self, query: str) -> Callable[[], bool]:
        """Whether the hits of a query are shown, to be waited for."""
        return lambda: self.main.answered == query

    def rows(self) -> list[str]:
        """The screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def widths(self) -> set[int]:
        return {strip.cell_length for strip in self.app.screen._compositor.render_strips()}

    def told(self) -> str:
        return self.main.status_bar.shown


async def settle(pilot: Pilot[None], until: Callable[[], bool] | None = None) -> None:
    """Wait until a condition holds; without one, until nothing is left to happen by itself."""
    ends = monotonic() + PATIENCE_SECONDS
    calm = 0
    while True:
        await pilot.pause()
        busy = _is_busy(pilot.app)
        if until is not None:
            if until():
                break
        else:
            # What is painted may ask for more, by a message that is still on its way.
            calm = 0 if busy else calm + 1
            if calm == CALM:
                break
        assert monotonic() < ends, "the state that was waited for never came"
        await asyncio.sleep(0)
    await pilot.pause()


def _is_busy(app: App[None]) -> bool:
    """Whether something is known to be still to happen by itself."""
    if list(app.workers) or (isinstance(app, TakingTurns) and app.busy):
        return True
    screen = app.screen_stack[0] if app._running else None
    return isinstance(screen, MainScreen) and (screen.busy or screen.reader.growing)


@asynccontextmanager
async def staged(
    engine: FakeEngine | None = None,
    size: tuple[int, int] = (120, 40),
    language: Language = Language.ZH,
    late: float = 0.001,
    theme: str = DARK,
    keyboard: Keyboard = USUAL,
    settings: Settings | None = None,
    notifications: bool = False,
) -> AsyncIterator[Stage]:
    """An application that runs and has come to rest."""
    engine = engine or FakeEngine()
    outside = Outside()
    world = replace(outside.world(), settings=settings or Settings())
    app = XunjuApp(engine, catalog_for(language), world=world, theme=theme, late=late, keyboard=keyboard)
    try:
        async with app.run_test(size=size, notifications=notifications) as pilot:
            stage = Stage(pilot, app, engine, outside)
            await settle(pilot, lambda: not app.busy and not stage.main.searcher.busy)
            yield stage
            engine.close()
    finally:
        engine.close()


@pytest.fixture(autouse=True)
def files_that_stand(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The made-up documents count as unchanged files."""
    from tui.actions import recheck

    def standing(document: object, span: tuple[int, int], read: object) -> recheck.Jump:
        from index import Document
        from tui.actions.location import location

        assert isinstance(document, Document)
        return recheck.Jump(recheck.Standing.SAME, location(document.path, document.text, span[0]))

    monkeypatch.setattr(recheck, "recheck", standing)
    yield


async def show_usages(stage: Stage, query: str = "长期主义") -> None:
    await stage.type(query)
    await stage.press("f4")
    await settle(stage.pilot)
