"""`xunju index [FOLDER…]`: make or update an index."""

from __future__ import annotations

import gc
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import INTERRUPTED
from tui.cli.console import Console
from tui.cli.folders import for_command, named
from tui.cli.parser import FOLDER, Options, Parser
from tui.cli.paths import listed
from tui.cli.progress import Json, Lines, Tell, barred, cancelling
from tui.i18n.trouble import explain, failure_line, files_of

if TYPE_CHECKING:
    from index import SyncReport

FAILURES_SHOWN = 5


def arguments(parser: Parser) -> None:
    parser.flag("--rebuild", action="store_true", help="cli.opt-rebuild")
    # For the interface, which indexes in a process of its own.
    parser.flag("--progress-json", action="store_true")
    parser.words(FOLDER)


def run(options: Options, console: Console) -> int:
    """Returns 0 when the index is up to date, 2 on trouble, 130 where it was stopped."""
    from index import Home

    if options.progress_json:
        with cancelling() as cancel:
            return _for_parent(named(options.words), options, console, cancel)
    roots = for_command("index", options.words, options, console)
    if not roots:
        return 2
    with cancelling() as cancel:
        report = _told(roots, options, console, cancel)
    if not report.cancelled:
        Home(options.home).remember(roots)
    return _conclude(report, roots, console)


def _sync(
    roots: list[Path], options: Options, console: Console, tell: Tell, cancel: threading.Event
) -> SyncReport:
    from index import Library

    gc.enable()
    with Library.open(roots, options.home, lexicon=console.settings.lexicon) as library:
        return library.sync(tell, cancel, rebuild=options.rebuild)


def _told(roots: list[Path], options: Options, console: Console, cancel: threading.Event) -> SyncReport:
    with barred(console) as tell:
        return _sync(roots, options, console, tell or Lines(console).tell, cancel)


def _for_parent(roots: list[Path], options: Options, console: Console, cancel: threading.Event) -> int:
    """Progress, then the report (or the error), as JSON on standard output."""
    from index import XunjuError

    lines = Json(console, cancel)
    try:
        report = _sync(roots, options, console, lines.tell, cancel)
    except XunjuError as error:
        lines.send({"error": type(error).__name__, "message": explain(error, console.text)})
        return 2
    lines.report(report)
    return INTERRUPTED if report.cancelled else 0


def _conclude(report: SyncReport, roots: list[Path], console: Console) -> int:
    text = console.text
    if report.cancelled:
        console.say("index.cancelled")
        return INTERRUPTED
    if report.rebuilt:
        console.say("index.rebuilt", reason=text.coded("rebuilt", report.rebuilt))
    console.out(
        text(
            "index.summary",
            added=report.added,
            changed=report.changed,
            removed=report.removed,
            unchanged=report.unchanged,
            characters=text("count.characters", count=report.characters),
            seconds=f"{report.seconds:.1f}",
        )
    )
    if report.empty:
        console.out(text("cli.no-files", where=listed(roots, console), kinds=text("index.kinds")))
    if report.failures:
        console.out(text("index.failures", count=files_of(report.failures)))
        for failure in report.failures[:FAILURES_SHOWN]:
            console.out("  " + failure_line(failure, text))
        if (more := len(report.failures) - FAILURES_SHOWN) > 0:
            console.out("  " + text("index.failures-more", count=more))
    return 0
