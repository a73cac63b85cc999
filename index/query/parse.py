"""The query language: from what was typed to a query. Parsing never fails.

甲 乙            both parts                     "甲 乙"             letter for letter
甲 OR 乙         one of them will do            -甲                 not this one
甲…乙            near each other                ~甲                 by its sound
title:甲         a condition on documents       after:2025-01       one on their dates
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.model import Note
from index.query.dates import read_date_word, read_dates
from index.query.model import EITHER, Filter, Part, Query
from index.query.names import NAMED, read_names
from index.query.tokens import Token, tokens
from index.text.fold import fold
from index.text.words import is_latin

LONGEST = 2_000
"""Characters of a query that are looked at; what follows is dropped, with a note."""

MOST_PARTS = 32
"""Parts, exclusions and conditions of a query, pieces of `A…B` counted one by one; what follows is
dropped, with a note."""

DATED = frozenset({"after", "before", "published"})
"""Fields whose value is a date."""

_CONTROL = re.compile(r"[\0-\x1f\x7f]")
_ELLIPSIS = re.compile(r"[…⋯]+|\.{3,}")
_UNKNOWN_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]{1,11})[:：][^/\\:：]")
"""No field, but looks like one: not https://a.b, 12:30, C:\\a nor std::sort."""


def parse(typed: str, today: date | None = None) -> Query:
    """The query that a text asks for. Any text gives one. `today` is what 昨天 and 30d count from."""
    notes: list[Note] = []
    typed = _CONTROL.sub(" ", typed)
    text = typed.strip()
    start = typed.find(text)
    if len(text) > LONGEST:
        notes.append(Note("too-long", start + LONGEST, len(typed), str(LONGEST)))
        text = text[:LONGEST]
    end = start + len(text)
    found = list(tokens(typed[:end]))
    groups, excluded, filters = _read(found, today or date.today(), notes)
    lapsed = bool(groups) and sum(1 for token in found if token.field) > len(filters)
    if excluded and not groups and not filters:
        excluded = []
        notes.append(Note("only-operators", start, end))
    if text and not groups and not filters:
        groups = [[Part(text, start, end)]]
    return Query(text, tuple(map(tuple, groups)), tuple(excluded), tuple(filters), tuple(notes), lapsed)


def _read(
    found: Sequence[Token], today: date, notes: list[Note]
) -> tuple[list[list[Part]], list[Part], list[Filter]]:
    """Groups of parts, excluded parts, and conditions."""
    groups: list[list[Part]] = []
    excluded: list[Part] = []
    filters: list[Filter] = []
    room = MOST_PARTS
    joined = False
    for place, token in enumerate(found):
        if token.joins and _alternatives(found[max(0, place - 1) : place + 2]):
            joined = True
            continue
        if room <= 0:
            notes.append(Note("too-many-parts", token.start, found[-1].end, str(MOST_PARTS)))
            break
        if token.unclosed:
            notes.append(Note("unclosed-quote", token.value, token.value + 1))
        if token.field:
            if condition := _filter(token, today, notes):
                filters.append(replace(condition, joined=joined))
            room -= 1
        elif token.text.strip():
            part = _part(token, today if token.bare and len(found) > 1 else None, notes)
            if token.minus:
                excluded.append(part)
            elif joined:
                groups[-1].append(part)
            else:
                groups.append([part])
            room -= max(1, len(part.near))
        joined = False
    if len(groups) > 1:
        groups = [
            [replace(part, prefix=True) if _is_letter(part) else part for part in group] for group in groups
        ]
    return groups, excluded, filters


def _alternatives(around: Sequence[Token]) -> bool:
    """Whether what stands on both sides of an OR are alternatives: parts, or values of one field which is no
    end of a time."""
    if len(around) < 3:
        return False
    one, _, other = around
    wanted = all(token.text.strip() and not token.minus and not token.joins for token in (one, other))
    return wanted and one.field == other.field and one.field not in DATED - EITHER


def _filter(token: Token, today: date, notes: list[Note]) -> Filter | None:
    if not token.text.strip():
        notes.append(Note("empty-field", token.start, token.end, token.called))
        return None
    dates = read_dates(token.field, token.text, today) if token.field in DATED else None
    if token.field in DATED and dates is None:
        notes.append(Note("bad-date", token.value, token.end, token.text))
        return None
    names = read_names(token.field, token.text) if token.field in NAMED else frozenset()
    if token.field in NAMED and not names:
        notes.append(Note(f"bad-{token.field}", token.value, token.end, token.text))
        return None
    return Filter(token.field, token.text, token.start, token.end, token.minus, dates=dates, names=names)


def _part(token: Token, today: date | None, notes: list[Note]) -> Part:
    """Without `today`, a date word is text like any other."""
    strict = token.quoted and not token.sound
    if strict or token.sound:
        return Part(token.text, token.start, token.end, strict, token.sound)
    if unknown := _UNKNOWN_FIELD.match(token.text):
        notes.append(Note("unknown-field", token.value, token.value + unknown.end(1), unknown[1]))
    dates = read_date_word(token.text, today) if today else None
    if dates:
        notes.append(Note("date-word", token.start, token.end, str(dates)))
    return Part(token.text, token.start, token.end, near=_near(token.text), dates=dates)


def _is_letter(part: Part) -> bool:
    return part.plain and len(part.text) == 1 and is_latin(fold(part.text))


def _near(text: str) -> tuple[str, ...]:
    """The pieces between ellipses; none where one would be empty, as in 很好……."""
    pieces = _ELLIPSIS.split(text)
    return tuple(pieces) if 1 < len(pieces) <= MOST_PARTS and all(pieces) else ()
