"""What is remembered: queries that led somewhere, saved ones, what was told; and the way back to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pilot.conftest import Stage, settle, staged
from tui.memory import Memory
from tui.screens.chooser import Chooser
from tui.screens.world import Outcome
from tui.widgets.lines import LineView

QUERY = "长期主义"


async def chooser(stage: Stage, key: str) -> Chooser:
    await stage.press(key)
    await settle(stage.pilot, lambda: isinstance(stage.app.screen, Chooser))
    await settle(stage.pilot)
    assert isinstance(stage.app.screen, Chooser)
    return stage.app.screen


def shown(screen: Chooser) -> list[str]:
    return [one.text for one in screen.list.choices]


@pytest.mark.parametrize("key", ["enter", "ctrl+y", "ctrl+l", "ctrl+o", "f3", "pagedown", "alt+c"])
async def test_a_query_is_remembered_when_something_was_done_with_its_hits(key: str) -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        assert stage.main.world.memory.history.entries() == []
        await stage.press(key)
        await settle(stage.pilot)
        await stage.press(key)
        await settle(stage.pilot)
        assert stage.main.world.memory.history.entries() == [QUERY]


async def test_a_past_query_is_found_by_a_part_of_it() -> None:
    async with staged() as stage:
        for query in ("机器学习", "Transformer 结构", "長期主義"):
            stage.main.world.memory.history.add(query)
        await stage.type("别的")
        screen = await chooser(stage, "ctrl+r")
        assert shown(screen) == ["長期主義", "Transformer 结构", "机器学习"]
        await stage.type("长期")
        assert shown(screen) == ["長期主義"]
        await stage.press("ctrl+u")
        await stage.type("jqxx")
        assert shown(screen) == ["机器学习"]
        await stage.press("ctrl+u")
        await stage.type("结构 trans")
        assert shown(screen) == ["Transformer 结构"]
        await stage.press("enter")
        await settle(stage.pilot)
        assert stage.main.query_box.value == stage.main.asked == "Transformer 结构"


async def test_escape_leaves_what_was_typed() -> None:
    async with staged() as stage:
        stage.main.world.memory.history.add("旧的")
        await stage.type(QUERY)
        await chooser(stage, "ctrl+r")
        await stage.type("没有这样的")
        await stage.press("enter")
        await stage.press("escape")
        await settle(stage.pilot)
        assert stage.main.query_box.value == QUERY and stage.main.query_box.has_focus


async def test_a_query_is_saved_under_a_name_and_brought_back() -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        screen = await chooser(stage, "ctrl+s")
        assert screen.query_box.selected_text == QUERY
        await stage.type("那句话")
        await stage.press("enter")
        await settle(stage.pilot)
        assert "那句话" in stage.told()
        await stage.press("ctrl+u")
        await settle(stage.pilot)
        screen = await chooser(stage, "alt+s")
        assert [(one.text, one.detail) for one in screen.list.choices] == [("那句话", QUERY)]
        await stage.press("enter")
        await settle(stage.pilot)
        assert stage.main.query_box.value == stage.main.answered == QUERY


async def test_a_name_that_is_pointed_at_is_saved_under_until_another_is_typed() -> None:
    async with staged() as stage:
        saved = stage.main.world.memory.saved
        saved.save("六点", "早上 六点")
        await stage.type(QUERY)
        screen = await chooser(stage, "ctrl+s")
        assert shown(screen) == ["六点"] and not any("> 六点" in row for row in stage.rows())
        await stage.press("down", "enter")
        await settle(stage.pilot)
        assert dict(saved.all()) == {"六点": QUERY}
        screen = await chooser(stage, "ctrl+s")
        await stage.press("down", *"六")
        assert shown(screen) == ["六点"]
        await stage.press("enter")
        await settle(stage.pilot)
        assert dict(saved.all()) == {"六点": QUERY, "六": QUERY}
        await chooser(stage, "ctrl+s")
        await stage.press(*"七", "down", "enter")
        await settle(stage.pilot)
        assert "七" in saved.all()


async def test_nothing_is_saved_without_a_query() -> None:
    async with staged() as stage:
        await stage.press("ctrl+s")
        await settle(stage.pilot)
        assert stage.app.screen is stage.main
        assert "先输入" in stage.told()


async def test_what_was_told_can_be_read_again() -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        await stage.press("ctrl+y")
        await settle(stage.pilot)
        await stage.press("ctrl+u")
        await settle(stage.pilot)
        screen = await chooser(stage, "alt+n")
        assert any("引文" in text for text in shown(screen))


@pytest.mark.parametrize("size", [(40, 8), (80, 24), (200, 50)], ids=str)
async def test_what_its_row_cuts_is_read_in_full_below_the_list(size: tuple[int, int]) -> None:
    long = "，".join(f"第 {number} 个文件读不了" for number in range(size[0] // 10)) + "。"
    async with staged(size=size) as stage:
        stage.main.note(Outcome(long))
        stage.main.note(Outcome("短的"))
        screen = await chooser(stage, "alt+n")
        assert not screen.whole.display
        await stage.press("down")
        await settle(stage.pilot)
        seen = "".join(stage.rows()).replace(" ", "")
        assert long.replace(" ", "") in seen
        assert stage.widths() == {size[0]} and screen.list.size.height > 0
        await stage.press("up")
        await settle(stage.pilot)
        assert not screen.whole.display


async def test_a_command_is_run_from_the_list_of_all() -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        screen = await chooser(stage, "alt+x")
        await stage.type("用例")
        assert len(screen.list.choices) >= 1
        await stage.press("enter")
        await settle(stage.pilot)
        assert stage.main.usages


async def test_a_command_is_found_by_the_name_it_has_at_the_foot() -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        screen = await chooser(stage, "alt+x")
        await stage.type(stage.main.say("foot.quote"))
        assert "quote" in [one.value for one in screen.list.choices]


@pytest.mark.parametrize("key", ["f1", "alt+x", "alt+l"])
async def test_on_a_low_screen_what_opens_has_all_of_it(key: str) -> None:
    async with staged(size=(40, 10)) as stage:
        await stage.press(key)
        await settle(stage.pilot)
        screen = stage.app.screen
        assert screen.query_one(LineView).size.height >= 7


@pytest.mark.parametrize("key", ["ctrl+r", "alt+x", "f1"])
async def test_the_cursor_comes_back_to_the_box_that_is_typed_in(key: str) -> None:
    """An input method draws its window there."""
    async with staged() as stage:
        await stage.type(QUERY)
        before = stage.app.cursor_position
        await stage.press(key)
        await settle(stage.pilot)
        await stage.type("换一")
        await stage.press("escape")
        await settle(stage.pilot)
        assert stage.app.cursor_position == before == stage.main.query_box.cursor_screen_offset


async def test_in_another_window_the_cursor_stays_in_the_box_that_is_typed_in() -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        screen = await chooser(stage, "alt+x")
        await stage.type("换")
        await stage.pilot.resize_terminal(60, 15)
        await settle(stage.pilot)
        assert stage.app.cursor_position == screen.query_box.cursor_screen_offset


async def test_a_click_takes_a_choice() -> None:
    async with staged() as stage:
        stage.main.world.memory.history.add(QUERY)
        await chooser(stage, "ctrl+r")
        await stage.pilot.click("#chooser-list", offset=(4, 0))
        await settle(stage.pilot)
        assert stage.main.query_box.value == QUERY


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)], ids=str)
async def test_rows_are_whole_in_every_size(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        stage.main.world.memory.history.add("很长的一句话" * 40)
        await chooser(stage, "ctrl+r")
        assert stage.widths() == {size[0]}


async def test_a_folder_that_cannot_be_written_is_told_and_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    async with staged() as stage:
        object.__setattr__(stage.main.world, "memory", Memory(lambda: tmp_path / "file" / "no"))
        await stage.type(QUERY)
        await stage.press("ctrl+y")
        await settle(stage.pilot)
        assert stage.outside.copied
        assert any("不是文件夹" in told.text for _, told in stage.main.told_before)


async def test_a_search_that_could_not_be_saved_is_not_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    async with staged() as stage:
        object.__setattr__(stage.main.world, "memory", Memory(lambda: tmp_path / "file" / "no"))
        await stage.type(QUERY)
        await chooser(stage, "ctrl+s")
        await stage.press("enter")
        await settle(stage.pilot)
        assert "不是文件夹" in stage.told() and "已存为" not in stage.told()


async def test_of_what_was_told_it_is_said_that_enter_copies_it() -> None:
    async with staged() as stage:
        await stage.type("长期主义")
        await stage.press("alt+c")
        await settle(stage.pilot, lambda: "复制" in stage.told())
        await stage.press("alt+n")
        await settle(stage.pilot)
        assert any("Enter 复制" in row for row in stage.rows())
        assert not any("选用" in row for row in stage.rows())


@pytest.mark.parametrize("key", ["escape", "ctrl+u"])
async def test_a_query_that_was_cleared_comes_back_before_the_past_ones(key: str) -> None:
    async with staged() as stage:
        stage.main.world.memory.history.add("旧的")
        await stage.type("没有做完的")
        await stage.press(key)
        await settle(stage.pilot)
        assert stage.main.query_box.value == ""
        for value in ("没有做完的", "旧的"):
            await stage.press("alt+up")
            assert stage.main.query_box.value == value
        await stage.press("alt+down", "alt+down")
        assert stage.main.query_box.value == ""


async def test_a_query_that_another_one_took_the_place_of_comes_back() -> None:
    async with staged() as stage:
        stage.main.world.memory.history.add("旧的")
        await stage.type("没有做完的")
        await chooser(stage, "ctrl+r")
        await stage.press("enter")
        await settle(stage.pilot)
        assert stage.main.query_box.value == "旧的"
        await stage.press("alt+up")
        assert stage.main.query_box.value == "没有做完的"


async def test_what_was_cleared_long_ago_does_not_come_before_what_was_used_since() -> None:
    async with staged() as stage:
        await stage.type("没有做完的")
        await stage.press("escape")
        await stage.type(QUERY)
        await stage.press("ctrl+y")
        await settle(stage.pilot)
        await stage.type("别的")
        await stage.press("alt+up")
        assert stage.main.query_box.value == QUERY


async def test_a_search_that_is_forgotten_is_told_and_its_query_comes_back() -> None:
    async with staged() as stage:
        stage.main.world.memory.saved.save("六点", "早上 六点")
        await stage.type("别的")
        await chooser(stage, "alt+s")
        await stage.press("alt+d", "escape")
        await settle(stage.pilot)
        assert "已删除" in stage.told() and "六点" in stage.told() and "Alt-上" in stage.told()
        await stage.press("alt+up")
        assert stage.main.query_box.value == "早上 六点"


async def test_a_search_that_another_one_takes_the_name_of_is_told_and_comes_back() -> None:
    async with staged() as stage:
        stage.main.world.memory.saved.save("六点", "早上 六点")
        await stage.type(QUERY)
        await chooser(stage, "ctrl+s")
        await stage.type("六点")
        await stage.press("enter")
        await settle(stage.pilot)
        assert dict(stage.main.world.memory.saved.all()) == {"六点": QUERY}
        assert "早上 六点" in stage.told()
        await stage.press("alt+up")
        assert stage.main.query_box.value == "早上 六点"


async def test_a_past_query_that_is_forgotten_comes_back_until_it_is_left() -> None:
    async with staged() as stage:
        stage.main.world.memory.history.add("旧的")
        await chooser(stage, "ctrl+r")
        await stage.press("alt+d", "escape")
        await settle(stage.pilot)
        assert "已删除" in stage.told() and "旧的" in stage.told()
        await stage.press("alt+up")
        assert stage.main.query_box.value == "旧的" and stage.main.world.memory.history.entries() == []


async def test_what_was_typed_stays_when_one_of_the_list_is_forgotten() -> None:
    async with staged() as stage:
        for query in ("今天晚上", "昨天", "今天早上", "今天中午"):
            stage.main.world.memory.history.add(query)
        screen = await chooser(stage, "ctrl+r")
        await stage.type("今天")
        await stage.press("down", "alt+d")
        assert screen.query_box.value == "今天" and shown(screen) == ["今天中午", "今天晚上"]
        assert screen.list.pointed == 1
        await stage.press("alt+d", "alt+d", "alt+d")
        assert shown(screen) == []
        await stage.press("ctrl+u")
        await settle(stage.pilot)
        assert shown(screen) == ["昨天"] == stage.main.world.memory.history.entries()


async def test_what_could_not_be_forgotten_stays_in_the_list(tmp_path: Path) -> None:
    async with staged() as stage:
        stage.main.world.memory.history.add("旧的")
        screen = await chooser(stage, "ctrl+r")
        (tmp_path / "file").write_text("", "utf-8")
        object.__setattr__(stage.main.world, "memory", Memory(lambda: tmp_path / "file" / "no"))
        await stage.press("alt+d")
        assert shown(screen) == ["旧的"]


@pytest.mark.parametrize(
    ("key", "said"), [("ctrl+r", "会记在这里"), ("alt+s", "^S 保存"), ("alt+n", "还没有提示")]
)
async def test_where_there_is_nothing_yet_it_is_said_how_there_will_be(key: str, said: str) -> None:
    async with staged() as stage:
        await chooser(stage, key)
        assert any(said in row for row in stage.rows())


async def test_where_nothing_is_like_what_was_typed_it_is_said() -> None:
    async with staged() as stage:
        stage.main.world.memory.history.add("旧的")
        await chooser(stage, "ctrl+r")
        await stage.type("新的")
        assert any("没有符合的" in row for row in stage.rows())


async def test_on_a_narrow_screen_a_list_keeps_its_title_and_what_it_lists() -> None:
    async with staged(size=(24, 12)) as stage:
        await chooser(stage, "alt+x")
        rows = stage.rows()
        assert any("全部命令" in row for row in rows) and any("> 下一处" in row for row in rows)


async def test_a_short_name_leaves_its_room_to_the_query() -> None:
    async with staged(size=(80, 24)) as stage:
        query = "很长的一句话" * 5
        stage.main.world.memory.saved.save("名", query)
        await chooser(stage, "alt+s")
        assert any(query in row for row in stage.rows())


async def test_of_a_name_it_is_said_that_enter_saves() -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        await chooser(stage, "ctrl+s")
        assert any("Enter 保存" in row for row in stage.rows())
