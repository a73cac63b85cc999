"""`xunju history`: the queries that led somewhere, or none of them any more."""

from __future__ import annotations

from tui.cells import harmless
from tui.cli.console import Console
from tui.cli.parser import Options, Parser
from tui.memory import memory_in


def arguments(parser: Parser) -> None:
    parser.flag("--clear", action="store_true", help="cli.opt-clear")


def run(options: Options, console: Console) -> int:
    """Returns 0 with queries, or when they are gone; 1 where there are none."""
    history = memory_in(options.home).history
    if options.clear:
        history.clear()
        console.say("cli.history-cleared")
        return 0
    queries = history.entries()
    for query in queries:
        console.out(harmless(query))
    if history.damaged:
        console.warn(console.text("history.damaged", count=history.damaged))
    if not queries:
        console.say("cli.history-empty")
    return 0 if queries else 1
