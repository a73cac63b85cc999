"""What the settings do in the interface."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.pilot.conftest import settle, staged
from tests.pilot.fakes import FakeEngine
from tui.actions import browser
from tui.actions.clipboard import Copied, Way
from tui.i18n import Language, catalog_for
from tui.memory import Memory
from tui.screens.main import MainScreen
from tui.settings import Settings


async def test_quotations_begin_with_the_template_of_the_settings_and_go_on_to_ones_own() -> None:
    settings = Settings(template="plain", templates={"mine": "<{sentence}> {title}"})
    async with staged(settings=settings) as stage:
        await stage.type("强化学习最大")
        for expected, key in (("“", "ctrl+y"), ("<", "alt+y"), ("> ", "alt+y")):
            await stage.press(key)
            await settle(stage.pilot)
            assert stage.outside.copied.pop().startswith(expected)
            if expected == "<":
                assert "mine" in stage.told()


async def test_hits_take_as_many_lines_as_is_settled() -> None:
    async with staged(settings=Settings(snippet=4), size=(200, 50)) as stage:
        await stage.type("长期")
        assert stage.main.hit_list.lines_per_hit == 4


async def test_what_is_wrong_with_the_settings_is_told_when_the_interface_opens() -> None:
    async with staged() as stage:
        world = replace(stage.main.world, troubles=("config.yaml 第 3 行：坏了",))
        screen = MainScreen(FakeEngine(), catalog_for(Language.ZH), world)
        await stage.app.push_screen(screen)
        await settle(stage.pilot, lambda: "第 3 行" in screen.status_bar.shown)
        assert screen.notice.bad


async def test_much_that_is_wrong_with_them_is_counted_and_kept_to_be_read() -> None:
    async with staged() as stage:
        troubles = tuple(f"config.yaml 第 {line} 行：坏了" for line in range(1, 6))
        world = replace(stage.main.world, troubles=troubles)
        screen = MainScreen(FakeEngine(), stage.app.catalog, world)
        await stage.app.push_screen(screen)
        await settle(stage.pilot, lambda: "5" in screen.status_bar.shown)
        assert "Alt-N" in screen.status_bar.shown
        assert len(stage.app._notifications) == 1
        assert [told.text for _, told in screen.told_before][:5] == list(troubles)


@pytest.mark.parametrize(("way", "why"), [(Way.TOO_LARGE, "太长"), (Way.NONE, "没有剪贴板")])
async def test_a_text_that_no_clipboard_takes_is_put_into_a_file_whose_name_is_told(
    tmp_path: Path, way: Way, why: str
) -> None:
    async with staged() as stage:
        world = replace(
            stage.main.world,
            copy=lambda text, write, env: Copied(way, len(text)),
            memory=Memory(lambda: tmp_path),
        )
        stage.main.world = world
        await stage.type("强化学习最大")
        await stage.press("alt+c")
        await settle(stage.pilot, lambda: "copied.txt" in stage.told())
        assert why in stage.told()
        hit = stage.main.hit
        assert hit is not None and (tmp_path / "copied.txt").read_text("utf-8") == hit.text.strip()


@pytest.mark.parametrize(("key", "what"), [("ctrl+l", "路径和行列"), ("alt+c", "整段"), ("ctrl+y", "引文")])
async def test_it_is_told_what_was_copied(key: str, what: str) -> None:
    async with staged() as stage:
        await stage.type("强化学习最大")
        await stage.press(key)
        await settle(stage.pilot, lambda: "复制" in stage.told())
        assert stage.told().startswith(what)


async def test_an_address_that_neither_a_browser_nor_a_clipboard_takes_is_shown() -> None:
    async with staged() as stage:
        stage.main.world = replace(
            stage.main.world,
            copy=lambda text, write, env: Copied(Way.NONE, len(text)),
            browse=browser.browse,
        )
        await stage.type("口号")
        await stage.press("ctrl+o")
        await settle(stage.pilot)
        assert "也没有剪贴板" in stage.told() and "https://www.example.com/a" in stage.told()


async def test_quotations_of_several_searches_are_gathered_in_a_file_that_opens_in_the_editor(
    tmp_path: Path,
) -> None:
    async with staged() as stage:
        stage.main.world = replace(stage.main.world, memory=Memory(lambda: tmp_path))
        for query in ("强化学习最大", "表情"):
            stage.main.query_box.value = query
            await settle(stage.pilot)
            await stage.press("alt+k")
            await settle(stage.pilot)
            assert "已放进篮子" in stage.told()
        await stage.press("alt+k")
        assert "已经有这一条（引用块）" in stage.told()
        text = (tmp_path / "basket.md").read_text("utf-8")
        assert text.index("强化学习最大") < text.index("表情") and text.count("——") == 2
        await stage.press("alt+e")
        where = stage.outside.edited.pop()
        assert where.path == tmp_path / "basket.md" and where.line == text.rstrip().count("\n") + 1


async def test_a_reference_stands_in_the_basket_once_whatever_is_quoted_of_its_source(tmp_path: Path) -> None:
    async with staged(settings=Settings(template="gbt7714")) as stage:
        stage.main.world = replace(stage.main.world, memory=Memory(lambda: tmp_path))
        await stage.type("长期主义")
        documents = [hit.document for hit in stage.main.results.hits] if stage.main.results else []
        source = next(one for one in documents if documents.count(one) > 1)
        for number, said in enumerate(("已放进篮子（GB/T 7714 文献）", "已经有这一条（GB/T 7714 文献）")):
            place = [place for place, one in enumerate(documents) if one == source][number]
            stage.main._choose(place)
            await settle(stage.pilot)
            await stage.press("alt+k")
            await settle(stage.pilot)
            assert said in stage.told()
        assert len(stage.main.world.memory.basket.entries()) == 1
