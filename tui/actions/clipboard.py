"""The clipboard, wherever the terminal is: a local helper, tmux, or the terminal itself (OSC 52).

The rule: no terminal confirms what it was sent, so the outcome says which way a text went, not that it came;
a terminal that is known to pass the sequence over is not sent it.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tui.actions.programs import feed
from tui.i18n import Catalog

LARGEST = 74_000
"""Bytes of base64 that terminals commonly take; what is longer they drop or cut."""

DEAF = frozenset({"", "linux", "dumb", "ansi", "cons25", "vt100", "vt220"})
"""Values of TERM of terminals that know no clipboard: consoles, and those of old."""

DEAF_PROGRAMS = frozenset({"Apple_Terminal"})
"""Terminals that call themselves by another's name, and know no clipboard."""

Run = Callable[[Sequence[str], bytes], bool]
"""Runs a helper with these bytes on its standard input; True where it ended well."""


class Way(StrEnum):
    """How a text went to the clipboard, or why it did not."""

    HELPER = "sent"
    TMUX = "tmux"
    TERMINAL = "terminal"
    TOO_LARGE = "too-large"
    NONE = "none"
    """There is no clipboard within reach."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Copied:
    """The outcome of `copy`."""

    way: Way
    count: int
    """Characters of the text."""

    @property
    def sent(self) -> bool:
        return self.way not in (Way.TOO_LARGE, Way.NONE, Way.EMPTY)

    def notice(self, text: Catalog) -> str:
        """One sentence about it."""
        return text(f"clipboard.{self.way}", count=self.count)


def copy(text: str, write: Callable[[str], None], env: Mapping[str, str], run: Run | None = None) -> Copied:
    """Send the text to the clipboard: by a local helper, else by tmux, else by the terminal.

    `write` sends a control sequence to the terminal. Waits for helpers (at most two seconds each), so call it
    in a thread. Never raises.
    """
    if not text:
        return Copied(Way.EMPTY, 0)
    data = text.encode("utf-8", "replace")
    send: Run = run or (lambda words, given: feed(words, given, env))
    if any(send(words, data) for words in _helpers(env)):
        return Copied(Way.HELPER, len(text))
    if env.get("TMUX") and send(("tmux", "load-buffer", "-w", "-"), data):
        return Copied(Way.TMUX, len(text))
    if _is_deaf(env):
        return Copied(Way.NONE, len(text))
    encoded = base64.b64encode(data).decode("ascii")
    if len(encoded) > LARGEST:
        return Copied(Way.TOO_LARGE, len(text))
    write(f"\x1b]52;c;{encoded}\x07")
    return Copied(Way.TERMINAL, len(text))


def _helpers(env: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Programs that reach the clipboard of the machine the user sits at; none on a remote machine."""
    if is_remote(env):
        return
    if sys.platform == "darwin":
        yield ("pbcopy",)
    if env.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if env.get("DISPLAY"):
        yield ("xclip", "-selection", "clipboard")
        yield ("xsel", "--clipboard", "--input")


def _is_deaf(env: Mapping[str, str]) -> bool:
    """Whether the terminal is known to take no text for a clipboard: a console, Apple's own, GNU Screen."""
    named = env.get("TERM_PROGRAM", "") in DEAF_PROGRAMS and not env.get("TMUX")
    return env.get("TERM", "") in DEAF or named or bool(env.get("STY"))


def is_remote(env: Mapping[str, str]) -> bool:
    """Whether the session came over SSH, so that this machine's display is not the user's."""
    return bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))
