"""Finding within the text, reading it on the whole screen, and going on into the next document."""

from __future__ import annotations

import pytest
from textual import events

from index import Relaxation
from tests.pilot.conftest import Stage, settle, staged
from tests.pilot.fakes import DOCUMENTS, FakeEngine
from tui.keyboard import remapped


async def seek(stage: Stage, text: str) -> None:
    """Choose the article among the hits of a query and seek something in it."""
    await stage.type("长期主义")
    await stage.press("ctrl+f")
    await stage.type(text)


async def test_what_is_sought_is_lit_from_the_first_row_in_view_on() -> None:
    async with staged() as stage:
        await seek(stage, "长期")
        main, text = stage.main, DOCUMENTS[0].text
        assert main.page is not None and main.page.document.id == "article"
        assert main.current == ((text.index("长期"), text.index("长期") + 2),)
        assert main.query_box.value == main.answered == "长期主义"
        assert f"匹配 1/{text.count('长期')}" in "\n".join(stage.rows())


async def test_enter_goes_to_the_text_where_the_next_one_is_a_key_away() -> None:
    async with staged() as stage:
        await seek(stage, "长期")
        await stage.press("enter", "n")
        page = stage.main.page
        assert stage.main.reader.has_focus and page is not None and not stage.outside.edited
        assert stage.main.current == (page.matches[1],)
        await stage.press("enter")
        await settle(stage.pilot)
        assert stage.outside.edited.pop().column == page.place_of(page.matches[1][0])[1]


async def test_what_is_sought_is_a_pane_among_the_others() -> None:
    async with staged() as stage:
        await seek(stage, "长期")
        main, seen = stage.main, []
        for _ in range(4):
            await stage.press("tab")
            seen.append(main.focused)
        assert seen == [main.query_box, main.listing, main.reader, main.find_box]


async def test_arrows_and_f3_go_through_what_is_sought_without_leaving_the_document() -> None:
    async with staged() as stage:
        await seek(stage, "长期")
        count = DOCUMENTS[0].text.count("长期")
        for key, index in (("f3", 1), ("down", 2), ("up", 1), ("shift+f3", 0), ("shift+f3", count - 1)):
            await stage.press(key)
            assert stage.main.page is not None and stage.main.page.document.id == "article"
            assert stage.main.current == (stage.main.page.matches[index],), key


async def test_what_is_not_there_is_said_and_moves_nothing() -> None:
    async with staged() as stage:
        await stage.type("长期主义")
        before = stage.main.reader.top
        await stage.press("ctrl+f")
        await stage.type("没有的字")
        assert "文中没有" in "\n".join(stage.rows())
        assert stage.main.reader.top == before and stage.main.current == ()
        await stage.press("f3", "ctrl+y", "enter", "enter")
        await settle(stage.pilot)
        assert not stage.outside.copied and not stage.outside.edited


@pytest.mark.parametrize("way", ["escape", "hit", "query"])
async def test_giving_up_lights_the_matches_of_the_query_again(way: str) -> None:
    async with staged() as stage:
        await seek(stage, "长期")
        if way == "escape":
            await stage.press("escape")
        elif way == "hit":
            stage.main._choose(1)
        else:
            stage.main.action_to_query()
            await stage.type("者")
        await settle(stage.pilot)
        assert not stage.main.finding and stage.main.find_box.value == "" and stage.main.page is not None
        assert stage.main.page.query == stage.main.query_box.value
        assert stage.main.hit is not None and stage.main.current == stage.main.hit.spans


async def test_the_next_match_behind_the_last_one_is_in_the_next_document() -> None:
    async with staged() as stage:
        await stage.type("长期")
        assert stage.main.results is not None
        documents = list(dict.fromkeys(hit.document for hit in stage.main.results.hits))
        stage.main._choose(0)
        await settle(stage.pilot)
        assert stage.main.page is not None
        for _ in range(len(stage.main.page.matches)):
            await stage.press("f3")
        await settle(stage.pilot)
        page = stage.main.page
        assert page.document.id == documents[1] and stage.main.current == (page.matches[0],)
        await stage.press("shift+f3")
        await settle(stage.pilot)
        page = stage.main.page
        assert page.document.id == documents[0] and stage.main.current == (page.matches[-1],)


async def test_with_one_document_the_first_match_follows_the_last() -> None:
    async with staged() as stage:
        await stage.type("表情")
        await stage.press("f3")
        await settle(stage.pilot)
        assert stage.main.page is not None and stage.main.current == (stage.main.page.matches[0],)


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (200, 50)])
async def test_the_whole_screen_is_the_texts_until_something_else_has_the_focus(
    size: tuple[int, int],
) -> None:
    async with staged(size=size) as stage:
        await stage.type("长期主义")
        await stage.press("alt+z")
        assert stage.main.reader.size.width == size[0] and stage.widths() == {size[0]}
        assert not stage.main.hit_list.display and stage.main.reader.display
        await stage.press("/")
        assert stage.main.find_box.has_focus and not stage.main.hit_list.display
        await stage.press("escape", "字")
        await settle(stage.pilot)
        assert stage.main.query_box.has_focus and stage.main.hit_list.display


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (200, 50)])
@pytest.mark.parametrize("back", ["escape", "alt+z"])
async def test_after_the_whole_screen_the_focus_is_where_it_was(size: tuple[int, int], back: str) -> None:
    async with staged(size=size) as stage:
        await stage.type("长期主义")
        await stage.press("alt+z", back)
        await settle(stage.pilot)
        assert stage.main.query_box.has_focus and stage.main.hit_list.display
        await stage.press("ctrl+u")
        assert stage.main.query_box.value == ""


@pytest.mark.parametrize("name", ["ctrl+f", "ctrl+b"])
async def test_letters_right_behind_the_key_are_sought_in_the_text(name: str) -> None:
    async with staged(keyboard=remapped({"find": [name]})[0]) as stage:
        await stage.type("长期主义")
        for key, character in ((name, None), ("六", "六"), ("点", "点")):
            stage.app.post_message(events.Key(key, character))
        await settle(stage.pilot)
        assert (stage.main.query_box.value, stage.main.find_box.value) == ("长期主义", "六点")
        assert stage.main.sought == "六点"


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_text_has_the_whole_screen_whatever_else_is_shown(size: tuple[int, int]) -> None:
    engine = FakeEngine()
    engine.relaxed = {"长期主义": (Relaxation("by-sound", "长期主义", "~长期主义", 5),)}
    async with staged(engine, size=size) as stage:
        await stage.type("长期主义")
        await stage.press("f4", "f10")
        main = stage.main
        await settle(stage.pilot, lambda: main.offers.display and main.usages and main.facet_list.display)
        panes = (main.hit_list, main.usage_view, main.facet_list, main.offers)
        before = [pane.id for pane in panes if pane.display]
        await stage.press("f11")
        await settle(stage.pilot)
        assert main.reader.display and not [pane.id for pane in panes if pane.display]
        await stage.press("f11")
        await settle(stage.pilot)
        assert [pane.id for pane in panes if pane.display] == before


@pytest.mark.parametrize("key", ["f11", "ctrl+f", "pagedown"])
async def test_what_is_shown_is_read_on_while_it_is_asked_for_again(key: str) -> None:
    engine = FakeEngine()
    async with staged(engine, size=(40, 10)) as stage:
        await stage.type("长期主义")
        engine.gate("rest:长期主义")
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: engine.synced == 2 and not stage.main.upkeep.syncing)
        await stage.press(key)
        assert stage.main.text_alone
        assert stage.main.has_class("-whole") == (key == "f11") and stage.main.finding == (key == "ctrl+f")
        engine.release()
        await settle(stage.pilot)
        assert stage.main.text_alone and stage.main.page is not None


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
@pytest.mark.parametrize("key", ["f11", "pagedown", "ctrl+f"])
async def test_where_what_is_read_is_gone_it_is_told_that_nothing_is_found(
    size: tuple[int, int], key: str
) -> None:
    engine = FakeEngine()
    async with staged(engine, size=size) as stage:
        await stage.type("长期主义")
        await stage.press(key)
        before = engine.replace()
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: engine.synced == 2 and stage.main.hit is None)
        await settle(stage.pilot)
        assert not stage.main.text_alone and any("还没有可以查找的文件" in row for row in stage.rows())
        engine.replace(*before)
        stage.outside.changed.set()
        await settle(stage.pilot, lambda: engine.synced == 3 and stage.main.hit is not None)
        await stage.press("tab")
        assert stage.main.focused is not None and stage.main.focused.display


@pytest.mark.parametrize("keys", [["pagedown"], ["f3"], ["f4", "tab", "ctrl+end"], ["R"]], ids=" ".join)
async def test_where_the_text_takes_the_room_of_the_hits_it_has_their_focus(keys: list[str]) -> None:
    async with staged(size=(80, 24) if keys == ["R"] else (40, 10)) as stage:
        await stage.type("长期主义")
        await stage.press("tab")
        for key in keys:
            if key == "R":
                await stage.press("pagedown")
                await stage.pilot.resize_terminal(40, 10)
            else:
                await stage.press(key)
            await settle(stage.pilot)
        assert stage.main.text_alone and stage.main.focused is stage.main.reader
        await stage.type("字")
        assert stage.main.query_box.value == "长期主义字" and stage.main.query_box.has_focus
