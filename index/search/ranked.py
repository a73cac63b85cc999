"""The words tier: passages that hold what was asked for, if not in one piece, ranked.

BM25 over words and pairs gives the candidates; what the neighbouring passages hold, what the title
says, and how close together it stands decide their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.model import Span, Tier
from index.search.bodies import Documents, IndexedDocument
from index.search.found import Found, merge
from index.search.fragments import Fragment
from index.search.matches import Flags, Scores, find
from index.search.terms import Term, held
from index.store.snapshot import Passages, Snapshot
from index.text.squeeze import Body

CANDIDATES = 400
"""Passages that are looked at closely: beyond these, few hold much of what was asked for."""

NEAR_BEST = 0.3
"""Share of the best coverage below which a passage is left out."""

SATURATION, LENGTH = 1.2, 0.3
"""BM25's k1 and b for passages, which are of much the same length."""

CONTEXT, CONTEXT_LENGTH = 0.5, 0.75
"""What a passage with its neighbours counts beside the passage itself, and b for the three together."""

TITLE, LEAD = 0.7, 20
"""What a term in the title adds, as a share of its weight, and after how many characters that is half:
a title says first what it is about, all the more where a text's first line stands for one."""

SNIPPET = 40
"""Characters that are read at a glance."""

CLOSENESS = 0.3
"""What a stretch of a snippet's length that holds all the terms adds, as a share of their weight."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages in order, the best first."""

    terms: list[Term]
    passages: Passages
    scores: Scores

    def where(self, chosen: Flags) -> Ranking:
        return Ranking(self.terms, self.passages[chosen], self.scores[chosen])


class WordsTier:
    """Ranks the passages that hold words of one query."""

    def __init__(self, snapshot: Snapshot, documents: Documents) -> None:
        self._snapshot = snapshot
        self._documents = documents

    def rank(self, wanted: list[Term], allowed: Flags | None) -> Ranking:
        """The best passages for these terms, best first; `allowed`, where given, says which rows may be
        found."""
        own = self._own(wanted)
        if allowed is not None:
            own[~allowed] = 0
        rows = highest(own, CANDIDATES)
        covered = _coverage(wanted, rows)
        rows = rows[(covered > 0) & (covered >= NEAR_BEST * covered.max(initial=0))]
        scores = own[rows] + CONTEXT * self._context(wanted, rows) + TITLE * self._titles(wanted, rows)
        order = np.argsort(-scores, kind="stable")
        return Ranking(wanted, rows[order], scores[order])

    def found(self, ranking: Ranking, count: int, tier: Tier) -> list[Found]:
        """The first `count` passages taken out, those that are close in rank put in order of closeness."""
        taken = []
        heads = self._snapshot.heads_of(ranking.passages[:count]).tolist()
        for row, head, score in zip(ranking.passages.tolist(), heads, ranking.scores.tolist(), strict=False):
            document = self._documents.at(head)
            places = _places(document, document.passage(row - head - 1), ranking.terms)
            spans = merge(span for ones in places.values() for span in ones)
            if spans:
                focus, dense = _densest(spans, places, ranking.terms)
                score += CLOSENESS * dense
                taken.append(Found(document, row - head - 1, tier, score, spans, focus))
        return sorted(taken, key=lambda one: (-one.score, one.document.head, one.ordinal))

    def _own(self, wanted: list[Term]) -> Scores:
        """BM25 of every row."""
        lengths = self._snapshot.lengths
        scores = np.zeros(len(lengths))
        base = _base(lengths / self._mean_length, LENGTH)
        for term in wanted:
            scores[term.passages] += term.weight * _saturated(term.counts, base[term.passages])
        return scores

    def _context(self, wanted: list[Term], rows: Passages) -> Scores:
        """BM25 of some rows together with their neighbours in the document."""
        lengths = np.append(self._snapshot.lengths, np.float32(0))
        before, behind = rows - 1, rows + 1  # a record has no words, and the last row has none behind it
        base = _base(
            (lengths[before] + lengths[rows] + lengths[behind]) / (3 * self._mean_length), CONTEXT_LENGTH
        )
        scores = np.zeros(len(rows))
        for term in wanted:
            counts = held(term, before) + held(term, rows) + held(term, behind)
            scores += term.weight * _saturated(counts, base)
        return scores

    def _titles(self, wanted: list[Term], rows: Passages) -> Scores:
        """The weight of the terms in the titles of the documents of some rows."""
        heads, which = np.unique(self._snapshot.heads_of(rows), return_inverse=True)
        scores = np.zeros(len(heads))
        for number, head in enumerate(heads.tolist()):
            title = self._documents.title(head)
            for term in wanted:
                place = title.find(term.forms[0])
                if place >= 0:
                    scores[number] += term.weight / (1 + place / LEAD)
        return scores[which]

    @property
    def _mean_length(self) -> float:
        return max(1.0, float(self._snapshot.lengths.sum()) / max(1, self._snapshot.passage_count))


def _base(relative_length: npt.NDArray[np.float32], b: float) -> npt.NDArray[np.float32]:
    return SATURATION * (1 - b + b * relative_length)


def _saturated(counts: npt.NDArray[np.float32], base: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return counts * (SATURATION + 1) / (counts + base)


def highest(scores: Scores, count: int) -> Passages:
    """The rows with the highest scores above 0, ascending."""
    rows = np.flatnonzero(scores)
    if len(rows) > count:
        rows = np.sort(rows[np.argpartition(-scores[rows], count)[:count]])
    return rows


def _coverage(wanted: list[Term], rows: Passages) -> Scores:
    """How much of the weight of the words each row holds."""
    covered = np.zeros(len(rows))
    for term in wanted:
        if term.counted:
            covered += term.weight * (held(term, rows) > 0)
    return covered


def _places(document: IndexedDocument, passage: Span, wanted: list[Term]) -> dict[int, list[Span]]:
    """Where the terms stand in a passage, by their numbers; pairs only where nothing else does."""
    places: dict[int, list[Span]] = {}
    for counted in (True, False):
        for number, term in enumerate(wanted):
            if term.counted is counted and (spans := list(term_spans(document.body, passage, term))):
                places[number] = spans
        if places:
            break
    return places


def term_spans(body: Body, within: Span, term: Term) -> Iterator[Span]:
    """Where a term stands in a stretch of a document."""
    if term.bridging:
        starts, ends, _ = find(body, Fragment(term.forms[0]))
        inside = (starts >= within[0]) & (starts < within[1])
        yield from zip(starts[inside].tolist(), ends[inside].tolist(), strict=True)
        return
    for form in term.forms:
        yield from _find(body.folded, within, form)


def _find(folded: str, passage: Span, word: str) -> Iterator[Span]:
    """A word's places; a Latin one is found between word edges only, unless it stands nowhere so."""
    pattern = re.escape(word)
    places: Iterable[re.Match[str]] = ()
    if word.isascii():
        places = list(re.compile(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])").finditer(folded, *passage))
    return (match.span() for match in places or re.compile(pattern).finditer(folded, *passage))


def _densest(spans: Sequence[Span], places: dict[int, list[Span]], wanted: list[Term]) -> tuple[int, float]:
    """Which span begins the stretch of a snippet's length that holds the most of the query's weight, and
    how much that is."""

    def weight(span: Span) -> float:
        end = span[0] + SNIPPET
        return sum(
            wanted[number].weight
            for number, ones in places.items()
            if any(span[0] <= start and stop <= end for start, stop in ones)
        )

    weights = [weight(span) for span in spans]
    best = max(range(len(spans)), key=lambda number: (weights[number], -number))
    return best, weights[best]
