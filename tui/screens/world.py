"""The programs around the interface, as it calls them, and what came of a call.

The rule: what a call needs is loaded when it is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.memory import Memory
from tui.settings import Settings
from tui.terminal import step_back
from tui.watching import Watch, watch

if TYPE_CHECKING:
    from tui.actions.browser import Browsed
    from tui.actions.clipboard import Copied
    from tui.actions.editor import Opened
    from tui.actions.location import Location
    from tui.picking import Picking

Suspend = Callable[[], AbstractContextManager[object]]


def edit(where: Location, env: Mapping[str, str], suspend: Suspend) -> Opened:
    """Open the user's editor at a place."""
    from tui.actions.editor import open_in_editor

    return open_in_editor(where, env, suspend)


def copy(text: str, write: Callable[[str], None], env: Mapping[str, str]) -> Copied:
    """Copy a text to the clipboard."""
    from tui.actions import clipboard

    return clipboard.copy(text, write, env)


def browse(url: str, copy: Callable[[str], object], env: Mapping[str, str]) -> Browsed:
    """Open an address in the browser."""
    from tui.actions import browser

    return browser.browse(url, copy, env)


def read_file(path: Path) -> str:
    """The text of a file as the index decodes it."""
    from index import read_text

    return read_text(path)


@dataclass(frozen=True)
class World:
    """The programs around the interface; tests put others in their place."""

    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    edit: Callable[[Location, Mapping[str, str], Suspend], Opened] = edit
    copy: Callable[[str, Callable[[str], None], Mapping[str, str]], Copied] = copy
    browse: Callable[[str, Callable[[str], object], Mapping[str, str]], Browsed] = browse
    read: Callable[[Path], str] = read_file
    watch: Watch = watch
    step_back: Callable[[], bool] = step_back
    memory: Memory = field(default_factory=Memory)
    settings: Settings = field(default_factory=Settings)
    troubles: Sequence[str] = ()
    """What is to be told of the settings."""
    picking: Picking | None = None
    """Where hits are not opened but handed to whoever called."""


class Outcome(NamedTuple):
    """What to tell the user, and whether it is bad news."""

    text: str
    bad: bool = False
