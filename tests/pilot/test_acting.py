"""What is told of what was done: where, for how long, and how loudly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.pilot.conftest import settle, staged
from tests.pilot.fakes import DOCUMENTS, FakeEngine
from tui import searching
from tui.actions.editor import Opening
from tui.widgets.query import QueryInput


@pytest.mark.parametrize(("opening", "loud"), [(Opening.OPENED, False), (Opening.FAILED, True)])
async def test_only_bad_news_come_before_the_eyes(opening: Opening, loud: bool) -> None:
    async with staged(notifications=True) as stage:
        stage.outside.opening = opening
        await stage.type("长期主义")
        await stage.press("enter")
        await settle(stage.pilot)
        assert bool(stage.app._notifications) is loud
        assert [told.bad for _, told in stage.main.told_before] == [loud]


async def test_what_was_told_stays_when_more_hits_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "FIRST_HITS", 3)
    engine = FakeEngine()
    engine.gate("rest:长期")
    async with staged(engine) as stage:
        await stage.press(*"长期")
        await settle(stage.pilot, lambda: stage.main.shown_page is not None)
        await stage.press("ctrl+l")
        told = stage.main.say("copy.place")
        await settle(stage.pilot, lambda: told in stage.told())
        engine.release()
        await settle(stage.pilot)
        assert told in stage.told()


async def test_an_edit_that_leaves_the_query_as_it_was_asks_nothing_anew() -> None:
    async with staged() as stage:
        await stage.type("长期主义")
        await stage.press("ctrl+l")
        await settle(stage.pilot)
        asked, told = list(stage.engine.asked), stage.told()
        box = stage.main.query_box
        box.post_message(QueryInput.Edited(box, "长期主义"))
        await settle(stage.pilot)
        assert (stage.engine.asked, stage.told()) == (asked, told)


async def test_before_its_text_is_there_a_hit_names_its_source() -> None:
    engine = FakeEngine()
    engine.lengths["article"] = searching.LONG_TEXT + 1
    engine.gate("document:article")
    async with staged(engine) as stage:
        await stage.press(*"长期主义")
        await settle(stage.pilot, stage.answers("长期主义"))
        await stage.press("ctrl+o")
        await settle(stage.pilot, lambda: bool(stage.outside.browsed))
        assert stage.main.shown_page is None and stage.outside.browsed == [DOCUMENTS[0].metadata.url]


async def test_what_front_matter_says_stands_above_the_text() -> None:
    front = DOCUMENTS[0].text.index("他说")
    document = replace(
        DOCUMENTS[0], body_start=front, metadata=replace(DOCUMENTS[0].metadata, tags=("写作",))
    )
    async with staged(FakeEngine((document, *DOCUMENTS[1:])), size=(160, 40)) as stage:
        await stage.type("不是口号")
        rows = stage.rows()
        place = next(number for number, row in enumerate(rows) if "#写作" in row)
        assert "专访[b]：长期主义者的一天" in rows[place - 2] and "林小雨" in rows[place - 1]
        assert "他说，长期主义不是口号" in rows[place + 2]
        assert not any("# 专访" in row for row in rows)


@pytest.mark.parametrize(("kept", "again"), [(1, 1), (1_000_000, 0)], ids=["little room", "room"])
async def test_texts_that_were_read_are_kept_as_far_as_there_is_room(
    monkeypatch: pytest.MonkeyPatch, kept: int, again: int
) -> None:
    monkeypatch.setattr(searching, "KEPT_CHARACTERS", kept)
    async with staged() as stage:
        await stage.type("长期")
        first = stage.main.shown
        await stage.press("ctrl+pagedown")
        await settle(stage.pilot)
        assert stage.main.shown != first
        before = stage.engine.read.count(first)
        await stage.press("ctrl+pageup")
        await settle(stage.pilot)
        assert stage.main.shown == first
        assert stage.engine.read.count(first) - before == again
