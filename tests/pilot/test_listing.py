"""How hits are listed: their order and length; what is chosen stays chosen."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from index import Cancelled, Hit, Order, Results, Tier
from tests.pilot.conftest import Stage, settle, show_usages, staged
from tests.pilot.fakes import FakeEngine
from tui.concordance import Sorting
from tui.i18n import Language, catalog_for
from tui.widgets.hits import MOST_LINES, HitList
from tui.widgets.usage import UsageView


class Mixed(FakeEngine):
    """Ranks the hits of different documents in turn."""

    def ranked(self, query: str) -> Results:
        results = super().ranked(query)
        hits = [hit for hit in results.hits if hit.document != "speech"]
        return replace(results, hits=tuple(hits[::2] + hits[1::2]))


def listed(stage: Stage) -> list[str]:
    """The documents of the hits, as they are listed."""
    assert stage.main.results is not None
    return [hit.document for hit in stage.main.results.hits]


def chosen_row(stage: Stage) -> int:
    """The row of the screen in which the chosen hit begins."""
    return next(number for number, row in enumerate(stage.rows()) if row.startswith("> "))


async def test_hits_of_one_document_stay_together_in_every_order() -> None:
    async with staged(Mixed()) as stage:
        await stage.type("长期")
        orders = {}
        for _ in Order:
            documents = listed(stage)
            assert sum(a != b for a, b in pairwise(documents)) == len(set(documents)) - 1
            orders[stage.main.order] = list(dict.fromkeys(documents))
            await stage.press("f7")
            await settle(stage.pilot)
        assert orders[Order.DATE] == ["article", "talk", "empty"]
        assert orders[Order.PATH] == ["article", "empty", "talk"]


async def test_a_title_says_how_many_hits_are_below_it() -> None:
    async with staged(size=(120, 40)) as stage:
        await stage.type("长期主义")
        title = next(row for row in stage.rows() if "专访[b]" in row)
        assert f"{listed(stage).count('article')} 处" in title


class Single(FakeEngine):
    """Finds hits in one document."""

    def ranked(self, query: str) -> Results:
        results = super().ranked(query)
        return replace(results, hits=tuple(hit for hit in results.hits if hit.document == "article"))


async def test_that_there_is_no_other_document_is_told() -> None:
    async with staged(Single()) as stage:
        await stage.type("长期")
        await stage.press("ctrl+pagedown")
        assert stage.main.chosen == 0
        assert "结果都在这一篇里" in stage.told()


async def test_documents_without_a_date_are_counted() -> None:
    async with staged(Mixed()) as stage:
        await stage.type("长期")
        await stage.press("f7")
        await settle(stage.pilot)
        assert "1 篇无日期" in stage.told()


async def test_another_order_is_that_of_all_hits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is the newest, or the first by path, may be far from the best."""
    monkeypatch.setattr("tui.screens.main.LIMIT", 5)
    async with staged() as stage:
        await stage.type("长期")
        shown = {}
        for _ in Order:
            shown[stage.main.order] = listed(stage)
            await stage.press("f7")
            await settle(stage.pilot)
        article = ["article"] * 4
        assert shown == {
            Order.RELEVANCE: [*article, "speech"],
            Order.DATE: [*article, "talk"],
            Order.PATH: [*article, "empty"],
        }


async def test_a_list_that_is_cut_says_so_and_so_do_its_usages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.main.LIMIT", 4)
    async with staged(size=(80, 24)) as stage:
        await stage.type("长期")
        assert stage.main.results is not None
        cut = f"前 4 处（共 {stage.main.results.total}）"
        assert cut in stage.rows()[-2] and "1/4+" in stage.rows()[0]
        await stage.press("f4")
        await settle(stage.pilot)
        assert cut in stage.rows()[-2] and "1/4+" in stage.rows()[0]
        await stage.press("ctrl+u", *"长期主义者的一天")
        await settle(stage.pilot)
        assert "前" not in stage.told() and "+" not in stage.rows()[0]


async def test_of_a_list_that_is_cut_by_path_the_last_document_alone_may_have_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.screens.main.LIMIT", 5)
    async with staged() as stage:
        await stage.type("长期")
        assert stage.main.hit_list.partial == set(listed(stage))
        await stage.press("f7", "f7")
        await settle(stage.pilot)
        *others, last = dict.fromkeys(listed(stage))
        assert others and stage.main.hit_list.partial == {last}


async def test_the_old_list_stands_until_the_new_order_is_there() -> None:
    engine = Mixed()
    async with staged(engine) as stage:
        await stage.type("长期")
        before = stage.main.hit_list.hits
        engine.gate("rest:长期")
        await stage.press("f7")
        await settle(stage.pilot, lambda: "正在查找" in stage.told())
        assert stage.main.hit_list.hits == before
        engine.release()
        await settle(stage.pilot)
        assert "按日期" in stage.told() and stage.main.hit_list.hits != before


async def test_an_order_that_was_overtaken_is_not_shown() -> None:
    engine = Mixed()
    async with staged(engine) as stage:
        await stage.type("长期")
        engine.gate("rest:长期")
        asked = len(engine.asked)
        await stage.press("f7")
        await settle(stage.pilot, lambda: len(engine.asked) > asked)
        await stage.press("f7")
        engine.release()
        await settle(stage.pilot)
        assert "按路径" in stage.told() and listed(stage) == sorted(listed(stage))


async def test_a_new_query_interrupts_the_sorting() -> None:
    sorting = threading.Event()

    class Endless(FakeEngine):
        def search(
            self,
            query: str,
            limit: int,
            stopped: Callable[[], bool] = bool,
            order: Order = Order.RELEVANCE,
        ) -> Results:
            if (query, order) == ("长期", Order.DATE):
                sorting.set()
                while not stopped():
                    threading.Event().wait(0.01)
                raise Cancelled("the search was cancelled")
            return super().search(query, limit, stopped, order)

    async with staged(Endless()) as stage:
        await stage.type("长期")
        await stage.press("f7")
        await settle(stage.pilot, sorting.is_set)
        await stage.type("主义")
        assert stage.main.answered == "长期主义" and "按日期" in stage.told()


async def test_a_chosen_hit_far_down_stays_chosen_through_sorting_and_syncing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.searching.FIRST_HITS", 2)
    async with staged(Mixed()) as stage:
        await stage.type("长期")
        await stage.press(*["down"] * 5)
        hit = stage.main.hit
        for key in ("f7", "f5", "f7", "f7", "f5"):
            await stage.press(key)
            await settle(stage.pilot)
            assert stage.main.hit == hit and stage.main.shown_page is not None


async def test_the_chosen_hit_stays_chosen_and_where_it_is_through_sorting() -> None:
    async with staged(Mixed(), size=(120, 20)) as stage:
        await stage.type("长期")
        await stage.press(*["down"] * 4)
        hit, hits = stage.main.hit, stage.main.hit_list
        for _ in Order:
            await stage.press("f7")
            await settle(stage.pilot)
            assert stage.main.hit == hit
            assert hits.hits[hits.chosen] == hit
            assert any(row.startswith("> ") for row in stage.rows())


async def test_who_is_at_the_first_hit_is_at_the_first_of_another_order() -> None:
    async with staged() as stage:
        await stage.type("第1")
        for name in ("speech", "talk", "speech"):
            assert stage.main.hit is not None and stage.main.chosen == 0
            assert stage.main.hit.document == name and stage.main.shown_page is not None
            await stage.press("f7")
            await settle(stage.pilot)


async def test_a_chosen_hit_that_another_order_cuts_off_gives_way_to_the_first_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.screens.main.LIMIT", 5)
    async with staged() as stage:
        await stage.type("长期")
        await stage.press(*["down"] * 4)
        assert stage.main.hit is not None and stage.main.hit.document == "speech"
        await stage.press("f7")
        await settle(stage.pilot)
        assert stage.main.chosen == 0 and "刚才那一处" in stage.told()
        await stage.press("down")
        await stage.press("f7")
        await settle(stage.pilot)
        assert stage.main.hit.document == "article" and "刚才那一处" not in stage.told()


async def test_the_order_holds_for_the_next_query() -> None:
    async with staged(Mixed()) as stage:
        await stage.type("长期")
        await stage.press("f7", "f7")
        await stage.type("主义")
        assert listed(stage) == sorted(listed(stage))


async def test_the_length_of_hits_is_bounded_and_remembered() -> None:
    async with staged(size=(120, 40)) as stage:
        await stage.type("长期主义")
        hits = stage.main.hit_list
        await stage.press(*["f9"] * 9)
        assert hits.lines_per_hit == MOST_LINES
        await stage.press(*["f8"] * 9)
        assert hits.lines_per_hit == 1
        await stage.press("f9", "f9")
        await stage.press("ctrl+u", *"强化学习")
        await settle(stage.pilot)
        assert hits.lines_per_hit == 3
        shown = "".join(stage.rows()[hits.region.y + 2 + line][:48].strip() for line in range(3))
        assert len(shown) > 60


async def test_the_chosen_hit_stays_where_it_is_while_hits_get_longer_and_shorter() -> None:
    async with staged(size=(120, 20)) as stage:
        await stage.type("第1")
        await stage.press(*["down"] * 20)
        stage.main.hit_list.scroll_rows(5)
        await settle(stage.pilot)
        place = chosen_row(stage)
        for key in ("f9", "f9", "f8", "f8"):
            await stage.press(key)
            await settle(stage.pilot)
            assert chosen_row(stage) == place


async def test_clicks_on_what_is_said_of_the_list_sort_it_and_show_usages() -> None:
    async with staged(size=(80, 24)) as stage:
        await stage.type("长期主义")
        await stage.pilot.click("#status")
        assert stage.main.order is Order.DATE
        await settle(stage.pilot)
        await stage.pilot.click("#count")
        await settle(stage.pilot)
        assert stage.main.usages
        await stage.pilot.click("#status")
        await settle(stage.pilot)
        assert stage.main.sorting is Sorting.BEFORE and stage.main.order is Order.DATE
        await stage.pilot.click("#count")
        await settle(stage.pilot)
        assert not stage.main.usages


async def test_nothing_to_list_is_no_trouble() -> None:
    async with staged() as stage:
        await stage.press("f4", "f7", "f8", "f9")
        assert not stage.main.usages and stage.main.order is Order.RELEVANCE
        assert stage.main.query_one(HitList).wanted_lines == 0


async def test_a_thousand_hits_are_painted_as_far_as_they_are_in_view(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Many(FakeEngine):
        def ranked(self, query: str) -> Results:
            results = super().ranked(query)
            hits = (_with_matches(results.hits[0], number) for number in range(1_000))
            return replace(results, hits=tuple(hits), totals={Tier.EXACT: 1_000})

    painted: set[tuple[str, int]] = set()
    for view in (HitList, UsageView):

        def render(self: HitList, row: int, name: str = view.__name__, paint=view.render_row):  # type: ignore[no-untyped-def]
            painted.add((name, row))
            return paint(self, row)

        monkeypatch.setattr(view, "render_row", render)
    async with staged(Many(), size=(80, 24)) as stage:
        await show_usages(stage)
        assert {name for name, _ in painted} == {"HitList", "UsageView"}
        assert stage.main.usage_view.row_count == 3_000
        assert len(painted) < 60


def _with_matches(hit: Hit, number: int) -> Hit:
    """Another hit, with three matches in contexts of their own."""
    text = "".join(f"{number}之{part}长期，" for part in "甲乙丙")
    spans = tuple(found.span() for found in re.finditer("长期", text))
    return replace(hit, document=str(number), text=text, text_offset=0, spans=spans)


@pytest.mark.parametrize("language", Language)
async def test_how_hits_are_listed_is_told_in_a_small_terminal_too(language: Language) -> None:
    say = catalog_for(language)
    async with staged(size=(40, 10), language=language) as stage:
        await stage.type("长期主义")
        for order in Order:
            assert say(f"order.{order}") in stage.rows()[-1]
            await stage.press("f7")
            await settle(stage.pilot)
        await stage.press("f4")
        await settle(stage.pilot)
        for sorting in Sorting:
            assert say(f"usage.{sorting}") in stage.rows()[-1]
            await stage.press("f7")
            await settle(stage.pilot)


async def told_behind_a_notice(key: str) -> str:
    """What is told once a key is pressed where a notice is read."""
    async with staged() as stage:
        await stage.type("长期主义")
        await stage.press("alt+c")
        await settle(stage.pilot, lambda: "复制" in stage.told())
        await stage.press(key)
        await settle(stage.pilot)
        return stage.told()


@pytest.mark.parametrize(("key", "said"), [("f7", "按日期"), ("f4", "用例")])
async def test_how_hits_are_listed_is_told_in_place_of_a_notice(key: str, said: str) -> None:
    assert said in await told_behind_a_notice(key)


@pytest.mark.parametrize("key", ["down", "f3", "ctrl+end"])
async def test_what_was_told_of_one_place_is_not_told_of_the_next(key: str) -> None:
    # To scroll is to stay at the place.
    assert ("复制" in await told_behind_a_notice(key)) == (key == "ctrl+end")


@pytest.mark.parametrize("reading", ["pagedown", "alt+z"])
@pytest.mark.parametrize("key", ["f4", "f7", "f9"])
async def test_hits_that_are_listed_otherwise_are_seen_where_the_text_hid_them(
    reading: str, key: str
) -> None:
    async with staged(size=(60, 10)) as stage:
        await stage.type("长期主义")
        await stage.press(reading)
        assert not stage.main.hit_list.display
        await stage.press(key)
        await settle(stage.pilot)
        assert stage.main.listing.display and stage.main.listing.size.height
        # Reading goes on from where it was asked for.
        assert stage.main.listing.has_focus == (reading == "alt+z")
        assert stage.main.query_box.has_focus == (reading == "pagedown")
