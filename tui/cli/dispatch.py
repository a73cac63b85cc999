"""One command from its words to its exit status.

The rule: whatever goes wrong ends in one sentence on standard error and an exit status, never in a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from tui.cells import harmless
from tui.cli import INTERRUPTED
from tui.cli.commands import COMMANDS, pick_command, unknown_command
from tui.cli.console import Console
from tui.cli.parser import Options, Parser, UsageError
from tui.i18n import Catalog
from tui.settings import Settings
from tui.troubles import nearest
from tui.variables import amiss

if TYPE_CHECKING:
    from tui.cli import Loaded
    from tui.prompt import Prompt

FOUND, TROUBLE = 0, 2
"""Exit statuses."""

TELLING = frozenset({"", "config"})
"""Commands that say themselves what is wrong with the settings."""


class Command(Protocol):
    """What a module of a command offers."""

    def arguments(self, parser: Parser) -> None: ...

    def run(self, options: Options, console: Console) -> int: ...


def run(words: Sequence[str], prompt: Prompt | None = None, loaded: Loaded | None = None) -> int:
    """Run one command, with the query box that is on the screen already and the settings, if there are any.

    Returns its exit status.
    """
    console = Console.standard(os.environ, prompt)
    settings, troubles = loaded or (Settings(), ())
    console.take_settings(settings, (*troubles, *amiss(os.environ)))
    if sys.getfilesystemencoding() == "ascii":
        # Neither a query nor the name of a file can be told apart any more.
        console.complain(console.text("cli.ascii"))
        return TROUBLE
    try:
        status = _dispatch(words, console)
        console.flush()
        return status
    except BrokenPipeError:
        return FOUND  # The reader has seen enough.
    except KeyboardInterrupt:
        console.say("cli.interrupted")
        return INTERRUPTED
    except Exception as error:
        console.complain(_sentence(error, console))
        return TROUBLE
    finally:
        console.end()


def command_named(name: str, text: Catalog) -> tuple[Command, Parser]:
    """A command, and what takes its words apart."""
    command = cast(Command, import_module(f"tui.cli.{COMMANDS[name]}"))
    parser = Parser(name, text)
    command.arguments(parser)
    return command, parser


def _sentence(error: Exception, console: Console) -> str:
    try:
        from tui.i18n.trouble import explain
    except ImportError:
        return console.text("cli.internal", name=type(error).__name__, detail=error)
    # The system names no file where it is the working directory that is missing.
    if isinstance(error, FileNotFoundError) and error.filename is None and _is_nowhere():
        return console.text("cli.nowhere")
    return explain(error, console.text)


def _is_nowhere() -> bool:
    try:
        os.getcwd()  # noqa: PTH109
    except FileNotFoundError:
        return True
    return False


def _dispatch(words: Sequence[str], console: Console) -> int:
    if word := unknown_command(words):
        near = nearest(word, filter(None, COMMANDS))
        told = console.text("settings.near", detail=near) if near else ""
        console.complain(console.text("usage.no-command", word=harmless(word), near=told))
        console.say("usage.see-help", command="xunju")
        return TROUBLE
    name, rest = pick_command(words)
    command, parser = command_named(name, console.text)
    try:
        options = parser.read(rest)
    except UsageError as mistake:
        console.complain(str(mistake))
        console.say("usage.see-help", command=f"xunju {name}".strip())
        return TROUBLE
    if options.help:
        console.out(parser.help(console.columns))
        return FOUND
    if options.version:
        from tui.cli.version import version

        console.out(console.text("cli.version", version=version()))
        return FOUND
    if name not in TELLING:
        for line in console.settings_troubles():
            console.warn(line)
    return command.run(options, console)
