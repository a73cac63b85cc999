"""A quotation on its way out: through the terminal to the clipboard, and into tmux's buffer."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import SEEDS
from tests.terminal.terminal import PATIENCE, Terminal, start

CTRL_Y, CTRL_Q = "\x19", "\x11"
QUERY = "以字旧人"
QUOTED = re.compile(r"> [^\n]*以字旧人[^\n]*\n>\n> ——《01-qianzi-duitan-transcript》，转写\n")
_CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def test_the_terminal_is_sent_the_quotation(env: dict[str, str], terminals: list[Terminal]) -> None:
    bare = {name: value for name, value in env.items() if name not in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY")}
    terminal = start(bare, terminals, str(SEEDS), size=(100, 30))
    terminal.type(QUERY)
    terminal.wait(lambda text: text.count(QUERY) >= 3)
    terminal.type(CTRL_Y)
    terminal.wait_for("剪贴板")
    sent = [base64.b64decode(text).decode("utf-8") for text in _CLIPBOARD.findall(terminal.raw)]
    assert len(sent) == 1 and QUOTED.fullmatch(sent[0])


def test_tmux_holds_the_quotation(env: dict[str, str], tmp_path: Path) -> None:
    found = shutil.which("tmux")
    if found is None:
        pytest.skip("tmux is not installed")
    tmux = [found, "-S", str(tmp_path / "socket"), "-f", "/dev/null"]

    def ask(*words: str) -> str:
        ran = subprocess.run([*tmux, *words], env=env, capture_output=True, text=True, check=False)
        return ran.stdout

    def wait_for(pattern: str, *words: str) -> str:
        ends = time.monotonic() + PATIENCE
        while not re.search(pattern, said := ask(*words)):
            assert time.monotonic() < ends, said
            time.sleep(0.05)
        return said

    try:
        ask("new-session", "-d", "-x", "100", "-y", "30", sys.executable, "-m", "tui.cli", str(SEEDS))
        wait_for("寻句", "capture-pane", "-p")
        ask("send-keys", "-l", QUERY)
        wait_for(f"(?s){QUERY}.*{QUERY}.*{QUERY}", "capture-pane", "-p")
        ask("send-keys", "C-y")
        assert QUOTED.fullmatch(wait_for(QUERY, "show-buffer"))
        ask("send-keys", "C-q")
    finally:
        ask("kill-server")
