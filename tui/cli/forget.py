"""`xunju forget [FOLDER…]`: delete an index. The user's own files are never touched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.console import Console
from tui.cli.folders import libraries, named, usual
from tui.cli.parser import FOLDER, Options, Parser
from tui.cli.paths import listed, visible
from tui.cli.status import size

if TYPE_CHECKING:
    from index import Home


def arguments(parser: Parser) -> None:
    parser.flag("-y", "--yes", action="store_true", help="cli.opt-yes")
    parser.words(FOLDER)


def run(options: Options, console: Console) -> int:
    """Returns 0 when the index is gone, 1 where there is none or it is kept, 2 where nobody can be asked."""
    from index import Home

    home = Home(options.home)
    words = options.words or [str(path) for path in usual(options, console)]
    found = libraries(options.home, words) if words else []
    if not found:
        if options.words:
            console.say("cli.forget-none", where=listed(named(words), console))
        else:
            console.say("cli.no-folders-command", command="forget")
        return 1
    roots = found[0]
    if not options.yes:
        if not (sys.stdin is not None and sys.stdin.isatty()):
            console.complain(console.text("cli.forget-needs-yes"))
            return 2
        if not _confirmed(roots, home, console):
            console.say("cli.forget-kept")
            return 1
    home.forget(roots)
    console.say("cli.forgotten", where=listed(roots, console))
    return 0


def _confirmed(roots: tuple[Path, ...], home: Home, console: Console) -> bool:
    for root in roots:
        console.warn("  " + visible(root))
    console.errors.write(console.text("cli.forget-ask", size=size(home.size(roots))))
    console.errors.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是")
