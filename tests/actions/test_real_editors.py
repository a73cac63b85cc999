"""Real editors land on the character: each is started on a pseudo-terminal, types a mark and saves.

The line has wide characters, so an editor told in the wrong unit puts the mark elsewhere.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tui.actions.editors import Editor
from tui.actions.location import location

MARK = "Q"
LINE = "强化学习\tabc“反馈”数据，😀到此为止的意思"
TEXT = f"第一行\n二\n{LINE}\n四\n"
LONG = "很长的一行没有标点" * 1500 + LINE + "后面还有" * 500
LONG_ENOUGH = 20.0
"""Seconds to wait for an editor before the test gives up."""

QUIET = 0.15
"""Seconds without output after which an editor has finished drawing."""

VI_KEYS = (b"i", MARK.encode(), b"\x1b", b":wq\r")
EDITORS = {
    "vim": ("vim -u NONE -i NONE -n", VI_KEYS),
    "nvim": ("nvim -u NONE -i NONE -n", VI_KEYS),
    "vim.tiny": ("vim.tiny -u NONE -i NONE -n", VI_KEYS),
    "kak": ("kak -n", VI_KEYS),
    "nano": ("nano --ignorercfiles", (MARK.encode(), b"\x0f", b"\r", b"\x18")),
    "micro": ("micro", (MARK.encode(), b"\x13", b"\x11")),
    "emacs": ("emacs -nw -Q", (MARK.encode(), b"\x18\x13", b"\x18\x03")),
}

TARGETS = {
    "first-character": (TEXT, TEXT.index(LINE)),
    "behind-wide-characters-and-a-tab": (TEXT, TEXT.index("到此")),
}


def installed(editor: str) -> str:
    name = editor.split()[0]
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    return editor


class Session:
    """A program on a pseudo-terminal."""

    def __init__(self, words: list[str], folder: Path) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8", HOME=str(folder))
            os.execvp(words[0], words)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
        self.drawn = b""

    def settle(self, ready: Callable[[], bool] = lambda: True) -> None:
        """Read until the program is quiet and `ready`."""
        end = time.monotonic() + LONG_ENOUGH
        while time.monotonic() < end:
            readable, _, _ = select.select([self.terminal], [], [], QUIET)
            if readable:
                try:
                    self.drawn += os.read(self.terminal, 65536)
                except OSError:
                    return
            elif ready():
                return
        raise AssertionError(f"no end of drawing: {self.drawn[-300:]!r}")

    def type(self, keys: bytes) -> None:
        os.write(self.terminal, keys)
        self.settle()

    def close(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def edit(editor: str, keys: tuple[bytes, ...], path: Path, text: str, offset: int) -> str:
    """The file's text after the editor was opened at the offset and typed the mark."""
    path.write_text(text, encoding="utf-8")
    folder = path.parent.parent / "editor-home"
    folder.mkdir(exist_ok=True)
    session = Session(Editor.of(editor).command(location(path, text, offset)), folder)
    try:
        session.settle(lambda: bool(session.drawn))
        # The editor may be gone before the last key is echoed.
        with suppress(OSError):
            for key in keys:
                session.type(key)
    finally:
        session.close()
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("text", "offset"), TARGETS.values(), ids=TARGETS.keys())
@pytest.mark.parametrize(("editor", "keys"), EDITORS.values(), ids=EDITORS.keys())
def test_lands_on_the_character(
    tmp_path: Path, editor: str, keys: tuple[bytes, ...], text: str, offset: int
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    after = edit(installed(editor), keys, folder / "文 件.md", text, offset)
    assert after == text[:offset] + MARK + text[offset:]


NAMES = [
    "-x.md",
    "+x.md",
    "a b.md",
    'it\'s "q".md',
    "new\nline.md",
    "a%b#c.md",
    "`id`.md",
    "$HOME.md",
    "*.md",
    "~",
]


def vim_says(editor: str, path: Path, text: str, offset: int, tmp_path: Path) -> list[str]:
    """Line, character column and the text from there on, as vim sees them."""
    path.write_text(text, encoding="utf-8")
    words = Editor.of(installed(editor)).command(location(path, text, offset))
    out = tmp_path / "out"
    ask = f"call writefile([line('.'), charcol('.'), strpart(getline('.'), col('.') - 1, 12)], '{out}')"
    if editor.startswith("nvim"):
        ask = ask.replace("charcol('.')", "strchars(strpart(getline('.'), 0, col('.') - 1)) + 1")
    words[1:1] = ["-u", "NONE", "-i", "NONE", "-n", "-es"]
    subprocess.run(
        [*words, "-c", ask, "-c", "qa!"], stdin=subprocess.DEVNULL, timeout=LONG_ENOUGH, check=False
    )
    return out.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("editor", ["vim", "nvim"])
def test_vim_takes_every_name(tmp_path: Path, editor: str, name: str) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    where = TEXT.index("反馈")
    assert vim_says(editor, folder / name, TEXT, where, tmp_path) == ["3", "10", "反馈”数"]


@pytest.mark.parametrize("editor", ["vim", "nvim"])
def test_vim_lands_deep_in_one_long_line(tmp_path: Path, editor: str) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    offset = LONG.index("反馈")
    line, column, rest = vim_says(editor, folder / "long.txt", LONG, offset, tmp_path)
    assert (line, column) == ("1", str(offset + 1))
    assert rest.startswith("反馈")
