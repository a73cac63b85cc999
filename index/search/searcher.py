"""The searcher: one query through every tier over one snapshot.

A lower tier never outranks a higher one, and exclusion and filters stand above them all.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from functools import reduce
from pathlib import Path

import numpy as np

from index.model import Note, Relaxation, Results, Span, Tier
from index.query import Part, Query, parse
from index.search.bodies import Documents
from index.search.exact import by_words, exact_rows
from index.search.excluded import Exclusion
from index.search.filters import passes
from index.search.found import merge, to_hit
from index.search.fragments import Fragment, candidates
from index.search.fuzzy import FuzzyTier
from index.search.gather import Gatherer
from index.search.matches import Flags
from index.search.ranked import Ranking, WordsTier, term_spans
from index.search.relax import relaxations
from index.search.rows import Rows, best, total
from index.search.sounds import SoundTier
from index.search.terms import terms
from index.search.wanted import Fragments, Wanted
from index.store.snapshot import Passages, Snapshot
from index.text.squeeze import Body

FEW = 10
"""Exact hits below which what is only like what was typed is looked for more boldly."""

LOWER = 4
"""The part of the places that exact hits leave which each lower tier keeps: one in so many."""


class Searcher:
    """Answers queries over one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._documents = Documents(snapshot)
        self._words = WordsTier(snapshot, self._documents)
        self._fuzzy = FuzzyTier(snapshot)
        self._counted = "", 0
        """The query searched last, and how many exact rows it has."""

    def search(self, typed: str, limit: int) -> Results:
        """The best `limit` hits, and how many there are of each tier."""
        began = time.perf_counter()
        query = parse(typed)
        heads = self._allowed_heads(query)
        gatherer = self._gatherer(heads)
        exclusion = Exclusion(query)
        exact = self._exact(query, gatherer, exclusion)
        self._counted = typed, total(exact)
        sounds = SoundTier(query, few=total(exact) < FEW)
        sounding = list(filter(len, map(exclusion.apply, sounds.rows(gatherer, exact))))
        words, fuzzy = self._ranked(query, heads, exact, exclusion)
        totals = {
            Tier.EXACT: total(exact),
            Tier.WORDS: len(words.passages),
            Tier.SOUND: total(sounding),
            Tier.FUZZY: len(fuzzy.passages),
        }
        shares = _shares(totals, limit)
        found = [
            *by_words(query, best(exact, shares[Tier.EXACT], Tier.EXACT)),
            *self._words.found(words, shares[Tier.WORDS], Tier.WORDS),
            *sounds.found(sounding, shares[Tier.SOUND]),
            *self._words.found(fuzzy, shares[Tier.FUZZY], Tier.FUZZY),
        ]
        return Results(
            query=typed,
            hits=tuple(map(to_hit, found)),
            totals={tier: count for tier, count in totals.items() if count},
            notes=(*query.notes, *_only_filters(query), *sounds.notes(gatherer)),
            seconds=time.perf_counter() - began,
        )

    def relaxations(self, typed: str) -> tuple[Relaxation, ...]:
        """What a query that finds little would find with one of its demands less; nothing for others."""
        query = parse(typed)
        if self._count_exact(typed, query) >= FEW:
            return ()
        return relaxations(query, typed, lambda other: self.search(other, 0).totals)

    def spans(self, typed: str, body: Body) -> tuple[Span, ...]:
        """Everything in a document that a query matches: what stands there, and what sounds like it where the
        query's hits are such; else its words, and words that are nearly those."""
        query = parse(typed)
        standing = [Fragments((Fragment(query.text, strict=not query.plain),))]
        standing += (Fragments.of(part) for part in query.parts if not part.sound)
        sounding = SoundTier(query, few=self._count_exact(typed, query) < FEW).wanted
        wanted: list[Wanted] = [*standing, *sounding]
        spans = [span for one in wanted for span in one.find(body).spans()]
        if not spans:
            words = [term for term in terms(self.snapshot, query) if term.counted]
            words += self._fuzzy.terms(query, FEW)
            spans = [span for term in words for span in term_spans(body, (0, len(body.folded)), term)]
        return merge(spans)

    def places(self, typed: str) -> dict[Path, tuple[Span, ...]]:
        """Every place that the exact rows of a query light, by document: sorted, none touching."""
        query = parse(typed)
        lit: dict[Path, list[Span]] = defaultdict(list)
        for rows in self._exact(query, self._gatherer(self._allowed_heads(query)), Exclusion(query)):
            lit[rows.document.record.document.path] += rows.spans()
        return {path: merge(spans) for path, spans in lit.items()}

    def _count_exact(self, typed: str, query: Query) -> int:
        """How many exact rows a query has; that of the last one searched is known."""
        if self._counted[0] != typed:
            rows = self._exact(query, self._gatherer(self._allowed_heads(query)), Exclusion(query))
            self._counted = typed, total(rows)
        return self._counted[1]

    def _exact(self, query: Query, gatherer: Gatherer, exclusion: Exclusion) -> list[Rows]:
        return list(filter(len, map(exclusion.apply, exact_rows(query, gatherer))))

    def _gatherer(self, heads: set[int] | None) -> Gatherer:
        allowed = (lambda _: True) if heads is None else heads.__contains__
        return Gatherer(self.snapshot, self._documents, allowed)

    def _ranked(
        self, query: Query, heads: set[int] | None, exact: list[Rows], exclusion: Exclusion
    ) -> tuple[Ranking, Ranking]:
        """The words tier and the fuzzy tier, without what the exact tier has found."""
        allowed = self._allowed_rows(query, heads)
        wanted = terms(self.snapshot, query)
        taken = [np.empty(0, np.int64), *(one.document.head + 1 + one.ordinals for one in exact)]
        words = self._free(self._words.rank(wanted, allowed), taken, exclusion)
        fuzzy = self._fuzzy.rank(query, wanted, FEW, allowed)
        return words, self._free(fuzzy, taken, exclusion)

    def _free(self, ranking: Ranking, taken: list[Passages], exclusion: Exclusion) -> Ranking:
        """A ranking without passages that are taken and those with something excluded."""
        free = ~np.isin(ranking.passages, np.concatenate(taken))
        if exclusion.wanted:
            heads = self.snapshot.heads_of(ranking.passages).tolist()
            for index, (row, head) in enumerate(zip(ranking.passages.tolist(), heads, strict=True)):
                unwanted = exclusion.ordinals(self._documents.at(head))
                free[index] &= row - head - 1 not in unwanted
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
            flags |= self._of_documents({head for head, day in days.items() if day and part.dates.holds(day)})
        return flags

    def _of_documents(self, heads: set[int]) -> Flags:
        rows = np.arange(len(self.snapshot.lengths))
        return np.isin(self.snapshot.heads_of(rows), list(heads))


def _shares(totals: Mapping[Tier, int], limit: int) -> dict[Tier, int]:
    """How many hits of each tier are shown: a tier may not take the last places from those below it,
    of which each keeps a part of what the exact one leaves."""
    room = limit - min(limit, totals[Tier.EXACT])
    shares = {tier: min(total, room // LOWER) for tier, total in totals.items()}
    shares[Tier.EXACT] = limit - room
    for tier in (Tier.WORDS, Tier.SOUND, Tier.FUZZY):
        shares[tier] = min(totals[tier], shares[tier] + limit - sum(shares.values()))
    return shares


def _only_filters(query: Query) -> tuple[Note, ...]:
    lone = query.filters and not query.parts
    return (Note("only-filters", 0, len(query.text)),) if lone else ()
