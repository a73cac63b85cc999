"""The fuzzy tier: passages with a Latin word that is nearly the one typed.

Such a word stands in for the misspelt one; the query's other terms rank as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from index.query import Query
from index.search.matches import Flags
from index.search.ranked import CANDIDATES, Ranking, highest
from index.search.terms import Term, loose_texts, term_of
from index.store.snapshot import Snapshot
from index.text.edits import Lexicon
from index.text.fold import fold
from index.text.words import distinct

EDITS = ((6, 2), (4, 1))
"""Letters that a word has at least, and how many edits it may be away."""

PER_EDIT = 100.0
"""What an edit weighs against everything else: nearer words come first."""

_WORD = re.compile(r"[a-z][a-z0-9]{3,39}")


class FuzzyTier:
    """Finds misspelt Latin words in one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def rank(self, query: Query, terms: list[Term], few: int, allowed: Flags | None) -> Ranking:
        """The best passages, best first: for words that stand in fewer than `few` passages. `terms` are
        the query's own."""
        scores = np.zeros(len(self._snapshot.lengths))
        nearby: list[Term] = []
        for word in distinct(word for text in loose_texts(query) for word in _WORD.findall(fold(text))):
            if self._snapshot.word_frequency(word) < few:
                for near, edits in self._near(word):
                    term = term_of(self._snapshot, (near,), self._snapshot.word_postings(near))
                    scores[term.passages] = np.maximum(scores[term.passages], PER_EDIT * (3 - edits))
                    nearby.append(term)
        rows = np.flatnonzero(scores)
        for term in (*nearby, *(term for term in terms if term.counted)) if len(rows) else ():
            held = term.passages[scores[term.passages] > 0]
            scores[held] += term.weight
        if allowed is not None:
            scores[~allowed] = 0
        rows = highest(scores, CANDIDATES)
        order = rows[np.argsort(-scores[rows], kind="stable")]
        return Ranking(nearby + terms, order, scores[order])

    def _near(self, word: str) -> Iterator[tuple[str, int]]:
        """Words of the index that are nearly this one; those that merely hold it are found anyway."""
        most = next((edits for letters, edits in EDITS if len(word) >= letters), 0)
        return ((near, edits) for near, edits in self._lexicon.near(word, most) if word not in near)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(filter(_WORD.fullmatch, self._snapshot.latin_words))
