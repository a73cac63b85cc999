"""`xunju config`, and what the settings do to other commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli import main
from tui.cli.folders import usual
from tui.cli.parser import Options
from tui.settings import Settings, read


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are: nowhere yet."""
    path = tmp_path / "settings" / "config.yaml"
    monkeypatch.setenv("XUNJU_CONFIG", str(path))
    return path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")


def test_the_file_is_made_once_and_opened_in_the_editor(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    editor = tmp_path / "ed.sh"
    editor.write_text('#!/bin/sh\nprintf "theme: light\\nsnipet: 2\\n" >> "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("XUNJU_EDITOR", f"{editor} {{path}}")
    assert main(["config"]) == 0
    assert read(file)[0] == Settings(theme="light")
    said = capfd.readouterr().err
    assert f"made {file}\n" in said and "snippet" in said
    write(file, "snippet: 3\n")
    assert main(["config"]) == 0
    assert file.read_text("utf-8").startswith("snippet: 3\n")
    assert f"made {file}" not in capfd.readouterr().err


def test_an_editor_that_is_not_there_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XUNJU_EDITOR", "no-such-editor-anywhere")
    assert main(["config"]) == 2
    assert "no-such-editor-anywhere" in capfd.readouterr().err and file.exists()


def test_a_place_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XUNJU_CONFIG", str(tmp_path / "file" / "config.yaml"))
    assert main(["config"]) == 2
    said = capfd.readouterr().err
    assert (
        said.startswith(f"xunju: {tmp_path / 'file'}") and "cannot be written: something of that name" in said
    )


def test_a_link_to_itself_gives_way_to_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUNJU_EDITOR", "true {path}")
    file.parent.mkdir()
    file.symlink_to(file)
    assert main(["config"]) == 0
    assert file.is_file()


def test_a_full_disk_leaves_no_part_of_it(file: Path) -> None:
    shell = 'ulimit -f 1; exec "$@"'
    start = [sys.executable, "-m", "tui.cli", "config"]
    root = Path(__file__).parents[2]
    done = subprocess.run(["sh", "-c", shell, "sh", *start], cwd=root, capture_output=True, check=False)
    assert done.returncode == 2
    assert str(file).encode() in done.stderr and b"Traceback" not in done.stderr
    assert list(file.parent.iterdir()) == []


def test_where_it_is_and_what_holds(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "--path"]) == 0
    assert capfd.readouterr().out == f"{file}\n"
    write(file, "snippet: 3\nkeys: {find: alt+q, facets: f9}\ntheme: blue\n")
    assert main(["config", "--show"]) == 1
    shown = capfd.readouterr()
    keys = '{"keys": {"find": ["alt+q"]}}'
    assert shown.out.splitlines() == [f"# {file}", '{"snippet": 3}', keys]
    assert f"{file}, line 3" in shown.err
    write(file, "snippet: 3\nkeys: {find: alt+q, facets: f9}\n")
    assert main(["config", "--keys"]) == 0
    listed = capfd.readouterr()
    assert "find: alt+q  # " in listed.out and "facets: f10 alt+r  # " in listed.out
    assert "longer" in listed.err


def test_what_is_as_usual_is_no_news_and_no_trouble(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(file, "theme: light\nkeys: {find: f10, help: f1}\n")
    assert main(["config", "--show"]) == 0
    keys = '{"keys": {"find": ["f10"]}}'
    assert capfd.readouterr() == (f'# {file}\n{{"theme": "light"}}\n{keys}\n', "")


def test_a_variable_that_takes_precedence_and_cannot_be_used_is_told(
    file: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file, "theme: dark\n")
    monkeypatch.setenv("XUNJU_THEME", "blue")
    assert main(["config", "--show"]) == 1
    shown = capfd.readouterr()
    assert shown.out.splitlines()[1:] == ['{"theme": "dark"}']
    assert shown.err == "environment: XUNJU_THEME should be light or dark; it is passed over.\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [("- a\n", "line 1: the file should be a list"), ("theme: 'dark\nsnippet: 3\n", "line 1: it is no YAML")],
)
def test_of_a_file_that_is_broken_nothing_holds(
    file: Path, capfd: pytest.CaptureFixture[str], text: str, line: str
) -> None:
    write(file, text)
    assert main(["config", "--show"]) == 1
    shown = capfd.readouterr()
    assert shown.out == f"# {file}\n" and f"{file}, {line}" in shown.err


def test_other_commands_tell_what_is_wrong_once_and_go_on(
    file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(file, "nonsense: 1\n")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.md").write_text("强化学习", "utf-8")
    assert main(["search", "强化", str(tmp_path / "texts")]) == 0
    said = capfd.readouterr()
    assert said.err.count("nonsense") == 1 and "a.md:1:1" in said.out


def test_the_language_and_the_size_limit_come_from_the_file_unless_the_environment_has_them(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("XUNJU_LANG", "XUNJU_MAX_BYTES"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    write(file, "language: zh\nsize_limit: 10\n")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.md").write_text("强化学习" * 9, "utf-8")
    assert main(["search", "强化", str(tmp_path / "texts")]) == 1
    main(["search", "强化", "/no/such/folder"])
    assert "文件夹" in capfd.readouterr().err
    monkeypatch.setenv("XUNJU_LANG", "en")
    monkeypatch.setenv("XUNJU_MAX_BYTES", "1000")
    assert main(["search", "强化", str(tmp_path / "texts")]) == 0
    main(["search", "强化", "/no/such/folder"])
    assert "文件夹" not in capfd.readouterr().err


def test_folders_of_the_settings_go_before_the_last_ones(tmp_path: Path) -> None:
    from io import StringIO

    from tui.cli.console import Console
    from tui.i18n import Language, catalog_for

    console = Console(catalog_for(Language.EN), {}, StringIO(), StringIO())
    options = Options(home=tmp_path / "home")
    assert usual(options, console) == []
    console.take_settings(Settings(folders=(tmp_path,)), ())
    assert usual(options, console) == [tmp_path]


def test_without_folders_the_index_of_those_of_the_settings_is_forgotten(
    file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("usual", "last"):
        (tmp_path / name).mkdir()
        assert main(["index", str(tmp_path / name)]) == 0
    write(file, f"folders: [{tmp_path / 'usual'}]\n")
    assert main(["forget", "--yes"]) == 0
    capfd.readouterr()
    assert main(["status"]) == 0
    kept = capfd.readouterr().out
    assert str(tmp_path / "last") in kept and str(tmp_path / "usual") not in kept


@pytest.mark.parametrize(("settings", "key"), [("", "Alt-K"), ("keys:\n  basket: f6\n", "F6")])
def test_an_empty_basket_names_the_key_in_force(
    file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], settings: str, key: str
) -> None:
    write(file, settings)
    assert main(["basket", "--home", str(tmp_path / "home")]) == 1
    assert f" {key} " in capfd.readouterr().err
