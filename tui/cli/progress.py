"""How a sync tells how far it has come: a bar on a terminal, lines in a log, JSON for a parent process.

The rule: telling never slows the work down, and a listener that has gone away ends it in good order.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from stat import S_ISFIFO
from types import FrameType
from typing import TYPE_CHECKING, Any

from tui.cells import cell_width, fit
from tui.cli.console import Console
from tui.pace import Pace

if TYPE_CHECKING:
    from index import Progress, SyncReport

Tell = Callable[["Progress"], None]

BAR_EVERY, LINE_EVERY, JSON_EVERY = 0.1, 5.0, 0.05
"""Seconds between two tellings of one stage."""

BAR_AFTER = 0.5
"""Seconds before a bar appears beside a search: most syncs are over by then."""

_BAR = 24


class Paced:
    """Lets through what begins a new stage or comes late enough after the last that was let through."""

    def __init__(
        self, seconds: float, clock: Callable[[], float] = time.monotonic, after: float = 0.0
    ) -> None:
        self._seconds = seconds
        self._clock = clock
        self._stage = ""
        self._quiet = self._next = clock() + after

    def lets(self, progress: Progress) -> bool:
        now = self._clock()
        if now < self._quiet or (progress.stage == self._stage and now < self._next):
            return False
        self._stage = progress.stage
        self._next = now + self._seconds
        return True


class Bar:
    """One row on the terminal that is written over and over, and wiped in the end."""

    def __init__(self, console: Console, after: float = 0.0) -> None:
        self._console = console
        self._lets = Paced(BAR_EVERY, after=after).lets
        self._pace = Pace()
        self._drawn = False

    def tell(self, progress: Progress) -> None:
        self._pace.watch(progress)
        if self._lets(progress):
            self._drawn = True
            speed = self._pace.words(self._console.text, progress)
            row = "  ".join(part for part in (_sentence(progress, self._console), speed) if part)
            columns = self._console.columns - 1
            self._draw(fit(_bar(progress, columns - cell_width(row)) + row, columns))

    def wipe(self) -> None:
        if self._drawn:
            self._draw(" " * (self._console.columns - 1))
            self._draw("")

    def _draw(self, row: str) -> None:
        self._console.errors.write(f"\r{row}")
        self._console.errors.flush()


class Lines:
    """A line on standard error now and then."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._pace = Paced(LINE_EVERY)

    def tell(self, progress: Progress) -> None:
        if progress.stage != "done" and self._pace.lets(progress):
            self._console.warn(_sentence(progress, self._console))


class Json:
    """One object a line on standard output for the process that started this one."""

    def __init__(self, console: Console, cancel: threading.Event) -> None:
        self._console = console
        self._cancel = cancel
        self._pace = Paced(JSON_EVERY)

    def tell(self, progress: Progress) -> None:
        if self._pace.lets(progress):
            self.send(asdict(progress))

    def report(self, report: SyncReport) -> None:
        self.send(asdict(report))

    def send(self, value: dict[str, Any]) -> None:
        try:
            self._console.output.write(json.dumps(value, default=str) + "\n")
            self._console.output.flush()
        except BrokenPipeError:
            self._console.close()
            self._cancel.set()


@contextmanager
def barred(console: Console, after: float = 0.0) -> Iterator[Tell | None]:
    """Tells by a bar, which is wiped in the end; None where there is no terminal to draw it on."""
    if not on_terminal():
        yield None
        return
    bar = Bar(console, after)
    try:
        yield bar.tell
    finally:
        bar.wipe()


@contextmanager
def cancelling() -> Iterator[threading.Event]:
    """An event that the first Ctrl+C or request to end sets; a second Ctrl+C interrupts at once."""
    cancel = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield cancel
        return

    def ask(number: int, _frame: FrameType | None) -> None:
        if cancel.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        cancel.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield cancel
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def on_terminal() -> bool:
    """Whether standard error is a terminal that a bar can be drawn on."""
    return sys.stderr is not None and sys.stderr.isatty()


def may_remark(console: Console) -> bool:
    """Whether a remark beside the answer reaches a terminal and is in nobody's way there."""
    return on_terminal() and not may_intrude(console)


def may_intrude(console: Console) -> bool:
    """Whether a remark may get in somebody's way: where standard output is a pipe, a pager or a chooser at
    its end may be drawing on the terminal that the remark would go to."""
    with suppress(OSError, ValueError):
        return on_terminal() and S_ISFIFO(os.fstat(console.output.fileno()).st_mode)
    return True


def _bar(progress: Progress, room: int) -> str:
    """How far it has come, as a bar with a blank behind it; empty where that is not known, or there is no
    room."""
    cells = min(_BAR, room - len("[] "))
    if not progress.total or cells < 1:
        return ""
    full = min(cells, cells * progress.done // progress.total)
    return f"[{'#' * full}{'.' * (cells - full)}] "


def _sentence(progress: Progress, console: Console) -> str:
    return console.text.coded("index", progress.stage, done=progress.done, total=progress.total)
