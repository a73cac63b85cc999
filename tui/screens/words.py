"""What the main screen says about its state, as pieces of text: no widget, no engine.

The rule: words come from the catalogue, and nothing here is of uncertain width in a terminal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import index
from tui import cells
from tui.concordance import Sorting
from tui.i18n import Catalog
from tui.i18n.trouble import failure_line, files_of
from tui.ordering import undated
from tui.pace import Pace
from tui.page import Page, clock
from tui.widgets.bars import Piece
from tui.widgets.hits import MORE

if TYPE_CHECKING:
    from index import Hit, Note, Progress, Results, Span, Status, SyncReport
    from tui.picking import Picking

LONGEST_QUERY = 60
"""Cells of a query that are shown where it found nothing; it stands above."""

_WELCOME = ("parts", "quote", "not")


def welcome(say: Catalog) -> list[Piece]:
    """What stands in an empty list before anything is looked for."""
    rows = [("", ""), (say("ui.welcome"), ""), ("", "")]
    rows += [(say(f"help.q-{part}"), say(f"help.q-{part}-text")) for part in _WELCOME]
    return rows


def nothing(say: Catalog, query: str, syncing: bool) -> list[Piece]:
    """What stands in an empty list when a query found nothing: it is not final while files are read."""
    found, hint = ("ui.nothing-yet", "ui.looks-again") if syncing else ("ui.nothing", "query.none-hint")
    if not syncing and index.conditions(query):
        hint = "query.none-hint-conditions"
    shown = cells.cut(query.strip(), LONGEST_QUERY, cells.DOTS)
    return [("", ""), (cells.sure(say(found, query=shown)), ""), (say(hint), "")]


def no_files(say: Catalog, status: Status) -> list[Piece]:
    """That the folders hold nothing to search, which ones they are, and what could be searched."""
    roots = [("", str(root)) for root in status.roots]
    return [("", ""), (say("ui.no-files"), ""), *roots, (say("index.kinds"), "")]


def searching(say: Catalog) -> list[Piece]:
    """What stands in an empty list while the first hits are long in coming."""
    return [("", ""), (say("ui.searching"), "")]


def answer(say: Catalog, results: Results, listed: Sequence[Piece]) -> list[Piece]:
    """How the hits are listed, how many of which kind there are, and how long it took."""
    from index import Tier

    pieces = list(listed)
    pieces += [
        (f"{say(f'tier.{tier}')} {results.totals[tier]}{'' if results.complete else MORE}", f"bar--{tier}")
        for tier in Tier
        if results.totals.get(tier)
    ]
    pieces += [(note(say, one), "bar--strong") for one in results.notes]
    pieces.append((say("ui.took", ms=round(results.seconds * 1000)), "bar--quiet"))
    return pieces


def ordered(say: Catalog, results: Results) -> list[Piece]:
    """What the list is sorted by, and how many documents that leaves at its end."""
    from index import Order

    pieces = [(say(f"order.{results.order}"), "bar--quiet")]
    if results.order is Order.DATE and (count := undated(results.hits)):
        pieces.append((say("order.undated", count=count), "bar--quiet"))
    return pieces


def usages(say: Catalog, lines: int, sorting: Sorting) -> list[Piece]:
    """How many lines of usage there are, what they are sorted by, and the way back to the hits."""
    sorted_by, back = say(f"usage.{sorting}"), say("usage.back")
    return [(say("usage.lines", count=lines), "bar--strong"), (sorted_by, "bar--quiet"), (back, "bar--quiet")]


def cut(say: Catalog, results: Results) -> Piece:
    """That these are not all the hits, but how many of how many."""
    return say("order.cut", shown=results.limit, total=results.total), "bar--strong"


def note(say: Catalog, one: Note) -> str:
    """What the engine noticed about a query."""
    return cells.sure(say.coded("note", one.code, detail=one.detail))


def library(say: Catalog, status: Status | None) -> list[Piece]:
    """What there is to search."""
    if status is None:
        return []
    files = say("count.documents", count=status.documents)
    characters = say("count.characters", count=status.characters)
    return [(say("ui.library", files=files, characters=characters), "bar--quiet")]


def advance(say: Catalog, progress: Progress | None, pace: Pace) -> list[Piece]:
    """How far indexing has come, how fast it goes and how long it will take."""
    if progress is None or progress.stage == "done":
        return []
    words = say(f"index.{progress.stage}", done=progress.done, total=progress.total)
    speed = pace.words(say, progress)
    return [(cells.sure(words), "bar--strong"), *([(speed, "bar--quiet")] if speed else [])]


def sync_notice(say: Catalog, report: SyncReport) -> str:
    """What there is to tell of a sync that has ended; mostly nothing."""
    if report.rebuilt:
        return rebuilt(say, report.rebuilt)
    if not report.failures:
        return ""
    first = min(report.failures, key=lambda failure: not failure.skipped)
    count = files_of(report.failures)
    return cells.sure(say("index.failures-first", count=count, first=failure_line(first, say)))


def labels(say: Catalog, entered: str, way_out: str, picking: Picking | None, usages: bool) -> dict[str, str]:
    """What the footer calls commands that do different things at different times, by their ids: what Enter
    does, the next step out, and how hits are shown that are lines of usage, or are not."""
    labels = {"open": say(f"foot.{entered}"), "cancel": say(f"foot.{way_out}")}
    if usages:
        labels["usages"] = say("foot.hits")
    if picking is not None:
        if entered == "open":
            labels["open"] = say("foot.pick")
            if picking.marked:
                labels["open"] = say("foot.pick-marked", count=len(picking.marked))
        if way_out == "leave":
            labels["cancel"] = say("foot.pick-none")
        if picking.several:
            labels["focus"] = say("foot.mark")
    return labels


def rebuilt(say: Catalog, code: str) -> str:
    """That the index was made anew, and why."""
    return cells.sure(say("index.rebuilt", reason=say.coded("rebuilt", code)))


def head(
    say: Catalog, hit: Hit, page: Page | None, current: Sequence[Span], percent: int
) -> tuple[list[Piece], list[Piece]]:
    """Title and whereabouts of the text in view: the left and the right of a line."""
    if page is None:
        return [(hit.title, "bar--strong")], []
    left = [(page.source_of(current).title, "bar--strong")]
    right: list[Piece] = []
    if current:
        offset = current[0][0]
        if page.matches:
            right.append((say("ui.match", index=page.match_at(offset) + 1, count=len(page.matches)), ""))
        cue = page.document.cue_of((offset, offset + 1))
        if cue is not None:
            right.append((clock(cue.begins), ""))
        line, column = page.place_of(offset)
        right.append((f"{line}:{column}", "bar--quiet"))
    elif not page.matches:
        right.append((say("find.none"), ""))
    right.append((f"{percent}%", "bar--quiet"))
    return left, right


def about(hit: Hit, page: Page | None, current: Sequence[Span]) -> list[Piece]:
    """Who wrote the text in view, when, and where it comes from."""
    metadata = hit.metadata if page is None else page.source_of(current)
    path = hit.path if page is None else page.document.path
    parts = [", ".join(metadata.authors), metadata.dated, index.site_of(metadata), path.name]
    return [(part, "bar--quiet") for part in parts if part]
