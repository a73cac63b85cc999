"""Every key of the registry does what its name says: a key without a scenario fails."""

from __future__ import annotations

from string import punctuation

import pytest
from textual import events
from textual.keys import _character_to_key

from tests.pilot.conftest import settle, staged
from tests.pilot.scenarios import other_screens
from tests.pilot.scenarios.registry import QUERY, SCENARIOS
from tui.i18n import Language, catalog_for
from tui.keyboard import UNTOLD, USUAL, key_name, remapped
from tui.keys import KEYS, OVERLAYS, Key, Where
from tui.screens.help import rows as help_rows

QUITTING = {"cancel", "quit"}
"""What leaves nothing to press a second key in."""


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.where}-{key.id}")
async def test_every_key_does_what_it_says(key: Key) -> None:
    assert (key.where, key.id) in SCENARIOS, f"no test for {key.where} {key.id}"
    runs = [[name] for name in key.keys] if key.id in QUITTING else [list(key.keys)]
    for names in runs:
        async with staged(size=(100, 30)) as stage:
            await stage.type(QUERY)
            if key.where is Where.HITS:
                stage.main.hit_list.focus()
            elif key.where is Where.READER:
                stage.main.reader.focus()
            elif key.where is Where.FACETS:
                await stage.press("f10")
                await settle(stage.pilot, lambda: stage.main.facet_list.row_count > 1)
            elif key.where is Where.HELP:
                await stage.press("f1")
            elif key.where is Where.CHOOSER:
                await stage.press("alt+x")
                await other_screens.opened(stage)
            await settle(stage.pilot)
            for name in names:
                await SCENARIOS[key.where, key.id](stage, name)


def test_no_scenario_is_left_over() -> None:
    assert set(SCENARIOS) == {(key.where, key.id) for key in KEYS}


def test_a_key_means_one_thing_in_one_place() -> None:
    for where in Where:
        names = [name for key in KEYS if key.where is where for name in key.keys]
        assert len(names) == len(set(names)), where
        assert not UNTOLD & set(names)


def test_while_the_query_is_typed_no_printable_key_commands() -> None:
    for key in KEYS:
        if key.where in (Where.SCREEN, Where.QUERY):
            assert all(len(name) > 1 and name != "space" for name in key.keys), key


@pytest.mark.parametrize("language", Language)
def test_every_key_is_named_in_footer_and_help(language: Language) -> None:
    say = catalog_for(language)
    for key in KEYS:
        assert key.description in say.messages, key
    for key in USUAL.footer():
        assert key.label in say.messages, key
    pairs = help_rows(say, USUAL)
    for key in KEYS:
        if key.where not in OVERLAYS:
            assert ("  ".join(key_name(name, say) for name in key.keys), say(key.description)) in pairs
    assert not any("." in head and head.split(".")[0] in ("help", "key", "keyname") for head, _ in pairs)


async def test_a_key_that_was_put_elsewhere_works_there_alone_and_is_named_so() -> None:
    keyboard, troubles = remapped({"next": ["alt+j"], "clear": ["alt+u"], "help": ["f4"], "read-down": ["s"]})
    assert not troubles
    async with staged(keyboard=keyboard) as stage:
        await stage.type(QUERY)
        await stage.press("alt+j")
        assert stage.main.chosen == 1
        await stage.press("ctrl+n", "down")
        assert stage.main.chosen == 1
        assert "F4 帮助" in stage.rows()[-1]
        await stage.press("f4")
        await settle(stage.pilot)
        text = "\n".join(stage.rows())
        assert "Alt-J" in text and "^N" not in text
        await stage.press("escape")
        await stage.press("tab", "tab", "s")
        assert stage.main.query_box.value == QUERY
        await stage.press("escape", "ctrl+u")
        assert stage.main.query_box.value == QUERY
        await stage.press("alt+u")
        assert stage.main.query_box.value == ""


async def test_sentences_name_the_keys_that_are_bound() -> None:
    keyboard, troubles = remapped({"saved": ["f12"], "asking-close": ["ctrl+g"], "choice-remove": ["f8"]})
    assert not troubles
    async with staged(keyboard=keyboard) as stage:
        await stage.type(QUERY)
        await stage.press("ctrl+s", "enter")
        await settle(stage.pilot)
        assert "F12" in stage.told() and "Alt-S" not in stage.told()
        await stage.press("f12")
        await settle(stage.pilot)
        assert any("F8 删除" in row for row in stage.rows())


@pytest.mark.parametrize("mark", sorted(set(punctuation) - set("[]\\^_")))
def test_alt_and_a_mark_is_the_key_that_the_settings_name(mark: str) -> None:
    keyboard, troubles = remapped({"find": [f"Alt-{mark}"]})
    assert not troubles
    assert typed(f"\x1b{mark}字") == [keyboard.first("find"), "字"]


ALT = sorted({name for key in KEYS for name in key.keys if name.startswith("alt+") and len(name) == 5})


@pytest.mark.parametrize("name", ALT)
@pytest.mark.parametrize(("behind", "other"), [("\x1b[B", "down"), ("\x1bl", "alt+l"), ("字", "字")])
def test_alt_and_a_letter_is_one_key_whatever_comes_with_it(name: str, behind: str, other: str) -> None:
    assert typed(f"\x1b{name[-1]}{behind}") == [name, other]


def test_the_space_of_an_input_method_is_the_space() -> None:
    assert typed("字\u3000") == ["字", "space"]


@pytest.mark.parametrize("character", ["\u3000", "\u200d", "\ue000", "\U00032000"], ids=ascii)
@pytest.mark.parametrize("tabs", [0, 1], ids=["query", "hits"])
async def test_whatever_character_comes_is_typed(character: str, tabs: int) -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        await stage.press(*["tab"] * tabs)
        for key in ("甲", character, "乙"):
            stage.app.post_message(events.Key(_character_to_key(key), key))
        await settle(stage.pilot)
        assert stage.main.query_box.value == stage.main.asked == f"{QUERY}甲{character}乙"


async def test_what_is_marked_gives_way_to_whatever_is_typed() -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        await stage.press("shift+home")
        stage.app.post_message(events.Key("space", "\u3000"))
        await settle(stage.pilot)
        assert stage.main.query_box.value == "\u3000"


async def test_the_space_of_an_input_method_reads_on_in_the_text() -> None:
    async with staged() as stage:
        await stage.type(QUERY)
        await stage.press("tab", "tab")
        stage.app.post_message(events.Key("space", "\u3000"))
        await settle(stage.pilot)
        assert stage.main.query_box.value == QUERY and stage.main.reader.has_focus


def typed(sequence: str) -> list[str]:
    """The keys that a terminal's bytes are taken for."""
    from textual._xterm_parser import XTermParser

    import tui.driver  # which mends the table of the parser

    assert tui.driver
    return [key.key for key in XTermParser().feed(sequence) if isinstance(key, events.Key)]
