"""Why so few hits: offers that are taken by a key or a click, and taken back."""

from __future__ import annotations

import pytest

from index import Relaxation
from tests.pilot.conftest import Stage, settle, staged
from tests.pilot.fakes import FakeEngine

OFFERS = (
    Relaxation("by-sound", "被裁", "~被裁", 5),
    Relaxation("no-part", "品味", "长期", 12),
)
TYPED = "长期 品味"


def engine() -> FakeEngine:
    made = FakeEngine()
    made.relaxed = {TYPED: OFFERS}
    return made


def offered(stage: Stage) -> str:
    return stage.main.offers.words if stage.main.offers.display else ""


async def test_a_query_with_few_hits_says_what_would_find_more() -> None:
    async with staged(engine()) as stage:
        await stage.type(TYPED)
        await settle(stage.pilot, lambda: "+12" in offered(stage))
        assert offered(stage) == 'Alt-1 按音找"被裁" +5  Alt-2 去掉"品味" +12'
        await stage.type("x")
        assert not offered(stage)


async def test_offers_that_one_row_does_not_hold_stand_in_two() -> None:
    async with staged(engine(), size=(36, 24)) as stage:
        await stage.type(TYPED)
        await settle(stage.pilot, lambda: "+12" in offered(stage))
        await settle(stage.pilot)
        assert [sum(word in row for row in stage.rows()) for word in ("Alt-1", "Alt-2", "+12")] == [1, 1, 1]


async def test_nothing_moves_until_it_is_known_that_there_are_no_offers() -> None:
    made = engine()
    made.gate(f"{TYPED}x")
    async with staged(made) as stage:
        await stage.type(TYPED)
        await settle(stage.pilot, lambda: "+12" in offered(stage))
        before = stage.main.reader.region
        await stage.press("x")
        await settle(stage.pilot, lambda: f"{TYPED}x" in made.asked)
        assert not offered(stage) and stage.main.reader.region == before
        made.release()
        await settle(stage.pilot)
        assert stage.main.reader.region.height == before.height + 1
        await stage.press("backspace")
        await settle(stage.pilot, lambda: "+12" in offered(stage))
        stage.main.query_box.value = "长"
        await settle(stage.pilot)
        assert not stage.main.offers.display


async def test_an_offer_is_taken_and_taken_back() -> None:
    async with staged(engine()) as stage:
        await stage.type(TYPED)
        await settle(stage.pilot, lambda: "+12" in offered(stage))
        await stage.press("alt+2")
        await settle(stage.pilot)
        assert stage.main.query_box.value == stage.main.answered == "长期"
        assert offered(stage) == f'Alt-0 回到"{TYPED}"'
        await stage.press("alt+0")
        await settle(stage.pilot, lambda: "+12" in offered(stage))
        assert stage.main.query_box.value == TYPED


async def test_a_click_on_an_offer_takes_it() -> None:
    async with staged(engine()) as stage:
        await stage.type(TYPED)
        await settle(stage.pilot, lambda: "+12" in offered(stage))
        await stage.pilot.click("#offers", offset=(4, 0))
        await settle(stage.pilot)
        assert stage.main.query_box.value == "~被裁"


@pytest.mark.parametrize(
    ("key", "told"), [("alt+1", "没有这个建议"), ("alt+3", "没有这个建议"), ("alt+0", "不是按建议")]
)
async def test_without_offers_their_keys_only_say_so(key: str, told: str) -> None:
    async with staged(engine()) as stage:
        await stage.type("长期")
        await stage.press(key)
        assert told in stage.told() and stage.main.query_box.value == "长期"
