"""Which command is meant, and what is said about mistakes."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from tui.cells import cell_width
from tui.cli.commands import COMMANDS, opens_interface, pick_command, unknown_command
from tui.cli.parser import Parser, UsageError
from tui.i18n import Language, catalog_for

PICKED = {
    "nothing": ([], "", []),
    "command": (["search", "q"], "search", ["q"]),
    "folder": (["~/笔记"], "", ["~/笔记"]),
    "folder-named-like-a-command": (["./search"], "", ["./search"]),
    "option-before": (["--home", "h", "index", "f"], "index", ["--home", "h", "f"]),
    "option-with-equals-before": (["--home=h", "status"], "status", ["--home=h"]),
    "value-named-like-a-command": (["--home", "index", "search", "q"], "search", ["--home", "index", "q"]),
    "only-the-first-word": (["search", "index"], "search", ["index"]),
    "behind-a-folder": (["f", "search"], "", ["f", "search"]),
    "behind-dashes": (["--", "search"], "", ["--", "search"]),
    "flag-before": (["--version", "index"], "index", ["--version"]),
    "an-empty-query": (["--pick", "", "f"], "", ["--pick", "", "f"]),
    "a-query-named-like-a-command": (["--pick", "index", "f"], "", ["--pick", "index", "f"]),
}


@pytest.mark.parametrize(("words", "name", "rest"), PICKED.values(), ids=PICKED.keys())
def test_pick_command(words: list[str], name: str, rest: list[str]) -> None:
    assert pick_command(words) == (name, rest)


UNKNOWN = {
    "nothing": ([], None),
    "command": (["search", "q"], None),
    "mistyped": (["serach", "q"], "serach"),
    "behind-an-option": (["--home", "h", "serach"], "serach"),
    "with-an-option": (["serach", "q", "--limit", "5"], "serach"),
    "folder": (["stauts"], None),
    "path": (["./serach"], None),
    "query-to-pick": (["--pick", "serach"], None),
    "query-before-pick": (["serach", "--pick"], None),
    "behind-dashes": (["--", "serach"], None),
    "without-a-name": ([""], None),
    "options-only": (["--samples"], None),
}


@pytest.mark.parametrize(("words", "unknown"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_unknown_command(
    words: list[str], unknown: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stauts").mkdir()
    monkeypatch.chdir(tmp_path)
    assert unknown_command(words) == unknown


OPENING = {
    "nothing": ([], True),
    "folders": (["stauts", "."], True),
    "the samples": (["--samples"], True),
    "a home": (["--home", "h", "."], True),
    "a home without a name": (["--home"], False),
    "a folder that is not there": ([".", "nowhere"], False),
    "an option": ([".", "--pick"], False),
    "an option that is a file": (["-x"], False),
    "a command": (["status"], False),
}


@pytest.mark.parametrize(("words", "opens"), OPENING.values(), ids=OPENING.keys())
def test_what_opens_the_interface_at_a_glance(
    words: list[str], opens: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stauts", "-x"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    assert opens_interface(words) is opens


def test_every_value_of_an_option_may_stand_before_the_command() -> None:
    for name in COMMANDS:
        for action in parser(name)._actions:
            # The interface has `--samples` without a number.
            options = [option for option in action.option_strings if option != "--samples"]
            if options and action.nargs is None:
                assert pick_command([options[-1], "index", "search"])[0] == "search", options


def parser(name: str, language: Language = Language.EN) -> Parser:
    made = Parser(name, catalog_for(language))
    import_module(f"tui.cli.{COMMANDS[name]}").arguments(made)
    return made


@pytest.mark.parametrize("name", COMMANDS)
def test_the_value_of_an_option_before_the_command_is_not_taken_for_it(name: str) -> None:
    # `--samples` has a value for an audit alone, and is taken for the flag that it is elsewhere.
    for action in parser(name)._actions:
        if action.option_strings and action.nargs is None and action.dest != "fragments":
            words = [action.option_strings[0], "status", "index"]
            assert pick_command(words) == ("index", words[:2])


def test_options_and_words_may_be_mixed() -> None:
    options = parser("search").read(["问题", "--limit", "3", "f", "--json", "g"])
    assert (options.words, options.limit, options.json) == (["问题", "f", "g"], 3, True)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (["--", "-开源", "f"], ["-开源", "f"]),
        (["--json", "--", "--json"], ["--json"]),
        (["--", "--", "f"], ["--", "f"]),
        (["问题", "--", "-f"], ["问题", "-f"]),
        (["--"], []),
    ],
)
def test_behind_dashes_nothing_is_an_option(words: list[str], read: list[str]) -> None:
    assert parser("search").read(words).words == read


def test_a_number_is_no_option_though_one_is_a_digit() -> None:
    options = parser("search").read(["-1", "-0", "-2025"])
    assert (options.words, options.end) == (["-1", "-2025"], "\0")


def test_the_home_of_an_option_goes_before_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUNJU_HOME", "/env")
    assert parser("status").read([]).home == Path("/env")
    assert parser("status").read(["--home", "/option"]).home == Path("/option")
    monkeypatch.delenv("XUNJU_HOME")
    assert parser("status").read([]).home is None


MISTAKES = {
    "unknown-option": ("index", ["--frob"], "--frob"),
    "abbreviation": ("index", ["--reb"], "--reb"),
    "mistyped-option": ("search", ["q", "--jsn=1"], "--json"),
    "option-of-one-letter": ("search", ["-开源", "f"], "--"),
    "word-for-a-command-without": ("history", ["--", "old"], "history"),
    "no-value": ("search", ["q", "--limit"], "--limit"),
    "no-number": ("search", ["q", "--limit", "many"], "many"),
    "zero": ("search", ["q", "--limit", "0"], "0"),
    "no-order": ("search", ["q", "--sort", "size"], "size"),
    "value-for-a-flag": ("forget", ["--yes=no"], "--yes"),
    "what-is-an-order": ("search", ["q", "--sort", "size"], "date"),
    "what-is-a-limit": ("search", ["q", "--limit", "-1"], "1"),
    "what-is-a-seed": ("audit", ["--seed", "x"], "--seed"),
    "what-only-picking-prints": ("", ["f", "--format", "text"], "--pick"),
    "one-of-several-to-open": ("", ["f", "--multi"], "--pick"),
    "only-picked-ends-with-nul": ("", ["f", "-0"], "--pick"),
    "an-object-is-a-line": ("search", ["q", "--json", "-0"], "--json"),
    "batch-in-a-form": ("search", ["--batch", "-", "--format", "text"], "--batch"),
    "batch-and-saved": ("search", ["--batch", "-", "--saved", "name"], "--saved"),
    "two-deeds-with-a-basket": ("basket", ["--clear", "--path"], "--path"),
    "two-deeds-with-settings": ("config", ["--show", "--keys"], "--keys"),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("name", "words", "named"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_are_named(name: str, words: list[str], named: str, language: Language) -> None:
    with pytest.raises(UsageError) as caught:
        parser(name, language).read(words)
    sentence = str(caught.value)
    assert named in sentence
    assert sentence != catalog_for(language)("usage.other")
    assert ("argument" in sentence) <= (language is Language.EN)


def test_an_option_that_only_begins_as_all_do_is_near_to_none() -> None:
    with pytest.raises(UsageError) as caught:
        parser("completion").read(["bash", "--json"])
    assert str(caught.value) == catalog_for(Language.EN)("usage.no-option", detail="--json", near="")


@pytest.mark.parametrize(
    ("name", "words", "allowed"),
    [("search", ["--limit", "0"], "usage.positive"), ("audit", ["--seed", "x"], "usage.whole")],
)
def test_which_numbers_are_allowed_is_said(name: str, words: list[str], allowed: str) -> None:
    say = catalog_for(Language.EN)
    with pytest.raises(UsageError) as caught:
        parser(name).read(words)
    assert say(allowed) in str(caught.value)
    assert say("usage.whole") != say("usage.positive")


def test_options_that_belong_together_are_no_mistake() -> None:
    options = parser("").read(["q", "--pick", "--multi", "--format", "text"])
    assert (options.pick, options.multi, options.format) == (True, True, "text")
    assert parser("").read(["--multi", "--help"]).help


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_shown_with_what_it_takes(name: str) -> None:
    made = parser(name)
    hidden = {one.option_strings[-1] for one in made._actions if one.option_strings} - {
        one.option_strings[-1] for one in made.options()
    }
    assert hidden == ({"--progress-json"} if name == "index" else set())
    assert all(one.metavar for one in made.options() if one.nargs is None)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_whole_and_fits(name: str, language: Language) -> None:
    text = parser(name, language).help(80)
    say = catalog_for(language)
    assert not re.search(r"cli\.|None|\{", text)
    assert f"--home {say('cli.directory')} " in text and f"--version {say('cli.directory')}" not in text
    assert "--progress-json" not in text
    assert say(f"cli.{name or 'about'}")[:9] in text
    assert (f"\n{say('cli.commands')}\n" in text) is (say("cli.commands-note")[:9] in text) is (not name)
    assert 40 < max(map(cell_width, text.splitlines())) <= 80
