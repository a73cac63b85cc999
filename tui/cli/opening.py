"""A library opened for a command that asks it something: brought up to date first, as far as that goes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.console import Console
from tui.cli.parser import Options
from tui.cli.paths import listed
from tui.cli.progress import BAR_AFTER, barred, cancelling, may_remark
from tui.i18n.trouble import explain

if TYPE_CHECKING:
    from index import Library


@contextmanager
def opened(roots: list[Path], options: Options, console: Console) -> Iterator[Library]:
    """The library, brought up to date first unless that is not wanted and it has been before; in the end a
    terminal is told where there are no files in it, or how many could not be read."""
    from index import Library

    gc.freeze()
    gc.enable()
    with Library.open(roots, options.home, lexicon=console.settings.lexicon) as library:
        if not options.no_sync or library.synced is None:
            update(library, console)
        yield library
        if may_remark(console):
            status = library.status()
            if status.empty:
                console.say("cli.no-files", where=listed(roots, console), kinds=console.text("index.kinds"))
            if unread := sum(failure.skipped for failure in status.failures):
                console.say("cli.unread", count=unread)


def update(library: Library, console: Console) -> None:
    """Bring the index up to date; where that cannot be done now, its last state has to do. Raises IndexBusy
    or IndexWriteError where it has none."""
    from index import IndexBusy, IndexWriteError

    try:
        with barred(console, BAR_AFTER) as tell, cancelling() as cancel:
            report = library.sync(tell, cancel)
        if report.cancelled:
            raise KeyboardInterrupt
        if report.rebuilt:
            reason = console.text.coded("rebuilt", report.rebuilt)
            console.say("index.rebuilt", reason=reason)
    except (IndexBusy, IndexWriteError) as error:
        if not library.status().documents:
            raise
        console.complain(explain(error, console.text))
        console.say("cli.old-index")
