"""Narrowing: the panel counts where the hits are from, and what is chosen there stands in the query."""

from __future__ import annotations

import pytest

from index import Facet, conditions
from tests.pilot.conftest import Stage, settle, staged
from tests.pilot.fakes import FACETS, FakeEngine
from tui.i18n import Language
from tui.widgets.facets import SHOWN, Heading, Rest, Row, Value, arrange

QUERY = "长期主义"


def rows(query: str = "", opened: frozenset[str] = frozenset()) -> list[Row]:
    return arrange(FACETS, conditions(query), opened)


def values(some: list[Row], field: str) -> list[str]:
    return [row.facet.value for row in some if isinstance(row, Value) and row.facet.field == field]


def asked(some: list[Row]) -> list[str]:
    return [row.facet.value for row in some if isinstance(row, Value) and row.asked]


def test_a_field_has_its_first_values_and_then_how_many_more_there_are() -> None:
    assert values(rows(), "tag") == [f"标签{number}" for number in range(SHOWN)]
    assert Rest("tag", 12 - SHOWN) in rows()
    assert len(values(rows(opened=frozenset({"tag"})), "tag")) == 12


def test_documents_without_a_value_are_counted_last() -> None:
    assert values(rows(), "author") == ["林小雨", "甲", ""]
    assert values(rows(), "published")[-1] == ""


def test_a_field_without_any_value_is_left_out() -> None:
    assert Heading("site") not in rows()
    assert Heading("author") in rows()


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("author:林小雨", ["林小雨"]),
        ("作者：林小雨 标签:标签11", ["林小雨", "标签11"]),
        ("-author:林小雨", []),
        ("author:无此人", ["无此人"]),
    ],
)
def test_what_the_query_asks_for_is_shown_whatever_its_count(query: str, chosen: list[str]) -> None:
    assert asked(rows(query)) == chosen


async def opened(stage: Stage) -> None:
    await stage.type(QUERY)
    await stage.press("f10")
    await settle(stage.pilot, lambda: stage.main.facet_list.row_count > 1)
    await settle(stage.pilot)


def pointed(stage: Stage) -> str:
    row = stage.main.facet_list.pointed
    return row.facet.value if isinstance(row, Value) else ""


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (200, 50)], ids=str)
@pytest.mark.parametrize("language", list(Language))
async def test_a_value_is_chosen_and_taken_back(size: tuple[int, int], language: Language) -> None:
    async with staged(size=size, language=language) as stage:
        await opened(stage)
        assert stage.main.facet_list.has_focus and stage.main.facet_list.display
        assert stage.widths() == {size[0]}
        await stage.press("down")
        assert pointed(stage) == "text"
        await stage.press("space")
        await settle(stage.pilot)
        assert stage.main.query_box.value == stage.main.asked == f"{QUERY} kind:text "
        assert stage.main.facet_list.has_focus and pointed(stage) == "text"
        assert any("✓" in row for row in stage.rows())
        await stage.press("enter")
        await settle(stage.pilot)
        assert stage.main.query_box.value == QUERY
        assert not any("✓" in row for row in stage.rows())
        assert stage.widths() == {size[0]}


@pytest.mark.parametrize("keys", [["space", "字"], ["space", "escape", "字"]])
async def test_what_is_typed_behind_a_chosen_value_is_no_part_of_it(keys: list[str]) -> None:
    async with staged() as stage:
        await opened(stage)
        await stage.press("down", *keys)
        await settle(stage.pilot)
        assert stage.main.query_box.value == f"{QUERY} kind:text 字"


async def test_counts_of_another_query_are_seen_to_be_old() -> None:
    engine = FakeEngine()
    engine.gate(f"facets:{QUERY}们")
    async with staged(engine) as stage:
        await opened(stage)
        assert not stage.main.facet_list.has_class("-stale")
        await stage.press("们")
        await settle(stage.pilot, lambda: stage.main.facet_list.has_class("-stale"))
        assert stage.main.query_box.value == f"{QUERY}们" and stage.main.query_box.has_focus
        engine.release()
        await settle(stage.pilot, lambda: not stage.main.facet_list.has_class("-stale"))


async def test_nothing_is_counted_while_the_panel_is_closed() -> None:
    engine = FakeEngine()
    engine.errors[f"facets:{QUERY}"] = AssertionError("counted")
    async with staged(engine) as stage:
        await stage.type(QUERY)
        assert not stage.main.facet_list.display
        assert not stage.main.searcher.busy


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
async def test_the_key_goes_to_the_panel_and_then_closes_it(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await opened(stage)
        await stage.press("escape")
        await settle(stage.pilot)
        assert stage.main.query_box.has_focus and stage.main.query_box.value == QUERY
        await stage.press("f10")
        await settle(stage.pilot)
        assert stage.main.facet_list.has_focus and stage.main.facet_list.display
        await stage.press("f10")
        await settle(stage.pilot)
        assert stage.main.query_box.has_focus and not stage.main.facet_list.display
        assert stage.main.hit_list.display


@pytest.mark.parametrize("typed", [f"{QUERY} author:林小雨", f"{QUERY} 作者：林小雨"])
async def test_a_click_chooses_and_takes_back_what_was_typed_as_well(typed: str) -> None:
    async with staged() as stage:
        await opened(stage)
        row = next(place for place, text in enumerate(stage.rows()) if "林小雨" in text[:28])
        await stage.pilot.click(offset=(6, row))
        await settle(stage.pilot)
        assert stage.main.query_box.value == f"{QUERY} author:林小雨 "
        stage.main.query_box.value = typed
        await settle(stage.pilot)
        assert "✓" in stage.rows()[row][:28]
        await stage.pilot.click(offset=(6, row))
        await settle(stage.pilot)
        assert stage.main.query_box.value == QUERY
        assert "✓" not in stage.rows()[row][:28]


async def test_the_rest_of_the_values_is_shown_when_asked_for() -> None:
    async with staged(size=(120, 60)) as stage:
        await opened(stage)
        panel = stage.main.facet_list
        while not isinstance(panel.pointed, Rest):
            await stage.press("down")
        await stage.press("enter")
        await settle(stage.pilot)
        assert values(list(panel._rows), "tag") == [f"标签{number}" for number in range(12)]


async def test_a_query_without_hits_can_still_be_taken_back() -> None:
    engine = FakeEngine()
    engine.faceted = dict.fromkeys(FACETS, ())
    async with staged(engine) as stage:
        await stage.type("author:无此人")
        await stage.press("f10")
        await settle(stage.pilot, lambda: pointed(stage) == "无此人")
        await stage.press("enter")
        await settle(stage.pilot)
        assert stage.main.query_box.value == ""


async def test_conditions_are_set_off_in_the_query() -> None:
    async with staged() as stage:
        await stage.type("长期 author:甲 后")
        box = stage.main.query_box
        chip = box.get_component_rich_style("query--chip", partial=True)
        assert [(span.start, span.end) for span in box._value.spans if span.style == chip] == [(3, 11)]


def test_facets_that_cannot_be_chosen_have_no_condition() -> None:
    (last,) = [one for one in FACETS["site"] if isinstance(one, Facet)]
    assert not last.condition and values(rows(), "site") == []


@pytest.mark.parametrize(("size", "left"), [((80, 24), ""), ((140, 40), QUERY)])
async def test_escape_closes_the_panel_where_it_is_to_be_seen_and_never_does_nothing(
    size: tuple[int, int], left: str
) -> None:
    async with staged(size=size) as stage:
        await stage.type(QUERY)
        await stage.press("f10", "escape")
        await settle(stage.pilot)
        assert stage.main.query_box.has_focus
        await stage.press("escape")
        await settle(stage.pilot)
        assert stage.main.query_box.value == left and not stage.main._panes()


async def test_the_first_heading_comes_into_view_above_the_first_value() -> None:
    async with staged(size=(120, 10)) as stage:
        await opened(stage)
        panel = stage.main.facet_list
        panel.top = 1
        await stage.press("up")
        await settle(stage.pilot)
        assert panel.top == 0
