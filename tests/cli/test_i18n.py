"""Both catalogues say the same things, and every key that the code names is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from index import Tier, XunjuError
from index import errors as engine_errors
from tui.i18n import Catalog, Language, catalog_for, preferred_language
from tui.i18n.en import MESSAGES as EN
from tui.i18n.zh import MESSAGES as ZH
from tui.keys import KEYS

CODE = Path(__file__).parents[2] / "tui"
KEY = re.compile(r"[a-z]+(?:\.[A-Za-z0-9_-]+)+")
HAN = re.compile(r"[\u4e00-\u9fff]")


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def plain(catalogue: dict[str, str] | object) -> set[str]:
    assert hasattr(catalogue, "__iter__")
    return {key.removesuffix(".one") for key in catalogue}


def test_the_catalogues_have_the_same_keys_in_the_same_order() -> None:
    assert [key for key in ZH if not key.endswith(".one")] == [key for key in EN if not key.endswith(".one")]


def test_the_placeholders_are_the_same() -> None:
    # Chinese does without the code or the sentence of the engine where those are English.
    for key in ZH:
        assert names(ZH[key]) <= names(EN[key]) | {"detail", "number", "code"}, key
        assert names(EN[key]) - names(ZH[key]) <= {"code", "detail", "reason"}, key


def test_a_singular_belongs_to_a_plural() -> None:
    for key in EN:
        plural = key.removesuffix(".one")
        assert key == plural or ("count" in names(EN[plural]) and names(EN[key]) <= names(EN[plural])), key


WORDS_LIKE_KEYS = {"cli.ascii", "help.q-or"}
"""Messages with a word that only looks like a key."""

WRITTEN_OUT = re.compile(r"\b(?:Enter|Esc|Tab|F\d+|(?:Alt|Ctrl|Shift)-\S)|\^[A-Z]")


@pytest.mark.parametrize("messages", [ZH, EN], ids=["zh", "en"])
def test_keys_are_named_by_their_commands(messages: dict[str, str]) -> None:
    for key, message in messages.items():
        assert key in WORDS_LIKE_KEYS or not WRITTEN_OUT.search(message), key
        for _, name, command, _ in Formatter().parse(message):
            assert name != "key" or command in {one.id for one in KEYS}, key


NEVER_ONE = {"clipboard.too-large", "clipboard.too-large-aside", "ui.notices", "index.pace", "settings.size"}
"""Messages whose number is always larger than one."""

COUNTED = re.compile(
    r"\} (?:damaged )?"
    "(?:bytes|characters|documents|files|fragments|hits|lines|notices|passages|places|quotations|usages)"
)


@pytest.mark.parametrize("key", [key for key in EN if not key.endswith(".one") and COUNTED.search(EN[key])])
def test_what_is_counted_can_be_one(key: str) -> None:
    assert key in NEVER_ONE or f"{key}.one" in EN


QUOTED = ("help.q", "cli.no-query", "query.")
"""Messages that show what may be typed, which is Chinese in every language."""


def test_english_is_english() -> None:
    assert [key for key in EN if HAN.search(EN[key]) and not key.startswith(QUOTED)] == []


def literals() -> Iterator[tuple[str, str]]:
    """File and key of every string in the code that looks like a key of one of our sections."""
    sections = {key.split(".")[0] for key in ZH}
    for path in sorted(CODE.rglob("*.py")):
        if path.parent.name == "i18n":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and KEY.fullmatch(value) and not value.endswith(".tcss"):
                if value.split(".")[0] not in sections:
                    continue
                yield str(path.relative_to(CODE)), value


def test_every_key_in_the_code_exists() -> None:
    for file, key in literals():
        begins = key.endswith("-") and any(known.startswith(key) for known in ZH)
        assert key in ZH or begins, f"tui/{file} names {key}"


@pytest.mark.parametrize("tier", Tier)
def test_every_tier_has_a_label(tier: Tier) -> None:
    assert f"tier.{tier}" in ZH


def test_every_error_of_the_engine_has_a_sentence() -> None:
    classes = {
        name
        for name, value in vars(engine_errors).items()
        if isinstance(value, type) and issubclass(value, XunjuError) and value is not XunjuError
    }
    assert {f"error.{name}" for name in classes} <= plain(ZH)


def codes() -> Iterator[tuple[str, str]]:
    """Group and code of every note and failure that the engine makes with a code written out."""
    groups = {"Note": ("note", 0), "Failure": ("failure", 1), "UnreadableFile": ("failure", 0)}
    for path in sorted((CODE.parent / "index").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in groups:
                group, place = groups[node.func.id]
                code = node.args[place] if len(node.args) > place else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield group, code.value


@pytest.mark.parametrize(("group", "code"), sorted(set(codes())))
def test_every_code_of_the_engine_has_a_message(group: str, code: str) -> None:
    assert f"{group}.{code}" in ZH


LOCALES = {
    "chinese": ({"LANG": "zh_CN.UTF-8"}, Language.ZH),
    "taiwan": ({"LANG": "zh_TW.Big5"}, Language.ZH),
    "english": ({"LANG": "en_US.UTF-8"}, Language.EN),
    "german-reads-english": ({"LANG": "de_DE.UTF-8"}, Language.EN),
    "c": ({"LANG": "C.UTF-8"}, Language.EN),
    "nothing": ({}, Language.EN),
    "messages-before-lang": ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, Language.ZH),
    "all-before-messages": ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN.UTF-8"}, Language.EN),
    "empty-is-unset": ({"LC_ALL": "", "LANG": "zh_CN"}, Language.ZH),
    "own-wish": ({"XUNJU_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, Language.ZH),
    "own-wish-english": ({"XUNJU_LANG": "EN", "LANG": "zh_CN.UTF-8"}, Language.EN),
    "own-wish-unknown": ({"XUNJU_LANG": "fr", "LANG": "zh_CN.UTF-8"}, Language.ZH),
}


@pytest.mark.parametrize(("env", "language"), LOCALES.values(), ids=LOCALES.keys())
def test_the_language_of_an_environment(env: dict[str, str], language: Language) -> None:
    assert preferred_language(env) is language


def test_a_number_chooses_the_singular() -> None:
    text = Catalog(Language.EN, {"a.b": "{count} hits", "a.b.one": "one hit"})
    assert (text("a.b", count=0), text("a.b", count=1), text("a.b", count=2)) == (
        "0 hits",
        "one hit",
        "2 hits",
    )


def test_what_is_missing_breaks_nothing() -> None:
    text = Catalog(Language.EN, {"a.b": "see {path}", "a.other": "some {code}"})
    assert text("a.b") == "see "
    assert text("no.key") == "no.key"
    assert text("a.b", path="{x}") == "see {x}"
    assert text.coded("a", "odd") == "some odd"


@pytest.mark.parametrize("language", Language)
def test_catalogues_are_found(language: Language) -> None:
    assert catalog_for(language).language is language
