"""What the interface takes, in a pseudo-terminal of its own: the start, and a key to painted hits.

Starts are measured in turn with those of an empty Python and of an empty Textual app, and as ratios to them:
what a machine does besides falls on both.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index import Library
from tests.bench.tables import Table, percentiles
from tui.i18n import Language, catalog_for

RUNS = 15
ROWS, COLUMNS = 40, 120
SAY = catalog_for(Language.EN)
PLACEHOLDER, LAST_WORD = SAY("query.placeholder"), SAY("foot.help")
"""What stands in the empty query box, and in the last row of the first screen."""

KEY = "q"
EMPTY_MARK = "READY-MARK"
CTRL_U = "\x15"
QUERIES = ("照排", "活字", "标点", "声音", "卡片")
ROUNDS = 6
SETTLED, PAUSE = 3.0, 0.3
"""Seconds that a person lets pass before the first key, and between two queries."""

PATIENCE = 20.0
"""Seconds after which a program that shows nothing is given up."""

EMPTY_APP = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Empty(App):\n"
    f"    def compose(self):\n        yield Static({EMPTY_MARK!r})\n"
    "Empty().run()"
)

_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[()].|\x1b.")


class Terminal:
    """A program in a pseudo-terminal; spawned, since a fork would first copy what this process has mapped."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.fd, inside = os.openpty()
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        streams: list[tuple[Any, ...]] = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(inside), os.O_RDWR, 0)]
        streams += ((os.POSIX_SPAWN_DUP2, 0, number) for number in (1, 2))
        self.began = time.perf_counter()
        self.pid = os.posix_spawn(command[0], command, env, file_actions=streams, setsid=True)
        os.close(inside)

    def wait_for(self, mark: str, began: float | None = None) -> float:
        """Seconds from then (now, where nothing else is said) until the program has painted the mark.

        Raises TimeoutError.
        """
        began = time.perf_counter() if began is None else began
        seen = b""
        while mark.encode() not in _ESCAPES.sub(b"", seen):
            left = began + PATIENCE - time.perf_counter()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                raise TimeoutError(f"{mark!r} was not painted")
            seen += os.read(self.fd, 65536)
        return time.perf_counter() - began

    def drain(self, quiet: float) -> None:
        """Read what is painted until nothing has been for so many seconds."""
        while select.select([self.fd], [], [], quiet)[0]:
            os.read(self.fd, 65536)

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def measure(seeds: Path) -> Iterator[Table]:
    """Starts against an empty Python and an empty Textual app, and keys against hits, on a library."""
    with TemporaryDirectory(prefix="xunju-bench-") as home:
        with Library.open(seeds, home=home) as library:
            library.sync()
            totals = {query: f"1/{library.search(query).total}" for query in QUERIES}
        env = os.environ | {"XUNJU_HOME": home, "XUNJU_LANG": "en", "TERM": "xterm-256color"}
        ours = [sys.executable, "-m", "tui.cli", str(seeds)]
        yield Table("start", ("what", "ms", "÷ empty", "empty, ms"), list(_starts(ours, env)))
        names = ("what", "p50 ms", "p95 ms", "p99 ms", "worst ms")
        rows = [("key to painted hits", *percentiles(one * 1000 for one in _keys(ours, env, totals)))]
        yield Table("keys", names, rows)


def _starts(ours: list[str], env: dict[str, str]) -> Iterator[tuple[str, float, str, float]]:
    """Medians of what each step of a start takes from the start of the process, and of its ratios."""
    empty = [sys.executable, "-c", EMPTY_APP]
    # Whoever starts a program has started it before: it is compiled.
    env = {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}
    _first(ours, LAST_WORD, env)
    boxes, echoes, screens = [], [], []
    for _ in range(RUNS):
        python = _nothing(env)
        box, echo = _prompt(ours, env)
        boxes.append((box, python))
        echoes.append((echo, python))
        screens.append((_first(ours, LAST_WORD, env), _first(empty, EMPTY_MARK, env)))
    for name, pairs in (
        ("query box, to python -c pass", boxes),
        ("first key in it, to python -c pass", echoes),
        ("first screen, to an empty Textual app", screens),
    ):
        one, other = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
        yield name, one, f"{statistics.median(a / b for a, b in pairs):.2f}", other


def _nothing(env: dict[str, str]) -> float:
    """Seconds of a Python that does nothing, from start to end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], env=env, check=True)
    return time.perf_counter() - began


def _prompt(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds until the query box is painted, and until a key that is typed then is."""
    terminal = Terminal(command, env)
    try:
        box = terminal.wait_for(PLACEHOLDER, terminal.began)
        terminal.type(KEY)
        return box, terminal.wait_for(KEY, terminal.began)
    finally:
        terminal.close()


def _first(command: list[str], mark: str, env: dict[str, str]) -> float:
    """Seconds until a mark is painted."""
    terminal = Terminal(command, env)
    try:
        return terminal.wait_for(mark, terminal.began)
    finally:
        terminal.close()


def _keys(command: list[str], env: dict[str, str], totals: dict[str, str]) -> list[float]:
    """Seconds from a query's last key until the count of its hits is painted, the query box empty before."""
    terminal = Terminal(command, env)
    times = []
    try:
        terminal.wait_for(LAST_WORD)
        time.sleep(SETTLED)
        for query in QUERIES * ROUNDS:
            terminal.type(query)
            times.append(terminal.wait_for(totals[query]))
            time.sleep(PAUSE)
            terminal.type(CTRL_U)
            time.sleep(PAUSE)
    finally:
        terminal.close()
    return times
