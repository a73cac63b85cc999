"""`xunju check DRAFT [FOLDER…]`: whether what a draft quotes stands in the library as it is quoted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cells import cut, harmless
from tui.cli.console import Console
from tui.cli.folders import for_command, shown
from tui.cli.opening import opened
from tui.cli.parser import Options, Parser

if TYPE_CHECKING:
    from index import Checked

QUOTED = 48
"""Cells of a quotation that are printed."""

TITLE = 40
"""Cells of a title that are printed."""


def arguments(parser: Parser) -> None:
    parser.flag("--json", action="store_true", help="cli.opt-json-check")
    parser.flag("--no-sync", action="store_true", help="cli.opt-no-sync")
    parser.words()


def run(options: Options, console: Console) -> int:
    """Returns 0 where every quotation is verbatim (or there is none), 1 where one is not, 2 on trouble."""
    if not options.words:
        console.complain(console.text("cli.no-draft"))
        return 2
    draft = Path(options.words.pop(0))
    text = _text(draft, console)
    roots = for_command("check", options, console) if text is not None else []
    if text is None or not roots:
        return 2
    return _check(draft, text, roots, options, console)


def _text(draft: Path, console: Console) -> str | None:
    """The draft; None where it cannot be read, which has been said."""
    from index import Failure, UnreadableFile, read_text
    from tui.i18n.trouble import failure_line

    try:
        return read_text(draft)
    except UnreadableFile as error:
        console.complain(failure_line(Failure(draft, error.code, error.detail), console.text))
        return None


def _check(draft: Path, text: str, roots: list[Path], options: Options, console: Console) -> int:
    from index import Checker, Verdict, quotations

    counts = dict.fromkeys(Verdict, 0)
    with opened(roots, options, console) as library:
        for one in Checker(library, draft).check(quotations(text)):
            counts[one.verdict] += 1
            if options.json:
                console.out_json(_record(one, text))
            else:
                console.out(_line(draft, text, one, console))
    told = {verdict.value: count for verdict, count in counts.items()}
    if not options.json:
        console.say("check.summary", total=sum(counts.values()), **told)
    return 0 if counts[Verdict.VERBATIM] == sum(counts.values()) else 1


def _line(draft: Path, text: str, one: Checked, console: Console) -> str:
    """The place in the draft, the verdict, what is quoted, and where it stands."""
    from index import Verdict, locate

    place = locate(text, one.quotation.start)
    said = " ".join(harmless(one.quotation.text).split())
    if one.differences:
        said = _marked(one)
    parts = [
        f"{shown(draft)}:{place.line}:{place.column}:",
        console.text(f"check.{one.verdict}"),
        said if one.differences else cut(said, QUOTED, " ..."),
    ]
    if one.marks and one.verdict is Verdict.VERBATIM:
        parts.append(console.text("check.marks"))
    if one.hit is not None:
        line, column = one.place
        title = cut(harmless(one.hit.title), TITLE, " ...")
        parts += ["<-", f"{shown(one.hit.path)}:{line}:{column}", f"《{title}》"]
    return " ".join(parts)


def _marked(one: Checked) -> str:
    """The quotation with what the source has otherwise: [-what the draft says-]{+what the source says+}."""
    pieces = []
    for stretch in one.differences:
        if stretch.draft == stretch.source:
            pieces.append(stretch.draft)
        else:
            pieces.append(f"[-{stretch.draft}-]" if stretch.draft else "")
            pieces.append(f"{{+{stretch.source}+}}" if stretch.source else "")
    return harmless("".join(pieces))


def _record(one: Checked, text: str) -> dict[str, Any]:
    """One quotation for a program; offsets are characters of the draft."""
    from index import locate

    place = locate(text, one.quotation.start)
    hit = one.hit
    source = hit and {
        "path": str(hit.path),
        "line": one.place[0],
        "column": one.place[1],
        "title": hit.title,
    }
    return {
        "verdict": one.verdict.value,
        "line": place.line,
        "column": place.column,
        "start": one.quotation.start,
        "end": one.quotation.end,
        "text": one.quotation.text,
        "source": source,
        "differences": [[stretch.draft, stretch.source] for stretch in one.differences],
        "marks": one.marks,
    }
