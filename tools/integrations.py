"""Draws what happens in other programs: a quotation arriving in vim, a popup of tmux over a draft.

The rule: the programs run, in a terminal without a window; what is drawn is what they have painted.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parent.parent
COLUMNS = 108
QUERY = "铅字"
DRAFT = """# 反着认的字

写字的人多半没有见过铅字。我采访过一位拣字工人，他说起架子上那些字的时候，
手会不自觉地往左上方伸。

这一段要引他的原话：


然后再讲照排怎样把这一切都收走了。
"""
LINE = DRAFT[: DRAFT.index("\n\n然后")].count("\n") + 1
"""The line below which the quotation belongs."""

VIMRC = r"""
set nocompatible encoding=utf-8 laststatus=0 noshowmode shortmess+=I background=dark termguicolors
let &t_8f = "\e[38;2;%lu;%lu;%lum"
let &t_8b = "\e[48;2;%lu;%lu;%lum"
syntax on
colorscheme habamax
highlight Normal guibg=#1c1c1c
"""
TMUX = "set -g status off\nset -s escape-time 10\nset -as terminal-features ',xterm-256color:RGB'\n"

_NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
_PALETTE = "1c1c1c d75f5f 87af87 d7af5f 5f87af af87af 5f8787 9e9e9e"
_BRIGHT = "767676 ff8787 afd787 ffd787 87afd7 d7afd7 87afaf dadada"


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour)
    return red, green, blue


THEME = TerminalTheme(
    _rgb("1c1c1c"), _rgb("dadada"), list(map(_rgb, _PALETTE.split())), list(map(_rgb, _BRIGHT.split()))
)


def draw_vim() -> str:
    """A quotation that was chosen stands below the cursor."""
    with _workplace() as (env, folder):
        words = ["vim", "-u", str(folder / "vimrc"), "-i", "NONE", "-n", f"+{LINE}", "draft.md"]
        # As a terminal that gets no more than the one that draws understands.
        terminal = _start(words, env | {"TERM": "linux"}, folder, 18)
        terminal.wait_for("然后再讲")
        terminal.type(f":XunjuQuote {QUERY}\r")
        terminal.wait(_has_hits)
        terminal.type("\r")
        terminal.wait(lambda text: "——字里行间" in text or "ENTER" in text)
        terminal.type("\r")
        terminal.wait(lambda text: "——字里行间" in text and "然后再讲" in text)
        drawn = _drawn(terminal, "vim draft.md")
        terminal.close()
        return drawn


def draw_popup() -> str:
    """The interface in a popup over a draft."""
    with _workplace() as (env, folder):
        tmux = ["tmux", "-u", "-S", str(folder / "s")]
        vim = shlex.join(["vim", "-u", str(folder / "vimrc"), "-i", "NONE", "-n", f"+{LINE}", "draft.md"])
        try:
            words = [*tmux, "-f", str(folder / "tmux.conf"), "new-session", vim]
            terminal = _start(words, env, folder, 30)
            terminal.wait_for("然后再讲")
            terminal.type("\x02q")
            terminal.wait_for("寻句")
            terminal.type(QUERY)
            terminal.wait(lambda text: _has_hits(text) and "x2" in text and "印刷这一行" in text)
            drawn = _drawn(terminal, "tmux")
            terminal.type("\x1b")
            terminal.wait(lambda text: "寻句" not in text)
            terminal.close()
            return drawn
        finally:
            subprocess.run([*tmux, "kill-server"], check=False, stderr=subprocess.DEVNULL)


def _has_hits(text: str) -> bool:
    """Whether the interface shows hits, and the text around one."""
    return re.search(r"匹配 \d+/", text) is not None


@contextmanager
def _workplace() -> Iterator[tuple[dict[str, str], Path]]:
    """A folder with a draft and an index of the samples, and an environment that has `xunju` on its path."""
    with TemporaryDirectory(prefix="xj") as name:
        folder = Path(name)
        (folder / "draft.md").write_text(DRAFT, "utf-8")
        (folder / "vimrc").write_text(f"{VIMRC}\nsource {ROOT / 'docs/integrations/xunju.vim'}\n")
        (folder / "tmux.conf").write_text(
            TMUX + (ROOT / "docs/integrations/xunju.tmux.conf").read_text("utf-8")
        )
        script = folder / "xunju"
        script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tui.cli "$@"\n')
        script.chmod(0o700)
        home = {"XUNJU_HOME": str(folder / "home"), "XUNJU_CONFIG": str(folder / "none"), "HOME": name}
        looks = {
            "XUNJU_LANG": "zh",
            "XUNJU_THEME": "dark",
            "COLORTERM": "truecolor",
            "TERM": "xterm-256color",
        }
        path = {"PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "SHELL": "/bin/sh"}
        env = os.environ | home | looks | path | {"LC_ALL": "C.UTF-8"}
        env.pop("TMUX", None)
        subprocess.run([script, "index", ROOT / "seeds"], env=env, check=True, capture_output=True)
        yield env, folder


def _start(words: list[str], env: dict[str, str], folder: Path, rows: int) -> Terminal:
    command = f"cd {shlex.quote(str(folder))} && exec {shlex.join(words)}"
    return Terminal(["sh", "-c", command], env, COLUMNS, rows)


def _drawn(terminal: Terminal, title: str) -> str:
    """The picture of what the terminal shows."""
    console = Console(width=COLUMNS, record=True, file=StringIO(), color_system="truecolor")
    for row in range(terminal.screen.lines):
        cells = [terminal.screen.buffer[row][column] for column in range(COLUMNS)]
        line = Text(no_wrap=True)
        for style, run in groupby(cells, _style):
            line.append("".join(cell.data for cell in run), style)
        console.print(line)
    return console.export_svg(title=title, theme=THEME)


def _style(cell: Any) -> Style:
    return Style(color=_colour(cell.fg), bgcolor=_colour(cell.bg), bold=cell.bold, reverse=cell.reverse)


def _colour(name: str) -> str | None:
    """A colour as Rich has it."""
    if name == "default":
        return None
    bright = name.startswith("bright")
    plain = name.removeprefix("bright")
    if plain in _NAMES:
        return f"color({_NAMES.index(plain) + 8 * bright})"
    return f"#{name}"


PICTURES: dict[str, Callable[[], str]] = {"vim": draw_vim, "tmux": draw_popup}
"""The pictures, by the names of their files."""
