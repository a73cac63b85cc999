"""What was typed after `xunju`: which command, which options, which words.

The rule: argparse takes the words apart, and nothing that argparse says reaches the user; help and mistakes
come from the catalogue.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping, Sequence
from enum import EnumMeta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from tui.cli.commands import COMMANDS
from tui.i18n import Catalog
from tui.troubles import nearest

if TYPE_CHECKING:
    from index import Order

COMMAND, FILE, FOLDER, QUERY, SHELL = "cli.commands", "cli.file", "cli.directory", "cli.query", "cli.shell"
"""What the words that belong to no option may be."""

LEAST_COLUMNS = 20
"""Cells of an explanation, however narrow the terminal is."""


class UsageError(Exception):
    """The words make no command; the message is a sentence for the user."""


class Options(argparse.Namespace):
    """The options of every command; each has the ones its module asked for."""

    help: bool
    version: bool
    home: Path | None
    words: list[str]
    samples: bool
    rebuild: bool
    progress_json: bool
    limit: int
    sort: Order
    json: bool
    batch: str | None
    no_sync: bool
    fragments: int
    seed: int | None
    yes: bool
    clear: bool
    show: bool
    keys: bool
    path: bool
    edit: bool
    pick: bool
    multi: bool
    end: str
    format: str | None
    saved: str | None


def positive(value: str) -> int:
    """A whole number above zero. Raises ValueError."""
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number


class Parser(argparse.ArgumentParser):
    """The options of one command, explained in the user's language."""

    def __init__(self, name: str, text: Catalog) -> None:
        super().__init__(prog="xunju", add_help=False, allow_abbrev=False)
        self.name = name
        self.catalog = text
        self.kinds: dict[str, str] = {}
        """The options that take a value, by the key of what it is called."""
        self.taken: tuple[str, ...] = ()
        """What the words that belong to no option are, likewise; of folders there may be any number."""
        self._flags: list[argparse.Action] = []
        self._within: dict[str, str] = {}
        self._without: dict[str, Sequence[str]] = {}
        self.flag("--home", metavar="cli.directory", help="cli.opt-home")
        self.flag("--version", action="store_true", help="cli.opt-version")
        self.flag("-h", "--help", action="store_true", help="cli.opt-help")

    # `metavar` and `help` are keys of the catalogue.
    def flag(self, *names: str, within: str = "", without: Sequence[str] = (), **settings: Any) -> None:
        """An option. Without `help` it is not shown; it takes effect beside the option `within` only, and
        beside none of the options `without`."""
        self._within[names[-1]], self._without[names[-1]] = within, without
        count = settings.get("default")
        key = settings.get("help")
        settings["help"] = self.catalog(key, count=count) if key else argparse.SUPPRESS
        if "metavar" in settings:
            self.kinds[names[-1]] = settings["metavar"]
            settings["metavar"] = self.catalog(settings["metavar"])
        self._flags.append(self.add_argument(*names, **settings))
        self._has_negative_number_optionals.clear()  # for `-0` no other number is an option

    def ending(self, within: str = "", without: Sequence[str] = ()) -> None:
        """The option by which hits end with NUL, and with a line break where it is not given; otherwise as
        `flag`."""
        chosen = {"action": "store_const", "dest": "end", "const": "\0", "default": "\n"}
        self.flag("-0", "--null", within=within, without=without, help="cli.opt-null", **chosen)

    def words(self, *kinds: str) -> None:
        """The words that belong to no option, by the keys of what they are called."""
        self.taken = kinds
        self.add_argument("words", nargs="*", help=argparse.SUPPRESS)

    def read(self, words: Sequence[str]) -> Options:
        """The options; behind the first `--` nothing is one. Raises UsageError."""
        end = words.index("--") if "--" in words else len(words)
        options, unknown = self.parse_known_intermixed_args(words[:end], Options())
        behind = words[end + 1 :]
        if hasattr(options, "words"):
            options.words = [*options.words, *behind]
        else:
            unknown += behind
        if unknown:
            raise UsageError(self._unknown(unknown))
        if not options.help:
            self._agree({one.option_strings[-1] for one in self._flags if _is_given(one, options)})
        home = options.home or os.environ.get("XUNJU_HOME")
        options.home = Path(home) if home else None
        return options

    def _unknown(self, words: Sequence[str]) -> str:
        """What is wrong with words that are no option of this command, or that it takes none of."""
        options = [word.partition("=")[0] for word in words if word.startswith("-")]
        if not options:
            return self.catalog("usage.no-words", name=self.name, detail=" ".join(words))
        shown = {name.lstrip("-"): name for one in self.options() for name in one.option_strings}
        near = shown.get(nearest(options[0].lstrip("-"), shown), "")
        told = self.catalog("settings.near", detail=near) if near else ""
        return self.catalog("usage.no-option", detail=options[0], near=told)

    def _agree(self, given: set[str]) -> None:
        """Raises UsageError where one of the options given has no effect beside the others."""
        for option in sorted(given):
            if (other := self._within.get(option)) and other not in given:
                raise UsageError(self.catalog("usage.within", option=option, other=other))
            for other in given.intersection(self._without.get(option, ())):
                raise UsageError(self.catalog("usage.without", option=option, other=other))

    def error(self, message: str) -> NoReturn:
        for key, pattern in _MISTAKES:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                values = match.groupdict()
                # `-y/--yes`: the long name is the one to read.
                option = (values.pop("option", None) or "").split("/")[-1]
                raise UsageError(
                    self.catalog(f"usage.{key}", option=option, allowed=self._allowed(option), **values)
                )
        raise UsageError(self.catalog("usage.other"))

    def _allowed(self, option: str) -> str:
        """What may stand behind an option, for the user."""
        kind = next((one.type for one in self._flags if option in one.option_strings), None)
        if isinstance(kind, EnumMeta):
            return self.catalog("list.comma").join(kind)
        return self.catalog("usage.positive" if kind is positive else "usage.whole")

    def help(self, columns: int) -> str:
        """The whole help text, at most `columns` cells wide where that leaves room."""
        text = self.catalog
        lines = [text("cli.usage") + text(f"cli.usage-{self.name or 'open'}"), ""]
        for line in text(f"cli.{self.name or 'about'}").split("\n"):
            lines += _wrapped(line, columns)
        if not self.name:
            commands = {self._briefly(name): text(f"cli.brief-{name or 'open'}") for name in COMMANDS}
            lines += ["", text("cli.commands"), *_explained(commands, columns)]
            lines += _wrapped(text("cli.commands-note"), columns)
        options = {
            ", ".join(one.option_strings) + (f" {one.metavar}" if one.metavar else ""): one.help or ""
            for one in self.options()
        }
        lines += ["", text("cli.options"), *_explained(options, columns)]
        return "\n".join(lines)

    def options(self) -> list[argparse.Action]:
        """The options that are shown."""
        return [one for one in self._flags if one.help != argparse.SUPPRESS]

    def _briefly(self, name: str) -> str:
        """How a command is usually typed."""
        usage = self.catalog(f"cli.usage-{name or 'open'}").splitlines()[0]
        return usage.replace(f" {self.catalog('cli.any-options')}", "")


def _is_given(action: argparse.Action, options: Options) -> bool:
    return bool(getattr(options, action.dest) != action.default)


def _explained(entries: Mapping[str, str], columns: int) -> list[str]:
    """Rows of two columns: what is typed, and what it does."""
    from tui.cells import cell_width, fit

    indent = max(map(cell_width, entries)) + 4
    lines: list[str] = []
    for head, told in entries.items():
        first, *others = _wrapped(told, columns - indent)
        lines.append(f"  {fit(head, indent - 2)}{first}")
        lines += [" " * indent + row for row in others]
    return lines


def _wrapped(text: str, columns: int) -> list[str]:
    from tui.cells import wrapped

    return wrapped(text, max(LEAST_COLUMNS, columns))


_MISTAKES = (
    ("needs-value", r"argument (?P<option>\S+): expected (?:one|at least one) argument"),
    ("bad-value", r"argument (?P<option>\S+): invalid .*value: '(?P<detail>.*)'"),
    ("no-value", r"argument (?P<option>\S+): ignored explicit argument .*"),
)
"""Our messages, and what argparse says in their place."""
