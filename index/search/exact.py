"""The exact tier: every place where what was typed stands, complete.

What was typed, letter for letter, is always found, whatever operators it was understood to hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from index.query import Query
from index.search.borders import as_words
from index.search.found import Found
from index.search.fragments import Fragment
from index.search.gather import Gatherer, by_line
from index.search.matches import Matches
from index.search.rows import Rows
from index.search.wanted import Fragments

_FIRST_WORDS = re.compile(r"[^\W_][^\n\0]{0,39}")


def exact_rows(query: Query, gatherer: Gatherer) -> list[Rows]:
    """Every exact row, by document; a row is found once, with all that any reading lights."""
    rows = list(_readings(query, gatherer))
    if len(query.groups) > 1 and not any(part.sound for part in query.parts):
        taken = {one.document.head: one.ordinals for one in rows}
        groups = [tuple(map(Fragments.of, group)) for group in query.groups]
        for one in gatherer.together(groups, query.dates):
            free = one.where(~np.isin(one.ordinals, taken.get(one.document.head, ())))
            if len(free):
                rows.append(free)
    elif query.filters and not query.groups:
        rows += _first_words(gatherer)
    return rows


def _readings(query: Query, gatherer: Gatherer) -> Iterator[Rows]:
    """What the query may mean as one fragment: all that was typed, or one of its only alternatives."""
    if query.plain:
        yield from gatherer.any_of([Fragments((Fragment(query.text),))])
        return
    verbatim = Fragments((Fragment(query.text, strict=True),))
    group = [Fragments.of(part) for part in query.parts if len(query.groups) == 1 and not part.sound]
    heads = gatherer.heads(verbatim)
    others = {head for one in group for head in gatherer.heads(one) if gatherer.allowed(head)}
    for head in sorted(heads | others):
        readings = [verbatim, *group] if gatherer.allowed(head) else [verbatim]
        if rows := by_line(gatherer.documents.at(head), readings):
            yield rows


def _first_words(gatherer: Gatherer) -> Iterator[Rows]:
    """The first words of every document that the filters allow."""
    for head in filter(gatherer.allowed, gatherer.snapshot.heads):
        document = gatherer.documents.at(head)
        if first := _FIRST_WORDS.search(document.body.folded, document.record.document.body_start):
            yield Rows.by_line(document, Matches.of([first.span()]), np.zeros(1))


def by_words(query: Query, found: Sequence[Found]) -> list[Found]:
    """The best rows again, those first among equals whose match is made of whole words."""
    if not query.plain or len(query.groups) != 1:
        return list(found)
    changed = [
        replace(one, score=one.score + as_words(one.document.body.folded, one.spans[0])) for one in found
    ]
    return sorted(changed, key=lambda one: -one.score)
