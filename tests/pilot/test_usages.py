"""Hits as lines of usage: aligned, merged and sorted; what is chosen stays chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index import Order, Results
from tests.pilot.conftest import Stage, settle, show_usages, staged
from tests.pilot.fakes import DOCUMENTS, FakeEngine
from tui.concordance import Sorting
from tui.widgets.usage import UsageView


def rows(stage: Stage) -> list[str]:
    """The rows of the usage view as text, uncoloured."""
    view = stage.main.usage_view
    return [view.render_row(row).text for row in range(view.row_count)]


async def test_usages_are_aligned_on_the_match() -> None:
    for size in ((80, 24), (120, 40), (200, 50), (41, 11)):
        async with staged(size=size) as stage:
            await show_usages(stage)
            assert stage.widths() == {size[0]}
            view = stage.main.usage_view
            cells = {view.render_row(row)._segments[0:2][1].cell_length for row in range(view.row_count)}
            assert len(cells) == 1
            assert all("长期主义" in row for row in rows(stage))


async def test_every_match_of_a_hit_has_a_line() -> None:
    class Double(FakeEngine):
        def ranked(self, query: str) -> Results:
            results = super().ranked(query)
            first, second = results.hits[:2]
            return replace(results, hits=(replace(first, spans=first.spans + second.spans),))

    async with staged(Double()) as stage:
        await show_usages(stage)
        assert stage.main.usage_view.row_count == 2
        await stage.press("down")
        await settle(stage.pilot)
        assert stage.main.hit is not None
        assert stage.main.current == (stage.main.hit.spans[1],)
        await stage.press("enter")
        assert stage.outside.edited[0].line == 3


async def test_moving_through_usages_moves_the_text_and_the_hit_stays_in_the_list() -> None:
    async with staged() as stage:
        await show_usages(stage)
        await stage.press("down", "down")
        await settle(stage.pilot)
        line = stage.main.usage_view.line_at(2)
        assert stage.main.current == (line.span,) == stage.main.reader.current
        hit = stage.main.hit
        await stage.press("f4")
        await settle(stage.pilot)
        assert stage.main.hit == hit == stage.main.hit_list.hits[stage.main.hit_list.chosen]
        assert stage.main.chosen == line.hit


async def test_usages_begin_at_the_chosen_hit() -> None:
    async with staged() as stage:
        await stage.type("长期主义")
        await stage.press("down", "down", "f4")
        await settle(stage.pilot)
        view = stage.main.usage_view
        assert view.line_at(view.chosen).hit == stage.main.chosen == 2


async def test_another_document_is_gone_to_at_a_line_of_it() -> None:
    async with staged() as stage:
        await show_usages(stage)
        usage = stage.main.usage_view
        before = usage.line_at(usage.chosen).document
        await stage.press("ctrl+pagedown")
        await settle(stage.pilot)
        line = usage.line_at(usage.chosen)
        assert stage.main.hit is not None
        assert line.document == stage.main.hit.document != before
        assert stage.main.current == (line.span,)


async def test_sorting_usages_keeps_the_chosen_line_and_says_how() -> None:
    async with staged() as stage:
        await show_usages(stage)
        await stage.press("down", "down", "down")
        view = stage.main.usage_view
        line = view.line_at(view.chosen)
        for sorting, said in (
            (Sorting.BEFORE, "按前一字"),
            (Sorting.AFTER, "按后一字"),
            (Sorting.HITS, "按结果次序"),
        ):
            await stage.press("f7")
            await settle(stage.pilot)
            assert stage.main.sorting is sorting and said in stage.told()
            assert view.line_at(view.chosen) == line
        assert stage.main.order is Order.RELEVANCE


@pytest.mark.parametrize("width", [40, 80, 200])
async def test_the_way_back_to_the_hits_is_told(width: int) -> None:
    async with staged(size=(width, 30)) as stage:
        await show_usages(stage)
        rows = "\n".join(stage.rows()[-2:])
        assert "F4 回到结果" in rows and "F4 用例" not in rows
        await stage.press("f4")
        await settle(stage.pilot)
        rows = "\n".join(stage.rows()[-2:])
        assert "回到结果" not in rows and ("F4 用例" in rows) == (width > 80)


async def test_equal_lines_are_merged_shown_and_merged_again() -> None:
    async with staged(size=(120, 40)) as stage:
        await show_usages(stage, "其实每一个")
        view = stage.main.usage_view
        assert view.row_count == 1 and rows(stage)[0].rstrip().endswith("x20")
        await stage.press("f9")
        await settle(stage.pilot)
        assert view.row_count == 20
        await stage.press("down", "f8")
        await settle(stage.pilot)
        assert view.row_count == 1
        for count in (20, 1):
            await stage.pilot.click(UsageView, offset=(view.columns - 1, view.gutter.top))
            await settle(stage.pilot)
            assert view.row_count == count


async def test_a_click_chooses_a_line() -> None:
    async with staged() as stage:
        await show_usages(stage)
        view = stage.main.usage_view
        await stage.pilot.click(UsageView, offset=(10, view.gutter.top + 2))
        await settle(stage.pilot)
        assert view.chosen == 2


async def test_stepping_through_the_text_moves_along_the_lines() -> None:
    async with staged() as stage:
        await show_usages(stage)
        await stage.press("f3")
        await settle(stage.pilot)
        view = stage.main.usage_view
        assert view.chosen == 1 and (view.line_at(1).span,) == stage.main.current


async def test_usages_follow_the_query_and_give_way_to_words_where_there_are_none() -> None:
    async with staged() as stage:
        await show_usages(stage)
        await stage.press("ctrl+u", *"强化学习")
        await settle(stage.pilot)
        assert all("强化学习" in row for row in rows(stage))
        await stage.type("龘")
        assert "没有找到" in "\n".join(stage.rows())
        await stage.press("backspace")
        await settle(stage.pilot)
        assert stage.main.usage_view.display and stage.main.usage_view.row_count


async def test_lines_of_an_earlier_answer_are_not_chosen_from() -> None:
    async with staged() as stage:
        await show_usages(stage)
        assert stage.main.results is not None
        stage.main.results = replace(stage.main.results, hits=stage.main.results.hits[:1])
        await stage.press("down")
        assert stage.main.chosen == 0


async def test_the_rest_of_the_hits_joins_the_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.searching.FIRST_HITS", 3)
    engine = FakeEngine()
    engine.gate("rest:长期")
    async with staged(engine) as stage:
        await stage.press(*"长期")
        await settle(stage.pilot, lambda: stage.main.answered == "长期")
        await stage.press("down", "f4")
        view = stage.main.usage_view
        await settle(stage.pilot, lambda: view.row_count > 0)
        line = view.line_at(view.chosen)
        engine.release()
        await settle(stage.pilot)
        assert stage.main.results is not None and len(stage.main.results.hits) > 3
        assert {view.line_at(row).document for row in range(view.row_count)} == {d.id for d in DOCUMENTS}
        assert (view.line_at(view.chosen).document, view.line_at(view.chosen).span) == (
            line.document,
            line.span,
        )


@pytest.mark.parametrize("size", [(40, 10), (60, 13), (200, 12)], ids=str)
async def test_on_a_low_screen_the_sentence_stands_below_the_lines(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        await show_usages(stage)
        await stage.press("down", "down", "down")
        await settle(stage.pilot)
        view, reader = stage.main.usage_view, stage.main.reader
        assert view.top <= view.chosen < view.top + view.size.height < size[1]
        assert reader.display and reader.size.height >= 2 and "长期主义" in "".join(stage.rows()[-4:-1])


@pytest.mark.parametrize("shown", [False, True])
async def test_where_the_text_was_alone_the_hits_have_the_focus_however_they_are_shown(shown: bool) -> None:
    async with staged(size=(40, 10)) as stage:
        await stage.type("长期主义")
        if not shown:
            await stage.press("f4")
            await settle(stage.pilot)
        await stage.press("tab", "tab", "f4")
        await settle(stage.pilot)
        assert stage.main.usages == shown
        assert stage.main.focused is stage.main.listing and stage.main.listing.display


async def test_the_first_and_the_last_line_are_a_key_away() -> None:
    async with staged() as stage:
        await show_usages(stage)
        await stage.press("tab", "G")
        await settle(stage.pilot)
        view = stage.main.usage_view
        assert view.chosen == view.row_count - 1 > 0
        assert stage.main.chosen == view.line_at(view.chosen).hit
        await stage.press("g")
        await settle(stage.pilot)
        assert view.chosen == 0 == stage.main.chosen
