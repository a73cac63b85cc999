"""The forms in which a hit is handed on: a quotation, its sentence, its place, its path.

The rule: what is printed, picked, copied and put into the basket is made here, for the interface and for the
command line alike. What makes quotations is loaded when one is made.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import index
from tui.i18n import Catalog
from tui.page import Page, clock
from tui.settings import Settings

if TYPE_CHECKING:
    from index import Hit, Span


class Form(StrEnum):
    """What is handed on of a hit."""

    QUOTE = "quote"
    """The sentence with its source, by the usual template."""
    PATH = "path"
    LOCATION = "location"
    """`path:line:column`, in characters from 1."""
    VIMGREP = "vimgrep"
    """`path:line:column: sentence`, the column in bytes of UTF-8, as vim and `rg --vimgrep` count."""
    TEXT = "text"
    """The sentence alone."""


def quotes(form: str) -> bool:
    """Whether what is handed on is a quotation: by the usual template, or by the one that `form` names."""
    return form == Form.QUOTE or form not in list(Form)


def parting(form: str, end: str) -> str:
    """What stands between two hits beside what each ends with: quotations, of several lines, that end with a
    line break are parted by an empty line."""
    return "\n" if quotes(form) and end == "\n" else ""


def formed(say: Catalog, page: Page, span: Span, sentence: Span, form: str, settings: Settings) -> str:
    """A match and the sentence around it in one of `Form`, or as a quotation by the template of that name."""
    if quotes(form):
        chosen = settings if form == Form.QUOTE else replace(settings, template=form)
        return quotation(say, page, sentence, chosen)[0]
    path = page.document.path
    if form == Form.PATH:
        return str(path)
    if form == Form.LOCATION:
        return place_text(path, *page.place_of(span[0]))
    from tui.quoting import words

    text = " ".join(words(page.document, sentence).split())
    if form == Form.TEXT:
        return text
    place = index.locate(page.text, span[0])
    return f"{place_text(path, place.line, place.byte)}: {text}"


def quotation(say: Catalog, page: Page, span: Span, settings: Settings, template: int = 0) -> tuple[str, str]:
    """A stretch of a page with its source, by the template so many behind the first; and its name."""
    from tui import quoting

    document = page.document
    cue = document.cue_of(span)
    quoted = quoting.Quoted(document, span, *page.place_of(span[0]), clock(cue.begins) if cue else "")
    mark = say("quote.mark") if index.is_speech(document.text[document.body_start :]) else ""
    names = settings.template_names
    first = names.index(settings.template) if settings.template else 0
    name = names[(first + template) % len(names)]
    own = settings.templates.get(name)
    made = quoting.named(quoted, name, mark) if own is None else quoting.quotation(quoted, own, mark)
    return made, name


def passage(hit: Hit) -> str:
    """The passage of a hit as it is read: of subtitles the rows that are said, without numbers and times;
    anything else as it stands in the file."""
    if hit.begins is None:
        return hit.text.strip()
    spans = ((start - hit.text_offset, end - hit.text_offset) for start, end in hit.hidden)
    hidden = [(max(0, start), end) for start, end in spans if end > 0 and start < len(hit.text)]
    rows = (row.strip() for row in index.as_plain(hit.text, hidden).splitlines())
    return "\n".join(filter(None, rows))


def place_text(path: Path, line: int, column: int) -> str:
    """A place as compilers and editors write it, on one line."""
    name = str(path).replace("\n", " ")
    return f"{name}:{line}:{column}"
