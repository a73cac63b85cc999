"""The words tier: passages that hold what was asked for, if not in one piece, ranked.

Whoosh's BM25 over jieba's words gives the candidates; coverage (how much of the query's weight a
passage holds), closeness and the title decide their order. Parts that are no words of jieba's are
looked up as fragments, so that a passage is not missed for how it was cut.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from index.model import Span, Tier
from index.query import Query
from index.search.bodies import Documents, IndexedDocument
from index.search.exact import Allowed
from index.search.found import Found, merge, narrowest
from index.search.fragments import Fragment, candidates, occurrences
from index.store.snapshot import Passages, Snapshot
from index.text.fold import fold
from index.text.words import distinct, words

CANDIDATES = 400
"""Passages that are looked at closely: beyond these, few hold much of what was asked for."""

COMMON = 0.2
"""Share of all passages above which a word says too little to look for, where there are others."""

NEAR_BEST = 0.4
"""Share of the best coverage below which a passage is left out."""

COVERAGE = 0.7
"""How much of a score coverage decides; the rest is BM25 alone."""

SNIPPET = 40
"""Characters that are read at a glance."""

TITLE = 0.25
"""What a title that covers the whole query adds, as a share of the score."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word to look for, and what finding it is worth."""

    fragment: Fragment
    weight: float
    """Inverse passage frequency as in BM25: ln(1 + (N - n + 0.5) / (n + 0.5))."""


class WordsTier:
    """Ranks the passages that hold words of one query."""

    def __init__(self, snapshot: Snapshot, documents: Documents, allowed: Allowed) -> None:
        self._snapshot = snapshot
        self._documents = documents
        self._allowed = allowed

    def find(self, query: Query, rows: Iterable[range] | None) -> list[Found]:
        """The best passages, best first; `rows`, where given, are those that the filters allow."""
        loose = [part.text for part in query.parts if not part.strict]
        required = [Fragment(part.text, strict=True) for part in query.parts if part.strict]
        terms = self._terms(loose)
        scores: dict[int, float] = {}
        if terms:
            scores.update(self._snapshot.rank([term.fragment.literal for term in terms], CANDIDATES, rows))
        for term, passages in self._part_terms(loose, terms):
            terms.append(term)
            for passage in passages[:CANDIDATES].tolist():
                scores[passage] = scores.get(passage, 0.0) + term.weight
        return _near_best(list(self._weigh(scores, terms, required)))

    def _terms(self, texts: list[str]) -> list[Term]:
        """The query's words, without those that stand nearly everywhere; longer ones rather than none."""
        count = max(1, self._snapshot.passage_count)
        known = [
            (word, frequency)
            for word in distinct(word for text in texts for word in words(text))
            if (frequency := self._snapshot.word_frequency(word))
        ]
        telling = [(word, frequency) for word, frequency in known if frequency <= COMMON * count]
        if not any(len(word) > 1 for word, _ in telling):
            telling = [(word, frequency) for word, frequency in known if len(word) > 1]
        return [
            Term(Fragment(word, strict=True), _weight(frequency, count))
            for word, frequency in telling or known
        ]

    def _part_terms(self, texts: list[str], terms: list[Term]) -> Iterator[tuple[Term, Passages]]:
        """Parts of several that jieba cuts up, as fragments of their own, with where they may stand."""
        words_known = {term.fragment.literal for term in terms}
        count = max(1, self._snapshot.passage_count)
        for text in distinct(fold(text) for text in texts) if len(texts) > 1 else ():
            fragment = Fragment(text)
            if fragment.bridging and text not in words_known:
                passages = candidates(self._snapshot, fragment)
                if len(passages):
                    yield Term(fragment, _weight(len(passages), count)), passages

    def _weigh(
        self, scores: dict[int, float], terms: list[Term], required: list[Fragment]
    ) -> Iterator[tuple[float, Found]]:
        total = sum(term.weight for term in terms)
        for head, ordinals in self._snapshot.by_document(sorted(scores)):
            if not self._allowed(head):
                continue
            document = self._documents.at(head)
            title = _covered(fold(document.record.document.title), terms) / total
            for ordinal in ordinals:
                passage = document.passage(ordinal)
                if not all(_within(document, passage, fragment) for fragment in required):
                    continue
                places = _places(document, passage, terms)
                if places:
                    covered = sum(term.weight for term in places) / total
                    score = scores[head + 1 + ordinal] * (1 - COVERAGE + COVERAGE * covered)
                    score *= 1 + TITLE * title + _closeness(places)
                    spans = merge(chain.from_iterable(places.values()))
                    focus = _densest(spans, places)
                    yield covered, Found(document, ordinal, Tier.WORDS, score, spans, focus)


def _near_best(found: list[tuple[float, Found]]) -> list[Found]:
    best = max((covered for covered, _ in found), default=0.0)
    kept = [one for covered, one in found if covered >= NEAR_BEST * best]
    return sorted(kept, key=lambda one: (-one.score, one.document.head, one.ordinal))


def _weight(frequency: int, count: int) -> float:
    frequency = min(frequency, count)
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def _places(document: IndexedDocument, passage: Span, terms: list[Term]) -> dict[Term, list[Span]]:
    """Where each term stands in a passage, those that do not left out."""
    places = {term: list(_spans(document, passage, term.fragment)) for term in terms}
    return {term: spans for term, spans in places.items() if spans}


def _spans(document: IndexedDocument, passage: Span, fragment: Fragment) -> Iterator[Span]:
    if fragment.strict:
        yield from _find(document.body.folded, passage, fragment.literal)
    else:
        for one in occurrences(document.body, fragment):
            if passage[0] <= one.start < passage[1]:
                yield one.start, one.end


def _find(folded: str, passage: Span, word: str) -> Iterator[Span]:
    """A word's places; a Latin one is found between word edges only."""
    if word.isascii():
        pattern = re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])")
        places = [match.span() for match in pattern.finditer(folded, *passage)]
        yield from places or _plain_find(folded, passage, word)
    else:
        yield from _plain_find(folded, passage, word)


def _plain_find(folded: str, passage: Span, word: str) -> Iterator[Span]:
    place = folded.find(word, *passage)
    while place >= 0:
        yield place, place + len(word)
        place = folded.find(word, place + len(word), passage[1])


def _within(document: IndexedDocument, passage: Span, fragment: Fragment) -> bool:
    return document.body.folded.find(fragment.literal, *passage) >= 0


def _covered(folded: str, terms: list[Term]) -> float:
    return sum(term.weight for term in terms if term.fragment.literal in folded)


def _densest(spans: Sequence[Span], places: dict[Term, list[Span]]) -> int:
    """Which span begins the stretch of a snippet's length that holds the most of the query."""

    def held(span: Span) -> float:
        end = span[0] + SNIPPET
        return sum(
            term.weight
            for term, ones in places.items()
            if any(span[0] <= start and stop <= end for start, stop in ones)
        )

    return max(range(len(spans)), key=lambda number: (held(spans[number]), -number))


def _closeness(places: dict[Term, list[Span]]) -> float:
    """Up to 0.5, the nearer all the terms found stand to each other."""
    if len(places) < 2:
        return 0.0
    letters = sum(len(term.fragment.literal) for term in places)
    return 0.5 * min(1.0, letters / max(1, narrowest(list(places.values()))))
