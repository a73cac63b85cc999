"""One sitting at the program: all that a writer does, in one run, at every size the window is dragged to."""

from __future__ import annotations

import re

from tests.conftest import SEEDS
from tests.terminal.terminal import Terminal, start

ALT_V, ALT_Z, ESCAPE = "\x1bv", "\x1bz", "\x1b"
CTRL_END, CTRL_F, CTRL_Q, CTRL_U = "\x1b[1;5F", "\x06", "\x11", "\x15"
DOWN, F3, F4, F10 = "\x1b[B", "\x1bOR", "\x1bOS", "\x1b[21~"


def see(terminal: Terminal, pattern: str, *, gone: bool = False) -> None:
    """Wait until the screen is whole and shows something, or shows it no longer."""
    terminal.wait(
        lambda text: bool(re.search(pattern, text)) != gone and terminal.widths() == {terminal.screen.columns}
    )


def test_a_sitting(env: dict[str, str], terminals: list[Terminal]) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(200, 50))
    terminal.type("铅字")
    see(terminal, r"1/\d+ ")
    see(terminal, r" x2 ")
    terminal.type(DOWN)
    see(terminal, r"\b2/\d+ ")
    terminal.type(ALT_V)
    see(terminal, r"0?1-qianzi-duitan-transcript\.txt.*\n")
    terminal.type(CTRL_END)
    see(terminal, "100%")
    terminal.type(CTRL_F)
    see(terminal, "文中找 +输入")
    terminal.type("活字")
    see(terminal, "文中找 +活字")
    terminal.type(F3)
    see(terminal, r"匹配 +2/\d+")
    terminal.type(ESCAPE)
    see(terminal, "文中找 +活字", gone=True)
    terminal.type(F10)
    see(terminal, "类型")
    terminal.type(" ")
    see(terminal, r"铅字 kind:\w+")
    terminal.type(" ")
    see(terminal, "kind:", gone=True)
    terminal.type(ESCAPE)
    see(terminal, "类型")
    terminal.type(ESCAPE)
    see(terminal, "类型", gone=True)
    terminal.type(F4)
    see(terminal, r"用例 \d+ 行")
    for size in ((40, 10), (200, 50)):
        terminal.resize(*size)
        see(terminal, "铅字")
    terminal.type(F4)
    see(terminal, r"用例 \d+ 行", gone=True)
    see(terminal, r"\d+\+? 处")
    terminal.type(ALT_Z)
    see(terminal, r"\d+\+? 处", gone=True)
    terminal.type(ESCAPE)
    see(terminal, r"\d+\+? 处")
    terminal.type(CTRL_U)
    see(terminal, "铅字", gone=True)
    terminal.type(CTRL_Q)
    assert terminal.wait_for_end() == 0
    assert "Traceback" not in terminal.raw.decode("utf-8", "replace")
    assert terminal.is_restored
