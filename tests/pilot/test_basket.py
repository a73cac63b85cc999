"""The basket on its screen: what is shown of it, and that nothing is lost where it changes meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pilot.conftest import Stage, settle, staged
from tui.actions.editor import Opened, Opening
from tui.actions.editors import Lands
from tui.actions.location import Location
from tui.basket import Basket
from tui.cells import cell_width
from tui.i18n import Language
from tui.memory import Memory
from tui.screens.basket import BasketScreen
from tui.screens.world import Suspend
from tui.widgets.query import QueryInput

SENTENCE = "长期主义不是口号，而是每天早上六点起来写字。"


async def show(stage: Stage, folder: Path) -> tuple[BasketScreen, Basket]:
    stage.main.world = replace(stage.main.world, memory=Memory(lambda: folder))
    await stage.press("alt+l")
    await settle(stage.pilot)
    screen = stage.app.screen
    assert isinstance(screen, BasketScreen)
    return screen, stage.main.world.memory.basket


def filled(folder: Path, *quotations: str, source: Path | None = None) -> Basket:
    basket = Basket(folder)
    for quotation in quotations:
        basket.add(quotation, source)
    return basket


async def test_what_is_kept_is_shown_with_its_source(tmp_path: Path) -> None:
    async with staged() as stage:
        stage.main.world = replace(stage.main.world, memory=Memory(lambda: tmp_path))
        await stage.type("长期主义不是口号")
        await stage.press("alt+k")
        await settle(stage.pilot)
        assert "已放进篮子（引用块）" in stage.told()
        screen, basket = await show(stage, tmp_path)
        shown = "\n".join(stage.rows())
        assert SENTENCE[:12] in shown and "——林小雨" in shown and "> >" not in shown
        (entry,) = basket.entries()
        # The made-up documents stand in no folder.
        assert entry.source == Path("/library/article.md")
        await settle(stage.pilot, lambda: bool(screen.gone))
        assert "原文件已经不在：/library/article.md" in "\n".join(stage.rows())
        assert "1 条的原文件已经不在" in screen.title_bar.shown and "1 条" in screen.title_bar.shown


async def test_a_source_that_is_there_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("甲")
    filled(tmp_path, "> 甲", source=tmp_path / "a.md")
    async with staged() as stage:
        screen, _ = await show(stage, tmp_path)
        assert not screen.gone and "不在" not in "\n".join(stage.rows())


async def test_a_source_that_cannot_even_be_asked_for_counts_as_gone(tmp_path: Path) -> None:
    filled(tmp_path, "> 甲", source=tmp_path / ("长" * 100))
    async with staged() as stage:
        screen, _ = await show(stage, tmp_path)
        await settle(stage.pilot, lambda: bool(screen.gone))


async def test_what_cannot_be_written_out_is_told(tmp_path: Path) -> None:
    filled(tmp_path, "> 甲")
    async with staged() as stage:
        screen, _ = await show(stage, tmp_path)
        for name in ("~nobody-of-that-name/a.md", str(tmp_path / ("长" * 100))):
            await stage.press("w")
            stage.app.screen.query_one("#asking-box", QueryInput).replace_query(name)
            await stage.press("enter")
            await settle(stage.pilot)
            assert "写不了" in screen.title_bar.shown and name[:8] in screen.title_bar.shown


async def test_a_change_made_elsewhere_is_kept_and_told(tmp_path: Path) -> None:
    filled(tmp_path, "> 甲", "> 乙")
    async with staged() as stage:
        screen, basket = await show(stage, tmp_path)
        (tmp_path / "basket.md").write_text("> 甲\n\n刚写的批注\n\n> 乙\n", "utf-8")
        await stage.press("d")
        assert "刚写的批注" in basket.text() and "> 甲" in basket.text()
        assert "已重新读入" in screen.title_bar.shown and "刚写的批注" in "\n".join(stage.rows())
        await stage.press("d")
        assert basket.text() == "> 乙\n"
        Basket(tmp_path).add("> 丙")
        await stage.press("u")
        assert basket.text() == "> 乙\n\n> 丙\n"


async def test_what_was_written_in_the_editor_is_not_undone(tmp_path: Path) -> None:
    filled(tmp_path, "> 甲", "> 乙")
    written = "> 乙\n\n在编辑器里写的\n"

    def edit(where: Location, env: Mapping[str, str], suspend: Suspend) -> Opened:
        where.path.write_text(written, "utf-8")
        return Opened(Opening.OPENED, "ed", Lands.COLUMN)

    async with staged() as stage:
        stage.main.world = replace(stage.main.world, edit=edit)
        screen, basket = await show(stage, tmp_path)
        await stage.press("d", "enter")
        for said in ("在别处改过", "没有可以撤销的"):
            await stage.press("u")
            assert basket.text() == written and said in screen.title_bar.shown
        await stage.press("d", "u")
        assert basket.text() == written


async def test_what_was_done_is_undone_after_the_screen_was_left_and_so_is_what_was_put_in(
    tmp_path: Path,
) -> None:
    filled(tmp_path, "> 甲", "> 乙")
    async with staged() as stage:
        _, basket = await show(stage, tmp_path)
        await stage.press("d", "escape")
        await settle(stage.pilot)
        await stage.type("长期主义不是口号")
        await stage.press("alt+k", "alt+l")
        await settle(stage.pilot)
        assert len(basket.entries()) == 2
        await stage.press("u")
        assert basket.text() == "> 乙\n"
        await stage.press("u")
        assert basket.text() == "> 甲\n\n> 乙\n"


async def test_a_basket_that_cannot_be_read_or_written_is_said_and_left(tmp_path: Path) -> None:
    (tmp_path / "basket.md").mkdir()
    async with staged() as stage:
        screen, _ = await show(stage, tmp_path)
        failed = stage.main.say("gathered.failed", detail="")
        assert failed in screen.title_bar.shown and "是文件夹" in screen.title_bar.shown
        for key in ("d", "J", "n", "w", "u", "enter"):
            await stage.press(key)
        await stage.press("escape")
        await settle(stage.pilot)
        assert stage.app.screen is stage.main


async def test_what_stands_above_the_first_quotation_stays_there(tmp_path: Path) -> None:
    filled(tmp_path, "我摘的", "> 甲", "> 乙")
    async with staged() as stage:
        screen, basket = await show(stage, tmp_path)
        await stage.press("J")
        assert "不能移动" in screen.title_bar.shown
        await stage.press("j", "K")
        assert basket.text() == "我摘的\n\n> 甲\n\n> 乙\n" and "2 条" in screen.title_bar.shown
        await stage.press("J", "n", *"好", "enter")
        await settle(stage.pilot)
        assert basket.text() == "我摘的\n\n> 乙\n\n> 甲\n\n好\n\n"


async def test_a_note_of_several_lines_is_left_to_the_editor(tmp_path: Path) -> None:
    (tmp_path / "basket.md").write_text("> 甲\n\n一\n\n二\n", "utf-8")
    async with staged() as stage:
        _, basket = await show(stage, tmp_path)
        await stage.press("n")
        assert stage.outside.edited.pop().path == basket.path
        assert basket.text() == "> 甲\n\n一\n\n二\n"


@pytest.mark.parametrize("language", Language)
async def test_a_narrow_screen_has_every_key_of_it_and_each_answers_to_clicks(
    tmp_path: Path, language: Language
) -> None:
    filled(tmp_path, "> 甲")
    async with staged(size=(40, 18), language=language) as stage:
        screen, _ = await show(stage, tmp_path)
        rows = stage.rows()
        assert stage.widths() == {40}
        assert all(sum(f"{cap.key} {cap.word}" in row for row in rows) == 1 for cap in screen._caps())
        close = screen._caps()[0]
        row = next(number for number, row in enumerate(rows) if f"{close.key} {close.word}" in row)
        await stage.pilot.click(offset=(cell_width(rows[row].partition(close.key)[0]), row))
        await settle(stage.pilot)
        assert stage.app.screen is stage.main


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 6)])
async def test_the_way_back_is_told_on_any_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await show(stage, tmp_path)
        assert "Esc 返回" in "\n".join(stage.rows())


@pytest.mark.parametrize(
    "quotation",
    [
        "> 句\n> ——原有的出处\n>\n> ——甲《题》",
        "句\n——原有的出处[^x1]\n\n[^x1]: 甲《题》",
        "#+begin_quote\n句\n——原有的出处\n——甲《题》\n#+end_quote",
    ],
)
async def test_a_source_stands_behind_all_that_is_quoted(tmp_path: Path, quotation: str) -> None:
    filled(tmp_path, quotation, source=tmp_path)
    async with staged() as stage:
        screen, _ = await show(stage, tmp_path)
        said = [row for row in screen.gathered._rows if row.text]
        assert [row.style for row in said] == ["", "", "gathered--source"]
        assert "甲《题》" in said[-1].text and "原有的出处" in said[1].text


async def test_what_was_told_of_the_basket_goes_when_it_is_seen(tmp_path: Path) -> None:
    async with staged() as stage:
        stage.main.world = replace(stage.main.world, memory=Memory(lambda: tmp_path))
        await stage.type("长期主义")
        await stage.press("alt+k")
        await settle(stage.pilot)
        await stage.press("alt+l", "escape")
        await settle(stage.pilot)
        assert "已放进篮子" not in stage.told()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", [(80, 24), (200, 50), (40, 12), (20, 6)])
async def test_it_fits_any_terminal_and_obeys_nothing_in_it(
    tmp_path: Path, size: tuple[int, int], language: Language
) -> None:
    filled(
        tmp_path,
        "> [b]甲\x1b[31m\n>\n> ——《" + "很长的标题" * 40 + "》",
        "> " + "字" * 900,
        "> 丙\n\n注 \x07" * 3,
    )
    async with staged(size=size, language=language) as stage:
        await show(stage, tmp_path)
        for key in ("j", "j", "k", "G", "pagedown", "pageup", "g"):
            await stage.press(key)
            assert stage.widths() == {size[0]}
            assert not any("\x1b" in row or "\x07" in row for row in stage.rows())
        assert size[1] < 20 or any("[b]甲␛[31m" in row for row in stage.rows())


async def test_a_click_points_and_the_last_line_answers_to_clicks(tmp_path: Path) -> None:
    filled(tmp_path, "> 甲", "> 乙", "> 丙")
    async with staged() as stage:
        screen, basket = await show(stage, tmp_path)
        await stage.pilot.click("#gathered", offset=(6, 2))
        assert screen.gathered.pointed == 1
        await stage.press("u")
        assert screen.gathered.pointed == 1
        await stage.pilot.click("#gathered-keys", offset=(cell_width("  Esc 返回  "), 0))
        await settle(stage.pilot)
        assert basket.text().startswith("> 乙")


async def test_the_name_that_is_offered_for_a_file_is_not_taken_and_typing_replaces_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    filled(tmp_path, "> 甲")
    async with staged() as stage:
        screen, _ = await show(stage, tmp_path)
        for _ in range(3):
            await stage.press("w", "enter")
            await settle(stage.pilot)
            assert "已导出" in screen.title_bar.shown
        assert len(list(tmp_path.glob("篮子-*.md"))) == 3
        await stage.press("w", *"摘录", "enter")
        await settle(stage.pilot)
        assert (tmp_path / "摘录.md").exists() and "摘录.md" in screen.title_bar.shown
