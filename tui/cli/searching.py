"""`xunju search QUERY [FOLDER…]`: answer on standard output, for people, editors and other programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cells import harmless
from tui.cli.console import Console
from tui.cli.folders import for_command
from tui.cli.forms import Former, known_form
from tui.cli.opening import opened, update
from tui.cli.parser import FOLDER, QUERY, Options, Parser, positive
from tui.cli.paths import listed, place
from tui.cli.progress import may_intrude, may_remark
from tui.cli.records import answer_record, hit_record
from tui.i18n.trouble import explain, reason
from tui.snippet import LINE, snippet

if TYPE_CHECKING:
    from index import Hit, Library, Results

LIMIT = 50
"""Hits that are listed where nothing else is said."""

RELAXATIONS = 3
"""Queries that are proposed instead of one that finds nothing."""


def arguments(parser: Parser) -> None:
    from index import Order

    parser.flag("--json", action="store_true", help="cli.opt-json")
    parser.flag("--batch", metavar="cli.file", help="cli.opt-batch")
    parser.flag("--format", without=["--batch"], metavar="cli.format", help="cli.opt-format-search")
    parser.ending(without=["--batch", "--json"])
    parser.flag("--saved", without=["--batch"], metavar="cli.name", help="cli.opt-saved")
    parser.flag("--limit", metavar="cli.number", type=positive, default=LIMIT, help="cli.opt-limit")
    parser.flag("--sort", metavar="cli.order", type=Order, default=Order.RELEVANCE, help="cli.opt-sort")
    parser.flag("--no-sync", action="store_true", help="cli.opt-no-sync")
    parser.words(QUERY, FOLDER)


def run(options: Options, console: Console) -> int:
    """Returns 0 with hits, 1 without, 2 on trouble."""
    words = list(options.words)
    if not known_form(options.format, console):
        return 2
    if options.saved is not None:
        from tui.memory import memory_in

        saved = memory_in(options.home).saved.all()
        if options.saved not in saved:
            known = console.text("list.comma").join(map(harmless, saved))
            key = "cli.not-saved" if saved else "cli.none-saved"
            console.complain(console.text(key, name=harmless(options.saved), known=known))
            return 2
        words.insert(0, saved[options.saved])
    if options.batch is None and not "".join(words[:1]).strip():
        console.complain(console.text("cli.no-query"))
        return 2
    query = "" if options.batch is not None else words.pop(0)
    roots = for_command(f"search {console.text('cli.query')}", words, options, console)
    if not roots:
        return 2
    if options.batch is None:
        return _single(query, roots, options, console)
    try:
        with _lines(options.batch, console) as lines:
            return _batch(lines, roots, options, console)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        detail = reason(error, console.text)
        console.complain(console.text("cli.batch-unreadable", path=harmless(options.batch), detail=detail))
        return 2


def _single(query: str, roots: list[Path], options: Options, console: Console) -> int:
    with opened(roots, options, console) as library:
        results = _search(library, query, options, console)
        intrusive = may_intrude(console)
        if not intrusive:
            _note(results, console)
        former = Former(library, query, options.format, console, options.end) if options.format else None
        for hit in results:
            if options.json:
                console.out_json(hit_record(hit) | ({"formatted": former.of(hit)} if former else {}))
            elif former:
                former.out(hit)
            else:
                console.out(_line(hit, console), options.end)
        if not results.hits:
            if may_remark(console) and not library.status().empty:
                console.say("cli.no-hits", where=listed(roots, console))
            if not intrusive:
                _relax(library, query, console)
        elif (results.cut or not results.complete) and may_remark(console):
            _tell_rest(library, results, console)
    return 0 if results.hits else 1


def _batch(lines: Iterator[str], roots: list[Path], options: Options, console: Console) -> int:
    status = 1
    with opened(roots, options, console) as library:
        for line in lines:
            query = line.rstrip("\r\n")
            results = _search(library, query, options, console)
            console.out_json(answer_record(query, results))
            # Whoever feeds queries one by one waits for the answer to each.
            console.flush()
            if results.hits:
                status = 0
    return status


def _search(library: Library, query: str, options: Options, console: Console) -> Results:
    """The hits of a query; an index that turns out to be damaged is made anew first."""
    from index import IndexDamaged

    try:
        return library.search(query, options.limit, order=options.sort)
    except IndexDamaged as error:
        console.complain(explain(error, console.text))
        update(library, console)
        return library.search(query, options.limit, order=options.sort)


@contextmanager
def _lines(name: str, console: Console) -> Iterator[Iterator[str]]:
    """The lines of a file of queries, `-` being standard input, as they come. Raises OSError."""
    if name == "-":
        yield (line.decode("utf-8", "replace") for line in console.given)
        return
    with Path(name).open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
        yield iter(file)


def _note(results: Results, console: Console) -> None:
    for note in results.notes:
        message = console.text.coded("note", note.code, detail=harmless(note.detail))
        console.say("cli.note", note=message)


def _relax(library: Library, query: str, console: Console) -> None:
    """What could be asked for instead of a query that finds nothing."""
    for one in library.relaxations(query)[:RELAXATIONS]:
        relaxed = console.text(f"relaxed.{one.code}", detail=harmless(one.detail))
        gain = console.text("relaxed.gain", relaxed=relaxed, gain=one.gain)
        console.say("cli.relaxed", query=harmless(one.query), relaxed=gain)


def _tell_rest(library: Library, results: Results, console: Console) -> None:
    """That more hits were found than are listed, if so."""
    totals = results.totals if results.complete else library.count(results.query).totals
    total = sum(totals.values())
    if total > len(results):
        console.say("cli.cut", count=len(results), total=f"{total:,}")


def _line(hit: Hit, console: Console) -> str:
    text, spans = snippet(hit, LINE)
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += [text[done:start], console.paint(text[start:end], "match")]
        done = end
    parts.append(text[done:])
    return f"{place(hit.path, hit.line, hit.column, console)}: {''.join(parts)}"
