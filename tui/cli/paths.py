"""Paths as the user is told of them.

The rule: what a terminal might obey is made visible, and a path stays one that can be typed.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from pathlib import Path

from tui.cells import harmless
from tui.cli.console import Console


def shown(path: Path) -> str:
    """A path for the user: relative to the working directory where it lies there, else absolute."""
    base = str(Path.cwd()).rstrip(os.sep) + os.sep
    text = str(path)
    if text.startswith(base):
        text = text[len(base) :]
        if text.startswith("-"):
            text = f".{os.sep}{text}"
    return visible(text)


def place(path: Path, line: int, column: int, console: Console) -> str:
    """A place for the user, in the colours of its parts."""
    paint = console.paint
    return f"{paint(shown(path), 'path')}:{paint(str(line), 'number')}:{paint(str(column), 'number')}"


def listed(paths: Iterable[Path], console: Console) -> str:
    """Paths for the user, in one sentence."""
    return console.text("list.comma").join(map(shown, paths))


def forgetting(roots: Iterable[Path]) -> str:
    """The command that removes the index of folders, as it is typed."""
    return shlex.join(["xunju", "forget", *map(visible, roots)])


def visible(path: str | Path) -> str:
    """A path with what a terminal might obey made visible, except the bytes of a name that is no text."""
    text = str(path)
    return "".join(part if "\udc80" <= part <= "\udcff" else harmless(part) for part in text)
