"""The command line. Each command is one module with `arguments(parser)` and `run(options, console)`.

The rule: nothing heavy is imported before it is known to be wanted, and whatever goes wrong ends in one
sentence on standard error and an exit status, never in a traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from tui.cli.console import Console
from tui.cli.parser import COMMANDS, Options, Parser, UsageError, pick_command

FOUND, NOTHING, TROUBLE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""


class Command(Protocol):
    """What a module of a command offers."""

    def arguments(self, parser: Parser) -> None: ...

    def run(self, options: Options, console: Console) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status: 0 done or found, 1 nothing found, 2 trouble, 130 stopped."""
    console = Console.standard(os.environ)
    try:
        status = _dispatch(list(sys.argv[1:] if argv is None else argv), console)
        console.flush()
        return status
    except BrokenPipeError:
        # The reader has seen enough. Python would complain about the pipe once more at its end.
        console.close()
        return FOUND
    except KeyboardInterrupt:
        console.say("cli.interrupted")
        return INTERRUPTED
    except Exception as error:
        console.complain(_sentence(error, console))
        return TROUBLE


def _sentence(error: Exception, console: Console) -> str:
    try:
        from tui.i18n.trouble import explain
    except ImportError:
        return console.text("cli.internal", name=type(error).__name__, detail=error)
    return explain(error, console.text)


def _dispatch(words: list[str], console: Console) -> int:
    name, rest = pick_command(words)
    command = cast(Command, import_module(f"tui.cli.{COMMANDS[name]}"))
    parser = Parser(name, console.text)
    command.arguments(parser)
    try:
        options = parser.read(rest)
    except UsageError as mistake:
        console.complain(str(mistake))
        console.warn(console.text("usage.see-help", command=f"xunju {name}".strip()))
        return TROUBLE
    if options.help:
        console.out(parser.help(console.columns))
        return FOUND
    if options.version:
        from tui.cli.version import version

        console.out(console.text("cli.version", version=version()))
        return FOUND
    return command.run(options, console)
