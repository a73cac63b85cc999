"""What the interface says of its keys where hits are picked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pilot.conftest import Stage, settle, staged
from tui.forms import Form
from tui.picking import Picking
from tui.screens.main import MainScreen


async def picking(stage: Stage, *, several: bool) -> tuple[MainScreen, Picking]:
    """The main screen once more, as `--pick` opens it, with hits."""
    chosen = Picking(Form.TEXT, several)
    world = replace(stage.main.world, picking=chosen)
    screen = MainScreen(stage.engine, stage.main.say, world, 0.001, "长期主义")
    await stage.app.push_screen(screen)
    await settle(stage.pilot, lambda: screen.hit is not None and screen.shown_page is not None)
    return screen, chosen


def caps(screen: MainScreen) -> str:
    return screen.query_one("#keys").words  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("several", [False, True])
async def test_the_footer_says_that_enter_picks(several: bool) -> None:
    async with staged(size=(100, 30)) as stage:
        screen, _ = await picking(stage, several=several)
        said = caps(screen)
        assert "Enter 选定" in said and "打开" not in said and "Esc 放弃" in said
        assert ("Tab 选上" in said, "Tab 换栏" in said) == (several, not several)
        assert any("Enter 选定" in row for row in stage.rows())


async def test_enter_picks_the_sentence_of_the_match_that_is_read_and_leaves() -> None:
    async with staged(size=(100, 30)) as stage:
        _, chosen = await picking(stage, several=False)
        await stage.press("f3", "enter")
        await settle(stage.pilot, lambda: chosen.done)
        assert chosen.printed("\n").startswith("他说，长期主义不是口号")
        assert not stage.outside.edited and not stage.app.is_running


def before_hits(stage: Stage) -> list[str]:
    """What stands before each hit in view."""
    return [row[:2] for row in stage.rows() if "原话" in row or "词" in row[:6]]


async def test_a_hit_is_marked_and_the_next_one_chosen() -> None:
    async with staged(size=(100, 30)) as stage:
        screen, chosen = await picking(stage, several=True)
        for keys, count, before in (
            (("tab",), 1, [" *", "> "]),
            (("tab",), 2, [" *", " *", "> "]),
            (("up", "tab"), 1, [" *", "  ", "> "]),
            (("shift+tab",), 2, [" *", "> ", " *"]),
        ):
            for key in keys:
                await stage.press(key)
                await settle(stage.pilot, lambda: screen.shown_page is not None)
            assert len(chosen.marked) == count and f"Enter 输出选上的 {count} 处" in caps(screen)
            assert before_hits(stage)[: len(before)] == before
        await stage.press("up", "tab", "down", "tab")
        await settle(stage.pilot)
        assert not chosen.marked and "Enter 选定" in caps(screen) and "已选" not in screen.status_bar.shown
