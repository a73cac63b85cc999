"""The fuzzy tier: passages with a Latin word that is nearly the one typed.

Such a word stands in for the misspelt one; the query's other terms rank as ever.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain

import numpy as np

from index.arrays import Flags
from index.query import Query
from index.search.looking import FEW
from index.search.ranked import CANDIDATES, NO_RANKING, Ranking, highest
from index.search.terms import Term, held, loose_texts, term_of
from index.store.snapshot import Snapshot
from index.text.edits import WordsByLength
from index.text.fold import fold
from index.text.pinyin import is_spelled
from index.text.stems import stem
from index.text.words import LATIN, LONGEST_TOKEN, distinct

EDITS = ((6, 2), (4, 1))
"""Letters that a word has at least, and how many edits it may be away."""

PER_EDIT = 100.0
"""What an edit weighs against everything else: nearer words come first; accents are none."""

LONGEST_ENDING = 5
"""Letters that a word has more than its stem, at most: running."""

_WORD = re.compile(rf"(?!\d)[{LATIN}]{{4,{LONGEST_TOKEN}}}")
_LONG_WORD = re.compile(rf"(?!\d)[{LATIN}]{{6,{LONGEST_TOKEN}}}")
"""A shorter one is nearly a great many words."""


class FuzzyTier:
    """Finds misspelt Latin words in one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def terms(self, query: Query, *, heard: bool = False) -> list[Term]:
        """For each of the query's Latin words that stand in few passages, the words that nearly are it, the
        nearest first; it weighs as the nearest. Where something is `heard` of the query, what is no word but
        pinyin is not misspelt."""
        return [self._as_one(nearby) for nearby in self._nearby(query, heard=heard)]

    def rank(self, query: Query, terms: list[Term], allowed: Flags | None, *, heard: bool) -> Ranking:
        """The best passages with such a word, best first; `terms` are the query's own."""
        nearby = list(self._nearby(query, heard=heard))
        if not nearby:
            return NO_RANKING
        scores = np.zeros(len(self._snapshot.lengths))
        for term in chain(*nearby):
            scores[term.passages] = np.maximum(scores[term.passages], term.weight)
        if allowed is not None:
            scores[~allowed] = 0
        holding = scores > 0
        for term in terms:
            scores[term.passages] += term.weight * holding[term.passages]
        rows = highest(scores, CANDIDATES)
        order = rows[np.argsort(-scores[rows], kind="stable")]
        return Ranking([*map(self._as_one, nearby), *terms], order, scores[order])

    def meant(self, terms: list[Term], ranking: Ranking) -> bool:
        """Whether what no text holds is misspelt: it is long words, and some passage with nearly such a word
        holds all the others; `terms` are the query's own."""
        missing = [term.forms[0] for term in terms if not len(term.passages)]
        every = np.ones(len(ranking), np.bool_)
        for term in terms:
            if term.counted and len(term.passages):
                every &= held(term, ranking.passages) > 0
        return bool(missing) and all(map(_LONG_WORD.fullmatch, missing)) and bool(every.any())

    def _nearby(self, query: Query, *, heard: bool) -> Iterator[list[Term]]:
        """For each misspelt word the words that it may be; each weighs the more, the nearer it is."""
        for word in distinct(word for text in loose_texts(query) for word in _WORD.findall(fold(text))):
            frequency = self._snapshot.words.frequency(word)
            if frequency < FEW and (frequency or not (heard and is_spelled(word))):
                found = []
                for near, edits in self._near(word):
                    term = term_of(self._snapshot, (near,), self._snapshot.words.postings(near))
                    found.append(replace(term, weight=term.weight + PER_EDIT * (3 - edits)))
                if found:
                    yield sorted(found, key=lambda term: -term.weight)

    def _as_one(self, several: list[Term]) -> Term:
        """Words that a misspelt one may be, as forms of one."""
        passages = self._snapshot.union([term.passages for term in several])
        forms = tuple(term.forms[0] for term in several)
        return replace(several[0], forms=forms, passages=passages, counts=np.ones(len(passages), np.float32))

    def _near(self, word: str) -> Iterator[tuple[str, int]]:
        """Words of the index that are nearly this one, or another form of it, which counts as one edit; those
        that merely hold it are found anyway."""
        most = next((edits for letters, edits in EDITS if len(word) >= letters), 0)
        common, bare = stem(word), _bare(word)
        near = dict(self._words.near(word, most))
        near |= {one: 1 for one in self._words.beginning(common, LONGEST_ENDING) if stem(one) == common}
        for one, edits in near.items():
            if word not in one:
                yield one, edits if _bare(one) != bare else 0

    @cached_property
    def _words(self) -> WordsByLength:
        return WordsByLength(filter(_WORD.fullmatch, self._snapshot.words.latin()))


def _bare(word: str) -> str:
    """A word without its accents."""
    return word if word.isascii() else re.sub(r"\W", "", unicodedata.normalize("NFD", word))
