"""The searcher: one query through every tier over one snapshot.

A lower tier never outranks a higher one, and exclusion and filters stand above them all.
"""

from __future__ import annotations

import time
from functools import reduce

import numpy as np

from index.model import Note, Results, Span, Tier
from index.query import Part, Query, parse
from index.search.bodies import Documents
from index.search.exact import exact_rows
from index.search.excluded import Exclusion
from index.search.filters import passes
from index.search.found import merge, to_hit
from index.search.fragments import Fragment, candidates
from index.search.gather import Gatherer
from index.search.matches import Flags, find
from index.search.ranked import Ranking, WordsTier
from index.search.rows import Rows, best, total
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
        exclusion = Exclusion(query)
        exact = self._exact(query, heads, exclusion)
        ranking = self._ranked(query, heads, exact, exclusion)
        totals = {Tier.EXACT: total(exact), Tier.WORDS: len(ranking.passages)}
        found = best(exact, limit, Tier.EXACT)
        found += WordsTier(self.snapshot, self._documents).found(ranking, limit - len(found))
        return Results(
            query=typed,
            hits=tuple(map(to_hit, found)),
            totals={tier: count for tier, count in totals.items() if count},
            notes=query.notes + _only_filters(query),
            seconds=time.perf_counter() - began,
        )

    def _exact(self, query: Query, heads: set[int] | None, exclusion: Exclusion) -> list[Rows]:
        allowed = (lambda head: True) if heads is None else heads.__contains__
        rows = exact_rows(query, Gatherer(self.snapshot, self._documents, allowed))
        return list(filter(len, map(exclusion.apply, rows)))

    def _ranked(
        self, query: Query, heads: set[int] | None, exact: list[Rows], exclusion: Exclusion
    ) -> Ranking:
        """The words tier without what the exact tier has found."""
        ranking = WordsTier(self.snapshot, self._documents).rank(query, self._allowed_rows(query, heads))
        taken = [one.document.head + 1 + one.ordinals for one in exact]
        free = ~np.isin(ranking.passages, np.concatenate(taken) if taken else ())
        if exclusion.wanted:
            for index in np.flatnonzero(free).tolist():
                row = int(ranking.passages[index])
                head = int(self.snapshot.heads_of(ranking.passages[index : index + 1])[0])
                free[index] = row - head - 1 not in exclusion.ordinals(self._documents.at(head))
        return ranking.where(free)

    def _allowed_heads(self, query: Query) -> set[int] | None:
        """The documents that pass the filters; None where there are no filters."""
        if not query.filters:
            return None
        return {
            head for head in self.snapshot.heads if passes(self.snapshot.record(head).document, query.filters)
        }

    def _allowed_rows(self, query: Query, heads: set[int] | None) -> Flags | None:
        """The rows that may be ranked: of documents that pass the filters, with what is quoted in them and
        of the days that are asked for; None where all may."""
        allowed: Flags | None = None
        if heads is not None:
            allowed = self._of_documents(heads)
        for group in query.groups:
            if all(part.strict or part.dates for part in group):
                flags = reduce(np.logical_or, map(self._meeting, group))
                allowed = flags if allowed is None else allowed & flags
        return allowed

    def _meeting(self, part: Part) -> Flags:
        """The rows that may hold a part, or are of its days."""
        flags = np.zeros(len(self.snapshot.lengths), np.bool_)
        flags[candidates(self.snapshot, Fragment(part.text, part.strict))] = True
        if part.dates:
            days = {head: self.snapshot.record(head).document.metadata.date for head in self.snapshot.heads}
            flags |= self._of_documents({head for head, day in days.items() if part.dates.holds(day)})
        return flags

    def _of_documents(self, heads: set[int]) -> Flags:
        rows = np.arange(len(self.snapshot.lengths))
        return np.isin(self.snapshot.heads_of(rows), list(heads))


def _only_filters(query: Query) -> tuple[Note, ...]:
    lone = query.filters and not query.parts
    return (Note("only-filters", 0, len(query.text)),) if lone else ()


def spans_in(typed: str, body: Body) -> tuple[Span, ...]:
    """Everything in a document that a query matches: its fragments, else its parts, else its words."""
    query = parse(typed)
    fragments = [Fragment(query.text, strict=not query.plain)]
    fragments += (Fragment(part.text, part.strict) for part in query.parts)
    spans = [span for fragment in fragments if fragment.literal for span in find(body, fragment).spans()]
    if not spans:
        loose = distinct(word for part in query.parts if not part.strict for word in words(part.text))
        wanted = [Fragment(word, strict=True) for word in loose if len(word) > 1]
        spans = [span for fragment in wanted for span in find(body, fragment).spans()]
    return merge(spans)
