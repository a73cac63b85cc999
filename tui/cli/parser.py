"""What was typed after `xunju`: which command, which options, which words.

The rule: argparse takes the words apart, and nothing that argparse says reaches the user; help and mistakes
come from the catalogue.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from enum import EnumMeta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from tui.i18n import Catalog
from tui.troubles import nearest

if TYPE_CHECKING:
    from index import Order

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
            settings["metavar"] = self.catalog(settings["metavar"])
        self.add_argument(*names, **settings)

    def words(self) -> None:
        """The words that belong to no option: folders, or a query and folders."""
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
            self._agree({one.option_strings[-1] for one in self._actions if _is_given(one, options)})
        home = options.home or os.environ.get("XUNJU_HOME")
        options.home = Path(home) if home else None
        return options

    def _unknown(self, words: Sequence[str]) -> str:
        """What is wrong with words that are no option of this command, or that it takes none of."""
        options = [word.partition("=")[0] for word in words if word.startswith("-")]
        if not options:
            return self.catalog("usage.no-words", name=self.name, detail=" ".join(words))
        shown = [
            one for one, action in self._option_string_actions.items() if action.help != argparse.SUPPRESS
        ]
        near = nearest(options[0], shown)
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
        action = self._option_string_actions.get(option)
        kind = action.type if action is not None else None
        if isinstance(kind, EnumMeta):
            return self.catalog("list.comma").join(kind)
        return self.catalog("usage.positive" if kind is positive else "usage.whole")

    def help(self, columns: int) -> str:
        """The whole help text, at most `columns` cells wide where that leaves room."""
        text = self.catalog
        lines = [text("cli.usage") + text(f"cli.usage-{self.name or 'open'}"), ""]
        lines += _wrapped(text(f"cli.{self.name or 'about'}"), columns)
        if not self.name:
            lines += ["", text("cli.commands"), text("cli.commands-list")]
        lines += ["", text("cli.options"), *self._flags(columns)]
        return "\n".join(lines)

    def _flags(self, columns: int) -> list[str]:
        from tui.cells import cell_width, fit

        shown = [
            action
            for action in self._actions
            if action.option_strings and action.help is not argparse.SUPPRESS
        ]
        heads = [
            ", ".join(action.option_strings) + (f" {action.metavar}" if action.metavar else "")
            for action in shown
        ]
        indent = max(map(cell_width, heads)) + 4
        lines: list[str] = []
        for head, action in zip(heads, shown, strict=True):
            first, *others = _wrapped(action.help or "", columns - indent)
            lines.append(f"  {fit(head, indent - 2)}{first}")
            lines += [" " * indent + row for row in others]
        return lines


def _is_given(action: argparse.Action, options: Options) -> bool:
    return bool(action.option_strings) and getattr(options, action.dest) != action.default


def _wrapped(text: str, columns: int) -> list[str]:
    from tui.cells import wrapped

    return wrapped(text, max(LEAST_COLUMNS, columns))


_MISTAKES = (
    ("needs-value", r"argument (?P<option>\S+): expected (?:one|at least one) argument"),
    ("bad-value", r"argument (?P<option>\S+): invalid .*value: '(?P<detail>.*)'"),
    ("no-value", r"argument (?P<option>\S+): ignored explicit argument .*"),
)
"""Our messages, and what argparse says in their place."""
