"""The searcher: one query through every tier over one snapshot.

A lower tier never outranks a higher one, a passage is found by one tier only, and exclusion and
filters stand above them all.
"""

from __future__ import annotations

import time

from index.model import Hit, Note, Results, Span, Tier
from index.query import Query, parse
from index.search.bodies import Documents
from index.search.exact import ExactTier, drop_excluded
from index.search.filters import passes
from index.search.found import Found, merge, to_hit
from index.search.fragments import Fragment, occurrences
from index.search.ranked import WordsTier
from index.store.snapshot import Snapshot
from index.text.squeeze import Body
from index.text.words import distinct, words


class Searcher:
    """Answers queries over one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._documents = Documents(snapshot)

    def search(self, typed: str, limit: int) -> Results:
        """The best `limit` hits, and how many there are of each tier."""
        began = time.perf_counter()
        query = parse(typed)
        heads = self._allowed_heads(query)
        allowed = (lambda head: True) if heads is None else heads.__contains__
        exact = self._exact(query, ExactTier(self.snapshot, self._documents, allowed))
        ranked = self._ranked(query, exact, heads, WordsTier(self.snapshot, self._documents, allowed))
        totals = {Tier.EXACT: len(exact), Tier.WORDS: len(ranked)}
        hits: tuple[Hit, ...] = tuple(map(to_hit, (exact + ranked)[:limit]))
        return Results(
            query=typed,
            hits=hits,
            totals={tier: total for tier, total in totals.items() if total},
            notes=query.notes + _only_filters(query),
            seconds=time.perf_counter() - began,
        )

    def _exact(self, query: Query, tier: ExactTier) -> list[Found]:
        found = list(drop_excluded(tier.find(query), _excluded(query), Fragment(query.text, strict=True)))
        return sorted(found, key=lambda one: (-one.score, one.document.record.document.path, one.spans))

    def _ranked(
        self, query: Query, exact: list[Found], heads: set[int] | None, tier: WordsTier
    ) -> list[Found]:
        rows = None if heads is None else [self.snapshot.rows_of(head) for head in sorted(heads)]
        taken = {(one.document.head, one.ordinal) for one in exact}
        found = (one for one in tier.find(query, rows) if (one.document.head, one.ordinal) not in taken)
        return list(drop_excluded(found, _excluded(query), Fragment(query.text, strict=True)))

    def _allowed_heads(self, query: Query) -> set[int] | None:
        """The documents that pass the filters; None where there are no filters."""
        if not query.filters:
            return None
        return {
            head for head in self.snapshot.heads if passes(self.snapshot.record(head).document, query.filters)
        }


def _only_filters(query: Query) -> tuple[Note, ...]:
    lone = query.filters and not query.parts
    return (Note("only-filters", 0, len(query.text)),) if lone else ()


def _excluded(query: Query) -> list[Fragment]:
    return [Fragment(part.text, part.strict) for part in query.excluded]


def spans_in(typed: str, body: Body) -> tuple[Span, ...]:
    """Everything in a document that a query matches: its fragments, else its parts, else its words."""
    query = parse(typed)
    fragments = [Fragment(query.text, strict=not query.plain)]
    fragments += (Fragment(part.text, part.strict) for part in query.parts)
    found = {
        (one.start, one.end)
        for fragment in fragments
        if fragment.literal
        for one in occurrences(body, fragment)
    }
    if not found:
        loose = distinct(word for part in query.parts if not part.strict for word in words(part.text))
        found = {
            (one.start, one.end)
            for word in loose
            if len(word) > 1
            for one in occurrences(body, Fragment(word, strict=True))
        }
    return merge(found)
