"""`xunju audit [FOLDER…]`: prove that nothing in one's own files is missed, or name what is."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cells import cell_width, fit_end, harmless
from tui.cli import INTERRUPTED
from tui.cli.console import Console
from tui.cli.folders import for_command
from tui.cli.opening import opened
from tui.cli.parser import FOLDER, Options, Parser, positive
from tui.cli.paths import shown
from tui.cli.progress import Lines, barred, cancelling
from tui.cli.records import audit_record
from tui.i18n import Catalog

if TYPE_CHECKING:
    from index import AuditReport, AuditRow

FRAGMENTS = 1_000
"""Fragments that are checked where nothing else is said."""

SEEDS = 1_000_000
"""How many seeds there are to choose from where none is given."""


def arguments(parser: Parser) -> None:
    parser.flag(
        "--samples",
        dest="fragments",
        metavar="cli.number",
        type=positive,
        default=FRAGMENTS,
        help="cli.opt-fragments",
    )
    parser.flag("--seed", metavar="cli.number", type=int, help="cli.opt-seed")
    parser.flag("--json", action="store_true", help="cli.opt-json-audit")
    parser.flag("--no-sync", action="store_true", help="cli.opt-no-sync")
    parser.words(FOLDER)


def run(options: Options, console: Console) -> int:
    """Returns 0 where nothing is missed, 1 where something is, 2 on trouble, 130 where it was stopped."""
    roots = for_command("audit", options.words, options, console)
    if not roots:
        return 2
    report = _audited(roots, options, console)
    if options.json:
        console.out_json(audit_record(report))
    elif report.rows:
        _show(report, console)
    return _conclude(report, options.fragments, console)


def _audited(roots: list[Path], options: Options, console: Console) -> AuditReport:
    """Runs the audit to its end, or to the first Ctrl+C."""
    from index import Audit

    seed = random.randrange(SEEDS) if options.seed is None else options.seed
    with opened(roots, options, console) as library, barred(console) as tell, cancelling() as cancel:
        return Audit(library, options.fragments, seed).run(tell or Lines(console).tell, cancel)


def _show(report: AuditReport, console: Console) -> None:
    text = console.text
    names = ("length", "fragments", "places", "found", "recall")
    table = [[text(f"cli.audit-{name}") for name in names]]
    for row in report.rows:
        head = text("cli.audit-bridged") if row.length is None else str(row.length)
        table.append([head, *_figures(row)])
    table.append([text("cli.audit-all"), *_figures(report.total)])
    widths = [max(map(cell_width, column)) for column in zip(*table, strict=True)]
    for cells in table:
        console.out("  ".join(fit_end(cell, width) for cell, width in zip(cells, widths, strict=True)))
    console.out(_verdict(report, text))
    if report.misses:
        console.out(text("cli.audit-first"))
    for miss in report.misses:
        console.out(f"  {shown(miss.path)}:{miss.line}:{miss.column}: {harmless(miss.fragment)}")


def _verdict(report: AuditReport, text: Catalog) -> str:
    missed = report.total.missed
    return text(
        "cli.audit-failed" if missed else "cli.audit-passed",
        count=missed,
        files=text("count.documents", count=report.documents),
        characters=text("count.characters", count=report.characters),
        seconds=f"{report.seconds:.1f}",
        seed=report.seed,
    )


def _conclude(report: AuditReport, fragments: int, console: Console) -> int:
    """Says what was left out, and why the program ends as it does."""
    for name in ("changed", "unreadable"):
        if count := getattr(report, name):
            console.say(f"cli.audit-{name}", count=count)
    done = report.total.fragments
    if report.cancelled:
        console.say("cli.audit-stopped", done=f"{done:,}", count=fragments)
        return INTERRUPTED
    if not done:
        console.complain(console.text("cli.audit-nothing"))
        return 2
    return 1 if report.total.missed else 0


def _figures(row: AuditRow) -> list[str]:
    return [f"{row.fragments:,}", f"{row.places:,}", f"{row.found:,}", percent(row)]


def percent(row: AuditRow) -> str:
    """Never rounded up: 100.000 % means all of them."""
    thousandths = 100_000 * row.found // row.places if row.places else 100_000
    return f"{thousandths // 1000}.{thousandths % 1000:03} %"
