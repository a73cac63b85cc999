"""Opening an editor: which one, how it is run, and how it went.

The rule: a terminal editor gets the terminal to itself and is waited for; a graphical one is set free.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from types import FrameType

from tui.actions.editors import BadCommandError, Editor, Lands, Lookup
from tui.actions.location import Location
from tui.actions.programs import finder, launch
from tui.i18n import Catalog
from tui.terminal import DEVICE, open_terminal

SETTINGS = ("XUNJU_EDITOR", "VISUAL", "EDITOR")
"""Environment variables that may name the editor, the strongest first."""

FALLBACKS = ("nvim", "vim", "vi", "nano")
"""Editors to take where none is set, the best first."""


class Opening(StrEnum):
    """How opening an editor went."""

    OPENED = "opened"
    NONE = "none"
    """No editor is set and none is installed."""
    MISSING = "missing"
    """The editor that is set is not installed."""
    BAD_COMMAND = "bad-command"
    FAILED = "failed"
    """It ran and ended with an error."""
    ERROR = "error"
    """It could not be started."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The outcome of `open_in_editor`."""

    result: Opening
    editor: str = ""
    lands: Lands = Lands.FILE
    status: int = 0
    """Exit status of a terminal editor; negative is the signal that ended it."""
    error: str = ""
    """Name of the system's error (`EACCES`) where the editor could not be started."""

    def notice(self, text: Catalog, location: Location) -> str:
        """One sentence about it."""
        values = {"editor": self.editor, "line": location.line, "column": location.column}
        if self.result is Opening.OPENED:
            key = "editor.opened" if self.lands is Lands.COLUMN else f"editor.opened-{self.lands}"
            return text(key, **values)
        detail = text.coded("errno", self.error)
        return text(f"editor.{self.result}", **values, status=self.status, detail=detail)


def choose(env: Mapping[str, str], find: Lookup) -> str | None:
    """The editor to use: the first setting that is not blank, else the first that is installed, else None."""
    for name in SETTINGS:
        if setting := env.get(name, "").strip():
            return setting
    return next((name for name in FALLBACKS if find(name)), None)


def open_in_editor(
    location: Location,
    env: Mapping[str, str],
    suspend: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> Opened:
    """Open the location in the user's editor and say how it went; raises nothing of the system's.

    A terminal editor runs inside `suspend()` (the interface steps back) and this returns when it has ended; a
    graphical one is started detached and this returns at once.
    """
    find = finder(env)
    setting = choose(env, find)
    if setting is None:
        return Opened(Opening.NONE)
    try:
        editor = Editor.of(setting, find)
    except BadCommandError:
        return Opened(Opening.BAD_COMMAND, setting)
    name, words = editor.program, editor.command(location)
    if not find(name):
        return Opened(Opening.MISSING, name)
    try:
        if editor.graphical:
            launch(words, env)
            status = 0
        else:
            with suspend():
                status = _run(words, env)
    except OSError as error:
        return Opened(Opening.ERROR, name, error=errno.errorcode.get(error.errno or 0, "other"))
    result = Opening.OPENED if status == 0 else Opening.FAILED
    return Opened(result, name, editor.lands, status)


def _run(words: Sequence[str], env: Mapping[str, str]) -> int:
    """Run a terminal editor on the terminal, even where our streams are pipes. Returns its exit status."""
    with _terminal() as terminal, _patience():
        done = subprocess.run(
            list(words), env=dict(env), stdin=terminal, stdout=terminal, stderr=terminal, check=False
        )
    return done.returncode


@contextmanager
def _terminal() -> Iterator[int | None]:
    """The terminal for a child; None where it may have our own streams.

    The device is opened by its real name where one is known: a server such as emacs's cannot open `/dev/tty`.
    """
    if all(os.isatty(stream) for stream in (0, 1, 2)):
        yield None
        return
    name = next((os.ttyname(stream) for stream in (0, 1, 2) if os.isatty(stream)), DEVICE)
    try:
        terminal = open_terminal(name)
    except OSError:
        yield None
        return
    try:
        yield terminal
    finally:
        os.close(terminal)


@contextmanager
def _patience() -> Iterator[None]:
    """Leave Ctrl+C to the editor. A handler that does nothing is undone in the child; ignoring is not."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def nothing(_signal: int, _frame: FrameType | None) -> None:
        pass

    before = signal.signal(signal.SIGINT, nothing)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
