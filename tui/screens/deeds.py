"""What is done outside the interface with a hit: jump to it, copy it, quote it, put it into the basket, open
its address.

The rule: nothing here raises for what the user or the system got wrong; every outcome is a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.i18n import Catalog
from tui.page import Page
from tui.screens.world import Outcome, Suspend, World

if TYPE_CHECKING:
    from index import Document, Span
    from tui.actions.clipboard import Copied
    from tui.settings import Settings


def jump(say: Catalog, world: World, document: Document, span: Span, suspend: Suspend) -> Outcome:
    """Open the editor at a match, wherever it stands by now."""
    from tui.actions import recheck
    from tui.actions.editor import Opening

    found = recheck.recheck(document, span, world.read)
    standing, where = found.standing, found.location
    if standing is recheck.Standing.GONE:
        return Outcome(say("editor.gone", path=where.path), bad=True)
    if standing is recheck.Standing.UNREADABLE:
        return Outcome(say("editor.unreadable", path=where.path, detail=found.error or ""), bad=True)
    opened = world.edit(where, world.env, suspend)
    if opened.result is not Opening.OPENED:
        return Outcome(opened.notice(say, where), bad=True)
    if standing is recheck.Standing.MOVED:
        return Outcome(say("editor.moved"))
    if standing is recheck.Standing.LOST:
        return Outcome(say("editor.lost"), bad=True)
    return Outcome(opened.notice(say, where))


def copy(say: Catalog, world: World, text: str, write: Callable[[str], None], what: str = "") -> Outcome:
    """Copy a text, and say what it was. May wait for a helper program, so it belongs in a thread."""
    from tui.actions.clipboard import Way

    copied = world.copy(text, write, world.env)
    if copied.way in (Way.TOO_LARGE, Way.NONE):
        with suppress(OSError):
            if (path := world.memory.put_aside(text)) is not None:
                return Outcome(say(f"clipboard.{copied.way}-aside", count=len(text), path=path))
    told = [what, copied.notice(say)] if copied.sent and what else [copied.notice(say)]
    return Outcome("  ".join(told), bad=not copied.sent)


def quotation(say: Catalog, page: Page, span: Span, settings: Settings, template: int = 0) -> tuple[str, str]:
    """A stretch of a page with its source, by the template so many behind the first; and its name."""
    from index import is_speech
    from tui.page import clock
    from tui.quoting import Quoted, named
    from tui.quoting import quotation as quoted_by

    document = page.document
    cue = document.cue_of(span)
    quoted = Quoted(document, span, *page.place_of(span[0]), clock(cue.begins) if cue else "")
    mark = say("quote.mark") if is_speech(document.text[document.body_start :]) else ""
    names = settings.template_names
    first = names.index(settings.template) if settings.template else 0
    name = names[(first + template) % len(names)]
    own = settings.templates.get(name)
    return (quoted_by(quoted, own, mark) if own is not None else named(quoted, name, mark)), name


def picked(say: Catalog, page: Page, span: Span, sentence: Span, form: str, settings: Settings) -> str:
    """What is handed to the caller of a match and the sentence around it, as `Picking.form` says."""
    from index import locate
    from tui.picking import Form, quotes
    from tui.quoting import words

    if quotes(form):
        chosen = settings if form == Form.QUOTE else replace(settings, template=form)
        return quotation(say, page, sentence, chosen)[0]
    path = page.document.path
    if form == Form.PATH:
        return str(path)
    if form == Form.LOCATION:
        return place_text(path, *page.place_of(span[0]))
    text = " ".join(words(page.document, sentence).split())
    if form == Form.TEXT:
        return text
    place = locate(page.text, span[0])
    return f"{place_text(path, place.line, place.byte)}: {text}"


def put_in_basket(say: Catalog, world: World, quotation: str, source: Path) -> Outcome:
    """Put a quotation from a file into the basket, and say so."""
    from tui.i18n.trouble import reason

    try:
        fresh = world.memory.basket.add(quotation, source)
    except OSError as error:
        return Outcome(say("gathered.failed", detail=reason(error, say)), bad=True)
    return Outcome(say("gathered.added" if fresh else "gathered.there"))


def open_basket(say: Catalog, world: World, suspend: Suspend, offset: int | None = None) -> Outcome:
    """Open the basket in the editor, at an offset or at its end."""
    from tui.actions.editor import Opening
    from tui.actions.location import location
    from tui.i18n.trouble import reason

    basket = world.memory.basket
    try:
        text = basket.text()
    except OSError as error:
        return Outcome(say("gathered.failed", detail=reason(error, say)), bad=True)
    if basket.path is None or not text.strip():
        return Outcome(say("gathered.empty"))
    where = location(basket.path, text, len(text.rstrip()) if offset is None else offset)
    opened = world.edit(where, world.env, suspend)
    return Outcome(opened.notice(say, where), bad=opened.result is not Opening.OPENED)


def export_basket(say: Catalog, world: World, path: Path) -> Outcome:
    """Write the basket into a file that is not there yet, and say so."""
    from tui.i18n.trouble import reason

    try:
        world.memory.basket.export(path)
    except FileExistsError:
        return Outcome(say("gathered.exists", path=path), bad=True)
    except OSError as error:
        return Outcome(say("gathered.unwritten", path=path, detail=reason(error, say)), bad=True)
    return Outcome(say("gathered.exported", path=path))


def browse(say: Catalog, world: World, url: str, write: Callable[[str], None]) -> Outcome:
    """Open an address, or copy it where there is no browser. May wait, as `copy` does."""
    from tui.actions.browser import Browsed

    copied: list[Copied] = []
    done = world.browse(url, lambda text: copied.append(world.copy(text, write, world.env)), world.env)
    if any(not one.sent for one in copied):
        return Outcome(say("browser.shown", url=url))
    return Outcome(say(f"browser.{done}", url=url), bad=done in (Browsed.REFUSED, Browsed.NONE))


def place_text(path: Path, line: int, column: int) -> str:
    """A place as compilers and editors write it, on one line."""
    name = str(path).replace("\n", " ")
    return f"{name}:{line}:{column}"


def passage(text: str, marked: str | None) -> str:
    """What is copied: what the mouse has marked, else the passage of the hit."""
    return marked or text.strip()
