"""What the interface looks like, one picture a state. Look at a picture before accepting a change of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.pilot.conftest import Outside, settle
from tests.pilot.fakes import FakeEngine
from tui.app import XunjuApp
from tui.colours import DARK, LIGHT
from tui.i18n import Language, catalog_for

Act = Callable[[Pilot[Any]], Awaitable[None]]

STATES = {
    "empty": ((80, 24), DARK, Language.ZH, ""),
    "hits-dark": ((120, 40), DARK, Language.ZH, "长期主义"),
    "hits-light": ((120, 40), LIGHT, Language.ZH, "长期主义"),
    "stacked": ((80, 24), DARK, Language.EN, "长期主义"),
    "usages": ((100, 30), DARK, Language.ZH, "长期 f4"),
    "narrowing": ((120, 40), LIGHT, Language.ZH, "长期主义 f10"),
    "narrowing-stacked": ((80, 24), DARK, Language.EN, "长期主义 f10"),
    "commands": ((80, 24), LIGHT, Language.ZH, "长期主义 alt+x"),
    "tiny": ((40, 12), LIGHT, Language.ZH, "长期主义"),
    "help-zh": ((80, 24), DARK, Language.ZH, "f1"),
    "help-en": ((100, 50), LIGHT, Language.EN, "f1"),
}


@pytest.mark.parametrize("state", STATES)
def test_the_interface_looks_as_it_did(state: str, snap_compare: Any) -> None:
    size, theme, language, typed = STATES[state]
    engine = FakeEngine()
    app = XunjuApp(engine, catalog_for(language), world=Outside().world(), theme=theme, late=0.001)

    async def act(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        for keys in typed.split():
            await pilot.press(*([keys] if keys.isascii() else keys))
            await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=act)
