"""The text beside the hits: it fits the chosen one, and stays where it was put."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual import events
from textual.selection import Selection

from index import SENTENCE, Cue, Kind, Metadata
from tests.pilot.conftest import settle, staged
from tests.pilot.fakes import DOCUMENTS, FakeEngine, answer
from tui.searching import LONG_TEXT
from tui.widgets.hits import HitList
from tui.widgets.reader import Reader
from tui.widgets.rows import GapRow


async def test_the_document_is_read_once_for_all_its_hits() -> None:
    async with staged() as stage:
        await stage.type("长期主义")
        for _ in range(3):
            await stage.press("down")
        await settle(stage.pilot)
        assert stage.engine.read == ["article"]


async def test_hits_bring_the_text_of_the_first_along() -> None:
    async with staged() as stage:
        for query in ("长期", "强化学习"):
            stage.main.query_box.value = query
            await settle(stage.pilot, stage.answers(query))
            page = stage.main.shown_page
            assert page is not None and page.query == query
            assert stage.main.reader.page is page


async def test_the_text_is_that_of_the_first_hit_in_the_order_of_the_list() -> None:
    async with staged() as stage:
        await stage.type("长期")
        await stage.press("f7")
        stage.engine.read.clear()
        stage.main.query_box.value = "第1"
        await settle(stage.pilot)
        assert stage.engine.read == [stage.main.shown] == ["talk"]
        assert answer("第1", 1).hits[0].document == "speech"


async def test_a_hit_is_read_and_opened_at_the_match_to_go_to(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer("长期主义", 2)
    first, second = found.hits
    both = replace(first, spans=first.spans + second.spans, focus=1)
    engine = FakeEngine()
    monkeypatch.setattr(engine, "search", lambda *_, **__: replace(found, hits=(both,)))
    async with staged(engine) as stage:
        await stage.type("长期主义")
        assert stage.main.current == second.spans
        await stage.press("enter")
        await settle(stage.pilot)
        (place,) = stage.outside.edited
        assert (place.line, place.column) == (second.line, second.column)


async def test_a_long_text_does_not_hold_up_its_hits() -> None:
    engine = FakeEngine()
    engine.lengths["article"] = LONG_TEXT + 1
    engine.gate("document:article")
    async with staged(engine) as stage:
        await stage.press(*"长期主义")
        await settle(stage.pilot, stage.answers("长期主义"))
        assert stage.main.shown_page is None
        engine.release()
        await settle(stage.pilot)
        assert stage.main.reader.page is stage.main.shown_page is not None


async def test_the_editor_waits_for_the_text() -> None:
    engine = FakeEngine()
    engine.lengths["article"] = LONG_TEXT + 1
    engine.gate("document:article")
    async with staged(engine) as stage:
        await stage.press(*"长期主义")
        await settle(stage.pilot, lambda: engine.read == ["article"])
        await stage.press("enter")
        assert not stage.outside.edited
        engine.release()
        await settle(stage.pilot)
        assert stage.outside.edited[0].byte == 12


async def test_keys_for_the_text_wait_for_that_of_the_chosen_hit() -> None:
    engine = FakeEngine()
    engine.gate("document:speech")
    async with staged(engine) as stage:
        await stage.type("长期")
        await stage.press("ctrl+pagedown")
        await settle(stage.pilot, lambda: engine.read[-1] == "speech")
        await stage.press("f3")
        assert stage.main.hit is not None and stage.main.hit.document == "speech"
        engine.release()
        await settle(stage.pilot)
        page = stage.main.shown_page
        assert page is not None and page.document.id == "speech"
        assert stage.main.current == page.matches[1:2]


async def test_what_would_be_quoted_is_lengthened_in_the_text_of_the_chosen_hit() -> None:
    engine = FakeEngine()
    engine.gate("document:speech")
    async with staged(engine) as stage:
        await stage.type("长期")
        await stage.press("ctrl+pagedown")
        await settle(stage.pilot, lambda: engine.read[-1] == "speech")
        lit = stage.main.reader.current
        await stage.press("alt+right")
        assert stage.main.reader.current == lit
        engine.release()
        await settle(stage.pilot)
        assert stage.main.extent == SENTENCE + 1
        assert stage.main.reader.current == stage.main.current


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


async def test_a_click_beside_the_hits_chooses_none() -> None:
    async with staged(size=(120, 40)) as stage:
        hits = stage.main.hit_list
        await stage.pilot.click(HitList, offset=(10, 1))
        await stage.type("长期主义")
        await stage.press("down")
        gap = next(number for number, row in enumerate(hits._rows) if isinstance(row, GapRow))
        await stage.pilot.click(HitList, offset=(10, hits.gutter.top + gap))
        await settle(stage.pilot)
        assert stage.main.chosen == 1


@pytest.mark.parametrize("query", ["", "强化学习最大"], ids=["nothing", "a text"])
async def test_all_of_a_text_can_be_marked(query: str) -> None:
    async with staged() as stage:
        await stage.type(query)
        page, everything = stage.main.page, Selection(None, None)
        marked = stage.main.reader.get_selection(everything)
        assert marked == ((page.text, "\n") if page is not None else None)


@pytest.mark.parametrize(("key", "kept"), [("ctrl+c", False), ("alt+c", True), ("escape", False)])
async def test_dragging_marks_text_as_it_stands_in_the_document(key: str, kept: bool) -> None:
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
        await stage.press(key)
        await settle(stage.pilot)
        assert stage.outside.copied == ([] if key == "escape" else [marked])
        assert bool(stage.main.get_selected_text()) is kept
        assert stage.app._running and stage.main.query_box.value == "强化学习最大"


async def test_of_captions_with_times_within_a_row_what_is_said_is_marked() -> None:
    said, times = "长期主义的人不着急", "<00:00:01.200><c>"
    text = f"{said[:4]}{times}{said[4:]}\n"
    cues = (Cue(0, len(text) - 1, 0.0, 3.0),)
    captions = replace(DOCUMENTS[0], text=text, hidden=((4, 4 + len(times)),), kind=Kind.SUBTITLES, cues=cues)
    async with staged(FakeEngine([captions]), size=(60, 40)) as stage:
        await stage.type("长期主义")
        reader = stage.main.reader
        assert any(row.rstrip().endswith(said) for row in stage.rows())
        left = reader.margin_width
        await stage.pilot.mouse_down(reader, offset=(left + 4, 0))
        await stage.pilot.hover(reader, offset=(left + 10, 0))
        await stage.pilot.mouse_up(reader, offset=(left + 10, 0))
        assert stage.main.get_selected_text() == said[2:6]
        marked = reader.style_of("") + stage.app.screen.get_component_rich_style("screen--selection")
        lit = [one.text for one in reader.render_line(0) if one.style and one.style.bgcolor == marked.bgcolor]
        assert "".join(lit) == said[2:6]


async def test_the_recording_of_subtitles_opens_at_the_match_that_is_read() -> None:
    talk = replace(DOCUMENTS[2], metadata=Metadata("谈话", "https://www.youtube.com/watch?v=a_b"))
    async with staged(FakeEngine([talk])) as stage:
        await stage.type("今天聊长期")
        await settle(stage.pilot, lambda: stage.main.shown_page is not None)
        for moment in (0, 120):  # a row lasts three seconds, and it is said in every fortieth
            await stage.press("ctrl+o")
            await settle(stage.pilot)
            assert stage.outside.browsed.pop() == f"https://www.youtube.com/watch?v=a_b&t={moment}"
            await stage.press("f3")


async def test_dragging_from_beside_a_row_or_from_an_empty_one_begins_with_that_row() -> None:
    async with staged(size=(60, 40)) as stage:
        await stage.type("长期主义")
        reader, page = stage.main.reader, stage.main.page
        assert page is not None and reader._flow is not None
        rows = range(reader.top, min(reader.row_count, reader.top + reader.size.height) - 2)
        bounds = {row: reader._flow.bounds(row) for row in rows}
        empty = next(row for row, (start, end) in bounds.items() if start == end)
        full = next(row for row, (start, end) in bounds.items() if end - start > 4)
        for row, column in ((empty, reader.margin_width + 2), (empty, 0), (full, 0)):
            await stage.pilot.mouse_down(reader, offset=(column, row - reader.top))
            await stage.pilot.hover(reader, offset=(reader.margin_width + 2, row + 2 - reader.top))
            await stage.pilot.mouse_up(reader, offset=(reader.margin_width + 2, row + 2 - reader.top))
            marked = stage.main.get_selected_text()
            assert marked and page.text.startswith(marked, bounds[row][0])
            stage.main.clear_selection()


@pytest.mark.parametrize("width", [40, 200])
async def test_a_low_terminal_shows_the_text_in_the_rows_that_few_hits_leave(width: int) -> None:
    async with staged(size=(width, 10)) as stage:
        await stage.type("强化学习最大")
        assert (stage.main.hit_list.region.height, stage.main.query_one("#text").region.height) == (2, 6)
        assert "强化学习最大" in "".join(stage.rows()[3:-1])
        await stage.press("f4")
        await settle(stage.pilot)
        assert (stage.main.usage_view.region.height, stage.main.query_one("#text").region.height) == (1, 7)
        await stage.press("f4")
        await settle(stage.pilot)
        assert stage.main.hit_list.region.height == 2
        await stage.press("ctrl+u", *"长期")
        await settle(stage.pilot)
        assert stage.main.hit_list.region.height == 8


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


@pytest.mark.parametrize("size", [(60, 15), (120, 20), (200, 50)], ids=str)
async def test_the_match_in_view_stays_in_view_in_another_window(size: tuple[int, int]) -> None:
    async with staged(size=(160, 60)) as stage:
        await stage.type("强化学习最大")
        await stage.press("ctrl+up", "ctrl+up")
        await stage.pilot.resize_terminal(*size)
        await settle(stage.pilot)
        reader = stage.main.reader
        assert reader._flow is not None
        assert 0 <= reader._flow.row_of(stage.main.current[0][0]) - reader.top < reader.size.height


@pytest.mark.parametrize("size", [(1, 24), (2, 24), (3, 2), (1, 1), (80, 1), (80, 2)], ids=str)
async def test_a_window_of_no_size_is_outlived(size: tuple[int, int]) -> None:
    async with staged(size=(80, 24)) as stage:
        await stage.type("强化学习最大")
        for small in (size, (80, 24), size):
            await stage.pilot.resize_terminal(*small)
            await stage.press("pagedown", "down", "pagedown", "ctrl+end")
        await stage.pilot.resize_terminal(80, 24)
        await settle(stage.pilot)
        reader = stage.main.reader
        assert 0 <= reader.top <= reader.last_top < reader.row_count
        assert stage.widths() == {80}


async def test_the_first_match_is_in_view_about_a_third_down() -> None:
    async with staged(size=(120, 40)) as stage:
        await stage.type("强化学习最大")
        reader = stage.main.reader
        assert reader._flow is not None
        row = reader._flow.row_of(stage.main.current[0][0]) - reader.top
        assert row == reader.size.height // 3


async def test_rows_that_come_above_move_nothing_that_is_in_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "_grow_later", lambda reader: None)
    speech = replace(DOCUMENTS[1], text=DOCUMENTS[1].text * 3)
    async with staged(FakeEngine([speech])) as stage:
        await stage.type("强化学习最大")
        await stage.press("f3")
        reader, flow = stage.main.reader, stage.main.reader._flow
        assert flow is not None and not flow.complete
        top, rows = reader.top, stage.rows()
        while not flow.complete:
            reader._grow()
            await settle(stage.pilot)
            assert stage.rows() == rows
        assert reader.top > top


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


@pytest.mark.parametrize("then", ["query", "order"])
async def test_what_was_lengthened_for_one_hit_is_not_for_that_of_another_answer(then: str) -> None:
    async with staged() as stage:
        await stage.type("长期")
        await stage.press("alt+right")
        assert stage.main.extent == SENTENCE + 1
        if then == "query":
            stage.main.query_box.value = "第1"
        else:
            await stage.press("f7")
        await settle(stage.pilot)
        assert stage.main.extent == SENTENCE


async def test_what_was_lengthened_stays_so_while_the_index_is_brought_up_to_date() -> None:
    async with staged() as stage:
        await stage.type("长期")
        await stage.press("alt+right", "f5")
        await settle(stage.pilot)
        assert stage.main.extent == SENTENCE + 1


@pytest.mark.parametrize("key", ["up", "click"])
async def test_a_hit_that_is_chosen_again_is_seen_in_its_text_again(key: str) -> None:
    async with staged(size=(80, 24)) as stage:
        await stage.type("长期主义")
        reader, offset = stage.main.reader, stage.main.current[0][0]
        await stage.press("ctrl+end")
        await settle(stage.pilot)
        assert reader.first_offset > offset
        if key == "click":
            await stage.pilot.click("#hits", offset=(10, 1))
        else:
            await stage.press(key)
        await settle(stage.pilot)
        assert stage.main.chosen == 0 and reader.first_offset <= offset
        before = reader.first_offset
        await stage.press("up")
        await settle(stage.pilot)
        assert reader.first_offset == before
