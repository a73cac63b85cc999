"""The exact tier: every place where what was typed stands, complete.

What was typed, letter for letter, is always found, whatever operators it was understood to hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from index.query import Query
from index.search.gather import Gatherer
from index.search.looking import Gathered
from index.search.matches import Matches
from index.search.rows import Rows
from index.search.wanted import Group, fragments_of
from index.store.snapshot import Passages
from index.text.fold import SKIPPED, from_codes

_FIRST_WORDS = re.compile(r"[^\W_][^\n\0]{0,39}")


def exact_rows(query: Query, gatherer: Gatherer) -> Gathered:
    """The exact rows; each once, with all that any reading lights."""
    pieces = _pieces(query)
    verbatim = tuple(one for one in fragments_of([query.whole]) if one not in pieces)
    found = gatherer.any_of(pieces, verbatim)
    if not found.complete or len(found) >= gatherer.looking.enough > 0:
        return Gathered(found.rows, complete=False)
    if len(query.groups) > 1 and not any(part.sound for part in query.parts):
        groups = list(map(fragments_of, query.groups))
        whole = (*pieces, *verbatim)
        return found + gatherer.together(groups, query.dates, found.passages, whole=whole)
    if query.filters and not query.groups:
        return found + _first_words(gatherer)
    return found


def _pieces(query: Query) -> Group:
    """What the query may mean as one fragment: all that is wanted, or one of its only alternatives."""
    if query.piece:
        return fragments_of([query.piece])
    return fragments_of(part for part in query.parts if len(query.groups) == 1 and not part.sound)


def _first_words(gatherer: Gatherer) -> Gathered:
    """The first words of every document that the filters allow."""
    snapshot, allowed = gatherer.snapshot, gatherer.allowed
    rows = np.array([head + 1 for head in snapshot.heads if snapshot.rows_of(head)[1:]], np.int64)
    if allowed is not None:
        rows = rows[allowed[rows]]

    def look(chosen: Passages) -> Iterator[Rows]:
        seen = gatherer.windows(chosen)
        places = zip(np.maximum(seen.starts, seen.fronts).tolist(), seen.ends.tolist(), strict=True)
        folded = seen.body.folded_codes
        visible = from_codes(np.where((folded > 0) & (folded != ord(SKIPPED)), seen.codes, folded))
        first = [_FIRST_WORDS.search(visible, start, end) for start, end in places]
        spans = [match.span() for match in first if match]
        yield Rows.by_line(seen, Matches.of(spans), np.zeros(len(spans)))

    return gatherer.looking.through(rows, np.zeros(len(rows)), look)
