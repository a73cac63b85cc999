"""The scripts by which shells complete: they name all that the commands take, in the user's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_parser import parser
from tui.cli.commands import COMMANDS
from tui.cli.completion import SHELLS
from tui.i18n import Language, catalog_for

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_every_command_and_option_that_is_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch, shell: str, language: Language
) -> None:
    monkeypatch.setenv("XUNJU_LANG", language)
    ran = run("completion", shell)
    assert (ran.status, ran.err) == (0, "")
    assert not re.search(r"@[a-z]+@", ran.out) and "progress-json" not in ran.out
    text = catalog_for(language)
    for name in filter(None, COMMANDS):
        assert re.search(rf"\b{name}\b", ran.out)
        assert shell == "bash" or text(f"cli.brief-{name}") in ran.out
        for option in parser(name).options():
            assert all(one.lstrip("-") in ran.out for one in option.option_strings)


def test_a_format_of_the_users_own_is_a_value_as_well(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config.yaml"
    settings.write_text("templates:\n  我的 '格式': '{sentence}'\n", "utf-8")
    monkeypatch.setenv("XUNJU_CONFIG", str(settings))
    for shell in SHELLS:
        assert "我的 " in run("completion", shell).out


@pytest.mark.parametrize("words", [[], ["tcsh"], ["bash", "zsh"]])
def test_a_shell_without_a_script_is_a_mistake(run: Run, words: list[str]) -> None:
    ran = run("completion", *words)
    assert (ran.status, ran.out) == (2, "") and "fish" in ran.err


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readmes_list_every_command(readme: str) -> None:
    listed = set(re.findall(r"^xunju ([a-z]+)\b.*#", (ROOT / readme).read_text("utf-8"), re.MULTILINE))
    assert listed == set(filter(None, COMMANDS))
