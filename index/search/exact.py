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
from index.search.matches import Flags, Matches
from index.search.rows import Rows
from index.search.wanted import Group, fragments_of
from index.store.snapshot import Passages, Snapshot
from index.text.fold import SKIPPED, from_codes

BLANKS = 16
"""Blanks and empty lines behind a front matter, at most."""

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
    """The first words of every document that the filters allow: behind its front matter, or in what is
    nothing else."""
    rows = _beginnings(gatherer.snapshot, gatherer.allowed)

    def look(chosen: Passages) -> Iterator[Rows]:
        seen = gatherer.windows(chosen)
        places = zip(*(some.tolist() for some in (seen.fronts, seen.starts, seen.ends)), strict=True)
        folded = seen.body.folded_codes
        visible = from_codes(np.where((folded > 0) & (folded != ord(SKIPPED)), seen.codes, folded))
        first = [
            _FIRST_WORDS.search(visible, max(front, start), end) or _FIRST_WORDS.search(visible, start, end)
            for front, start, end in places
        ]
        spans = [match.span() for match in first if match]
        yield Rows.by_line(seen, Matches.of(spans), np.zeros(len(spans)))

    return gatherer.looking.through(rows, np.zeros(len(rows)), look)


def _beginnings(snapshot: Snapshot, allowed: Flags | None) -> Passages:
    """The passage of each document that is allowed in which what follows its front matter begins, or its last
    one; nothing of documents without any."""
    lasts = np.append(snapshot.heads, snapshot.row_count)[1:] - 1
    chosen = lasts > snapshot.heads
    if allowed is not None:
        chosen &= allowed[lasts]
    firsts, lasts = snapshot.heads[chosen] + 1, lasts[chosen]
    fronts = snapshot.starts[firsts - 1] + snapshot.columns.body_start[chosen]
    ends = np.minimum(fronts + BLANKS, snapshot.edges[firsts - 1])
    texts = snapshot.texts(fronts.tolist(), ends.tolist())
    begins = fronts + [len(text) - len(text.lstrip()) for text in texts]
    rows = snapshot.starts.searchsorted(begins, "right") - 1
    return np.clip(rows, firsts, lasts)
