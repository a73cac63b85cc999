"""The program as a person meets it: started in a terminal, typed into, and left."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from index import locate
from tests.conftest import SEEDS
from tests.terminal.terminal import Terminal, start

CTRL_Q = "\x11"
CTRL_U = "\x15"
ESCAPE = "\x1b"
F4 = "\x1bOS"
F10 = "\x1b[21~"
DOWN = "\x1b[B"
PAGE_DOWN = "\x1b[6~"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
def test_typing_chinese_and_landing_in_the_editor_at_the_character(
    env: dict[str, str], terminals: list[Terminal], record: Path, size: tuple[int, int]
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=size)
    terminal.type("以字旧人")
    terminal.wait(lambda text: text.count("以字旧人") >= 3)
    assert terminal.widths() == {size[0]}
    terminal.type("\r")
    terminal.wait(lambda _: record.exists() and record.read_text("utf-8").endswith("\n"))
    (call,) = map(json.loads, record.read_text("utf-8").splitlines())
    path = SEEDS / "01-qianzi-duitan-transcript.txt"
    text = path.read_text("utf-8")
    place = locate(text, text.index("以字旧人"))
    assert call == [str(path), *map(str, (place.line, place.column, place.byte, place.utf16))]
    # While the editor has the terminal, that takes a Ctrl-Q for itself.
    terminal.wait(lambda text: text.count("以字旧人") >= 3 and "已在" in text)
    terminal.type(CTRL_Q)
    assert terminal.wait_for_end() == 0
    assert b"\x1b[?1049l" in terminal.raw


def test_much_text_at_once_is_pasted_where_the_terminal_does_not_say_so(
    env: dict[str, str], terminals: list[Terminal], record: Path
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(200, 24))
    terminal.type("铅字")
    terminal.wait(lambda text: text.count("铅字") >= 3)
    terminal.type(f"{'一' * 40}\r\n{'a' * 23}")
    terminal.wait(lambda _: f"铅字{'一' * 40} {'a' * 23} " in terminal.rows[0])
    assert not record.exists()


def test_a_key_that_is_held_down_on_a_slow_line_is_not_pasted(
    env: dict[str, str], terminals: list[Terminal]
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(200, 24))
    terminal.type("的")
    terminal.wait(lambda _: " 1/" in terminal.rows[0])
    terminal.type("\t")
    terminal.type("j")
    terminal.wait(lambda _: " 2/" in terminal.rows[0])
    terminal.type("j" * 70)
    terminal.wait(lambda _: " 72/" in terminal.rows[0])


def test_reading_on_in_a_line_of_thousands_of_characters(
    env: dict[str, str], terminals: list[Terminal]
) -> None:
    text = (SEEDS / "01-qianzi-duitan-transcript.txt").read_text("utf-8").strip()
    terminal = start(env, terminals, str(SEEDS / "01-qianzi-duitan-transcript.txt"), size=(100, 30))
    terminal.type("以字旧人")
    terminal.wait(lambda shown: shown.count("以字旧人") >= 3)
    end = text[-6:]
    for _ in range(60):
        terminal.type(PAGE_DOWN)
    terminal.wait(lambda shown: end in shown.replace("\n", "").replace(" ", ""))
    assert terminal.widths() == {100}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10)], ids=str)
def test_usages_stand_below_each_other_at_the_match(
    env: dict[str, str], terminals: list[Terminal], size: tuple[int, int]
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=size)
    terminal.type("铅字")
    terminal.wait(lambda text: text.count("铅字") > 3)
    terminal.type(F4)
    terminal.wait(
        lambda text: (
            re.search(r"用例 \d+ 行", text) is not None
            and _in_one_column(terminal, "铅字")
            and terminal.widths() == {size[0]}
        )
    )


def _in_one_column(terminal: Terminal, part: str) -> bool:
    """Whether a text stands in one column of all rows that have it, those of the query and below apart."""
    upper = terminal.rows[: len(terminal.rows) // 2 - 1]
    rows = [row for row in upper if part in row and not re.search(r"\d/\d", row)]
    columns = [{cell_len(row[: found.start()]) for found in re.finditer(part, row)} for row in rows]
    return len(rows) > 2 and bool(set.intersection(*columns))


def test_resizing_from_wide_to_tiny_and_back(env: dict[str, str], terminals: list[Terminal]) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(200, 50))
    terminal.type("铅字")
    terminal.wait(lambda text: text.count("铅字") > 5)
    for size in ((40, 10), (81, 25), (200, 50)):
        terminal.resize(*size)
        terminal.wait(partial(_is_whole, terminal, size[0]))
    terminal.type(CTRL_U)
    terminal.wait(lambda text: text.count("铅字") == 0)
    terminal.type(CTRL_Q)
    assert terminal.wait_for_end() == 0


def _is_whole(terminal: Terminal, columns: int, text: str) -> bool:
    """Whether the screen is painted again for its new width."""
    return text.count("铅字") >= 2 and terminal.widths() == {columns}


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)], ids=str)
def test_narrowing_by_a_value_and_taking_it_back(
    env: dict[str, str], terminals: list[Terminal], size: tuple[int, int]
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=size)
    terminal.type("铅字")
    terminal.wait(lambda text: text.count("铅字") >= 2)
    terminal.type(F10)
    terminal.wait(lambda text: "类型" in text and terminal.widths() == {size[0]})
    terminal.type(" ")
    terminal.wait(lambda text: "铅字 kind:" in text and "✓" in text and terminal.widths() == {size[0]})
    terminal.type(" ")
    terminal.wait(lambda text: "kind:" not in text and "✓" not in text)
    terminal.type(ESCAPE)
    terminal.wait(lambda text: text.count("铅字") >= 2 and terminal.widths() == {size[0]})


def test_alt_is_neither_escape_nor_typed(env: dict[str, str], terminals: list[Terminal]) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(100, 30))
    terminal.type("铅字")
    terminal.wait(lambda text: text.count("铅字") > 3)
    for arrow in "ABCD":
        terminal.type(f"\x1b[1;3{arrow}")
    terminal.type("\x1bA")
    terminal.type("印刷")
    terminal.wait(lambda text: "铅字印刷" in text)


def test_moving_through_hits_moves_the_text(env: dict[str, str], terminals: list[Terminal]) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(160, 40))
    terminal.type("先听见再看见")
    first = terminal.wait(lambda text: text.count("听见") >= 3)
    terminal.type(DOWN)
    terminal.wait(lambda text: text != first)


def test_without_a_terminal_it_says_what_to_type(env: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", str(SEEDS)],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "xunju search" in done.stderr
    assert done.stdout == ""


def test_a_real_vim_lands_on_the_character(
    env: dict[str, str], terminals: list[Terminal], tmp_path: Path
) -> None:
    vim = shutil.which("vim")
    if vim is None:
        pytest.skip("vim is not installed")
    place = tmp_path / "place"
    wrapper = tmp_path / "vim"
    wrapper.write_text(
        f'#!/bin/sh\nexec {vim} -u NONE -N "$@" '
        f"-c \"call writefile([line('.').' '.charcol('.')], '{place}')\" -c qa\n",
        "utf-8",
    )
    wrapper.chmod(0o755)
    terminal = start(env | {"XUNJU_EDITOR": str(wrapper)}, terminals, str(SEEDS), size=(120, 40))
    terminal.type("电报马")
    terminal.wait(lambda text: text.count("电报马") >= 3)
    terminal.type("\r")
    terminal.wait(lambda _: place.exists() and place.read_text("utf-8").endswith("\n"))
    text = (SEEDS / "04-tongyinzi-podcast.md").read_text("utf-8")
    wanted = locate(text, text.index("电报马"))
    line, column = place.read_text("utf-8").split()
    assert (int(line), int(column)) == (wanted.line, wanted.column)


def test_a_file_that_comes_is_found_without_being_asked_for(
    env: dict[str, str], terminals: list[Terminal], tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "old.txt").write_text("旧", "utf-8")
    terminal = start(env, terminals, str(folder), size=(80, 24))
    terminal.type("新来句子")
    terminal.wait_for("没有找到")
    (folder / "fresh.txt").write_text("这里有新来句子，刚写下。", "utf-8")
    terminal.wait_for("刚写下")
    (folder / "fresh.txt").unlink()
    terminal.wait_for("没有找到")


def test_a_query_without_hits_offers_others_a_key_away(
    env: dict[str, str], terminals: list[Terminal]
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(80, 24))
    terminal.type("铅字 published:1999")
    terminal.wait_for("Alt-1 不限日期 +")
    terminal.type("\x1b1")
    terminal.wait(lambda text: 'Alt-0 回到"铅字 published:1999"' in text and "1/" in text)
    terminal.wait(lambda _: terminal.rows[0].split()[1] == "铅字" and terminal.widths() == {80})
    terminal.type("\x1b0")
    terminal.wait_for("Alt-1 不限日期 +")
