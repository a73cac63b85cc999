"""Whatever is shown, at whatever size: every row is as wide as the terminal, and text is only text."""

from __future__ import annotations

import pytest

from tests.pilot.conftest import settle, staged
from tests.pilot.fakes import DOCUMENTS
from tui.i18n import Language

SIZES = [(40, 10), (41, 11), (80, 24), (81, 25), (120, 40), (200, 50), (20, 5), (7, 3)]
AMBIGUOUS = set("●▲△→←↑↓·…—“”‘’─│┌┐└┘▌▐█▔▁")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_rows_are_as_wide_as_the_terminal(size: tuple[int, int]) -> None:
    async with staged(size=size) as stage:
        assert stage.widths() == {size[0]}
        await stage.type("长期")
        assert stage.main.results is not None
        for document in DOCUMENTS:
            index = next(
                (i for i, hit in enumerate(stage.main.results.hits) if hit.document == document.id), 0
            )
            stage.main._choose(index)
            await settle(stage.pilot)
            assert stage.widths() == {size[0]}
            await stage.press("ctrl+end")
            assert stage.widths() == {size[0]}
        stage.app.notify("坏消息 [b] [/x]", severity="error", markup=False)
        await settle(stage.pilot)
        assert stage.widths() == {size[0]}
        await stage.press("f1")
        assert stage.widths() == {size[0]}


async def test_the_query_has_most_of_its_row_however_narrow_the_terminal_is() -> None:
    async with staged(size=(20, 10)) as stage:
        await stage.type("长期主义")
        assert "长期主义" in stage.rows()[0] and stage.rows()[0].rstrip().endswith("1/24")


async def test_text_of_documents_is_neither_markup_nor_control() -> None:
    async with staged(size=(200, 50)) as stage:
        await stage.type("长期主义")
        screen = "\n".join(stage.rows())
        for part in (
            "专访[b]：长期主义者的一天 [/x]",
            "[b]这一段[/b]带着标记 [/x]",
            "[link=x]链接[/link]",
            "␛[31m",
            "ＬＬＭ",
            "𠮷野家",
        ):
            assert part in screen
        assert "\x1b" not in screen and "\x07" not in screen


@pytest.mark.parametrize("language", Language)
async def test_our_own_words_are_of_certain_width(language: Language) -> None:
    async with staged(size=(120, 40), language=language) as stage:
        for query in ("", "强化学习", "没有这个"):
            stage.main.query_box.value = query
            await settle(stage.pilot)
            own = [stage.rows()[1], *stage.rows()[-2:]] + (stage.rows() if not stage.main.results else [])
            assert not AMBIGUOUS & set("".join(own).replace(query, ""))


async def test_a_chinese_interface_speaks_no_english() -> None:
    async with staged(language=Language.ZH) as stage:
        await stage.press("f1")
        text = " ".join(stage.rows())
        for word in ("Close", "close", "palette", "Quit", "quit", "Help"):
            assert word not in text


@pytest.mark.parametrize(("text", "cell"), [("", 0), ("中文", 4), ("中文ab", 6), ("ａ", 2), ("👨", 2)])
async def test_the_terminal_cursor_stands_where_the_next_character_goes(text: str, cell: int) -> None:
    async with staged(size=(80, 24)) as stage:
        await stage.type(text)
        box = stage.main.query_box.content_region
        assert stage.app.cursor_position == (box.x + cell, box.y)


async def test_the_terminal_cursor_stays_in_a_query_that_scrolls() -> None:
    async with staged(size=(40, 12)) as stage:
        await stage.type("长期主义" * 10)
        box = stage.main.query_box.content_region
        assert box.x <= stage.app.cursor_position.x < box.right
        await stage.press("home")
        assert stage.app.cursor_position == (box.x, box.y)


FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize("drawn", [FAMILY, "e\u0301\u0302", "❤\ufe0f", "字"], ids=ascii)
async def test_the_cursor_never_stands_within_what_is_drawn_as_one_character(drawn: str) -> None:
    async with staged(size=(80, 24)) as stage:
        box = stage.main.query_box
        box.replace_query(f"甲{drawn}乙")
        after = 1 + len(drawn)
        await stage.press("left", "left")
        assert box.cursor_position == 1
        await stage.press("right")
        assert box.cursor_position == after
        await stage.press("shift+left")
        assert box.selected_text == drawn
        await stage.press("home", "right", "delete")
        assert (box.value, box.cursor_position) == ("甲乙", 1)
        box.replace_query(f"甲{drawn}")
        await stage.press("backspace", "乙")
        assert box.value == "甲乙"


@pytest.mark.parametrize("usages", [False, True], ids=["hits", "usages"])
async def test_without_colours_matches_are_told_by_how_they_are_written(
    monkeypatch: pytest.MonkeyPatch, usages: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with staged() as stage:
        await stage.type("长期主义")
        if usages:
            await stage.press("f4")
            await settle(stage.pilot)
        for pane in (stage.main.listing, stage.main.reader):
            segments = [segment for strip in pane.render_lines(pane.size.region) for segment in strip]
            lit = {segment.text for segment in segments if segment.style and segment.style.underline}
            assert "长期主义" in lit and set("".join(lit)) == set("长期主义")


@pytest.mark.parametrize("key", ["ctrl+r", "alt+s", "alt+l"])
@pytest.mark.parametrize("language", Language)
async def test_why_a_list_is_empty_is_told_in_full_in_narrow_windows(language: Language, key: str) -> None:
    code = {"ctrl+r": "history.nothing", "alt+s": "saved.nothing", "alt+l": "gathered.nothing"}[key]
    async with staged(size=(44, 15), language=language) as stage:
        await stage.press(key)
        await settle(stage.pilot, lambda: stage.app.screen is not stage.main)
        await settle(stage.pilot)
        shown = "".join("".join(row.split()) for row in stage.rows())
        assert "".join(stage.main.say(code).split()) in shown
        assert stage.widths() == {44}
