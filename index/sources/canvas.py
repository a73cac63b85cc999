"""Canvases of Obsidian: JSON, in some of whose strings stands what is on cards, groups and arrows.

The rule: the text is the file's own. What is not hidden of it is what a reader sees, as of a note in Markdown
but without its marks; escapes stand for their characters, unless these are letters other than Han, and what
stands on two cards is never one line. What is no JSON is all text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from index.model import Kind, Span
from index.sources.linemarks import line_marks
from index.sources.markdown import markup
from index.sources.paired import pairs
from index.sources.titles import lead_of
from index.text.entities import PUNCTUATION, stands_for
from index.text.spans import apart, merged, within

_STRING = r'"((?:[^"\\]|\\.)*+)"'
_ENTRY = re.compile(rf"{_STRING}(?:\s*+:\s*+{_STRING})?+")
"""A key with its value where that is a string, or any other string."""
_CARD, _LABEL = "text", "label"
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u....|u....|.)")
_ESCAPED = re.compile(rf"(?<=\\)[{PUNCTUATION}]")
_ROW = re.compile(r"[^\n]+")


class Canvas(NamedTuple):
    """What a canvas holds, its spans sorted and disjoint."""

    hidden: tuple[Span, ...] = ()
    asides: tuple[Span, ...] = ()
    tags: tuple[str, ...] = ()
    lead: str = ""
    """How its first card begins."""


class _Card(NamedTuple):
    """A string as a reader has it, and where each of its characters stands in the file, and its end."""

    text: str
    places: list[int]

    def spans(self, spans: Iterator[Span]) -> Iterator[Span]:
        """Spans of it in the file."""
        return ((self.places[start], self.places[end]) for start, end in spans)


def read_canvas(text: str) -> Canvas:
    """What a reader sees of a canvas. The time is linear in the text's length."""
    if not _is_canvas(text):
        return Canvas()
    hidden: list[Span] = []
    asides: list[Span] = []
    tags: dict[str, None] = {}
    lead, place = "", 0
    for entry in _ENTRY.finditer(text):
        if entry[2] is None or entry[1] not in (_CARD, _LABEL):
            continue
        hidden += _outside(text, place, entry.start(2))
        place = entry.end(2)
        card = _card(text, *entry.span(2))
        hidden += _tails(card.places)
        if entry[1] == _CARD:
            found = markup(card.text, 0, Kind.MARKDOWN)
            hidden += card.spans(_unseen(card.text, found.hidden))
            asides += card.spans(iter(found.asides))
            tags |= dict.fromkeys(found.tags)
            lead = lead or lead_of(card.text)
    hidden += _outside(text, place, len(text))
    every = merged(hidden)
    return Canvas(every, tuple(apart(merged(asides), every)), tuple(tags), lead)


def _is_canvas(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _outside(text: str, start: int, end: int) -> Iterator[Span]:
    """What stands between two strings, but for what parts them: breaks of lines, or the end of the first."""
    on_one_line = start > 0 and end < len(text) and "\n" not in text[start:end]
    return (row.span() for row in _ROW.finditer(text, start + on_one_line, end))


def _card(text: str, start: int, end: int) -> _Card:
    """A string of the file; an escape that nothing stands for is as it is written."""
    pieces: list[str] = []
    places: list[int] = []
    place = start
    for escape in _ESCAPE.finditer(text, start, end):
        if char := stands_for(escape[0]):
            pieces += (text[place : escape.start()], char)
            places += range(place, escape.start() + 1)
            place = escape.end()
    pieces.append(text[place:end])
    return _Card("".join(pieces), [*places, *range(place, end + 1)])


def _tails(places: list[int]) -> Iterator[Span]:
    """What follows of each escape."""
    return ((low + 1, high) for low, high in pairwise(places) if high > low + 1)


def _unseen(text: str, hidden: tuple[Span, ...]) -> Iterator[Span]:
    """What of a card in Markdown is not seen. Of a backslash and what it escapes the latter is seen: in JSON
    the former is an escape already."""
    escapes = {found.start() for found in _ESCAPED.finditer(text)}
    for start, end in hidden:
        escaped = start in escapes
        yield start - escaped, start
        yield start + escaped, end
    yield from line_marks(text, Kind.MARKDOWN)
    for line in (row.span() for row in _ROW.finditer(text)):
        for pair in pairs(text, within(hidden, line), line, Kind.MARKDOWN):
            yield from pair
