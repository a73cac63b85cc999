"""The words tier: passages that hold what was asked for, if not in one piece, ranked.

BM25 over words and pairs gives the candidates; what the neighbouring passages hold, what the title
says, and how close together it stands decide their order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.arrays import Flags, Scores
from index.model import Tier
from index.search.documents import Documents
from index.search.found import Found
from index.search.standing import densest, lit, standing
from index.search.terms import Term, held
from index.search.windows import windows
from index.store.snapshot import Counts, Passages

CANDIDATES = 400
"""Passages that are looked at closely: beyond these, few hold much of what was asked for."""

CLOSELY = 50
"""Passages that are put in order of closeness, at least, so that the first is the same, however few are asked
for."""

SPREAD = 25
"""How many times longer than the rows a list of passages may be and still be written into an array of all
rows: in a longer one, it is cheaper to search for them."""

NEAR_BEST = 0.3
"""Share of the best coverage below which a passage is left out."""

SATURATION, LENGTH = 1.2, 0.3
"""BM25's k1 and b for passages, which are of much the same length."""

CONTEXT, CONTEXT_LENGTH = 0.5, 0.75
"""What a passage with its neighbours counts beside the passage itself, and b for the three together."""

TITLE, LEAD = 0.7, 20
"""What a term in the title adds, as a share of its weight, and after how many characters that is half:
a title says first what it is about, all the more where a text's first line stands for one."""

SHARE = 2
"""What the densest stretch of a snippet's length holds of the query's weight counts once more, times its
share of all to this power: with a few words of a question it is little, with nearly all of a sentence that
was remembered almost the whole."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages in order, the best first."""

    terms: list[Term]
    passages: Passages
    scores: Scores

    def __len__(self) -> int:
        return len(self.passages)

    def where(self, chosen: Flags) -> Ranking:
        return Ranking(self.terms, self.passages[chosen], self.scores[chosen])


NO_RANKING = Ranking([], np.empty(0, np.int64), np.empty(0))


class WordsTier:
    """Ranks the passages that hold words of one query."""

    def __init__(self, documents: Documents) -> None:
        self._snapshot = documents.snapshot
        self._documents = documents

    def rank(self, wanted: list[Term], allowed: Flags | None, *, whole: bool = False) -> Ranking:
        """The best passages for these terms, best first; `allowed`, where given, says which rows may be
        found, and `whole` that they hold all of the words."""
        own = self._own(wanted)
        if allowed is not None:
            own[~allowed] = 0
        rows = highest(own, CANDIDATES)
        if not len(rows):
            return NO_RANKING
        around = _held_around(wanted, rows, len(own))
        kept = _holding_all(wanted, around) if whole else _holding_much(wanted, around)
        rows, around = rows[kept], around[:, :, kept]
        scores = (
            own[rows] + CONTEXT * self._context(wanted, rows, around) + TITLE * self._titles(wanted, rows)
        )
        order = np.argsort(-scores, kind="stable")
        return Ranking(wanted, rows[order], scores[order])

    def found(self, ranking: Ranking, count: int, tier: Tier) -> list[Found]:
        """The best `count` passages taken out, those that are close in rank put in order of closeness."""
        closely = ranking.passages[: max(count, CLOSELY) if count else 0].tolist()
        if not closely:
            return []
        ranked = dict(zip(closely, ranking.scores.tolist(), strict=False))
        seen = windows(self._snapshot, np.array(sorted(ranked), np.int64), 0, 0)
        taken, total = [], sum(term.weight for term in ranking.terms if len(term.passages))
        columns = (seen.rows, seen.heads, seen.shifts)
        told = zip(standing(seen, ranking.terms), *(column.tolist() for column in columns), strict=True)
        for places, row, head, shift in told:
            if spans := lit(places, ranking.terms):
                focus, dense = densest(spans, places, ranking.terms)
                score = ranked[row] + dense * (dense / total) ** SHARE
                moved = tuple((low + shift, high + shift) for low, high in spans)
                taken.append(Found(row, head, tier, score, moved, focus))
        return sorted(taken, key=lambda one: (-one.score, one.row))[:count]

    def _own(self, wanted: list[Term]) -> Scores:
        """BM25 of every row."""
        scores = np.zeros(len(self._base))
        for term in wanted:
            scores[term.passages] += term.weight * _saturated(term.counts, self._base[term.passages])
        return scores

    @cached_property
    def _base(self) -> Counts:
        """What the length of each row makes of BM25's k1."""
        return _base(self._snapshot.lengths / self._mean_length, LENGTH)

    def _context(self, wanted: list[Term], rows: Passages, around: Counts) -> Scores:
        """BM25 of some rows together with their neighbours in the document."""
        lengths = self._snapshot.lengths
        before, behind = rows - 1, rows + 1  # a record has no words, and the last row has none behind it
        lengths_behind = np.where(behind < len(lengths), lengths.take(behind, mode="clip"), np.float32(0))
        relative = (lengths[before] + lengths[rows] + lengths_behind) / (3 * self._mean_length)
        weights = np.array([term.weight for term in wanted])
        context: Scores = weights @ _saturated(around.sum(axis=1), _base(relative, CONTEXT_LENGTH))
        return context

    def _titles(self, wanted: list[Term], rows: Passages) -> Scores:
        """The weight of the terms in the titles of the documents of some rows."""
        titles = self._documents.titles
        scores = titles.none
        for term in wanted:
            holding, offsets = titles.first(term.forms[0])
            scores[holding] += term.weight / (1 + offsets / LEAD)
        return scores[self._snapshot.documents_of(rows)]

    @cached_property
    def _mean_length(self) -> float:
        return max(1.0, float(self._snapshot.lengths.sum()) / max(1, self._snapshot.passage_count))


def _base(relative_length: npt.NDArray[np.float32], b: float) -> npt.NDArray[np.float32]:
    return SATURATION * (1 - b + b * relative_length)


def _saturated(counts: npt.NDArray[np.float32], base: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return counts * (SATURATION + 1) / (counts + base)


def highest(scores: Scores, count: int) -> Passages:
    """The rows with the highest scores above 0, ascending; of equals, the first."""
    rows = np.flatnonzero(scores > 0)
    if len(rows) > count:
        held = scores[rows]
        least = np.partition(held, len(held) - count)[len(held) - count]
        equal = np.flatnonzero(held == least)
        chosen = held > least
        chosen[equal[: count - int(chosen.sum())]] = True
        rows = rows[chosen]
    return rows


def _held_around(wanted: list[Term], rows: Passages, row_count: int) -> Counts:
    """How often the rows before some rows, these, and those behind them hold each term."""
    near = np.concatenate((rows - 1, rows, rows + 1))
    around = np.empty((len(wanted), len(near)), np.float32)
    spread = np.zeros(row_count + 1, np.float32)  # behind the last row there is none
    for number, term in enumerate(wanted):
        if len(term.passages) > SPREAD * len(near):
            around[number] = held(term, near)
        else:
            spread[term.passages] = term.counts
            around[number] = spread[near]
            spread[term.passages] = 0
    return around.reshape(len(wanted), 3, -1)


def _holding_much(wanted: list[Term], around: Counts) -> Flags:
    """Which rows hold much of the weight of the words, beside the one that holds most."""
    weights = np.array([term.weight * term.counted for term in wanted])
    covered = weights @ (around[:, 1] > 0)
    much: Flags = (covered > 0) & (covered >= NEAR_BEST * covered.max(initial=0))
    return much


def _holding_all(wanted: list[Term], around: Counts) -> Flags:
    """Which rows hold all words, those that nothing holds included."""
    words = np.array([term.counted or not len(term.passages) for term in wanted])
    every: Flags = (around[words, 1] > 0).all(axis=0)
    return every
