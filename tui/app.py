"""The application, put together.

The rule: this module wires. What the parts do is in the parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.driver import Driver
from textual.screen import Screen

from tui.colours import theme_for
from tui.engine import Engine
from tui.i18n import Catalog
from tui.keyboard import USUAL, Keyboard, keyed
from tui.screens.main import LATE_SECONDS, MainScreen
from tui.screens.world import World
from tui.themes import Themed
from tui.turns import TakingTurns

if TYPE_CHECKING:
    from tui.prompt import Prompt


class XunjuApp(TakingTurns[None], Themed[None], inherit_bindings=False):
    """The application over any engine."""

    CSS_PATH = "app.tcss"
    VERTICAL_BREAKPOINTS = MainScreen.VERTICAL_BREAKPOINTS

    def __init__(
        self,
        engine: Engine,
        catalog: Catalog,
        *,
        world: World | None = None,
        theme: str | None = None,
        keyboard: Keyboard = USUAL,
        late: float = LATE_SECONDS,
        prompt: Prompt | None = None,
        typed: str = "",
        driver_class: type[Driver] | None = None,
    ) -> None:
        self.world = world or World()
        super().__init__(theme=theme or theme_for(self.world.env), driver_class=driver_class)
        self.prompt = prompt
        """The query box that stands on the terminal already; the driver takes the terminal over from it."""
        self._typed = typed
        """What stands in the query box from the first, where there is no prompt."""
        self.keyboard = keyboard
        self.set_keymap(keyboard.keymap())
        self.engine = engine
        self.catalog = keyed(catalog, keyboard)
        self._late = late

    def get_default_screen(self) -> Screen[Any]:
        typed = self.prompt.line.text if self.prompt is not None else self._typed
        return MainScreen(self.engine, self.catalog, self.world, self._late, typed)

    @on(MainScreen.Ready)
    async def _type_ahead(self) -> None:
        await self.next_turn()
