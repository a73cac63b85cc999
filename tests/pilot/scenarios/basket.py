"""Keys that lead to the basket, of its screen, and of the box for one line that it asks with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pilot.conftest import Stage, settle
from tests.pilot.scenarios.registry import scenario
from tui.basket import Basket
from tui.keys import Where
from tui.memory import Memory
from tui.screens.asking import AskingScreen
from tui.screens.basket import BasketScreen

NAMES = [f"> {number}" for number in range(40)]
"""The quotations that are in it."""


@asynccontextmanager
async def shown(stage: Stage) -> AsyncIterator[tuple[BasketScreen, Basket]]:
    """The screen over a basket of its own; closed in the end, whatever has become of it."""
    with TemporaryDirectory() as folder:
        stage.main.world = replace(stage.main.world, memory=Memory(lambda: Path(folder)))
        basket = stage.main.world.memory.basket
        for name in NAMES:
            basket.add(name)
        screen = BasketScreen(stage.main.say, stage.main.world)
        await stage.app.push_screen(screen)
        await settle(stage.pilot)
        yield screen, basket
        while stage.app.screen is not stage.main:
            stage.app.pop_screen()
            await stage.pilot.pause()


def order(basket: Basket) -> list[str]:
    return [entry.quotation for entry in basket.entries()]


def moves(name: str, start: int, left: int) -> None:
    """Pressed there, it points at another entry."""

    @scenario(Where.BASKET, f"gathered-{name}")
    async def test(stage: Stage, key: str) -> None:
        async with shown(stage) as (screen, _):
            screen.gathered.point(start)
            await stage.press(key)
            assert screen.gathered.pointed == left


moves("down", 3, 4)
moves("up", 3, 2)
moves("first", 3, 0)
moves("last", 3, len(NAMES) - 1)


def scrolls(name: str, start: int, step: int) -> None:
    @scenario(Where.BASKET, f"gathered-{name}")
    async def test(stage: Stage, key: str) -> None:
        async with shown(stage) as (screen, _):
            screen.gathered.top = start
            await stage.press(key)
            assert (screen.gathered.top - start) * step > 3


scrolls("page-down", 0, 1)
scrolls("page-up", 50, -1)


def carries(name: str, step: int) -> None:
    @scenario(Where.BASKET, f"gathered-{name}")
    async def test(stage: Stage, key: str) -> None:
        async with shown(stage) as (screen, basket):
            screen.gathered.point(5)
            await stage.press(key)
            assert order(basket).index("> 5") == screen.gathered.pointed == 5 + step
            assert sorted(order(basket)) == sorted(NAMES)


carries("move-down", 1)
carries("move-up", -1)


@scenario(Where.BASKET, "gathered-note")
async def _note(stage: Stage, key: str) -> None:
    async with shown(stage) as (screen, basket):
        screen.gathered.point(1)
        await stage.press(key)
        await settle(stage.pilot)
        assert isinstance(stage.app.screen, AskingScreen)
        await stage.press(*"好句", "enter")
        await settle(stage.pilot)
        assert basket.entries()[1].note == "好句"
        assert any("好句" in row for row in stage.rows())
        await stage.press(key, "ctrl+u", "enter")
        await settle(stage.pilot)
        assert basket.entries()[1].note == "" and order(basket) == NAMES


@scenario(Where.BASKET, "gathered-remove")
async def _remove(stage: Stage, key: str) -> None:
    async with shown(stage) as (screen, basket):
        screen.gathered.point(1)
        await stage.press(key)
        assert order(basket) == [*NAMES[:1], *NAMES[2:]] and "已移出" in screen.title_bar.shown


@scenario(Where.BASKET, "gathered-undo")
async def _undo(stage: Stage, key: str) -> None:
    async with shown(stage) as (screen, basket):
        await stage.press("d", "d", "J")
        await stage.press(key, key)
        assert order(basket) == NAMES[1:]
        await stage.press(key)
        assert order(basket) == NAMES
        for left in range(len(NAMES) - 1, -1, -1):
            await stage.press(key)
            assert order(basket) == NAMES[:left]
        await stage.press(key)
        assert order(basket) == [] and "没有可以撤销的" in screen.title_bar.shown


@scenario(Where.BASKET, "gathered-open")
async def _open(stage: Stage, key: str) -> None:
    async with shown(stage) as (screen, basket):
        screen.gathered.point(2)
        await stage.press(key)
        where = stage.outside.edited.pop()
        assert (where.path, where.line, where.column) == (basket.path, 5, 1)


@scenario(Where.BASKET, "gathered-export")
async def _export(stage: Stage, key: str) -> None:
    async with shown(stage) as (screen, basket):
        assert basket.path is not None
        out = basket.path.with_name("out.md")
        for said in ("已导出", "文件已经存在"):
            await stage.press(key, "ctrl+u")
            stage.app.screen.query_one("#asking-box").replace_query(str(out))  # type: ignore[attr-defined]
            await stage.press("enter")
            await settle(stage.pilot)
            assert said in screen.title_bar.shown
        assert out.read_bytes() == basket.path.read_bytes()


@scenario(Where.BASKET, "gathered-close")
async def _close(stage: Stage, key: str) -> None:
    async with shown(stage):
        await stage.press(key)
        await settle(stage.pilot)
        assert len(stage.app.screen_stack) == 1


def asks(name: str, left: str | None) -> None:
    @scenario(Where.ASKING, name)
    async def test(stage: Stage, key: str) -> None:
        said: list[str | None] = []
        await stage.app.push_screen(
            AskingScreen(stage.main.say, "gathered.note", "gathered.note-hint"), said.append
        )
        await stage.press(*"甲 ", key)
        await settle(stage.pilot)
        assert said == [left] and stage.app.screen is stage.main


asks("asking-take", "甲")
asks("asking-close", None)


@scenario(Where.SCREEN, "basket-show")
@scenario(Where.HITS, "pane-basket-show")
@scenario(Where.READER, "read-basket-show")
async def _show(stage: Stage, key: str) -> None:
    await stage.press(key)
    await settle(stage.pilot)
    assert isinstance(stage.app.screen, BasketScreen)
    assert any("篮子还是空的" in row for row in stage.rows())
    for other in ("d", "J", "n", "w", "enter", "u"):
        await stage.press(other)
    await stage.press("escape")
    await settle(stage.pilot)
    assert len(stage.app.screen_stack) == 1


@scenario(Where.SCREEN, "basket")
@scenario(Where.HITS, "pane-basket")
@scenario(Where.READER, "read-basket")
async def _basket(stage: Stage, key: str) -> None:
    await stage.press(key)
    await settle(stage.pilot)
    # There is no folder to keep it in.
    assert "篮子用不了" in stage.told()


@scenario(Where.SCREEN, "basket-open")
async def _open_basket(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert "篮子还是空的" in stage.told()
