"""Picking: the terminal shows the interface, and the caller gets what was picked, or nothing."""

from __future__ import annotations

import shlex
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import SEEDS
from tests.terminal.terminal import Terminal

QUERY = "以字旧人"
FILE = SEEDS / "01-qianzi-duitan-transcript.txt"


def pick(env: dict[str, str], terminals: list[Terminal], out: Path, *words: str, given: str = "") -> Terminal:
    """Started by a shell in the terminal, its output in a file, its input piped where something is given."""
    command = " ".join(map(shlex.quote, [sys.executable, "-m", "tui.cli", "--pick", *words]))
    source = f"printf %s {shlex.quote(given)} | " if given else ""
    made = Terminal(["sh", "-c", f"{source}{command} > {shlex.quote(str(out))}"], env, 100, 30)
    terminals.append(made)
    return made


@pytest.mark.parametrize("given", ["", "something else"])
@pytest.mark.parametrize(
    ("form", "wanted"),
    [("path", str(FILE)), ("location", f"{FILE}:"), ("text", QUERY), ("quote", "> "), (None, "> ")],
)
def test_what_is_picked_is_printed(
    env: dict[str, str],
    terminals: list[Terminal],
    tmp_path: Path,
    given: str,
    form: str | None,
    wanted: str,
) -> None:
    out = tmp_path / "out"
    words = ["--format", form] if form else []
    terminal = pick(env, terminals, out, *words, QUERY, str(SEEDS), given=given)
    terminal.wait(lambda text: text.count(QUERY) >= 3)
    assert out.read_bytes() == b""
    terminal.type("\r")
    assert terminal.wait_for_end() == 0
    printed = out.read_text("utf-8")
    assert printed.startswith(wanted) or (form == "text" and wanted in printed)
    assert printed.endswith("\n") and not printed.endswith("\n\n")
    if form in (None, "quote"):
        assert QUERY in printed and "——《" in printed and "转写" in printed
    assert terminal.is_restored


@pytest.mark.parametrize("key", ["\x1b", "\x11", "\x03"])
def test_leaving_prints_nothing(
    env: dict[str, str], terminals: list[Terminal], tmp_path: Path, key: str
) -> None:
    out = tmp_path / "out"
    terminal = pick(env, terminals, out, QUERY, str(SEEDS))
    terminal.wait(lambda text: text.count(QUERY) >= 3)
    terminal.type(key)
    assert terminal.wait_for_end() == 130
    assert out.read_bytes() == b""
    assert terminal.is_restored


def test_several_are_printed_in_the_order_marked(
    env: dict[str, str], terminals: list[Terminal], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ("--multi", "--format", "location", "铅字", str(SEEDS))
    terminal = pick(env, terminals, out, *words)
    terminal.wait(lambda text: text.count("铅字") > 5)
    for keys, said in (
        ("\x1b[B\t", "已选 1 处"),
        ("\x1b[A\x1b[A\t", "已选 2 处"),
        ("\x1b[B\t", "已选 3 处"),
        ("\x1b[A\t", "已选 2 处"),
    ):
        terminal.type(keys)
        terminal.wait(partial(contains, said))
    terminal.type("\r")
    assert terminal.wait_for_end() == 0
    places = out.read_text("utf-8").splitlines()
    assert len(places) == len(set(places)) == 2
    lines = [int(place.rsplit(":", 2)[1]) for place in places]
    assert lines[0] > lines[1]


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed")
def test_vim_reads_a_quotation_below_the_cursor(
    env: dict[str, str], terminals: list[Terminal], tmp_path: Path
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("第一行\n最后一行\n", "utf-8")
    command = f"{sys.executable} -m tui.cli --pick {QUERY} {SEEDS}"
    terminal = Terminal(["vim", "-u", "NONE", "-N", "-n", str(draft)], env | {"TERM": "linux"}, 100, 30)
    terminals.append(terminal)
    terminal.wait(partial(contains, "最后一行"))
    terminal.type(f":r !{command}\r")
    terminal.wait(lambda text: text.count(QUERY) >= 3 and "寻句" in text)
    terminal.type("\r")
    terminal.wait(lambda text: "第一行" in text and "——《" in text)
    terminal.type(":wq\r")
    assert terminal.wait_for_end() == 0
    first, *quoted, last = draft.read_text("utf-8").splitlines()
    assert (first, last) == ("第一行", "最后一行")
    assert QUERY in quoted[0] and quoted[0].startswith("> ") and quoted[-1].startswith("> ——《")


def contains(part: str, text: str) -> bool:
    return part in text


def test_a_format_that_there_is_not_is_said(
    env: dict[str, str], terminals: list[Terminal], tmp_path: Path
) -> None:
    terminal = pick(env, terminals, tmp_path / "out", "--format", "html", "x", str(SEEDS))
    assert terminal.wait_for_end() == 2
    assert "html" in terminal.raw.decode()
