"""Versions of one work: one entry in the list, and the same place in each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from index import Hit, Versions
from tests.pilot.conftest import Stage, settle, staged
from tests.pilot.fakes import DOCUMENTS, FakeEngine
from tui.screens.main import MainScreen
from tui.screens.versions import NEAR
from tui.searching import Searcher

ARTICLE, SPEECH = DOCUMENTS[0], DOCUMENTS[1]


def alike(hits: Sequence[Hit]) -> Versions:
    """The article and the speech are of one work, and two hits of the speech repeat one of the article."""
    speech = [number for number, hit in enumerate(hits) if hit.document == "speech"]
    documents = {hit.document for hit in hits}
    groups = (("article", "speech"),) if {"article", "speech"} <= documents else ()
    return Versions(groups, dict.fromkeys(speech[:2], 0) if groups else {})


def engine() -> FakeEngine:
    made = FakeEngine()
    made.alike = alike
    made.places = {
        ("article", "speech"): SPEECH.text.index("强化学习"),
        ("speech", "article"): ARTICLE.text.index("他"),
    }
    return made


async def ask(stage: Stage) -> None:
    await stage.type("长期")
    await settle(stage.pilot, lambda: stage.main.versions is not None)
    await settle(stage.pilot)


async def ask_before_versions(stage: Stage) -> Sequence[Hit]:
    """The hits as they are listed while it is still to be found out which are versions."""
    stage.engine.gate("versions")
    stage.main.query_box.value = "长期"
    await settle(stage.pilot, lambda: stage.main.hit is not None)
    assert stage.main.results is not None
    return stage.main.results.hits


async def test_versions_are_one_entry_and_nothing_is_lost_but_what_is_said_twice() -> None:
    async with staged(engine(), size=(200, 50)) as stage:
        await ask(stage)
        assert stage.main.results is not None
        ranked, listed = stage.main._found, stage.main.results.hits
        repeats = alike(ranked).repeats
        assert [hit for hit in ranked if hit not in listed] == [ranked[number] for number in repeats]
        titles = [row for row in stage.rows() if " x2 " in row]
        assert len(titles) == 1 and "专访" in titles[0]
        assert stage.widths() == {200}


async def test_the_chosen_hit_stays_chosen_when_others_are_folded() -> None:
    async with staged(engine()) as stage:
        hits = await ask_before_versions(stage)
        number = next(number for number, hit in enumerate(hits) if hit.document == "talk")
        stage.main._choose(number)
        stage.engine.release("versions")
        await settle(stage.pilot)
        assert stage.main.versions is not None and stage.main.hit == hits[number]


async def test_versions_of_hits_that_are_no_longer_listed_are_dropped() -> None:
    async with staged(engine()) as stage:
        await ask(stage)
        hits = stage.main._found
        await stage.press("ctrl+u")
        await settle(stage.pilot)
        stage.main.post_message(Searcher.Compared(hits, alike(hits)))
        await settle(stage.pilot)
        assert stage.main.results is None and stage.main.versions is None


async def test_a_chosen_hit_that_is_folded_gives_way_to_the_one_that_says_the_same() -> None:
    async with staged(engine()) as stage:
        hits = await ask_before_versions(stage)
        stage.main._choose(next(number for number, hit in enumerate(hits) if hit.document == "speech"))
        stage.engine.release("versions")
        await settle(stage.pilot)
        assert stage.main.hit == hits[0]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)])
async def test_the_same_place_is_read_in_the_other_version_and_back(size: tuple[int, int]) -> None:
    async with staged(engine(), size=size) as stage:
        await ask(stage)
        await stage.press("alt+v")
        await settle(stage.pilot)
        main = stage.main
        assert main.page is not None and main.page.document.id == "speech" and main.chosen == 0
        assert 0 <= main.current[0][0] - SPEECH.text.index("强化学习") <= 40
        assert stage.widths() == {size[0]}
        await stage.press("alt+y" if size[0] > 40 else "ctrl+y")
        await settle(stage.pilot)
        assert "对谈" in stage.outside.copied.pop()
        await stage.press("ctrl+l", "enter")
        await settle(stage.pilot)
        assert stage.outside.copied.pop().startswith(str(SPEECH.path))
        assert stage.outside.edited.pop().path == SPEECH.path
        await stage.press("alt+v")
        await settle(stage.pilot)
        assert main.page is not None and main.page.document.id == "article" and main.visited == ""
        assert abs(main.current[0][0] - ARTICLE.text.index("他")) <= 40


@pytest.mark.parametrize(("off", "meant"), [(NEAR, True), (NEAR + 1, False)])
async def test_a_match_near_the_place_is_what_is_meant_there(off: int, meant: bool) -> None:
    made, match = engine(), SPEECH.text.rindex("长期")
    place = made.places["article", "speech"] = match - off
    async with staged(made) as stage:
        await ask(stage)
        await stage.press("alt+v")
        await settle(stage.pilot)
        start = match if meant else place
        assert stage.main.shown == "speech" and stage.main.current == ((start, start + 2),)


async def test_what_is_sought_in_the_text_is_given_up_for_another_version() -> None:
    async with staged(engine()) as stage:
        await ask(stage)
        await stage.press("ctrl+f", *"写字", "alt+v")
        await settle(stage.pilot)
        assert not stage.main.finding and stage.main.lit == "长期"
        assert stage.main.reader.page is not None and stage.main.reader.page.document.id == "speech"


async def test_a_place_in_another_version_that_comes_too_late_is_dropped() -> None:
    async with staged(engine()) as stage:
        await ask(stage)
        before = stage.main.current
        stage.main.post_message(Searcher.Located("talk", "speech", 5, 2))
        await settle(stage.pilot)
        assert stage.main.shown == "article" and stage.main.current == before
        await stage.press("ctrl+u")
        await settle(stage.pilot)
        stage.main.post_message(Searcher.Located("", "speech", 5, 2))
        await settle(stage.pilot)
        assert stage.main.visited == ""


async def test_another_hit_ends_the_visit() -> None:
    async with staged(engine()) as stage:
        await ask(stage)
        await stage.press("alt+v")
        await settle(stage.pilot)
        await stage.press("down")
        await settle(stage.pilot)
        assert stage.main.visited == "" and stage.main.hit is not None
        assert stage.main.page is not None and stage.main.page.document.id == stage.main.hit.document


async def test_where_there_is_no_other_version_or_it_does_not_say_this_that_is_told() -> None:
    made = engine()
    made.places = {}
    async with staged(made) as stage:
        await ask(stage)
        await stage.press("alt+v")
        await settle(stage.pilot)
        assert "另一版本里没有" in stage.told() and stage.main.visited == ""
        stage.main.query_box.value = "表情"
        await settle(stage.pilot)
        await stage.press("alt+v")
        assert "没有内容相同" in stage.told()


async def test_what_is_sought_in_another_version_and_given_up_leaves_the_place_there() -> None:
    async with staged(engine()) as stage:
        await ask(stage)
        await stage.press("alt+v", "ctrl+f", *"主动")
        await settle(stage.pilot)
        await stage.press("escape")
        await settle(stage.pilot)
        assert stage.main.lit == "长期" and stage.main.shown == "speech"
        assert SPEECH.text[slice(*stage.main.current[0])] in ("主动", "长期")
        await stage.press("ctrl+y")
        await settle(stage.pilot)
        assert "主动学习" in stage.outside.copied[-1]


@pytest.mark.parametrize("again", [MainScreen.doubt, MainScreen.action_toggle_usages])
async def test_the_place_in_another_version_stays_when_hits_are_listed_anew(
    again: Callable[[MainScreen], None],
) -> None:
    async with staged(engine()) as stage:
        await ask(stage)
        await stage.press("alt+v")
        await settle(stage.pilot)
        place = stage.main.current
        again(stage.main)
        await settle(stage.pilot)
        assert stage.main.shown == "speech" and stage.main.current == place
        assert stage.main.reader.current == place


async def test_a_version_that_is_shorter_now_is_read_at_its_end() -> None:
    async with staged(engine()) as stage:
        await ask(stage)
        await stage.press("alt+v")
        await settle(stage.pilot)
        short = replace(SPEECH, text="长期看来是这样")
        stage.engine.replace(*(short if one is SPEECH else one for one in DOCUMENTS))
        stage.main.doubt()
        await settle(stage.pilot)
        assert stage.main.shown == "speech"
        await stage.press("ctrl+y")
        await settle(stage.pilot)
        assert "长期看来是这样" in stage.outside.copied[-1]
