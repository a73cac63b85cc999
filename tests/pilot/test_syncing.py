"""What happens to the files is followed and told, and what goes wrong is told, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from textual.widgets._toast import Toast

from index import (
    Document,
    Failure,
    Hit,
    IndexBusy,
    IndexDamaged,
    Order,
    Progress,
    Results,
    SyncReport,
    UnknownDocument,
)
from tests.pilot.conftest import Stage, settle, staged
from tests.pilot.fakes import FakeEngine
from tui.app import XunjuApp
from tui.i18n import Language, catalog_for
from tui.pace import Pace
from tui.screens.words import rebuilt


async def test_a_sync_is_told_and_searched_again_with_the_choice_kept() -> None:
    engine = FakeEngine()
    engine.progress = [Progress("read", 12, 419, 100)]
    engine.sync_gate.clear()
    async with staged(engine) as stage:
        await stage.press(*"长期主义")
        await settle(stage.pilot, stage.answers("长期主义"))
        assert "12/419" in stage.told()
        await stage.press("down", "down")
        chosen = stage.main.hit
        engine.sync_gate.set()
        await settle(stage.pilot)
        assert engine.asked.count("长期主义") == 2
        assert stage.main.hit == chosen
        assert "12/419" not in stage.told()


async def test_how_fast_a_sync_goes_is_told() -> None:
    engine = FakeEngine()
    engine.progress = [Progress("read", 0, 40, 0), Progress("read", 10, 40, 1_000_000)]
    async with staged(engine) as stage:
        await settle(stage.pilot)
        stage.main.upkeep.pace = Pace(count(step=10).__next__)
        engine.sync_gate.clear()
        await stage.press("f5")
        await settle(stage.pilot, lambda: "10/40" in stage.told())
        pace = stage.main.upkeep.pace.words(stage.main.say, engine.progress[1])
        assert pace and pace in stage.told()
        engine.sync_gate.set()


@pytest.mark.parametrize("query", ["", "长期主义"], ids=["welcome", "query"])
async def test_folders_without_files_are_told_as_such_once_they_have_been_looked_at(query: str) -> None:
    engine = FakeEngine()
    empty = catalog_for(Language.ZH)("ui.no-files")
    async with staged(engine) as stage:
        await stage.type(query)
        assert empty not in "\n".join(stage.rows())
        engine.sync_gate.clear()
        documents = engine.replace()
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: stage.main.upkeep.syncing)
        engine.sync_gate.set()
        await settle(stage.pilot)
        shown = "\n".join(stage.rows())
        assert empty in shown and str(engine.roots[0]) in shown and "没有找到" not in shown
        engine.replace(*documents)
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: empty not in "\n".join(stage.rows()))


async def test_folders_that_have_not_been_looked_at_are_not_told_to_be_empty() -> None:
    engine = FakeEngine(())
    engine.errors["sync"] = RuntimeError("磁盘")
    engine.when = None
    async with staged(engine) as stage:
        for query in ("", "长期主义"):
            await stage.type(query)
            assert catalog_for(Language.ZH)("ui.no-files") not in "\n".join(stage.rows())


async def test_files_that_were_not_read_are_told() -> None:
    engine = FakeEngine()
    engine.report = SyncReport(failures=(Failure(Path("/library/坏.md"), "encoding", "[b]?"),))
    async with staged(engine) as stage:
        await settle(stage.pilot)
        assert "坏.md" in stage.told()


async def test_files_that_were_not_read_are_told_no_longer_once_they_are() -> None:
    engine = FakeEngine()
    engine.report = SyncReport(failures=(Failure(Path("/library/移动硬盘"), "away"),))
    async with staged(engine) as stage:
        await settle(stage.pilot)
        assert "移动硬盘" in stage.told()
        engine.report = SyncReport()
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert "移动硬盘" not in stage.told()


async def test_that_the_index_was_made_anew_is_told_when_it_is_opened_and_not_after_each_sync() -> None:
    engine = FakeEngine()
    engine.rebuilt = "damaged"
    async with staged(engine) as stage:
        await settle(stage.pilot)
        told = rebuilt(stage.main.say, "damaged")
        assert told in stage.told()
        await stage.press("f5")
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert told not in stage.told()
        assert [notice.text for _, notice in stage.main.told_before].count(told) == 1


async def test_as_many_files_are_told_as_the_command_line_tells_and_once_only() -> None:
    engine = FakeEngine()
    poor = Failure(Path("/library/头.md"), "front-matter", skipped=False)
    engine.report = SyncReport(failures=(poor, Failure(Path("/library/坏.md"), "encoding")))
    async with staged(engine) as stage:
        await settle(stage.pilot)
        assert catalog_for(Language.ZH)("index.failures", count=2) in stage.told()
        assert "坏.md" in stage.told()
        await stage.type("长期")
        await stage.press("f5")
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert "坏.md" not in stage.told()


async def test_what_failed_is_told_no_longer_once_it_has_come_right() -> None:
    engine = FakeEngine()
    engine.errors["sync"] = RuntimeError("磁盘")
    async with staged(engine) as stage:
        await settle(stage.pilot)
        assert "磁盘" in stage.told()
        del engine.errors["sync"]
        await stage.press("f5")
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert "磁盘" not in stage.told()


async def test_what_goes_on_to_fail_is_told_once_unless_it_was_asked_for() -> None:
    engine = FakeEngine()
    engine.errors["sync"] = RuntimeError("磁盘")
    async with staged(engine) as stage:
        await settle(stage.pilot)
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert len(stage.main.told_before) == 1 and "磁盘" in stage.told()
        await stage.press("f5")
        await settle(stage.pilot, lambda: engine.synced == 3 and not stage.main.busy)
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: engine.synced == 4 and not stage.main.busy)
        assert len(stage.main.told_before) == 2
        engine.errors["sync"] = RuntimeError("电源")
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: "电源" in stage.told())
        del engine.errors["sync"]
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: engine.synced == 6 and not stage.main.busy)
        assert "电源" not in stage.told()


async def test_while_another_program_writes_the_index_its_end_is_waited_for() -> None:
    engine = FakeEngine()
    engine.errors["sync"] = IndexBusy("x")
    engine.sync_gate.clear()
    waiting = catalog_for(Language.ZH)("ui.sync-waits")
    async with staged(engine) as stage:
        await stage.press(*"长期主义")
        await settle(stage.pilot, stage.answers("长期主义"))
        engine.sync_gate.set()
        await settle(stage.pilot, lambda: engine.synced > 2 and waiting in stage.told())
        assert [told.text for _, told in stage.main.told_before] == [waiting]
        del engine.errors["sync"]
        await settle(stage.pilot, lambda: not stage.main.busy)
        assert waiting not in stage.told()
        assert engine.asked.count("长期主义") == 2


async def test_damage_is_told_no_longer_once_it_is_mended() -> None:
    engine = FakeEngine()
    engine.errors["长期"] = IndexDamaged("x")
    async with staged(engine) as stage:
        await settle(stage.pilot)
        engine.sync_gate.clear()
        await stage.press(*"长期")
        await settle(stage.pilot, lambda: "索引已损坏" in stage.told())
        del engine.errors["长期"]
        engine.sync_gate.set()
        await settle(stage.pilot)
        assert "索引已损坏" not in stage.told()


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
    engine.errors |= {where: error, f"rest:{where}": error}
    async with staged(engine) as stage:
        if where in ("sync", "status"):
            await settle(stage.pilot)
        else:
            await stage.type("长期")
        assert said in stage.told()
        assert stage.app._running
        assert engine.synced == (2 if isinstance(error, IndexDamaged) else 1)


async def test_files_that_change_are_followed_with_the_choice_kept() -> None:
    async with staged() as stage:
        await stage.press(*"长期主义")
        await settle(stage.pilot, stage.answers("长期主义"))
        await stage.press("down", "down")
        chosen, synced = stage.main.hit, stage.engine.synced
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: stage.engine.synced == synced + 1 and not stage.main.busy)
        assert engine_asked_again(stage, "长期主义")
        assert stage.main.hit == chosen


class Changing(FakeEngine):
    """A library whose hits become others between two syncs."""

    def __init__(self, change: Callable[[Hit], Hit | None]) -> None:
        super().__init__()
        self.change = change

    def search(
        self,
        query: str,
        limit: int,
        stopped: Callable[[], bool] = bool,
        order: Order = Order.RELEVANCE,
    ) -> Results:
        results = super().search(query, 1_000 if self.synced > 1 else limit, stopped, order)
        if self.synced < 2:
            return results
        hits = tuple(hit for one in results.hits if (hit := self.change(one)) is not None)
        return replace(results, hits=tuple(sorted(hits, key=lambda hit: hit.path))[:limit])

    def document(self, document: str) -> Document:
        return replace(super().document(document.strip("*")), id=document)

    def length(self, document: str) -> int:
        return super().length(document.strip("*"))


def moved(hit: Hit) -> Hit:
    """The hit once its file is called otherwise, and listed first."""
    return (
        replace(hit, document=f"{hit.document}*", path=Path("/library/a.md"))
        if hit.document == "talk"
        else hit
    )


def edited(hit: Hit) -> Hit:
    """The hit once something was written before it."""
    if hit.document != "talk":
        return hit
    text_offset, spans = hit.text_offset + 2, tuple((start + 2, end + 2) for start, end in hit.spans)
    return replace(
        hit, document=f"{hit.document}*", text_offset=text_offset, spans=spans, text=f"{hit.text}!"
    )


@pytest.mark.parametrize("change", [moved, edited], ids=["moved", "edited"])
async def test_the_choice_follows_a_file_that_is_moved_or_edited(change: Callable[[Hit], Hit]) -> None:
    engine = Changing(change)
    async with staged(engine) as stage:
        await stage.type("长期")
        results = stage.main.results
        assert results is not None
        last = [number for number, hit in enumerate(results.hits) if hit.document == "talk"][-1]
        stage.main._choose(last)
        await settle(stage.pilot)
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert stage.main.hit == change(results.hits[last])


async def test_where_the_chosen_hit_is_gone_the_choice_stays_at_its_place() -> None:
    engine = Changing(lambda hit: None if hit.document == "talk" else hit)
    async with staged(engine) as stage:
        await stage.type("长期")
        await stage.press("down", "down")
        results = stage.main.results
        assert results is not None
        place = next(number for number, hit in enumerate(results.hits) if hit.document == "talk")
        stage.main._choose(place)
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert stage.main.results is not None
        assert stage.main.chosen == min(place, len(stage.main.results.hits) - 1) > 0


@pytest.mark.parametrize("error", [None, RuntimeError("磁盘")], ids=["well", "failing"])
@pytest.mark.parametrize("keys", [[], ["f5"]], ids=["unasked", "asked"])
async def test_what_changes_during_a_sync_is_synced_after_it(
    keys: list[str], error: Exception | None
) -> None:
    engine = FakeEngine()
    engine.sync_gate.clear()
    if error is not None:
        engine.errors["sync"] = error
    async with staged(engine) as stage:
        await settle(stage.pilot, lambda: stage.main.upkeep.syncing)
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: stage.main.upkeep._behind)
        await stage.press(*keys)
        engine.sync_gate.set()
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert len(stage.main.told_before) == bool(keys or error)


async def test_an_update_that_is_asked_for_during_another_begins_after_it() -> None:
    engine = FakeEngine()
    engine.sync_gate.clear()
    async with staged(engine) as stage:
        await settle(stage.pilot, lambda: engine.synced == 1)
        await stage.press("f5")
        engine.sync_gate.set()
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert catalog_for(Language.ZH)("ui.up-to-date") in stage.told()


async def test_files_that_cannot_be_watched_are_told() -> None:
    async with staged() as stage:
        stage.outside.unwatched = OSError("no more watches")
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: "no more watches" in stage.told())
        assert "F5" in stage.told()


def engine_asked_again(stage: Stage, query: str) -> bool:
    return stage.engine.asked.count(query) >= 2


async def test_an_update_that_was_asked_for_is_told_even_where_nothing_had_changed() -> None:
    engine = FakeEngine()
    async with staged(engine) as stage:
        await settle(stage.pilot)
        current = catalog_for(Language.ZH)("ui.up-to-date")
        assert current not in stage.told()
        await stage.press("f5")
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.busy)
        assert current in stage.told()
        stage.outside.changed.set()
        await stage.type("长期主义")
        await settle(stage.pilot, lambda: engine.synced == 3 and not stage.main.busy)
        assert current not in stage.told()


async def test_after_a_sync_the_text_is_read_again() -> None:
    async with staged() as stage:
        await stage.type("长期主义")
        before = stage.engine.read.count("article")
        await stage.press("f5")
        await settle(stage.pilot, lambda: stage.engine.read.count("article") > before)


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (40, 12)])
async def test_bad_news_before_the_eyes_leaves_the_status_line_to_be_read(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(XunjuApp, "NOTIFICATION_TIMEOUT", 3600.0)
    engine = FakeEngine()
    engine.errors["sync"] = RuntimeError("磁盘坏了")
    async with staged(engine, size=size, notifications=True) as stage:
        await settle(stage.pilot, lambda: any(toast.region for toast in stage.main.query(Toast)))
        (toast,) = stage.main.query(Toast)
        assert "磁盘坏了" in stage.told()
        assert toast.region.bottom <= stage.main.status_bar.region.y
