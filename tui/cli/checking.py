"""`xunju check FILE [FOLDER…]`: what becomes of each quotation of a draft, on standard output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.cells import DOTS, cut, harmless
from tui.cli.console import Console
from tui.cli.folders import for_command
from tui.cli.opening import opened
from tui.cli.parser import FILE, FOLDER, Options, Parser, positive
from tui.cli.paths import place, shown
from tui.cli.records import checked_record
from tui.i18n.trouble import explain, failure_line
from tui.paths import absolute

if TYPE_CHECKING:
    from index import Checked

STANDARD_INPUT = Path("-")
"""In place of the draft's path, where it is read from there."""

PLACES = 10
"""Places of a quotation that are listed where nothing else is said."""

TITLE = 48
"""Cells of a title that are printed; one that a first line stands for may have any length."""


def arguments(parser: Parser) -> None:
    parser.flag("--limit", metavar="cli.number", type=positive, default=PLACES, help="cli.opt-limit-check")
    parser.flag("--json", action="store_true", help="cli.opt-json-check")
    parser.flag("--no-sync", action="store_true", help="cli.opt-no-sync")
    parser.words(FILE, FOLDER)


def run(options: Options, console: Console) -> int:
    """Returns 0 where all quotations are verbatim (or there are none), 1 where one is not, 2 on trouble."""
    if not options.words:
        console.complain(console.text("cli.no-draft"))
        return 2
    name = options.words[0]
    draft = STANDARD_INPUT if name == "-" else absolute(name)
    text = _read(draft, console)
    if text is None:
        return 2
    roots = for_command(f"check {shown(draft)}", options.words[1:], options, console)
    if not roots:
        return 2
    return _check(draft, text, roots, options, console)


def _read(draft: Path, console: Console) -> str | None:
    """The draft's text; None where it cannot be read, which has been said."""
    from index import Failure, UnreadableFile, read_text

    path = _named(draft, console)
    if draft.is_dir():
        console.complain(console.text("cli.draft-folder", path=path))
        return None
    try:
        return read_text(b"".join(console.given) if draft is STANDARD_INPUT else draft)
    except UnreadableFile as error:
        console.complain(failure_line(Failure(Path(path), error.code, error.detail), console.text))
    except OSError as error:
        console.complain(explain(error, console.text))
    return None


def _check(draft: Path, text: str, roots: list[Path], options: Options, console: Console) -> int:
    from index import Verdict, quotations

    found = quotations(text)
    if not found:
        console.say("cli.no-quotations" if text.strip() else "cli.draft-empty", path=_named(draft, console))
        return 0
    counts = dict.fromkeys(Verdict, 0)
    with opened(roots, options, console) as library:
        own = draft if draft is not STANDARD_INPUT else None
        for one in library.check(found, own, options.limit):
            counts[one.verdict] += 1
            if options.json:
                console.out_json(checked_record(one))
            else:
                _report(one, draft, console)
    tally = (f"{console.text(f'check.{verdict}')} {count}" for verdict, count in counts.items())
    console.say("cli.checked", count=len(found), tally=console.text("list.comma").join(tally))
    return 0 if counts[Verdict.VERBATIM] == len(found) else 1


def _named(draft: Path, console: Console) -> str:
    """A draft in a sentence."""
    return console.text("cli.standard-input") if draft is STANDARD_INPUT else shown(draft)


def _report(one: Checked, draft: Path, console: Console) -> None:
    """A line for the quotation, then one for each place, then how it differs."""
    text = console.text
    remarks = [text(f"check.{name}") for name in ("forms", "marks", "scattered") if getattr(one, name)]
    verdict = " · ".join([text(f"check.{one.verdict}"), *remarks])
    words = " ".join(harmless(one.quotation.text).split())
    console.out(f"{place(draft, one.quotation.line, one.quotation.column, console)}: {verdict}: {words}")
    for there in one.places:
        title = cut(harmless(there.title), TITLE, DOTS)
        console.out(f"  {place(there.path, there.line, there.column, console)}: {title}")
    if one.more:
        console.out("  " + text("cli.checked-more", count=one.more, total=len(one.places) + one.more))
    if one.changes:
        console.out("  " + "".join(_change(old, new, console) for old, new in one.changes))


def _change(old: str, new: str, console: Console) -> str:
    """What stands in the library and what is quoted instead, marked as `git diff --word-diff` does."""
    there, quoted = (" ".join(harmless(one).split()) for one in (old, new))
    if old == new:
        return there
    removed = console.paint(f"[-{there}-]", "match") if there else ""
    return removed + (console.paint(f"{{+{quoted}+}}", "number") if quoted else "")
