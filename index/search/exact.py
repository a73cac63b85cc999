"""The exact tier: every place where what was typed stands, complete.

What was typed, letter for letter, is always found, whatever operators it was understood to hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from index.arrays import Flags
from index.query import Query
from index.search.gather import Gatherer
from index.search.looking import Gathered
from index.search.matches import Matches
from index.search.rows import Rows
from index.search.wanted import Group, fragments_of
from index.store.snapshot import Passages, Snapshot
from index.text.fold import SKIPPED, from_codes

LEADING = 1_000
"""Characters of blanks, rules and pictures behind a front matter, at most."""
_LEADING = re.compile(r"(?:[\s>*_-]|!\[\[[^\[\]\n]*+\]\]|!\[[^\[\]\n]*+\]\([^()\n]*+\))*+")

_FIRST_WORDS, _FIRST = re.compile(r"[^\W_][^\n\0]{0,39}"), re.compile(r"[^\s\0][^\n\0]{0,39}")


def exact_rows(query: Query, gatherer: Gatherer) -> Gathered:
    """The exact rows; each once, with all that any reading lights."""
    pieces = _pieces(query)
    whole = () if query.plain else fragments_of([query.whole])
    verbatim = tuple(one for one in whole if one not in pieces)
    found = gatherer.any_of(pieces, verbatim)
    if not found.complete or len(found) >= gatherer.looking.enough > 0:
        return Gathered(found.rows, complete=False)
    if len(query.groups) > 1 and not any(part.sound for part in query.parts):
        groups = list(map(fragments_of, query.groups))
        together = gatherer.together(groups, query.dates, found.passages, whole=(*pieces, *verbatim))
        return found + together
    if query.filters and not query.groups:
        return found + _first_words(query, gatherer)
    return found


def _pieces(query: Query) -> Group:
    """What the query may mean as one fragment: all that is wanted, or one of its only alternatives."""
    if query.piece:
        return fragments_of([query.piece])
    return fragments_of(part for part in query.parts if len(query.groups) == 1 and not part.sound)


def _first_words(query: Query, gatherer: Gatherer) -> Gathered:
    """The first words of every document that the filters allow: behind its front matter, or in what is
    nothing else; of one that begins with something excluded, those behind that."""
    firsts, allowed = gatherer.snapshot.heads + 1, gatherer.allowed
    if allowed is not None:
        firsts = firsts[allowed[firsts]]
    counted: tuple[Passages, ...] = ()
    if gatherer.looking.counting and not query.excluded:
        surely = _of_words_alone(gatherer.snapshot, firsts)
        counted, firsts = (firsts[surely],), firsts[~surely]

    def look(chosen: Passages) -> Iterator[Rows]:
        seen = gatherer.windows(gatherer.sparing(_beginnings(gatherer.snapshot, chosen)))
        places = zip(*(some.tolist() for some in (seen.fronts, seen.starts, seen.ends)), strict=True)
        folded = seen.body.readings[-1].folded_codes
        visible = from_codes(np.where((folded > 0) & (folded != ord(SKIPPED)), seen.codes, folded))
        first = [
            _FIRST_WORDS.search(visible, max(front, start), end)
            or _FIRST_WORDS.search(visible, start, end)
            or _FIRST.search(visible, start, end)
            for front, start, end in places
        ]
        spans = [match.span() for match in first if match]
        yield gatherer.spared(Rows.by_line(seen, Matches.of(spans), np.zeros(len(spans))))

    return Gathered(counted=counted) + gatherer.looking.through(firsts, np.zeros(len(firsts)), look)


def _of_words_alone(snapshot: Snapshot, firsts: Passages) -> Flags:
    """Of documents whose first passages these are, which have no other one, and words in it."""
    alone = np.append(snapshot.heads, snapshot.row_count)[snapshot.documents_of(firsts) + 1] == firsts + 1
    surely: Flags = alone & (snapshot.lengths[firsts] > 0)
    return surely


def _beginnings(snapshot: Snapshot, firsts: Passages) -> Passages:
    """Of documents whose first passages these are, the one in which what follows the front matter begins, or
    the last one."""
    begins, ends = snapshot.starts[firsts - 1], snapshot.edges[firsts - 1]
    fronts = begins + snapshot.columns.body_start[snapshot.documents_of(firsts)]
    texts = snapshot.texts(fronts.tolist(), np.minimum(fronts + LEADING, ends).tolist())
    words = fronts + [found.end() if (found := _LEADING.match(text)) else 0 for text in texts]
    rows = snapshot.starts.searchsorted(np.minimum(words, ends - 1), "right") - 1
    return np.maximum(rows, firsts)
