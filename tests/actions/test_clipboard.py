"""Which way a copied text goes."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tui.actions.clipboard import LARGEST, Copied, Way, copy
from tui.i18n import Language, catalog_for


class Machine:
    """A machine on which the programs named in `works` do; it records what was asked of it."""

    def __init__(self, *works: str) -> None:
        self.works = works
        self.asked: list[tuple[str, ...]] = []
        self.data = b""
        self.written = ""

    def run(self, words: Sequence[str], data: bytes) -> bool:
        self.asked.append(tuple(words))
        if words[0] in self.works:
            self.data = data
            return True
        return False

    def write(self, sequence: str) -> None:
        self.written += sequence

    def copy(self, text: str, **env: str) -> Copied:
        return copy(text, self.write, env, self.run)


@pytest.fixture(autouse=True)
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")


def test_a_mac_has_a_helper_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert Machine("pbcopy").copy("甲").way is Way.HELPER


XTERM = {"TERM": "xterm-256color"}
CONSOLE = {"TERM": "linux"}
APPLE = {**XTERM, "TERM_PROGRAM": "Apple_Terminal"}
WAYS = {
    "bare-terminal": (XTERM, (), Way.TERMINAL),
    "nothing": ({}, (), Way.NONE),
    "console": (CONSOLE, (), Way.NONE),
    "console-in-tmux": ({"TERM": "screen", "TMUX": "x"}, ("tmux",), Way.TMUX),
    "console-over-ssh": ({**CONSOLE, "SSH_TTY": "/dev/pts/1"}, ("xclip",), Way.NONE),
    "console-beside-a-display": ({**CONSOLE, "DISPLAY": ":0"}, ("xclip",), Way.HELPER),
    "dumb": ({"TERM": "dumb"}, (), Way.NONE),
    "apple": (APPLE, (), Way.NONE),
    "apple-in-tmux": ({**APPLE, "TMUX": "x"}, (), Way.TERMINAL),
    "gnu-screen": ({"TERM": "screen.xterm-256color", "STY": "1.pts"}, (), Way.NONE),
    "tmux": ({"TMUX": "/tmp/t,1,0"}, ("tmux",), Way.TMUX),
    "tmux-elsewhere": (XTERM, ("tmux",), Way.TERMINAL),
    "tmux-too-old": ({"TERM": "screen", "TMUX": "/tmp/t,1,0"}, (), Way.TERMINAL),
    "wayland": ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, ("wl-copy", "xclip"), Way.HELPER),
    "wayland-alone": ({"WAYLAND_DISPLAY": "wayland-0"}, ("wl-copy",), Way.HELPER),
    "x11": ({"DISPLAY": ":0"}, ("xclip",), Way.HELPER),
    "x11-other-helper": ({"DISPLAY": ":0"}, ("xsel",), Way.HELPER),
    "x11-without-helpers": ({**XTERM, "DISPLAY": ":0"}, (), Way.TERMINAL),
    "display-in-tmux-is-stale": ({"DISPLAY": ":0", "TMUX": "x"}, ("tmux",), Way.TMUX),
    "over-ssh": ({**XTERM, "DISPLAY": ":10", "SSH_CONNECTION": "a b"}, ("xclip",), Way.TERMINAL),
    "over-ssh-in-tmux": ({"SSH_TTY": "/dev/pts/1", "TMUX": "x"}, ("tmux",), Way.TMUX),
}


@pytest.mark.parametrize(("env", "works", "way"), WAYS.values(), ids=WAYS.keys())
def test_which_way_a_text_goes(env: dict[str, str], works: tuple[str, ...], way: Way) -> None:
    machine = Machine(*works)
    text = "句子“原样”\n𠮷"
    assert machine.copy(text, **env) == Copied(way, len(text))
    if way is Way.TERMINAL:
        sequence = machine.written
        assert sequence.startswith("\x1b]52;c;")
        assert sequence.endswith("\x07")
        assert base64.b64decode(sequence[7:-1]).decode() == text
    elif way is Way.NONE:
        assert not machine.written and not machine.data
        assert not machine.copy(text, **env).sent
    else:
        assert machine.data.decode() == text
        assert not machine.written


def test_tmux_is_asked_to_pass_it_on() -> None:
    machine = Machine("tmux")
    machine.copy("句", TMUX="x")
    assert machine.asked == [("tmux", "load-buffer", "-w", "-")]


def test_the_terminal_takes_so_much_and_no_more() -> None:
    machine = Machine()
    most = LARGEST // 4 * 3
    assert machine.copy("a" * most, **XTERM).way is Way.TERMINAL
    assert machine.copy("a" * (most + 3), **XTERM).way is Way.TOO_LARGE
    assert not machine.copy("a" * (most + 3), **XTERM).sent


def test_nothing_is_sent_for_nothing() -> None:
    machine = Machine()
    assert machine.copy("").way is Way.EMPTY
    assert not machine.written


def test_a_lone_surrogate_does_not_stop_it() -> None:
    assert Machine().copy("a\udcff", **XTERM).way is Way.TERMINAL


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("way", Way)
def test_every_way_has_a_notice(language: Language, way: Way) -> None:
    notice = Copied(way, 3).notice(catalog_for(language))
    assert not notice.startswith("clipboard.")
    assert ("3" in notice) is (way not in (Way.NONE, Way.EMPTY))


def test_a_real_tmux_takes_it(tmp_path: Path) -> None:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    # A socket's path may have about a hundred bytes, which a test's folder can exceed.
    with tempfile.TemporaryDirectory(prefix="xj") as folder:
        tmux = ["tmux", "-u", "-S", f"{folder}/s", "-f", "/dev/null"]
        subprocess.run([*tmux, "new-session", "-d", "cat"], check=True, stdin=subprocess.DEVNULL)
        try:
            env = {"PATH": os.environ["PATH"], "TMUX": f"{folder}/s,0,0", "HOME": str(tmp_path)}
            text = "句子“原样”\n第二行"
            assert copy(text, Machine().write, env).way is Way.TMUX
            shown = subprocess.run([*tmux, "show-buffer"], capture_output=True, check=True)
            assert shown.stdout.decode() == text
        finally:
            subprocess.run([*tmux, "kill-server"], check=False)
