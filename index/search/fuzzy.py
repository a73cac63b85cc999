"""The fuzzy tier: passages with a Latin word that is nearly the one typed.

Such a word stands in for the misspelt one; the query's other terms rank as ever.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np

from index.query import Query
from index.search.looking import FEW
from index.search.matches import Flags
from index.search.ranked import CANDIDATES, Ranking, highest
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


class FuzzyTier:
    """Finds misspelt Latin words in one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def terms(self, query: Query, *, heard: bool = False) -> list[Term]:
        """The words that nearly are the query's Latin words, where these stand in few passages; each weighs
        the more, the nearer it is. Where something is `heard` of the query, what is no word but pinyin is not
        misspelt."""
        found = []
        for word in distinct(word for text in loose_texts(query) for word in _WORD.findall(fold(text))):
            frequency = self._snapshot.words.frequency(word)
            if frequency < FEW and (frequency or not (heard and is_spelled(word))):
                for near, edits in self._near(word):
                    term = term_of(self._snapshot, (near,), self._snapshot.words.postings(near))
                    found.append(replace(term, weight=term.weight + PER_EDIT * (3 - edits)))
        return found

    def rank(self, query: Query, terms: list[Term], allowed: Flags | None, *, heard: bool) -> Ranking:
        """The best passages with such a word, best first; `terms` are the query's own."""
        nearby = self.terms(query, heard=heard)
        scores = np.zeros(len(self._snapshot.lengths))
        for term in nearby:
            scores[term.passages] = np.maximum(scores[term.passages], term.weight)
        if allowed is not None:
            scores[~allowed] = 0
        rows = highest(scores, CANDIDATES)
        for term in terms if len(rows) else ():
            scores[rows] += term.weight * (held(term, rows) > 0)
        order = rows[np.argsort(-scores[rows], kind="stable")]
        return Ranking([*nearby, *terms], order, scores[order])

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
