"""What is done outside the interface with a hit: jump to it, copy it, put it into the basket, open its
address.

The rule: nothing here raises for what the user or the system got wrong; every outcome is a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.i18n import Catalog
from tui.i18n.trouble import reason, unread
from tui.screens.world import Outcome, Suspend, World

if TYPE_CHECKING:
    from index import Document, Span
    from tui.actions.clipboard import Copied


def jump(say: Catalog, world: World, document: Document, span: Span, suspend: Suspend) -> Outcome:
    """Open the editor at a match, wherever it stands by now."""
    from tui.actions import recheck
    from tui.actions.editor import Opening

    found = recheck.recheck(document, span, world.read)
    standing, where = found.standing, found.location
    if standing is recheck.Standing.GONE:
        return Outcome(say("editor.gone", path=where.path), bad=True)
    if found.error is not None:
        return Outcome(say("editor.unreadable", path=where.path, detail=unread(found.error, say)), bad=True)
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


def put_in_basket(say: Catalog, world: World, quotation: str, source: Path, form: str) -> Outcome:
    """Put a quotation from a file into the basket, and say so, with the name of its format."""
    try:
        fresh = world.memory.basket.add(quotation, source)
    except OSError as error:
        return basket_failed(say, error)
    return Outcome(say("gathered.added" if fresh else "gathered.there", form=form))


def open_basket(say: Catalog, world: World, suspend: Suspend, offset: int | None = None) -> Outcome:
    """Open the basket in the editor, at an offset or at its end."""
    from tui.actions.editor import Opening
    from tui.actions.location import location

    basket = world.memory.basket
    try:
        text = basket.text()
    except OSError as error:
        return basket_failed(say, error)
    if basket.path is None or not text.strip():
        return Outcome(say("gathered.empty"))
    where = location(basket.path, text, len(text.rstrip()) if offset is None else offset)
    opened = world.edit(where, world.env, suspend)
    return Outcome(opened.notice(say, where), bad=opened.result is not Opening.OPENED)


def basket_failed(say: Catalog, error: OSError) -> Outcome:
    """That the file of the basket cannot be read or written."""
    return Outcome(say("gathered.failed", detail=reason(error, say)), bad=True)


def export_basket(say: Catalog, world: World, path: Path) -> Outcome:
    """Write the basket into a file that is not there yet, and say so."""
    try:
        world.memory.basket.export(path)
    except FileExistsError:
        return Outcome(say("gathered.exists", path=path), bad=True)
    except OSError as error:
        return Outcome(say("gathered.unwritten", path=path, detail=reason(error, say)), bad=True)
    return Outcome(say("gathered.exported", path=path))


def browse(
    say: Catalog, world: World, url: str, begins: float | None, write: Callable[[str], None]
) -> Outcome:
    """Open an address, of a recording so many seconds in, or copy it where there is no browser. May wait, as
    `copy` does."""
    from tui.actions.browser import Browsed, at_moment

    if begins is not None:
        url = at_moment(url, begins)
    copied: list[Copied] = []
    done = world.browse(url, lambda text: copied.append(world.copy(text, write, world.env)), world.env)
    if any(not one.sent for one in copied):
        return Outcome(say("browser.shown", url=url))
    return Outcome(say(f"browser.{done}", url=url), bad=done in (Browsed.REFUSED, Browsed.NONE))
