"""What the interface takes, in a pseudo-terminal of its own: the first frame, and a key to painted hits."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from index import Library
from tests.bench.tables import Table

RUNS = 7
ROWS, COLUMNS = 40, 120
PROMPT = "Xunju"
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
    "    def compose(self):\n        yield Static('READY-MARK')\n"
    "Empty().run()"
)

_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[()].|\x1b.")


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def wait_for(self, mark: str) -> float:
        """Seconds from now until the program has painted the mark. Raises TimeoutError."""
        began = time.perf_counter()
        seen = b""
        while mark.encode() not in _ESCAPES.sub(b"", seen):
            left = began + PATIENCE - time.perf_counter()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                raise TimeoutError(f"{mark!r} was not painted")
            seen += os.read(self.fd, 65536)
        return time.perf_counter() - began

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def measure(seeds: Path) -> Iterator[Table]:
    """First frame against an empty Textual app, and keys against hits, on the sample library."""
    with TemporaryDirectory(prefix="xunju-bench-") as home:
        with Library.open(seeds, home=home) as library:
            library.sync()
            totals = {query: f"1/{library.search(query).total}" for query in QUERIES}
        env = os.environ | {"XUNJU_HOME": home, "XUNJU_LANG": "en", "TERM": "xterm-256color"}
        ours = [sys.executable, "-m", "tui.cli", str(seeds)]
        empty = [sys.executable, "-c", EMPTY_APP]
        pairs = [(_first(ours, PROMPT, env), _first(empty, "READY-MARK", env)) for _ in range(RUNS)]
        first, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        keys = _keys(ours, env, totals)
        rows = (
            ("first frame, ms", first * 1000),
            ("first frame of an empty Textual app, ms", bare * 1000),
            ("ratio, median of pairs", ratio),
            ("key to painted hits, p50 ms", statistics.median(keys) * 1000),
            ("key to painted hits, worst ms", max(keys) * 1000),
        )
        yield Table("interface", ("what", "figure"), rows)


def _first(command: list[str], mark: str, env: dict[str, str]) -> float:
    terminal = Terminal(command, env)
    try:
        return terminal.wait_for(mark)
    finally:
        terminal.close()


def _keys(command: list[str], env: dict[str, str], totals: dict[str, str]) -> list[float]:
    """Seconds from a query's last key until the count of its hits is painted, the query box empty before."""
    terminal = Terminal(command, env)
    times = []
    try:
        terminal.wait_for(PROMPT)
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
