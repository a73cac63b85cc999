"""`xunju status [FOLDER…]`: where indexes live, what they hold, and which files they could not read."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cells import cell_width, fit
from tui.cli.console import Console
from tui.cli.folders import libraries, named
from tui.cli.parser import FOLDER, Options, Parser
from tui.cli.paths import forgetting, listed, visible
from tui.i18n.trouble import explain, failure_line, files_of

if TYPE_CHECKING:
    from index import Status


def arguments(parser: Parser) -> None:
    parser.words(FOLDER)


def run(options: Options, console: Console) -> int:
    """Returns 0, 1 where there is no such index, or 2 where one of them cannot be read."""
    found = libraries(options.home, options.words)
    if not found:
        where = listed(named(options.words), console)
        console.say("cli.forget-none" if where else "cli.status-none", where=where)
        return 1
    trouble = 0
    for number, roots in enumerate(found):
        if number:
            console.out("")
        if not _tell(roots, options.home, console):
            trouble = 2
    return trouble


def size(number: int) -> str:
    """Bytes as people read them: `512 B`, `33.4 MB`."""
    if number < 1000:
        return f"{number} B"
    amount = float(number)
    for unit in ("kB", "MB"):
        amount /= 1000
        if amount < 1000:
            return f"{amount:.1f} {unit}"
    return f"{amount / 1000:.1f} GB"


def _tell(roots: tuple[Path, ...], home: Path | None, console: Console) -> bool:
    """One index; False where it cannot be read."""
    from index import Library, RootError, XunjuError

    try:
        with Library.open(roots, home) as library:
            status = library.status()
    except XunjuError as error:
        for root in roots:
            console.out(visible(root))
        console.complain(explain(error, console.text))
        if isinstance(error, RootError):
            console.say("cli.status-gone", command=forgetting(roots))
        return False
    _show(status, console)
    if gone := [root for root in roots if not os.path.exists(root)]:  # noqa: PTH110 - `exists` may raise
        for root in gone:
            console.complain(explain(RootError(f"There is no folder {root}.", root), console.text))
        console.say("cli.status-gone", command=forgetting(roots))
    return True


def _show(status: Status, console: Console) -> None:
    text = console.text
    counts = text("list.comma").join(
        (
            text("count.documents", count=status.documents),
            text("count.passages", count=status.passages),
            text("count.characters", count=status.characters),
        )
    )
    when = text("cli.status-never")
    if status.synced is not None:
        when = datetime.fromtimestamp(status.synced).strftime("%Y-%m-%d %H:%M:%S")
    rows = [
        *(("cli.status-folder", visible(root)) for root in status.roots),
        ("cli.status-index", visible(status.folder)),
        ("cli.status-size", size(status.bytes)),
        ("cli.status-counts", counts),
        ("cli.status-synced", when),
    ]
    width = max(cell_width(text(key)) for key, _ in rows) + 2
    for key, value in rows:
        console.out(fit(text(key), width) + value)
    if status.failures:
        console.out(text("index.failures", count=files_of(status.failures)))
        for failure in status.failures:
            console.out("  " + failure_line(failure, text))
