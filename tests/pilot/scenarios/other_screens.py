"""Keys that open other screens, and those that work there: lists to choose from, help, the first start."""

from __future__ import annotations

from tests.conftest import SEEDS
from tests.pilot.conftest import Stage, settle
from tests.pilot.scenarios.registry import QUERY, scenario
from tui.colours import DARK, LIGHT
from tui.i18n import Language, catalog_for
from tui.keys import Where
from tui.screens.chooser import Chooser
from tui.screens.help import HelpScreen
from tui.welcome import WelcomeApp


async def opened(stage: Stage) -> Chooser:
    """The list to choose from, once it is there."""
    await settle(stage.pilot, lambda: isinstance(stage.app.screen, Chooser))
    await settle(stage.pilot)
    assert isinstance(stage.app.screen, Chooser)
    return stage.app.screen


def opens(name: str, said: str) -> None:
    @scenario(Where.SCREEN, name)
    async def test(stage: Stage, key: str) -> None:
        await stage.press(key)
        await opened(stage)
        assert any(said in row for row in stage.rows())
        await stage.press("escape")
        await settle(stage.pilot)
        assert stage.app.screen is stage.main


opens("history", "查询历史")
opens("save", "把这次查询存为")
opens("saved", "保存的查询")
opens("palette", "全部命令")
opens("notices", "提示记录")


def walks(name: str, step: int) -> None:
    @scenario(Where.SCREEN, name)
    async def test(stage: Stage, key: str) -> None:
        for query in ("甲", "乙"):
            stage.main.world.memory.history.add(query)
        if step < 0:
            await stage.press("alt+up", "alt+up")
        await stage.press(key)
        assert stage.main.query_box.value == "乙"
        await stage.press("alt+down")
        assert stage.main.query_box.value == QUERY


walks("older", 1)
walks("newer", -1)


def chooses(name: str, left: int | None, start: int = 0) -> None:
    """Pressed in the list of all commands, it points at another row, or leaves with None."""

    @scenario(Where.CHOOSER, name)
    async def test(stage: Stage, key: str) -> None:
        if not isinstance(stage.app.screen, Chooser):
            await stage.press("alt+x")
        chooser = await opened(stage)
        chooser.list.point(start)
        await stage.press(key)
        await settle(stage.pilot)
        if left is None:
            assert stage.app.screen is stage.main
        else:
            assert chooser.list.pointed == left or (left < 0 and abs(chooser.list.pointed - start) > 3)


chooses("choice-down", 1)
chooses("choice-up", 4, start=5)
chooses("choice-page-down", -1)
chooses("choice-page-up", -1, start=20)
chooses("choice-close", None)


@scenario(Where.CHOOSER, "choice-take")
async def _take_choice(stage: Stage, key: str) -> None:
    chooser = await opened(stage)
    await stage.type("换明暗")
    assert len(chooser.list.choices) == 1
    await stage.press(key)
    await settle(stage.pilot)
    assert stage.app.theme == LIGHT


@scenario(Where.CHOOSER, "choice-remove")
async def _remove_choice(stage: Stage, key: str) -> None:
    await stage.press("escape")
    await settle(stage.pilot)
    for query in ("甲", "乙"):
        stage.main.world.memory.history.add(query)
    await stage.press("ctrl+r")
    chooser = await opened(stage)
    assert [one.value for one in chooser.list.choices] == ["乙", "甲"]
    await stage.press(key)
    assert stage.app.screen is chooser
    assert [one.value for one in chooser.list.choices] == ["甲"]


def welcomes(name: str, typed: str, left: object) -> None:
    """Pressed in the question for a folder, the program that asks ends with `left`, or goes on."""

    @scenario(Where.WELCOME, name)
    async def test(stage: Stage, key: str) -> None:
        app = WelcomeApp(catalog_for(Language.ZH), SEEDS, DARK)
        async with app.run_test() as pilot:
            app.path_box.replace_query(typed)
            await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
            assert app.return_value == left
            assert name != "welcome-complete" or app.path_box.value == f"{SEEDS}/"


welcomes("welcome-open", f"{SEEDS}/", SEEDS)
welcomes("welcome-complete", f"{SEEDS}"[:-1], None)
welcomes("welcome-samples", "", SEEDS)
welcomes("welcome-leave", "x", None)


@scenario(Where.HELP, "help-close")
async def _help_close(stage: Stage, key: str) -> None:
    await stage.press(key)
    assert stage.app.screen is stage.main
    await stage.press("f1")


def scrolls_help(name: str, start: int, least: int, most: int) -> None:
    @scenario(Where.HELP, name)
    async def test(stage: Stage, key: str) -> None:
        assert isinstance(stage.app.screen, HelpScreen)
        text = stage.app.screen.text
        text.top = start
        await stage.press(key)
        assert least <= text.top - start <= most


scrolls_help("help-down", 0, 1, 1)
scrolls_help("help-up", 5, -1, -1)
scrolls_help("help-page-down", 0, 5, 40)
scrolls_help("help-first", 20, -20, -20)
scrolls_help("help-last", 0, 40, 400)
scrolls_help("help-page-up", 20, -40, -5)
