"""Hits as the interface hands them over when it is used to pick: quotations, sentences, places, paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cells import harmless
from tui.cli.console import Console
from tui.cli.paths import visible
from tui.forms import Form, formed, parting

if TYPE_CHECKING:
    from index import Hit, Library
    from tui.page import Page


def known_form(name: str | None, console: Console) -> bool:
    """Whether there is such a form, or none is asked for; where not, that is said."""
    if name is None:
        return True
    known = [*Form, *console.settings.template_names]
    if name in known:
        return True
    names = console.text("list.comma").join(map(harmless, known))
    console.complain(console.text("cli.bad-format", format=harmless(name), known=names))
    return False


class Former:
    """Puts the hits of one query into a form."""

    def __init__(self, library: Library, query: str, form: str, console: Console, end: str) -> None:
        """`end` is what each hit ends with."""
        self._library, self._query, self._console, self._end = library, query, console, end
        self._form = form
        self._page: Page | None = None
        """The text of the last hit's document."""
        self._printed: set[str] = set()

    def of(self, hit: Hit) -> str:
        """A hit in the form, without a line break at its end."""
        from tui.page import Page, Sheet

        if self._page is None or self._page.document.id != hit.document:
            self._page = Page(Sheet(self._library.document(hit.document)), self._query, ())
        match = hit.offset, hit.end
        sentence = self._page.sentence(match)
        say, settings = self._console.text, self._console.settings
        made = formed(say, self._page, match, sentence, self._form, settings).rstrip("\n")
        if self._form == Form.PATH and not self._console.output.isatty():
            return made  # A program gets the name of a file as it is.
        return "\n".join(map(visible, made.split("\n")))

    def out(self, hit: Hit) -> None:
        """Print a hit: what is the same once."""
        made = self.of(hit)
        if made in self._printed:
            return
        if self._printed:
            self._console.out("", parting(self._form, self._end))
        self._printed.add(made)
        self._console.out(made, self._end)
