"""What all the tiers have found of one query, and what of it is first in an order.

The rule: what is not shown is sorted as numbers. An order puts documents at places; those at one place come
as they are ranked, and the rows of each as they stand in its text, whatever their tiers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from index.arrays import Offsets
from index.model import Tier
from index.search.found import Found
from index.search.looking import Gathered
from index.search.ranked import NO_RANKING, Ranking
from index.store.snapshot import Passages


class Tiers(NamedTuple):
    """What each tier has found, the highest first."""

    exact: Gathered
    words: Ranking = NO_RANKING
    sound: Gathered = Gathered()
    fuzzy: Ranking = NO_RANKING

    @property
    def totals(self) -> dict[Tier, int]:
        return dict(zip(Tier, map(len, self._each), strict=True))

    @property
    def passages(self) -> Passages:
        """The passage of every row, tier by tier."""
        return np.concatenate([one.passages for one in self._each])

    @property
    def _each(self) -> tuple[Gathered | Ranking, ...]:
        return self

    def first(self, count: int, documents: Passages, places: Offsets) -> Tiers:
        """The first `count` rows; `documents` has the number of the document of each, `places` where these
        are."""
        if len(documents) <= count:
            return self
        passages, counts = self.passages, list(map(len, self._each))
        tiers = np.repeat(np.arange(len(counts)), counts)
        scores = np.concatenate([one.scores for one in self._each])
        ranked: Offsets = np.empty(len(documents), np.int64)
        ranked[np.lexsort((passages, -scores, tiers))] = np.arange(len(documents))
        best = np.full(len(places), len(documents))
        np.minimum.at(best, documents, ranked)
        order = np.lexsort((passages, best[documents], places[documents]))
        chosen = np.zeros(len(documents), np.bool_)
        chosen[order[:count]] = True
        exact, words, sound, fuzzy = np.split(chosen, list(accumulate(counts))[:-1])
        return Tiers(
            self.exact.where(exact), self.words.where(words), self.sound.where(sound), self.fuzzy.where(fuzzy)
        )


def arranged(found: Sequence[Found], places: Sequence[int]) -> list[Found]:
    """What was found, given as it is ranked, in an order; `places` says where the document of each is."""
    first: dict[int, int] = {}
    for number, one in enumerate(found):
        first.setdefault(one.head, number)
    keys = [(place, first[one.head], one.spans[one.focus]) for place, one in zip(places, found, strict=True)]
    return [found[number] for number in sorted(range(len(found)), key=keys.__getitem__)]
