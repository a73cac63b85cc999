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
    "empty": ((80, 24), ""),
    "nothing": ((80, 24), "没有这个"),
    "hits": ((120, 40), "长期主义"),
    "wide": ((200, 50), "长期主义"),
    "stacked": ((80, 24), "长期主义"),
    "tiny": ((40, 12), "长期主义"),
    "usages": ((100, 30), "长期 f4"),
    "narrowing": ((120, 40), "长期主义 f10"),
    "narrowing-stacked": ((80, 24), "长期主义 f10"),
    "finding": ((100, 30), "长期主义 ctrl+f 他"),
    "whole": ((80, 24), "长期主义 alt+z"),
    "commands": ((80, 24), "长期主义 alt+x"),
    "help": ((80, 24), "f1"),
}
"""Each a size of the terminal, and what is typed: texts and keys."""

LOOKS = {"zh": (DARK, Language.ZH), "en": (LIGHT, Language.EN)}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_the_interface_looks_as_it_did(state: str, look: str, snap_compare: Any) -> None:
    (size, typed), (theme, language) = STATES[state], LOOKS[look]
    engine = FakeEngine()
    app = XunjuApp(engine, catalog_for(language), world=Outside().world(), theme=theme, late=0.001)

    async def act(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        for keys in typed.split():
            await pilot.press(*([keys] if keys.isascii() else keys))
            await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=act)
