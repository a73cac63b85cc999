"""Keys that come together, as those of a macro do: each acts where the one before it has led."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.keys import _character_to_key

from tests.pilot.conftest import Outside, Stage, settle, staged
from tests.pilot.fakes import FakeEngine
from tui.app import XunjuApp
from tui.i18n import Language, catalog_for
from tui.screens.chooser import Chooser
from tui.screens.main import MainScreen

QUERY = "长期主义"


def box(stage: Stage) -> str:
    return stage.main.query_box.value


def chosen_in(stage: Stage) -> str:
    """What is typed in the list to choose from."""
    screen = stage.app.screen
    return screen.query_box.value if isinstance(screen, Chooser) else ""


BURSTS = {
    "to-the-hits": ("tab j", lambda stage: stage.main.chosen == 1 and stage.main.hit_list.has_focus),
    "to-the-hits-wide": ("tab ｊ ｊ", lambda stage: stage.main.chosen == 2),
    "to-the-text": ("tab tab n", lambda stage: stage.main.reader.has_focus and stage.main.chosen == 1),
    "and-back": ("tab shift+tab j", lambda stage: box(stage) == f"{QUERY}j"),
    "typing-on-among-hits": ("tab 六 j 点", lambda stage: box(stage) == f"{QUERY}六j点"),
    "editing-among-hits": ("tab backspace j", lambda stage: box(stage) == "长期主j"),
    "to-the-query": ("tab / j", lambda stage: box(stage) == f"{QUERY}j"),
    "clearing": ("j ctrl+u k", lambda stage: box(stage) == "k"),
    "paging-the-text": ("tab tab space ctrl+d ctrl+u", lambda s: box(s) == QUERY and s.main.reader.has_focus),
    "paging-among-hits": (
        "tab ctrl+u ctrl+d j",
        lambda stage: box(stage) == QUERY and stage.main.chosen == 1,
    ),
    "finding": ("ctrl+f j", lambda stage: stage.main.find_box.value == "j"),
    "finding-and-on": ("tab tab / j enter G", lambda stage: stage.main.reader.has_focus),
    "the-whole-text": ("f11 G", lambda stage: box(stage) == QUERY and stage.main.reader.percent == 100),
    "past-queries": ("ctrl+r j k", lambda stage: chosen_in(stage) == "jk"),
    "past-queries-left": ("ctrl+r j escape k", lambda stage: box(stage) == f"{QUERY}k"),
    "the-palette": ("alt+x j k", lambda stage: chosen_in(stage) == "jk"),
    "help-left": ("f1 j q k", lambda stage: box(stage) == f"{QUERY}k"),
    "the-basket-left": ("alt+l j q k", lambda stage: box(stage) == f"{QUERY}k"),
}
"""Keys in one go, and what is so in the end."""


@pytest.mark.parametrize(("keys", "so"), BURSTS.values(), ids=BURSTS.keys())
async def test_a_key_acts_where_the_one_before_it_has_led(keys: str, so: object) -> None:
    assert callable(so)
    async with staged() as stage:
        await stage.type(QUERY)
        for key in keys.split():
            one = len(key) == 1
            stage.app.post_message(events.Key(_character_to_key(key) if one else key, key if one else None))
        await settle(stage.pilot)
        assert so(stage)


async def test_a_paste_waits_for_its_turn_as_well() -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        for event in (events.Key("ctrl+r", None), events.Paste("六\n点"), events.Key("j", "j")):
            stage.app.post_message(event)
        await settle(stage.pilot)
        assert chosen_in(stage) == "六 点j" and box(stage) == QUERY


async def test_letters_typed_in_a_box_wait_for_nothing() -> None:
    async with staged() as stage:
        before = len(stage.engine.asked)
        for letter in "长期主义":
            stage.app.post_message(events.Key(letter, letter))
        await settle(stage.pilot)
        assert stage.main.answered == "长期主义"
        assert len(stage.engine.asked) - before == 1


@pytest.mark.parametrize("keys", [[], ["f1"], ["alt+x"]], ids=["at-once", "in-help", "in-the-palette"])
async def test_it_may_be_left_before_the_text_pane_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    begin, begun, left = MainScreen._begin, asyncio.Event(), asyncio.Event()

    async def begin_late(screen: MainScreen) -> None:
        begun.set()
        await left.wait()
        await begin(screen)

    monkeypatch.setattr(MainScreen, "_begin", begin_late)
    engine = FakeEngine()
    app = XunjuApp(engine, catalog_for(Language.ZH), world=Outside().world())
    async with app.run_test():
        await begun.wait()
        for key in keys:
            app.post_message(events.Key(key, None))
            await asyncio.sleep(0)
        app.exit()
        left.set()
    engine.close()
    assert app._exception is None and app._exit
