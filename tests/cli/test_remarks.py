"""What a terminal is told beside the answer: hits that are not listed, files that could not be read, folders
without any."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui.cli import progress
from tui.cli.console import Console
from tui.cli.progress import may_remark

UNREAD = "1 file could not be read; xunju status names it"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    root.mkdir()
    for name in ("a.txt", "b.txt"):
        (root / name).write_text("一句强化学习的话。", "utf-8")
    return root


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether standard error is one: what the last of these says."""
    said = [False]
    monkeypatch.setattr(progress, "on_terminal", lambda: said[-1])
    return said


@pytest.mark.parametrize(("limit", "cut"), [("1", True), ("2", False)])
@pytest.mark.parametrize("form", [(), ("--json",), ("--format", "path")], ids=["lines", "json", "paths"])
def test_a_terminal_is_told_that_there_are_more_hits(
    run: Run, folder: Path, on_terminal: list[bool], limit: str, cut: bool, form: tuple[str, ...]
) -> None:
    words = ("search", "强化学习", str(folder), "--limit", limit, *form)
    assert run(*words).err == ""
    on_terminal.append(True)
    assert ("--limit" in run(*words).err) == cut


def test_a_terminal_is_told_where_nothing_was_found(
    run: Run, folder: Path, on_terminal: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    run("index", str(folder))
    assert run("search", "毫无踪影").err == ""
    on_terminal.append(True)
    assert "No hits in library\n" in run("search", "毫无踪影").err
    assert "No hits" not in run("search", "强化学习").err


@pytest.mark.parametrize("name", ["", "sentence.pdf"], ids=["nothing", "other kinds"])
def test_a_terminal_is_told_of_folders_without_files_to_read(
    run: Run, tmp_path: Path, on_terminal: list[bool], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    root = tmp_path / "library"
    root.mkdir()
    if name:
        (root / name).write_text("一句强化学习的话。", "utf-8")
    assert run("search", "强化学习", "library").err == ""
    on_terminal.append(True)
    told = run("search", "强化学习", "library").err
    assert told.startswith("library holds no files to search") and ".md" in told
    (root / "a.txt").write_text("一句强化学习的话。", "utf-8")
    assert "no files" not in run("search", "毫无踪影", "library").err


COMMANDS = {
    "hits": ("search", "强化学习"),
    "none": ("search", "毫无踪影"),
    "json": ("search", "强化学习", "--json", "--no-sync"),
    "batch": ("search", "--batch", "-"),
    "check": ("check", "-"),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_terminal_is_told_that_files_could_not_be_read(
    run: Run, folder: Path, on_terminal: list[bool], words: tuple[str, ...]
) -> None:
    (folder / "date.md").write_text("---\npublished: someday\n---\n\n读得了的。\n", "utf-8")
    (folder / "bad.txt").write_bytes(b"\0\1\2\3" * 100)
    run("index", str(folder))
    before = run(*words, str(folder), given="“强化学习”")
    assert UNREAD not in before.err
    on_terminal.append(True)
    after = run(*words, str(folder), given="“强化学习”")
    assert after.status == before.status
    assert after.out.count("\n") == before.out.count("\n")
    assert after.err.splitlines().count(UNREAD) == 1
    (folder / "bad.txt").unlink()
    run("index", str(folder))
    assert "could not be read" not in run(*words, str(folder), given="“强化学习”").err


@pytest.mark.parametrize("query", ["强化学习 author:无此人", "“强化学习"], ids=["proposal", "note"])
def test_notes_and_proposals_are_not_in_the_way_of_a_chooser(
    run: Run, folder: Path, on_terminal: list[bool], monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    beside = run("search", query, str(folder)).err
    assert beside.startswith(("try: ", "note: "))
    reader, writer = os.pipe()
    with os.fdopen(reader), os.fdopen(writer, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert run("search", query, str(folder)).err == beside
        on_terminal.append(True)
        assert run("search", query, str(folder)).err == ""


@pytest.mark.parametrize("terminal", [True, False])
def test_a_remark_is_not_in_the_way_of_a_pager(
    tmp_path: Path, on_terminal: list[bool], terminal: bool
) -> None:
    on_terminal.append(terminal)
    reader, writer = os.pipe()
    with (tmp_path / "out").open("w") as file, os.fdopen(reader), os.fdopen(writer, "w") as pipe:
        console = Console.standard({})
        console.output = file
        assert may_remark(console) is terminal
        console.output = pipe
        assert not may_remark(console)
