"""The concordance of some hits: every match on a line of its own, between what stands before and behind it.

The rule: contexts are compared as they fold and without blanks, and shown in their original characters; a
line is aligned in cells, never in characters. Sorted by the character before or behind, lines stand in the
order of `index.collation_key` (marks, digits, letters, then Han by pinyin), going on from the match outward.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import cache
from os.path import commonprefix
from typing import TYPE_CHECKING, NamedTuple

import index
from tui.cells import NO_START, cell_width, cut, fit, fit_end, harmless, widths
from tui.snippet import in_word, passed_over, unread, unshown

if TYPE_CHECKING:
    from index import Hit, Span

NEAR = 6
"""Characters on either side of a match that lines are sorted and merged by."""

_REACH = 48
"""Characters in which those are looked for; more of a link target or of blanks is not passed over."""

SERIES = 3
"""Titles that begin alike, at least, for that to be left out."""

_BLANKS = re.compile(r"\s+")
_NO_BEGINNING = "".join(NO_START) + " "
"""What is left out with a beginning."""
_SEAM = "\0"
"""Parts what is folded in one go; no context has one."""


class Sorting(StrEnum):
    """What lines are sorted by."""

    HITS = "hits"
    """As the hits stand in their list."""
    BEFORE = "before"
    AFTER = "after"


class Context(NamedTuple):
    """A match and what stands on its sides, folded or not."""

    before: str
    match: str
    after: str


class Line(NamedTuple):
    """One match of one hit."""

    hit: int
    """The hit, by its place in the list."""
    document: str
    span: Span
    near: Context
    """The match and `NEAR` characters on either side, folded: lines in which it is the same are merged."""


class Row(NamedTuple):
    """One row of the view."""

    line: int
    merged: int = 1
    """How many lines are merged in it; where they are shown one by one, how many it is the first of."""


def concordance(hits: Sequence[Hit]) -> list[Line]:
    """A line for every match of the hits, in their order; what two hits both match is one line."""
    places: dict[tuple[str, Span], int] = {}
    for number, hit in enumerate(hits):
        for span in hit.spans:
            places.setdefault((hit.document, span), number)
    passed = cache(lambda number: passed_over(hits[number]))
    contexts = [
        _near(context(hits[number], span, _REACH, passed(number))) for (_, span), number in places.items()
    ]
    folded = iter(index.fold(_SEAM.join(part for near in contexts for part in near)).split(_SEAM))
    return [
        Line(number, document, span, Context(next(folded), next(folded), next(folded)))
        for (document, span), number in places.items()
    ]


def arranged(
    lines: Sequence[Line], sorting: Sorting, opened: AbstractSet[Context] = frozenset()
) -> list[Row]:
    """The rows of the lines; those with the same `near` are one row, but for the `opened` ones."""
    groups: dict[Context, list[int]] = {}
    for number, line in enumerate(lines):
        groups.setdefault(line.near, []).append(number)
    order = list(groups)
    if sorting is Sorting.BEFORE:
        order.sort(key=lambda near: (*_outward(near.before[::-1]), *_outward(near.after)))
    elif sorting is Sorting.AFTER:
        order.sort(key=lambda near: (*_outward(near.after), *_outward(near.before[::-1])))
    rows: list[Row] = []
    for near in order:
        first, *others = groups[near]
        rows.append(Row(first, 1 + len(others)))
        if near in opened:
            rows += [Row(other) for other in others]
    return rows


def row_of(lines: Sequence[Line], rows: Sequence[Row], document: str, span: Span) -> int | None:
    """The row that shows a match, by itself or merged with others; None where there is none."""
    wanted = next((line for line in lines if line.span == span and line.document == document), None)
    if wanted is None:
        return None
    merged: int | None = None
    for number, row in enumerate(rows):
        line = lines[row.line]
        if line is wanted:
            return number
        if merged is None and line.near == wanted.near:
            merged = number
    return merged


def aligned(hit: Hit, span: Span, left: int, right: int) -> Context:
    """A match with its contexts: before it exactly `left` cells, from its first cell on exactly `right`.

    In original characters, harmless, runs of blanks and line breaks as one blank, or as none where a line is
    only broken between wide characters.
    """
    passed = unread(hit)
    reach = max(left, right) + _REACH + sum(high - low for low, high in passed)
    whole = context(hit, span, reach, passed)
    before, whole_match, after = _parted(*whole)
    match = cut(whole_match, right)
    if len(match) < len(whole_match):
        after = ""
    return Context(fit_end(before, left), match, fit(after, right - cell_width(match)))


def context(hit: Hit, span: Span, reach: int, passed: Sequence[Span]) -> Context:
    """A match and at most `reach` characters of the file on either side, as they are shown, some sorted spans
    of the file passed over."""
    text = hit.before + hit.text + hit.after
    shift = hit.text_offset - len(hit.before)
    start, end = span[0] - shift, span[1] - shift
    spans = [(low - shift, high - shift) for low, high in passed]
    text, hidden = index.as_read(text, spans), unshown(text, spans)
    return Context(
        _shown(text, hidden, max(0, start - reach), start),
        _shown(text, hidden, start, end) or harmless(text[start:end]),
        _shown(text, hidden, end, min(len(text), end + reach)),
    )


def short_titles(titles: Sequence[str]) -> list[str]:
    """The titles without what many of them begin with, as the issues of a periodical do; words stay whole."""
    ordered = sorted(set(titles))
    many = max(SERIES, len(ordered) // 4)
    shared: dict[str, str] = {}
    for first in range(max(0, len(ordered) - many) + 1):
        alike = ordered[first : first + many]
        beginning = _beginning(alike) if len(alike) > 1 else ""
        for title in alike:
            shared[title] = max(shared.get(title, ""), beginning, key=len)
    return [_without(title, shared[title]) for title in titles]


def _without(title: str, beginning: str) -> str:
    """A title without its beginning, unless that is all there is of it."""
    return title.removeprefix(beginning).lstrip(_NO_BEGINNING) or title if beginning else title


def _beginning(titles: Sequence[str]) -> str:
    """What all of some titles begin with."""
    shared = commonprefix(titles)  # noqa: RUF071 - it is no path
    while shared and any(in_word(title, len(shared)) for title in titles):
        shared = shared[:-1]
    return shared


def _shown(text: str, hidden: Sequence[Span], start: int, end: int) -> str:
    """A stretch on one row, without what is hidden of it."""
    pieces = []
    for low, high in hidden:
        if high > start and low < end:
            pieces.append(text[start:low])
            start = max(start, high)
    pieces.append(text[start:end])
    return harmless(_BLANKS.sub(" ", "".join(pieces)))


def _parted(before: str, match: str, after: str) -> Context:
    """The same with a match that parts no character from what combines with it."""
    text = before + match + after
    cells = widths(text)
    start, end = len(before), len(before) + len(match)
    while 0 < start < len(text) and not cells[start]:
        start -= 1
    while end < len(text) and not cells[end]:
        end += 1
    return Context(text[:start], text[start:end], text[end:])


def _near(whole: Context) -> Context:
    before, match, after = (part.replace(" ", "") for part in whole)
    return Context(before[-NEAR:], match, after[:NEAR])


def _outward(text: str) -> tuple[tuple[int, str, str], ...]:
    """What a context is sorted by: filled up, so that what follows it in a key is compared as such."""
    key = index.collation_key(text)
    return key + ((-1, "", ""),) * (NEAR - len(key))
