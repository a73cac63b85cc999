"""Answers come when they come: what is shown fits what is asked, and nothing flickers or is lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from textual import events
from textual.widget import Widget

from index import (
    Cancelled,
    Count,
    Hit,
    Likeness,
    Results,
    Tier,
    Versions,
)
from tests.pilot.conftest import Outside, Stage, settle, staged
from tests.pilot.fakes import FakeEngine, answer
from tui.actions.browser import Browsed
from tui.actions.editor import Opening
from tui.app import XunjuApp
from tui.i18n import Language, catalog_for
from tui.screens.finding import TextPane
from tui.screens.world import Outcome


def shown(stage: Stage) -> str:
    return "\n".join(stage.rows())


async def test_an_answer_that_was_overtaken_is_dropped() -> None:
    engine = FakeEngine()
    engine.gate("长期", "强化学习")
    async with staged(engine) as stage:
        stage.main.query_box.value = "长期"
        await settle(stage.pilot, lambda: "长期" in engine.asked)
        stage.main.query_box.value = "强化学习"
        await stage.pilot.pause()
        engine.release("长期")
        await settle(stage.pilot, lambda: "强化学习" in engine.asked)
        assert stage.main.results is None
        engine.release("强化学习")
        await settle(stage.pilot)
        assert stage.main.answered == "强化学习"


async def test_only_the_newest_query_is_asked_while_one_is_under_way() -> None:
    engine = FakeEngine()
    engine.gate("长")
    async with staged(engine) as stage:
        await stage.press("长")
        await settle(stage.pilot, lambda: engine.asked == ["长"])
        await stage.press(*"期主义")
        engine.release("长")
        await settle(stage.pilot)
        assert engine.asked == ["长", "长期主义"]


async def test_of_an_answer_that_was_overtaken_no_more_is_asked() -> None:
    engine = FakeEngine()
    compared: list[Sequence[Hit]] = []

    def alike(hits: Sequence[Hit]) -> Versions:
        compared.append(hits)
        return Versions()

    engine.alike = alike
    engine.gate("长期")
    async with staged(engine) as stage:
        stage.main.query_box.value = "长期"
        await settle(stage.pilot, lambda: "长期" in engine.asked)
        stage.main.query_box.value = "强化学习最大"
        await settle(stage.pilot, stage.main.searcher._overtaken)
        engine.release()
        await settle(stage.pilot)
        assert stage.main.answered == "强化学习最大" and not compared


async def test_old_hits_stay_until_new_ones_come() -> None:
    engine = FakeEngine()
    engine.gate("长期主义")
    async with staged(engine) as stage:
        await stage.type("长期")
        before = stage.main.hit_list.hits
        stage.main.query_box.value = "长期主义"
        await settle(stage.pilot, lambda: "长期主义" in engine.asked)
        assert stage.main.hit_list.hits == before
        engine.release()
        await settle(stage.pilot)
        assert stage.main.answered == "长期主义"


async def test_no_hits_are_believed_late() -> None:
    async with staged(late=60) as stage:
        await stage.press(*"长期")
        await settle(stage.pilot, stage.answers("长期"))
        await stage.press("龘")
        await settle(stage.pilot, lambda: not stage.main.searcher.busy)
        assert stage.main.hit_list.hits
    async with staged() as stage:
        await stage.type("长期龘")
        assert not stage.main.hit_list.hits
        assert '没有找到"长期龘"' in shown(stage)


async def test_a_long_query_that_finds_nothing_leaves_room_for_what_to_do() -> None:
    async with staged(size=(60, 24)) as stage:
        await stage.type("龘" * 300)
        assert '龘 .."' in shown(stage) and catalog_for(Language.ZH)("query.none-hint")[:8] in shown(stage)


async def test_a_search_that_takes_long_says_so() -> None:
    engine = FakeEngine()
    engine.gate("长期")
    async with staged(engine) as stage:
        await stage.press(*"长期")
        await settle(stage.pilot, lambda: "正在查找" in stage.told())
        assert "正在查找" in shown(stage)
        engine.release()
        await settle(stage.pilot)
        assert "正在查找" not in shown(stage)


@pytest.mark.parametrize("query", ["a", " ", "Q", "　"])
async def test_a_lone_letter_is_not_searched(query: str) -> None:
    async with staged() as stage:
        await stage.type(query)
        assert stage.engine.asked == []
        await stage.type("i强")
        assert stage.engine.asked != []


async def test_typing_over_hits_and_text_goes_to_the_query() -> None:
    async with staged() as stage:
        await stage.type("长期")
        await stage.press("tab", "主")
        await settle(stage.pilot)
        assert stage.main.query_box.value == "长期主"
        assert stage.main.query_box.has_focus
        await stage.press("tab", "tab", "义")
        await settle(stage.pilot)
        assert stage.main.answered == "长期主义"


async def test_where_conditions_leave_nothing_they_are_named_in_the_hint() -> None:
    async with staged() as stage:
        await stage.type("没有龘 after:2099")
        await settle(stage.pilot)
        assert "去掉限定条件" in shown(stage)


async def test_the_footer_says_what_escape_does_next() -> None:
    async with staged() as stage:
        for keys, said in (
            ([], "Esc 退出"),
            ([*"长期主义"], "Esc 清空"),
            (["tab"], "Esc 返回"),
            (["escape"], "Esc 清空"),
            (["f10"], "Enter 选上  F1 帮助  Esc 返回"),
            (["escape"], "Enter 打开  F1 帮助  Esc 返回"),
            (["escape"], "Esc 清空"),
            (["ctrl+f"], "Enter 到原文  F1 帮助  Esc 返回"),
            (["escape"], "Enter 打开  F1 帮助  Esc 返回"),
            (["f11", "escape", "escape"], "Esc 清空"),
            (["escape"], "Esc 退出"),
        ):
            await stage.press(*keys)
            await settle(stage.pilot)
            assert said in stage.rows()[-1], keys


@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_where_there_is_no_other_pane_it_is_told(key: str) -> None:
    async with staged() as stage:
        await stage.press(key)
        assert stage.main.query_box.has_focus and stage.main.say("ui.one-pane") in stage.told()


@pytest.mark.parametrize("query", ["", "没有龘"], ids=["nothing-typed", "nothing-found"])
async def test_what_needs_a_hit_says_so_where_there_is_none(query: str) -> None:
    keys = "enter f3 ctrl+y alt+y alt+k alt+c ctrl+l ctrl+o alt+right ctrl+pagedown f4 f7 f8 ctrl+f f11"
    async with staged() as stage:
        await stage.type(query)
        lacking = stage.main.say("ui.no-hit")
        for key in keys.split():
            stage.main.note(Outcome(""))
            await stage.press(key)
            assert lacking in stage.told(), key
        assert stage.main.query_box.has_focus and not stage.main.template
        assert not stage.outside.edited and not stage.outside.copied and not stage.outside.browsed


async def test_that_no_hit_is_there_yet_is_told_until_one_comes() -> None:
    engine = FakeEngine()
    engine.gate("长")
    async with staged(engine) as stage:
        await stage.press("长", "ctrl+y")
        lacking = stage.main.say("ui.no-hit")
        assert lacking in stage.told()
        engine.release()
        await settle(stage.pilot, lambda: stage.main.hit is not None)
        assert lacking not in stage.told()


@pytest.mark.parametrize("tabs", [1, 2], ids=["hits", "text"])
@pytest.mark.parametrize(
    ("keys", "query"),
    [
        (["ctrl+w", "强"], "长期 强"),
        (["backspace", "强"], "长期 主强"),
        (["ctrl+a", "delete"], "期 主义"),
    ],
    ids=lambda keys: " ".join(keys),
)
async def test_keys_that_edit_the_query_do_so_from_hits_and_text(
    tabs: int, keys: list[str], query: str
) -> None:
    async with staged() as stage:
        await stage.type("长期 主义")
        await stage.press(*["tab"] * tabs, *keys)
        await settle(stage.pilot)
        assert (stage.main.query_box.value, stage.main.query_box.has_focus) == (query, True)


async def test_keys_that_the_hits_have_themselves_do_not_edit_the_query() -> None:
    async with staged() as stage:
        await stage.type("长期")
        await stage.press("tab", "end")
        await settle(stage.pilot)
        assert stage.main.hit_list.has_focus
        assert stage.main.results is not None and stage.main.chosen == len(stage.main.results.hits) - 1


@pytest.mark.parametrize("tabs", [0, 1, 2], ids=["query", "hits", "text"])
async def test_a_paste_goes_to_the_query_as_one_line(tabs: int) -> None:
    async with staged() as stage:
        await stage.type("长期")
        await stage.press(*["tab"] * tabs)
        stage.app.post_message(events.Paste("\n主义\r\n第\t\x1b二\u3000\n\n  \n行\n"))
        await settle(stage.pilot)
        assert stage.main.query_box.value == "长期主义 第 二\u3000 行"


async def test_what_goes_wrong_outside_is_told() -> None:
    async with staged() as stage:
        await stage.type("长期主义")
        stage.outside.opening = Opening.NONE
        await stage.press("enter")
        assert "EDITOR" in stage.told()
        stage.outside.browsing = Browsed.NONE
        await stage.press("ctrl+o")
        await settle(stage.pilot)
        assert "没有注明网址" in stage.told()


async def test_nothing_but_the_query_is_there_before_anything_is_found() -> None:
    async with staged() as stage:
        assert "可以这样找" in shown(stage)
        await stage.press("tab")
        assert stage.main.query_box.has_focus
        for key in ("enter", "ctrl+y", "ctrl+l", "ctrl+o", "f3", "down", "pagedown", "ctrl+end"):
            await stage.press(key)
        assert not (stage.outside.edited or stage.outside.copied or stage.outside.browsed)


async def test_the_program_may_be_left_before_the_text_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, gate = asyncio.Event(), asyncio.Event()
    mount = TextPane.mount_composed_widgets

    async def late(pane: TextPane, widgets: list[Widget]) -> None:
        begun.set()
        await gate.wait()
        await mount(pane, widgets)

    monkeypatch.setattr(TextPane, "mount_composed_widgets", late)
    app = XunjuApp(FakeEngine(), catalog_for(Language.ZH), world=Outside().world())
    running = asyncio.create_task(app.run_async(headless=True))
    await begun.wait()
    app.exit(return_code=0)
    while not app.screen_stack[0]._pruning:
        await asyncio.sleep(0)
    gate.set()
    await running
    assert app.return_code == 0 and app._exception is None


async def test_the_rest_of_the_hits_follows_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without moving the selection; until then the number of hits says that there are more."""
    monkeypatch.setattr("tui.searching.FIRST_HITS", 3)
    engine = FakeEngine()
    async with staged(engine) as stage:
        engine.gate("rest:长期")
        await stage.press(*"长期")
        await settle(stage.pilot, stage.answers("长期"))
        assert len(stage.main.hit_list.hits) == 3
        await stage.press("down")
        engine.release()
        await settle(stage.pilot)
        assert len(stage.main.hit_list.hits) == answer("长期", 1_000).total > 3
        assert stage.main.chosen == 1


async def test_hits_are_counted_when_there_is_time() -> None:
    class Unsure(FakeEngine):
        def ranked(self, query: str) -> Results:
            return replace(super().ranked(query), totals={Tier.EXACT: 2}, complete=False)

    engine = Unsure()
    engine.gate("count:长期")
    async with staged(engine) as stage:
        await stage.press(*"长期")
        await settle(stage.pilot, lambda: "2+" in stage.told())
        engine.release()
        await settle(stage.pilot)
        assert "+" not in stage.told()
        assert str(answer("长期", 0).totals[Tier.EXACT]) in stage.told()


async def test_a_new_query_interrupts_the_counting() -> None:
    counting = threading.Event()

    class Endless(FakeEngine):
        def ranked(self, query: str) -> Results:
            return replace(super().ranked(query), complete=query != "长期")

        def count(self, query: str, stopped: Callable[[], bool] = bool) -> Count:
            counting.set()
            while not stopped():
                pass
            raise Cancelled("the search was cancelled")

    async with staged(Endless()) as stage:
        await stage.press(*"长期")
        await settle(stage.pilot, counting.is_set)
        await stage.press(*"主义")
        await settle(stage.pilot)
        assert stage.main.answered == "长期主义"


@pytest.mark.parametrize(("likeness", "label"), [(Likeness.TONE, "同音"), (Likeness.PINYIN, "拼音")])
async def test_a_hit_says_how_it_sounds(likeness: Likeness, label: str) -> None:
    class Sounding(FakeEngine):
        def ranked(self, query: str) -> Results:
            results = super().ranked(query)
            hits = tuple(replace(hit, tier=Tier.SOUND, likeness=likeness) for hit in results)
            return replace(results, hits=hits)

    async with staged(Sounding()) as stage:
        await stage.type("长期")
        assert label in shown(stage)
