"""Editors: how each one is told where to put the cursor, in its own words and its own unit.

The rule: an editor is a list of words with placeholders, filled in without a shell. The table holds all that
is known about editors; whoever uses another one writes such words in `XUNJU_EDITOR`.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.actions.location import Location

Lookup = Callable[[str], str | None]
"""Where a program is, or None: `shutil.which`."""


class Lands(StrEnum):
    """How near an editor comes to the place."""

    COLUMN = "column"
    LINE = "line"
    FILE = "file"


class BadCommandError(ValueError):
    """An editor setting that cannot be split into words, or with a placeholder that is not closed."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How one family of editors is called."""

    words: tuple[str, ...]
    graphical: bool = False
    """It has a window of its own, so the terminal stays ours."""


_VIM = ("+call cursor({line},{byte})|normal! zvzz", "{path}")
_CODE = ("--goto", "{path}:{line}:{utf16}")
_SUFFIXED = ("{path}:{line}:{column}",)
_LINE = ("+{line}", "{path}")

_WAYS: dict[str, _Way] = {
    **dict.fromkeys(("vim", "nvim", "view", "nview"), _Way(_VIM)),
    **dict.fromkeys(("gvim", "mvim", "gview", "mview"), _Way(_VIM, graphical=True)),
    # The small build of vim knows no functions; `|` goes to a screen column.
    "vim.tiny": _Way(("+normal! {line}G{cell}|zz", "{path}")),
    # Its `+line:column` counts cells, and how many a character has depends on the user's language.
    "emacs": _Way(("+{line}", "{path}", "--eval", "(forward-char (1- {column}))")),
    "emacsclient": _Way(("+{line}:{cell}", "{path}")),
    "nano": _Way(("+{line},{cell}", "{path}")),
    "micro": _Way(("+{line}:{column}", "{path}")),
    **dict.fromkeys(("hx", "helix"), _Way(_SUFFIXED)),
    **dict.fromkeys(("kak", "kakoune"), _Way(("+{line}:{byte}", "{path}"))),
    **dict.fromkeys(
        ("code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf"),
        _Way(_CODE, graphical=True),
    ),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor"), _Way(_SUFFIXED, graphical=True)),
    **dict.fromkeys(("vi", "nvi", "joe", "jed", "mg", "ne", "jove", "pico", "mcedit"), _Way(_LINE)),
    **dict.fromkeys(("open", "xdg-open", "neovide", "nvim-qt"), _Way(("{path}",), graphical=True)),
}

_ANY = _Way(("{path}",))
_PARTS = "path|line|column|byte|utf16|cell"
_PLACEHOLDER = re.compile(rf"\{{({_PARTS})\}}")
_UNCLOSED = re.compile(rf"\{{(?:{_PARTS})\b(?!\}})")
_NAME = re.compile(r"[a-z_]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Editor:
    """How one editor is called, by a program and words with placeholders."""

    program: str
    words: tuple[str, ...]
    graphical: bool
    """It opens a window of its own and leaves the terminal alone."""

    @classmethod
    def of(cls, setting: str, lookup: Lookup = shutil.which) -> Editor:
        """The editor of a setting such as `vim`, `code --wait`, `"/opt/my editor/ed" -x` or a template with
        `{path}` (and `{line}`, `{column}`, `{byte}`, `{utf16}`, `{cell}`). Raises BadCommandError."""
        program, *words = split(setting)
        way = _way(program, lookup)
        template = any("{path}" in word for word in words)
        return cls(program, (*words, *(() if template else way.words)), way.graphical)

    def command(self, location: Location) -> list[str]:
        """The words that open the location, for running without a shell."""
        values = asdict(location)
        filled = [_PLACEHOLDER.sub(lambda match: str(values[match[1]]), word) for word in self.words]
        return [self.program, *filled]

    @property
    def lands(self) -> Lands:
        """How near to the place it comes."""
        names = set(_PLACEHOLDER.findall(" ".join(self.words)))
        if names & {"column", "byte", "utf16", "cell"}:
            return Lands.COLUMN
        return Lands.LINE if "line" in names else Lands.FILE


def split(editor: str) -> list[str]:
    """The words of an editor setting, one at least. Raises BadCommandError."""
    if Path(editor).is_absolute() and Path(editor).is_file():
        return [editor]
    try:
        words = shlex.split(editor)
    except ValueError as error:
        raise BadCommandError(editor) from error
    if not words or _UNCLOSED.search(editor):
        raise BadCommandError(editor)
    return words


def _way(program: str, lookup: Lookup) -> _Way:
    """The entry of a program; `vi` and unknown names count as what they are links to."""
    name = _name(program)
    if name in _WAYS and name != "vi":
        return _WAYS[name]
    if found := lookup(program):
        target = _name(str(Path(found).resolve()))
        if target in _WAYS:
            return _WAYS[target]
    return _WAYS.get(name, _ANY)


def _name(program: str) -> str:
    """The table's name for a program: no folder, no version, no ending."""
    name = PurePath(program).name.lower()
    if name in _WAYS:
        return name
    match = _NAME.match(name)
    return match[0] if match else name
