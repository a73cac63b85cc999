"""A stretch of a document → its words, as a person quotes them: without what only says what a line is.

That is the marks of headings, list items, quotations and callouts at its beginning, the bars of a table, the
key of a field of front matter, and a rule; of subtitles, their numbers and times. What marks words within a
line stays.
"""

from __future__ import annotations

import re

from index.model import Document, Kind, Span
from index.sources.front_matter import value_span
from index.text.entities import visible

HEAD = r"[\s>]+|#+\s+|[-*+=•]+\s+|\[[ xX]\]\s+|\[![\w-]+\][-+]?\s*"
"""One mark at the beginning of a line."""

_HEADS = re.compile(f"(?:{HEAD})*")
_RULE = re.compile(r"[\s|:*=_-]+")
_BAR = re.compile(r"(?<!\\)\|")
_LINE = re.compile(r"[^\n]+")


def wording(document: Document, span: Span) -> str:
    """The words of a stretch; the stretch as it is where it holds none.

    Every line is one again, blank ones left out; rows of subtitles are one line.
    """
    text, (start, end) = document.text, span
    if document.kind is Kind.SUBTITLES:
        words = " ".join(filter(None, map(str.strip, _said(document, span).split("\n"))))
    else:
        last = text.find("\n", end)
        lines = _LINE.finditer(text, text.rfind("\n", 0, start) + 1, last if last >= 0 else len(text))
        words = "\n".join(filter(None, (_words(document, line.span(), span) for line in lines)))
    return words or text[start:end].strip()


def _words(document: Document, line: Span, span: Span) -> str:
    """What of a line and of a stretch are words."""
    text, (low, high) = document.text, line
    if _RULE.fullmatch(text, low, high):
        return ""
    if low < document.body_start:
        low, high = value_span(text, low, high)
    elif (heads := _HEADS.match(text, low, high)) is not None:
        low = heads.end()
    part = text[max(low, span[0]) : min(high, span[1])]
    if text.startswith("|", low):
        part = " ".join(filter(None, map(str.strip, _BAR.split(part))))
    return part.strip()


def _said(document: Document, span: Span) -> str:
    """What of a stretch of subtitles is body text."""
    start, end = span
    hidden = [(low - start, high - start) for low, high in document.hidden if low < end and high > start]
    return visible(document.text[start:end], hidden)
