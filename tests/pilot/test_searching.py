"""Answers come when they come: what is shown fits what is asked, and nothing flickers or is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from index import (
    Cancelled,
    Count,
    Failure,
    IndexDamaged,
    Likeness,
    Progress,
    Results,
    SyncReport,
    Tier,
    UnknownDocument,
)
from tests.pilot.conftest import Stage, settle, staged
from tests.pilot.fakes import FakeEngine, answer
from tui.actions.browser import Browsed
from tui.actions.editor import Opening
from tui.widgets.hits import HitList


def shown(stage: Stage) -> str:
    return "\n".join(stage.rows())


def answered(stage: Stage, query: str) -> Callable[[], bool]:
    return lambda: stage.main.answered == query


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
        await settle(stage.pilot, answered(stage, "长期"))
        await stage.press("龘")
        await settle(stage.pilot, lambda: not stage.main.searcher.busy)
        assert stage.main.hit_list.hits
    async with staged() as stage:
        await stage.type("长期龘")
        assert not stage.main.hit_list.hits
        assert "没有找到「长期龘」" in shown(stage)


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


async def test_a_paste_goes_to_the_query() -> None:
    async with staged() as stage:
        stage.main.query_box.post_message(events.Paste("长期主义\n第二行"))
        await settle(stage.pilot)
        assert stage.main.answered == "长期主义"


async def test_the_document_is_read_once_for_all_its_hits() -> None:
    async with staged() as stage:
        await stage.type("长期主义")
        for _ in range(3):
            await stage.press("down")
        await settle(stage.pilot)
        assert stage.engine.read == ["article"]


async def test_the_editor_waits_for_the_text() -> None:
    engine = FakeEngine()
    engine.gate("document:article")
    async with staged(engine) as stage:
        await stage.press(*"长期主义")
        await settle(stage.pilot, lambda: engine.read == ["article"])
        await stage.press("enter")
        assert not stage.outside.edited
        engine.release()
        await settle(stage.pilot)
        assert stage.outside.edited[0].byte == 12


async def test_a_sync_is_told_and_searched_again_with_the_choice_kept() -> None:
    engine = FakeEngine()
    engine.progress = [Progress("read", 12, 419, 100)]
    engine.sync_gate.clear()
    async with staged(engine) as stage:
        await stage.press(*"长期主义")
        await settle(stage.pilot, answered(stage, "长期主义"))
        assert "12/419" in stage.told()
        await stage.press("down", "down")
        chosen = stage.main.hit
        engine.sync_gate.set()
        await settle(stage.pilot)
        assert engine.asked.count("长期主义") == 2
        assert stage.main.hit == chosen
        assert "12/419" not in stage.told()


async def test_files_that_were_not_read_are_told() -> None:
    engine = FakeEngine()
    engine.report = SyncReport(failures=(Failure(Path("/library/坏.md"), "encoding", "[b]?"),))
    async with staged(engine) as stage:
        await settle(stage.pilot)
        assert "坏.md" in stage.told()


@pytest.mark.parametrize(
    ("where", "error", "said"),
    [
        ("长期", IndexDamaged("x"), "索引已损坏"),
        ("长期", RuntimeError("[b] [/x]"), "[b] [/x]"),
        ("document:article", UnknownDocument("y"), "已不在索引里"),
        ("sync", RuntimeError("磁盘"), "磁盘"),
        ("status", RuntimeError("状态"), "状态"),
    ],
)
async def test_failures_become_notices(where: str, error: Exception, said: str) -> None:
    engine = FakeEngine()
    engine.errors[where] = error
    async with staged(engine) as stage:
        if where in ("sync", "status"):
            await settle(stage.pilot)
        else:
            await stage.type("长期")
        assert said in stage.told()
        assert stage.app._running


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


async def test_a_click_chooses_a_hit_and_the_wheel_scrolls_what_is_under_it() -> None:
    async with staged(size=(120, 40)) as stage:
        await stage.type("长期主义")
        await stage.pilot.click(HitList, offset=(10, 4))
        await settle(stage.pilot)
        assert stage.main.chosen == 1
        hits = stage.main.hit_list
        hits.post_message(events.MouseScrollDown(hits, 5, 5, 0, 1, 0, False, False, False))
        await settle(stage.pilot)
        assert hits.top == 3


async def test_dragging_marks_text_as_it_stands_in_the_document() -> None:
    async with staged(size=(60, 40)) as stage:
        await stage.type("强化学习最大")
        assert stage.main.page is not None
        reader = stage.main.reader
        row = reader._flow.row_of(stage.main.current[0][0]) - reader.top if reader._flow else 0
        left = reader.margin_width
        await stage.pilot.mouse_down(reader, offset=(left, row))
        await stage.pilot.hover(reader, offset=(left + 4, row + 1))
        await stage.pilot.mouse_up(reader, offset=(left + 4, row + 1))
        marked = stage.main.get_selected_text()
        assert marked and "\n" not in marked and marked in stage.main.page.text
        await stage.press("ctrl+c")
        await settle(stage.pilot)
        assert stage.outside.copied == [marked]


async def test_a_small_terminal_shows_the_text_on_demand() -> None:
    async with staged(size=(40, 10)) as stage:
        await stage.type("长期主义")
        assert stage.main.hit_list.region.height == 8
        await stage.press("pagedown")
        await settle(stage.pilot)
        assert stage.main.reader.region.height > 5
        await stage.press("escape")
        await settle(stage.pilot)
        assert stage.main.hit_list.region.height == 8


@pytest.mark.parametrize("sizes", [((120, 40), (80, 24)), ((81, 25), (200, 50)), ((80, 24), (60, 40))])
async def test_a_new_size_keeps_the_place(sizes: tuple[tuple[int, int], tuple[int, int]]) -> None:
    async with staged(size=sizes[0]) as stage:
        await stage.type("强化学习最大")
        await stage.press("ctrl+down", *(["pagedown"] * 3))
        before = stage.main.reader.first_offset
        await stage.pilot.resize_terminal(*sizes[1])
        await settle(stage.pilot)
        reader = stage.main.reader
        assert reader._flow is not None
        start, end = reader._flow.bounds(reader.top)
        assert start <= before < end


async def test_the_first_match_is_in_view_about_a_third_down() -> None:
    async with staged(size=(120, 40)) as stage:
        await stage.type("强化学习最大")
        reader = stage.main.reader
        assert reader._flow is not None
        row = reader._flow.row_of(stage.main.current[0][0]) - reader.top
        assert row == reader.size.height // 3


async def test_a_sync_leaves_the_text_where_it_was_scrolled_to() -> None:
    engine = FakeEngine()
    async with staged(engine) as stage:
        await stage.type("强化学习最大")
        await stage.press("pagedown", "pagedown")
        top = stage.main.reader.top
        await stage.press("f5")
        await settle(stage.pilot)
        assert engine.read.count("speech") == 2
        assert stage.main.reader.top == top


async def test_nothing_but_the_query_is_there_before_anything_is_found() -> None:
    async with staged() as stage:
        assert "可以这样找" in shown(stage)
        await stage.press("tab")
        assert stage.main.query_box.has_focus
        for key in ("enter", "ctrl+y", "ctrl+l", "ctrl+o", "f3", "down", "pagedown", "ctrl+end"):
            await stage.press(key)
        assert not (stage.outside.edited or stage.outside.copied or stage.outside.browsed)


async def test_the_rest_of_the_hits_follows_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without moving the selection; until then the number of hits says that there are more."""
    monkeypatch.setattr("tui.searching.FIRST_HITS", 3)
    engine = FakeEngine()
    async with staged(engine) as stage:
        engine.gate("document:article")
        await stage.press(*"长期")
        await settle(stage.pilot, answered(stage, "长期"))
        assert len(stage.main.hit_list.hits) == 3
        await stage.press("down")
        engine.release()
        await settle(stage.pilot)
        assert len(stage.main.hit_list.hits) == answer("长期", 1_000).total > 3
        assert stage.main.chosen == 1


async def test_hits_are_counted_when_there_is_time(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unsure(FakeEngine):
        def search(self, query: str, limit: int, stopped: Callable[[], bool] = bool) -> Results:
            results = super().search(query, limit, stopped)
            return replace(results, totals={Tier.EXACT: 2}, complete=False)

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
        def search(self, query: str, limit: int, stopped: Callable[[], bool] = bool) -> Results:
            return replace(super().search(query, limit, stopped), complete=query != "长期")

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
        def search(self, query: str, limit: int, stopped: Callable[[], bool] = bool) -> Results:
            results = super().search(query, limit, stopped)
            hits = tuple(replace(hit, tier=Tier.SOUND, likeness=likeness) for hit in results)
            return replace(results, hits=hits)

    async with staged(Sounding()) as stage:
        await stage.type("长期")
        assert label in shown(stage)


async def test_files_that_change_are_followed_with_the_choice_kept() -> None:
    async with staged() as stage:
        await stage.press(*"长期主义")
        await settle(stage.pilot, answered(stage, "长期主义"))
        await stage.press("down", "down")
        chosen, synced = stage.main.hit, stage.engine.synced
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: stage.engine.synced == synced + 1 and not stage.main.busy)
        assert engine_asked_again(stage, "长期主义")
        assert stage.main.hit == chosen


async def test_what_changes_during_a_sync_is_synced_after_it() -> None:
    engine = FakeEngine()
    engine.sync_gate.clear()
    async with staged(engine) as stage:
        await settle(stage.pilot, lambda: stage.main.syncing)
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: stage.main._behind)
        engine.sync_gate.set()
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)


async def test_files_that_cannot_be_watched_are_told() -> None:
    async with staged() as stage:
        stage.outside.unwatched = OSError("no more watches")
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: "no more watches" in stage.told())
        assert "F5" in stage.told()


def engine_asked_again(stage: Stage, query: str) -> bool:
    return stage.engine.asked.count(query) >= 2
