"""The query language: parts, "quotes", -exclusion, field:value; full-width operators as well.

An operator is one only at the beginning of a part, so that pasted text is rarely mistaken; and
what cannot be an operator is text. Parsing never fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.model import Note

LONGEST = 2_000
"""Characters of a query that are looked at; what follows is dropped, with a note."""

QUOTES = {'"': '"', "＂": "＂", "“": "”", "「": "」", "『": "』"}
MINUS = "-－﹣−"

FIELDS = {
    "title": "title", "标题": "title", "標題": "title",
    "author": "author", "作者": "author",
    "tag": "tag", "标签": "tag", "標籤": "tag",
    "site": "site", "网站": "site", "網站": "site",
    "path": "path", "路径": "path", "路徑": "path",
    "kind": "kind", "类型": "kind", "類型": "kind",
}  # fmt: skip
"""What may stand before a colon, and the field that it names."""

_FIELD = re.compile("(" + "|".join(FIELDS) + ")[:：]", re.IGNORECASE)
_CONTROL = re.compile(r"[\0-\x1f\x7f]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Part:
    """One fragment that was asked for."""

    text: str
    start: int
    """Where it stands in the query, in characters."""
    end: int
    strict: bool = False
    """Quoted: to be found letter for letter."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on a document."""

    field: str
    value: str
    start: int
    end: int
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood."""

    text: str
    """What was typed, trimmed and at most LONGEST characters: as a fragment of its own it always counts."""
    parts: tuple[Part, ...] = ()
    excluded: tuple[Part, ...] = ()
    filters: tuple[Filter, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    @property
    def plain(self) -> bool:
        """Whether no operator was understood."""
        return not self.excluded and not self.filters and not any(part.strict for part in self.parts)


def parse(typed: str) -> Query:
    """The query that a text asks for. Any text gives one."""
    notes: list[Note] = []
    typed = _CONTROL.sub(" ", typed)
    text = typed.strip()
    offset = typed.find(text)
    if len(text) > LONGEST:
        notes.append(Note("too-long", offset + LONGEST, len(typed), str(LONGEST)))
        text = text[:LONGEST]
    parts: list[Part] = []
    excluded: list[Part] = []
    filters: list[Filter] = []
    for token in _tokens(text, offset, notes):
        if token.field:
            filters.append(Filter(token.field, token.text, token.start, token.end, token.minus))
        elif token.text.strip():
            part = Part(token.text, token.start, token.end, token.strict)
            (excluded if token.minus else parts).append(part)
    if excluded and not parts and not filters:
        parts, excluded = [Part(text, offset, offset + len(text))], []
        notes.append(Note("only-operators", offset, offset + len(text)))
    elif text and not parts and not filters:
        parts = [Part(text, offset, offset + len(text))]
    return Query(text, tuple(parts), tuple(excluded), tuple(filters), tuple(notes))


@dataclass(slots=True)
class _Token:
    text: str
    start: int
    end: int
    minus: bool = False
    field: str = ""
    strict: bool = False


def _tokens(text: str, offset: int, notes: list[Note]) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        if space := _SPACE.match(text, place):
            place = space.end()
            continue
        token, place = _token(text, place, offset, notes)
        if token.field and not token.text:
            notes.append(Note("empty-field", token.start, token.end, token.field))
        else:
            yield token


def _token(text: str, start: int, offset: int, notes: list[Note]) -> tuple[_Token, int]:
    place = start
    minus = text[place] in MINUS and place + 1 < len(text) and not text[place + 1].isspace()
    place += minus
    name = ""
    if field_name := _FIELD.match(text, place):
        name = FIELDS[field_name[1].lower()]
        place = field_name.end()
    closing = QUOTES.get(text[place]) if place < len(text) else None
    if closing:
        end = text.find(closing, place + 1)
        if end < 0:
            notes.append(Note("unclosed-quote", offset + place, offset + place + 1))
            end = len(text)
        value, place, strict = text[place + 1 : end], end + 1, True
    else:
        word = _WORD.match(text, place)
        value, place, strict = (word[0], word.end(), False) if word else ("", place, False)
    place = min(place, len(text))
    return _Token(value, offset + start, offset + place, minus, name, strict), place
