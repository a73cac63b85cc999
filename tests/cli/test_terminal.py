"""The driver on a real pseudo-terminal, with standard input and output belonging to somebody else."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tui.driver import driver_class
from tui.terminal import SETTINGS, HeldTerminal, has_terminal, prepare_environment

ROOT = Path(__file__).parents[2]
LONG_ENOUGH = 30.0
"""Seconds to wait for the program before a test gives up."""

APP = """
import asyncio, sys
from pathlib import Path
from tui.terminal import exit_on_signals, prepare_environment
prepare_environment()
from tui.driver import driver_class
from textual.app import App, ComposeResult
from textual.widgets import Static

class Small(App[str]):
    def compose(self) -> ComposeResult:
        yield Static(f"SIZE={self.size.width}x{self.size.height}", id="size")

    def on_mount(self) -> None:
        exit_on_signals(asyncio.get_running_loop(), lambda status: self.exit(return_code=status))
        self.keys = ""

    def on_resize(self, event) -> None:
        self.tell(f"SIZE={event.size.width}x{event.size.height}")

    def tell(self, more: str) -> None:
        self.told = [*getattr(self, "told", []), f"\u200b{more}\ufeff"][-3:]
        self.query_one("#size", Static).update("  ".join(self.told))

    def on_key(self, event) -> None:
        if event.key == "s":
            with self.suspend():
                Path(sys.argv[1]).write_text("suspended")
            self.tell("RESUMED")
        elif event.key == "escape":
            self.exit(self.keys)
        else:
            self.keys += event.character or ""

app = Small(driver_class=driver_class())
picked = app.run()
print(picked)
sys.exit(app.return_code)
"""


class Terminal:
    """A program whose controlling terminal is ours and whose standard streams are not."""

    def __init__(self, tmp_path: Path) -> None:
        self.output = tmp_path / "output"
        self.note = tmp_path / "note"
        self.process, self.fd = pty.fork()
        if self.process == 0:
            self._become(tmp_path)
        self.drawn = b""

    def _become(self, tmp_path: Path) -> None:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 31, 97, 0, 0))
        os.environ.update(TERM="xterm-256color", PYTHONPATH=str(ROOT), COLUMNS="40", LINES="5")
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(self.output, os.O_WRONLY | os.O_CREAT, 0o600), 1)
        os.dup2(os.open(tmp_path / "errors", os.O_WRONLY | os.O_CREAT, 0o600), 2)
        os.execv(sys.executable, [sys.executable, "-c", APP, str(self.note)])

    def wait_for(self, mark: bytes) -> None:
        end = time.monotonic() + LONG_ENOUGH
        while mark not in self.drawn:
            if time.monotonic() > end:
                raise AssertionError(f"no {mark!r} in {self.drawn[-400:]!r}")
            self._read()

    def _read(self) -> None:
        if select.select([self.fd], [], [], 0.05)[0]:
            with suppress(OSError):
                self.drawn += os.read(self.fd, 65536)

    def type(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def end(self) -> int:
        """Exit status, once the program has ended."""
        deadline = time.monotonic() + LONG_ENOUGH
        while time.monotonic() < deadline:
            self._read()
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                self.process = 0
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("it does not end")

    def close(self) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.fd)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path)
    yield made
    made.close()


def test_it_draws_on_the_terminal_and_answers_on_standard_output(terminal: Terminal) -> None:
    terminal.wait_for(b"SIZE=97x31")
    terminal.type("中文ab")
    terminal.type("\x1b")
    assert terminal.end() == 0
    assert terminal.output.read_text(encoding="utf-8") == "中文ab\n"
    assert b"\x1b[?1049l" in terminal.drawn


def test_what_nobody_sees_is_not_drawn(terminal: Terminal) -> None:
    terminal.type("s")
    terminal.wait_for(b"RESUMED")
    terminal.type("\x1b")
    assert terminal.end() == 0
    assert not any(unseen.encode() in terminal.drawn for unseen in "\u200b\ufeff")


def test_it_follows_the_window(terminal: Terminal) -> None:
    terminal.wait_for(b"SIZE=97x31")
    fcntl.ioctl(terminal.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 60, 0, 0))
    terminal.wait_for(b"SIZE=60x20")


def test_it_steps_back_and_comes_again_with_its_keyboard(terminal: Terminal) -> None:
    terminal.wait_for(b"SIZE=97x31")
    terminal.type("s")
    terminal.wait_for(b"RESUMED")
    assert terminal.note.read_text() == "suspended"
    terminal.type("x\x1b")
    assert terminal.end() == 0
    assert terminal.output.read_text() == "x\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_leaves_the_terminal_clean(terminal: Terminal, number: signal.Signals) -> None:
    terminal.wait_for(b"SIZE=97x31")
    before = termios.tcgetattr(terminal.fd)[3]
    assert not before & termios.ICANON
    os.kill(terminal.process, number)
    assert terminal.end() == 128 + number
    assert terminal.drawn.rindex(b"\x1b[?1049l") > terminal.drawn.rindex(b"\x1b[?1049h")
    assert b"\x1b[?1003l" in terminal.drawn


def test_what_was_typed_and_not_read_is_dropped_on_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no shell runs it."""
    typing, fd = pty.openpty()
    monkeypatch.setattr("tui.terminal.open_terminal", lambda: fd)
    monkeypatch.setattr("tui.terminal.ENDINGS", ())
    try:
        held = HeldTerminal()
        os.write(typing, b"rm\r")
        select.select([fd], [], [], LONG_ENOUGH)
        held.give_back()
        assert not select.select([fd], [], [], 0)[0]
    finally:
        os.close(typing)
        os.close(fd)


def test_settings_of_the_user_stay() -> None:
    env = {"TEXTUAL_FPS": "60"}
    prepare_environment(env)
    assert env == {**SETTINGS, "TEXTUAL_FPS": "60"}


def test_without_a_terminal_the_choice_is_textuals(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_terminal("/no/such/device")
    monkeypatch.setattr("tui.driver.has_terminal", lambda: False)
    assert driver_class() is None


def test_preparing_imports_nothing_of_textual() -> None:
    ask = "import sys, tui.terminal; tui.terminal.prepare_environment(); sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=False).returncode == 0
