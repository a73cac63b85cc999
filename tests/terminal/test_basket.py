"""The basket on its screen in a real terminal: what was done there survives a kill."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.conftest import SEEDS
from tests.terminal.terminal import Terminal, start


def opened(env: dict[str, str], terminals: list[Terminal], folder: Path) -> Terminal:
    terminal = start(env, terminals, str(folder), size=(100, 30))
    terminal.type("铅字")
    terminal.wait(lambda text: "处" in text and text.count("铅字") > 5)
    return terminal


def test_order_and_notes_survive_a_kill_and_so_does_what_is_quoted_when_its_file_goes(
    env: dict[str, str], terminals: list[Terminal], tmp_path: Path, own_home: Path
) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    source = folder / "02.md"
    source.write_bytes((SEEDS / "02-qianzi-duitan-clipping.md").read_bytes())
    terminal = opened(env, terminals, folder)
    basket = own_home / "basket.md"
    terminal.type("\x1bk")
    terminal.wait(lambda _: basket.exists())
    terminal.type("\x1b[B")
    terminal.wait(lambda text: " 2/" in text)
    terminal.type("\x1bk")
    terminal.wait(lambda _: basket.read_text("utf-8").count("——") == 2)
    terminal.type("\x1bl")
    terminal.wait_for("2 条")
    before = basket.read_text("utf-8")
    first, second = before.rstrip("\n").split("\n\n")
    terminal.type("J")
    terminal.wait(lambda _: basket.read_text("utf-8").startswith(second))
    terminal.type("n")
    terminal.wait_for("写一行批注")
    terminal.type("开头用这句\r")
    terminal.wait(lambda _: "开头用这句" in basket.read_text("utf-8"))
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.wait_for_end()
    kept = f"{second}\n\n{first}\n\n开头用这句\n\n"
    assert basket.read_text("utf-8") == kept

    again = opened(env, terminals, folder)
    source.unlink()
    again.type("\x1bl")
    again.wait(lambda text: "开头用这句" in text and "原文件已经不在" in text)
    again.type("\x1b")
    again.wait(lambda text: "条的原文件" not in text)
    again.type("\x11")
    again.wait_for_end()
    assert basket.read_text("utf-8") == kept
