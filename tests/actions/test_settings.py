"""The settings: every entry is read, and a wrong one costs that entry alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from index import Lexicon
from tui.cli.config import EXAMPLES, default
from tui.entries import LARGEST, READERS
from tui.i18n import Language, catalog_for
from tui.i18n.trouble import settings_line
from tui.keyboard import USUAL, key_called, key_name, remapped
from tui.keys import KEYS, Where
from tui.paths import settings_path
from tui.quoting import FIELDS
from tui.settings import Settings, parse, read
from tui.variables import amiss

GOOD: list[tuple[str, str, Any]] = [
    ("language: ZH", "language", "zh"),
    ("theme: light", "theme", "light"),
    ("editor: code --wait", "editor", "code --wait"),
    ("snippet: 3", "snippet", 3),
    ("history: off", "history", 0),
    ("history: yes", "history", None),
    ("history: 20", "history", 20),
    ("template: org", "template", "org"),
    ("templates: {mine: '{sentence}[ {author}]'}\ntemplate: mine", "template", "mine"),
    ("templates: {mine: '{sentence}'}", "templates", {"mine": "{sentence}"}),
    (
        "keys: {next: ctrl+n down, find: [f3, ctrl+g]}",
        "keys",
        {"next": ("ctrl+n", "down"), "find": ("f3", "ctrl+g")},
    ),
    ("size_limit: 1000", "size_limit", 1000),
    ("size_limit: 50M", "size_limit", 50 << 20),
    ("size_limit: 2 GB", "size_limit", 2 << 30),
    ("words: [林小雨, ' 寻句 ', 林小雨, GPT学派]", "words", ("林小雨", "寻句", "GPT学派")),
    ("words: 林小雨", "words", ("林小雨",)),
    ("words: [㐂㐅, 𠮷𠮾, a\u9fff\uf900]", "words", ("㐂㐅", "𠮷𠮾", "a\u9fff\uf900")),
    ("synonyms: [[甲, ' ', 乙 ]]", "synonyms", (("甲", "乙"),)),
    (
        "synonyms:\n  - 出租车 的士、計程車\n  - [大语言模型, LLM, large language model]",
        "synonyms",
        (("出租车", "的士", "計程車"), ("大语言模型", "LLM", "large language model")),
    ),
    ("theme:\nlanguage: en", "language", "en"),
    ("", "language", ""),
    ("# nothing", "language", ""),
]

WRONG: list[tuple[str, list[tuple[str, str, int]]]] = [
    ("language: fr\ntheme: dark", [("language", "language", 1)]),
    ("theme: dark\nlangauge: zh", [("unknown", "langauge", 2)]),
    ("editor: [a, b]", [("text", "editor", 1)]),
    ("snippet: 0", [("number", "snippet", 1)]),
    ("snippet: many", [("number", "snippet", 1)]),
    ("history: perhaps", [("switch", "history", 1)]),
    ("history: 100001", [("switch", "history", 1)]),
    ("folders: [/no/such/folder]", [("folder", "folders", 1)]),
    ("folders: [/dev/null]", [("folder", "folders", 1)]),
    (
        "folders:\n  - ~nobody-of-that-name/x\n  - " + "长" * 100,
        [("folder", "folders", line) for line in (2, 3)],
    ),
    ("folders: {a: b}", [("list", "folders", 1)]),
    ("keys: [a]", [("mapping", "keys", 1)]),
    ("keys:\n  next: {a: b}\n  find: f3", [("list", "keys.next", 2)]),
    (
        "templates:\n  a: '{nothing}'\n  b: '['\n  c: '{sentence}'",
        [("template-field", "templates.a", 2), ("template-brackets", "templates.b", 3)],
    ),
    ("theme: dark\ntemplate: nobody", [("template-name", "template", 2)]),
    ("size_limit: 0", [("bytes", "size_limit", 1)]),
    ("size_limit: 5T", [("bytes", "size_limit", 1)]),
    ("words:\n  - LLM\n  - 2025\n  - 字", [("word", "words", 2), ("word", "words", 3), ("word", "words", 4)]),
    ("words: [a学b, 学a, かな]", [("word", "words", 1)] * 3),
    ("words: {a: b}", [("list", "words", 1)]),
    ("words: [/no/such/file.txt]", [("words-file", "words", 1)]),
    (
        'words:\n  - ~nobody-of-that-name/x\n  - "/\\0"\n  - /' + "长" * 100,
        [("words-file", "words", line) for line in (2, 3, 4)],
    ),
    ("synonyms: 出租车 的士", [("list", "synonyms", 1)]),
    (
        "synonyms:\n  - 出租车\n  - {a: b}\n  - [甲, 甲]",
        [("synonyms", "synonyms", line) for line in (2, 3, 4)],
    ),
    ("- a\n- b", [("mapping", "", 1)]),
    ("theme: dark\nsnippet: 3\ntheme: light", [("twice", "theme", 3)]),
    ("keys:\n  find: f3\n  find: f4", [("twice", "keys.find", 3)]),
    ("templates: {a: '{sentence}', a: '{title}'}", [("twice", "templates.a", 1)]),
    ("editor: nosuch {path", [("editor", "editor", 1)]),
    ("editor: ed 'a", [("editor", "editor", 1)]),
    ("a: [", [("yaml", "", 1)]),
    ("theme: 'dark\nsnippet: 3\n\nlanguage: zh\n", [("yaml", "", 1)]),
    ("theme: dark\nkeys: {find: f3\nsnippet: 3\n", [("yaml", "", 3)]),
    ("theme: light\n\ta: b", [("yaml", "", 2)]),
]


@pytest.mark.parametrize(("text", "entry", "value"), GOOD)
def test_an_entry_is_read(text: str, entry: str, value: Any) -> None:
    settings, troubles = parse(text)
    assert getattr(settings, entry) == value and troubles == ()


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_what_is_wrong_is_reported_with_its_line_and_the_default_holds(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    settings, troubles = parse(text)
    assert [(one.code, one.key, one.line) for one in troubles] == expected
    for language in Language:
        for one in troubles:
            line = settings_line(one, Path("/c.yaml"), catalog_for(language))
            assert line.startswith("/c.yaml") and "settings." not in line and "{" not in line
    if expected[0][1] in READERS and expected[0][0] != "twice":
        assert getattr(settings, expected[0][1]) == getattr(Settings(), expected[0][1])


def test_the_rest_holds_beside_a_wrong_entry(tmp_path: Path) -> None:
    settings, troubles = parse(f"snippet: x\nfolders: [{tmp_path}, /no/such]\ntheme: light")
    assert (settings.theme, settings.folders, len(troubles)) == ("light", (tmp_path,), 2)


def test_what_stands_first_holds() -> None:
    assert parse("theme: dark\ntheme: light")[0].theme == "dark"


@pytest.mark.parametrize(("data", "code"), [(b"theme: \xff\xfe", "encoding"), (b"a" * (LARGEST + 1), "size")])
def test_a_file_that_cannot_be_read_is_said_to_be(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "c.yaml").write_bytes(data)
    assert [one.code for one in read(tmp_path / "c.yaml")[1]] == [code]
    (trouble,) = read(tmp_path)[1]
    said = settings_line(trouble, tmp_path, catalog_for(Language.ZH))
    assert said == f"{tmp_path}：读不了（是文件夹）；已忽略。"
    assert read(tmp_path / "none.yaml") == (Settings(), ())


def test_words_may_stand_in_a_file_of_their_own_as_jieba_has_it(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("林小雨 3 nr\n\nLLM\n  寻句\n", "utf-8")
    settings, troubles = parse(f"words: [长期主义, {names}]")
    assert settings.words == ("长期主义", "林小雨", "寻句") and troubles == ()
    for data in (b"\xff\xfe", b"x" * (LARGEST + 1)):
        names.write_bytes(data)
        settings, (trouble,) = parse(f"theme: dark\nwords: [长期主义, {names}]")
        assert settings.words == ("长期主义",) and (trouble.code, trouble.line) == ("words-file", 2)
        assert str(names) in trouble.detail


def test_a_file_that_is_broken_says_nothing_of_words() -> None:
    """Or every index would be made anew for a bracket that is missing, and once more when it is there."""
    for text in ("words: [", "- 林小雨", "words: [林小雨]\n\ttheme: dark"):
        assert parse(text)[0].lexicon == Lexicon(words=None)
    assert parse("theme: blue")[0].lexicon == Lexicon(words=())


def test_a_bomb_of_aliases_is_no_more_than_a_wrong_entry() -> None:
    lines = [
        "a: &a [x, x]",
        *(f"{one}: &{one} [*{before}, *{before}]" for before, one in pairwise("abcdefghi")),
    ]
    assert {one.code for one in parse("\n".join(lines))[1]} == {"unknown"}


@pytest.mark.parametrize("language", Language)
def test_the_file_that_is_made_names_every_entry_and_settles_nothing(language: Language) -> None:
    text = default(catalog_for(language))
    assert parse(text) == (Settings(), ())
    settled = "\n".join(line.removeprefix("# ") for line in text.splitlines() if _is_example(line))
    assert tuple(line.partition(":")[0] for line in settled.splitlines() if line[0] != " ") == tuple(READERS)
    assert {one.code for one in parse(settled)[1]} <= {"folder"}
    assert set(EXAMPLES) == set(READERS)


@pytest.mark.parametrize("language", Language)
def test_the_fields_of_formats_are_told(language: Language) -> None:
    say = catalog_for(language)
    (trouble,) = parse("templates: {mine: '{quote}'}")[1]
    for told in (default(say), settings_line(trouble, Path("c.yaml"), say)):
        assert " ".join(FIELDS) in told


def _is_example(line: str) -> bool:
    return line.startswith("#   ") or line.removeprefix("# ").partition(":")[0] in READERS


def test_where_the_file_is() -> None:
    assert settings_path({"XUNJU_CONFIG": "/a.yaml", "XDG_CONFIG_HOME": "/x"}) == "/a.yaml"
    assert settings_path({"XDG_CONFIG_HOME": "/x"}) == "/x/xunju/config.yaml"
    for base in ({}, {"XDG_CONFIG_HOME": ""}, {"XDG_CONFIG_HOME": "not/from/the/root"}):
        assert settings_path(base) == str(Path.home() / ".config/xunju/config.yaml")


def test_what_the_environment_can_say_is_handed_to_it() -> None:
    settings, _ = parse("language: en\ntheme: dark\neditor: vim -u NONE\nsize_limit: 1K\nsnippet: 2")
    expected = {"LANG": "en", "THEME": "dark", "EDITOR": "vim -u NONE", "MAX_BYTES": "1024"}
    assert settings.environment() == {f"XUNJU_{name}": value for name, value in expected.items()}


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("XUNJU_LANG", "zh_CN.UTF-8", False),
        ("XUNJU_LANG", " EN", False),
        ("XUNJU_LANG", "french", True),
        ("XUNJU_THEME", "Light", False),
        ("XUNJU_THEME", "blue", True),
        ("XUNJU_THEME", "", False),
    ],
)
def test_variables_of_the_environment_that_say_what_there_is_not_are_told(
    name: str, value: str, wrong: bool
) -> None:
    troubles = amiss({name: value})
    assert [trouble.key for trouble in troubles] == [name] * wrong
    for trouble in troubles:
        line = settings_line(trouble, Path("/c.yaml"), catalog_for(Language.EN))
        assert name in line and "/c.yaml" not in line


def test_variables_of_the_environment_that_are_no_numbers_are_told() -> None:
    assert amiss({"XUNJU_MAX_BYTES": "1000", "XUNJU_PROCESSES": ""}) == ()
    assert amiss({"XUNJU_MAX_BYTES": "50M"}) == ()
    wrong = {"XUNJU_MAX_BYTES": "much", "XUNJU_PROCESSES": "²"}
    for trouble, allowed in zip(amiss(wrong), ("50M", "²"), strict=True):
        for language in Language:
            line = settings_line(trouble, Path("/c.yaml"), catalog_for(language))
            assert trouble.key in line and allowed in line and "/c.yaml" not in line


# Keys


def test_a_command_gets_its_keys_and_takes_them_from_others() -> None:
    keyboard, troubles = remapped({"find": ["F3", "ctrl+t"], "pane-down": ["D"]})
    keys = {key.id: key.keys for key in keyboard.keys}
    assert troubles == ()
    assert keys["find"] == ("f3", "ctrl+t") and keys["pane-down"] == ("D",)
    assert keys["next-match"] == ("ctrl+g",) and keys["usages"] == ("f4",)
    changed = {"screen.find", "screen.next-match", "screen.usages", "hits.pane-down"}
    assert set(keyboard.keymap()) == changed and USUAL.keymap() == {}


REFUSED = [
    ({"nxt": ["f3"]}, "key-unknown", "next", ""),
    ({"next": ["x"]}, "key-typed", "x", ""),
    ({"next": ["space"]}, "key-typed", "space", ""),
    ({"left": ["中"]}, "key-typed", "中", ""),
    ({"next": ["ctrl+i"]}, "key-name", "ctrl+i", ""),
    ({"next": ["ctrl+"]}, "key-name", "ctrl+", ""),
    ({"next": ["banana"]}, "key-name", "banana", ""),
    ({"next": ["ctrl+f33"]}, "key-name", "ctrl+f33", ""),
    ({"next": ["f12"], "previous": ["f12"]}, "key-taken", "f12", "next"),
    ({"next": ["ctrl+u"]}, "key-last", "ctrl+u", "clear"),
]


WRITTEN = {
    "ctrl+backslash": "ctrl+backslash", "shift+pageup": "shift+pageup", "ctrl+f24": "ctrl+f24",
    "alt+;": "alt+semicolon", "Ctrl-\\": "ctrl+backslash", "Alt--": "alt+minus", "alt++": "alt+plus",
    "F12": "f12", "Ctrl-Shift-F12": "ctrl+shift+f12", "Alt-Z": "alt+z", "^T": "ctrl+t", "^@": "ctrl+@",
    "Ctrl-^": "ctrl+circumflex_accent", "Ctrl-PgDn": "ctrl+pagedown", "Alt-↑": "alt+up", "Alt-@": "alt+at",
    "Alt-右": "alt+right", "Esc": "escape", "Return": "enter", "Ins": "insert", "Alt-Del": "alt+delete",
}  # fmt: skip
"""What a reader of help or of a keyboard writes, and how Textual calls that key."""


@pytest.mark.parametrize(("written", "name"), WRITTEN.items(), ids=WRITTEN)
def test_keys_that_there_are_can_be_had(written: str, name: str) -> None:
    keyboard, troubles = remapped({"asking-take": [written]})
    assert troubles == () and keyboard.first("asking-take") == name


@pytest.mark.parametrize("language", Language)
def test_a_key_may_be_written_as_it_is_printed(language: Language) -> None:
    say = catalog_for(language)
    names = {name for key in KEYS for name in key.keys}
    assert {name: key_called(key_name(name, say)) for name in names} == {name: name for name in names}


@pytest.mark.parametrize(("wanted", "code", "detail", "holder"), REFUSED)
def test_a_key_that_cannot_be_had_is_refused(
    wanted: dict[str, list[str]], code: str, detail: str, holder: str
) -> None:
    keyboard, troubles = remapped(wanted)
    assert [(one.code, one.detail, one.holder) for one in troubles] == [(code, detail, holder)]
    changed = {key.id for key, usual in zip(keyboard.keys, KEYS, strict=True) if key != usual}
    assert changed <= {"next"} and all(key.keys for key in keyboard.keys)


def test_a_key_that_cannot_be_had_is_reported_with_its_line() -> None:
    settings, troubles = parse("keys:\n  find: f3\n  nxt: f4\n  next: x")
    refused = remapped(settings.keys, settings.key_lines)[1]
    assert troubles == () and [(one.key, one.line) for one in refused] == [("keys.nxt", 3), ("keys.next", 4)]


def test_a_key_still_means_one_thing_in_one_place() -> None:
    keyboard, _ = remapped({"find": ["f10", "f1"], "facets": ["ctrl+f"], "word-left": ["f4", "alt+q"]})
    for places in ({Where.SCREEN, Where.QUERY}, {Where.HITS}, {Where.READER}):
        names = [name for key in keyboard.keys if key.where in places for name in key.keys]
        assert len(names) == len(set(names))


def test_ids_are_unique() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)
