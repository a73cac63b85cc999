"""The searcher: one query through every tier over one snapshot.

A lower tier never outranks a higher one, and exclusion and filters stand above them all.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

import numpy as np

from index.arrays import Flags
from index.errors import Cancelled
from index.model import Count, Facet, Hit, Note, Relaxation, Results, Span, Tier
from index.order import Order
from index.query import EITHER, Part, Query, parse, without
from index.search.documents import Documents
from index.search.exact import exact_rows
from index.search.facets import FIELDS, facets
from index.search.filters import of_days
from index.search.found import Found, to_hits
from index.search.fuzzy import FuzzyTier
from index.search.gather import Gatherer
from index.search.looking import EVERYTHING, FEW, Gathered, Looking
from index.search.ranked import NO_RANKING, Ranking, WordsTier
from index.search.relax import relaxations
from index.search.rows import best
from index.search.sets import is_in
from index.search.sounds import SoundTier
from index.search.standing import term_spans
from index.search.terms import loose_texts, terms
from index.search.tiers import Tiers, arranged
from index.search.versions import VersionFinder
from index.search.wanted import Wanted, fragments_of
from index.store.snapshot import Passages, Snapshot
from index.text.fold import fold
from index.text.lexicon import Groups
from index.text.spans import merged
from index.text.squeeze import Body
from index.text.wordlist import added
from index.text.words import latin_stretches

AT_ONCE = 32
"""Hits that are made between two questions whether the search is still wanted."""

LOWER = 4
"""The part of the places that exact hits leave which each lower tier keeps: one in so many."""


class Searcher:
    """Answers queries over one snapshot."""

    def __init__(self, snapshot: Snapshot, synonyms: Groups = ()) -> None:
        """`synonyms`: groups of the user's own."""
        self.snapshot = snapshot
        self._synonyms = synonyms
        self._documents = Documents(snapshot)
        self._words = WordsTier(self._documents)
        self._fuzzy = FuzzyTier(snapshot)
        self.versions = VersionFinder(snapshot)
        self._few: tuple[str, bool] = "", True
        """The query searched last, and whether it has few exact rows."""

    def search(
        self, typed: str, limit: int, stopped: Callable[[], bool] = bool, order: Order = Order.RELEVANCE
    ) -> Results:
        """The first `limit` hits in an order, and how many have been found of each tier. By relevance what is
        below an exact tier that fills the limit is not looked for."""
        began = time.perf_counter()
        query = parse(typed)
        enough = limit if order is Order.RELEVANCE else EVERYTHING
        sounds, tiers = self._look(query, Looking(max(enough, FEW), stopped), enough)
        self._few = typed, len(tiers.exact) < FEW
        totals = tiers.totals
        found = (
            self._found(sounds, tiers, _shares(totals, limit))
            if order is Order.RELEVANCE
            else self._found_first(sounds, tiers, limit, order)
        )
        return Results(
            query=typed,
            hits=tuple(self._hits(found, stopped)),
            totals={tier: count for tier, count in totals.items() if count},
            complete=tiers.exact.complete and len(tiers.exact) < enough and tiers.sound.complete,
            order=order,
            limit=limit,
            notes=(*query.notes, *_only_filters(query), *sounds.notes()),
            seconds=time.perf_counter() - began,
        )

    def _look(self, query: Query, looking: Looking, enough: int) -> tuple[SoundTier, Tiers]:
        """What is found of a query, by which sounds too; below as many exact rows as are enough nothing is
        looked for."""
        gatherer = Gatherer(self._documents, query, looking)
        exact = exact_rows(query, gatherer)
        sounds = SoundTier(query, few=len(exact) < FEW)
        if len(exact) >= enough:
            return sounds, Tiers(exact)
        sound = sounds.rows(gatherer, exact.passages)
        heard = len(sound) > 0
        misheard = heard and not len(exact) and sounds.meant(self.snapshot)
        words, fuzzy = self._ranked(query, gatherer, exact.passages, whole=misheard, heard=heard)
        if heard and self._in_pinyin(query):
            words = NO_RANKING  # those that were not typed in pinyin say nothing by themselves
        if len(said := sounds.said(self.snapshot, sound, words)):
            sound = sound.outside(said)
        return sounds, Tiers(exact, words, sound, fuzzy)

    def _found(self, sounds: SoundTier, tiers: Tiers, shares: Mapping[Tier, int]) -> list[Found]:
        """The best rows of each tier taken out, so many of each."""
        own = added(self.snapshot.own_words)
        return [
            *best(tiers.exact.rows, shares[Tier.EXACT], Tier.EXACT),
            *self._words.found(tiers.words, shares[Tier.WORDS], Tier.WORDS),
            *sounds.found(tiers.sound.rows, shares[Tier.SOUND], own),
            *self._words.found(tiers.fuzzy, shares[Tier.FUZZY], Tier.FUZZY),
        ]

    def _found_first(self, sounds: SoundTier, tiers: Tiers, count: int, order: Order) -> list[Found]:
        """The first rows of all tiers in an order taken out."""
        places = self._documents.places(order)
        first = tiers.first(count, self._documents.numbers[tiers.passages], places)
        found = self._found(sounds, first, first.totals)
        heads = np.array([one.head for one in found], np.int64)
        return arranged(found, places[self._documents.numbers[heads]].tolist())

    def _hits(self, found: Sequence[Found], stopped: Callable[[], bool]) -> Iterator[Hit]:
        """The hits that a person sees, made some at a time."""
        for start in range(0, len(found), AT_ONCE):
            if stopped():
                raise Cancelled
            yield from to_hits(found[start : start + AT_ONCE], self.snapshot)

    def count(self, typed: str, stopped: Callable[[], bool] = bool) -> Count:
        """How many hits there are, all of them looked at, and where they are from."""
        _, tiers = self._look(parse(typed), Looking(EVERYTHING, stopped, counting=True), EVERYTHING)
        numbers = self.snapshot.documents_of(tiers.passages).tolist()
        return Count(
            {tier: count for tier, count in tiers.totals.items() if count},
            facets(self.snapshot.columns, Counter(numbers)),
        )

    def facets(self, typed: str, stopped: Callable[[], bool] = bool) -> Mapping[str, tuple[Facet, ...]]:
        """Where the hits are from. A field whose conditions are alternatives is counted without those."""
        found = dict(self.count(typed, stopped).facets)
        asked = [one for one in parse(typed).filters if not one.excluded and one.field in EITHER]
        for field in FIELDS:
            if own := [one for one in asked if one.field == field]:
                others = without(typed, own)
                found[field] = self.count(others, stopped).facets[field] if others else found[field]
        return found

    def relaxations(self, typed: str, stopped: Callable[[], bool] = bool) -> tuple[Relaxation, ...]:
        """What a query that finds little would find with one of its demands less; nothing for others."""
        query = parse(typed)
        return (
            relaxations(query, typed, lambda other: self.count(other, stopped).totals)
            if self._finds_few(typed, query)
            else ()
        )

    def spans(self, typed: str, body: Body) -> tuple[Span, ...]:
        """Everything in a document that a query matches: what stands there, and what sounds like it where the
        query's hits are such; else its words, and words that are nearly those."""
        query = parse(typed)
        asked = (query.whole, query.piece, *(part for part in query.parts if not part.sound))
        standing = fragments_of(filter(None, dict.fromkeys(asked)))
        sounding = SoundTier(query, few=self._finds_few(typed, query)).wanted
        wanted: list[Wanted] = [*standing, *sounding]
        spans = [span for one in wanted for span in one.find(body).spans()]
        if not spans:
            words = [term for term in terms(self.snapshot, query, self._synonyms) if term.counted]
            words += self._fuzzy.terms(query)
            spans = [span for term in words for span in term_spans(body, term)]
        return merged(spans)

    def places(self, typed: str) -> dict[Path, tuple[Span, ...]]:
        """Every place that the exact rows of a query light, by document: sorted, none touching."""
        query = parse(typed)
        lit: dict[int, list[Span]] = defaultdict(list)
        for rows in self._exact(query, EVERYTHING).rows:
            for head, span in rows.spans():
                lit[head].append(span)
        return {self.snapshot.record(head).path: merged(spans) for head, spans in lit.items()}

    def _finds_few(self, typed: str, query: Query) -> bool:
        """Whether a query has few exact rows; of the one searched last it is known."""
        if self._few[0] != typed:
            self._few = typed, len(self._exact(query, FEW)) < FEW
        return self._few[1]

    def _exact(self, query: Query, enough: int) -> Gathered:
        return exact_rows(query, Gatherer(self._documents, query, Looking(enough)))

    def _ranked(
        self, query: Query, gatherer: Gatherer, taken: Passages, *, whole: bool, heard: bool
    ) -> tuple[Ranking, Ranking]:
        """The words tier and the fuzzy tier, without passages that are taken. `whole` says that some of the
        words are not enough, `heard` that something sounds as was typed."""
        if not loose_texts(query):
            return NO_RANKING, NO_RANKING
        allowed = self._demanded(query, gatherer.allowed)
        wanted = terms(self.snapshot, query, self._synonyms)
        fuzzy = _free(self._fuzzy.rank(query, wanted, allowed, heard=heard), taken, gatherer)
        misspelt = not len(taken) and self._fuzzy.meant(wanted, fuzzy)
        words = self._words.rank(wanted, allowed, whole=whole or misspelt)
        return _free(words, taken, gatherer), fuzzy

    def _in_pinyin(self, query: Query) -> bool:
        """Whether Latin letters were typed that are no word of the index."""
        stretches = latin_stretches(fold(query.said))
        return bool(stretches) and not any(self.snapshot.words.frequency(one.letters) for one in stretches)

    def _demanded(self, query: Query, allowed: Flags | None) -> Flags | None:
        """Of the rows allowed, those that hold what is quoted or are of the days asked for; None for all."""
        for group in query.groups:
            if all(part.strict or part.dates for part in group):
                flags = reduce(np.logical_or, map(self._meeting, group))
                allowed = flags if allowed is None else allowed & flags
        return allowed

    def _meeting(self, part: Part) -> Flags:
        """The rows that may hold a part, or are of its days."""
        wanted = fragments_of([replace(part, near=())])
        flags = self.snapshot.flags([self._documents.candidates(one).rows for one in wanted])
        if dates := part.dates:
            flags |= self._documents.rows(of_days(self.snapshot.columns, [dates]))
        return flags


def _free(ranking: Ranking, taken: Passages, gatherer: Gatherer) -> Ranking:
    """A ranking without passages that are taken and those with something excluded."""
    ranking = ranking.where(~is_in(ranking.passages, np.sort(taken)))
    return ranking.where(~gatherer.excluded(ranking.passages))


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
