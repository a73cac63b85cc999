"""Exclusion: passages that hold what is not wanted go, whatever tier found them.

What was typed letter for letter stays: `-20%的` is found where it stands.
"""

from __future__ import annotations

import numpy as np

from index.query import Query
from index.search.bodies import IndexedDocument
from index.search.fragments import Fragment
from index.search.matches import find
from index.search.rows import Rows
from index.search.wanted import Fragments


class Exclusion:
    """What one query excludes."""

    def __init__(self, query: Query) -> None:
        self.wanted = tuple(map(Fragments.of, query.excluded))
        """What no passage may hold."""
        self._verbatim = Fragment(query.text, strict=True)
        self._ordinals: dict[int, frozenset[int]] = {}

    def ordinals(self, document: IndexedDocument) -> frozenset[int]:
        """The passages of a document in which something excluded begins."""
        if document.head not in self._ordinals:
            self._ordinals[document.head] = frozenset(
                ordinal
                for one in self.wanted
                for ordinal in document.ordinals(one.find(document.body).starts).tolist()
            )
        return self._ordinals[document.head]

    def apply(self, rows: Rows) -> Rows:
        """What is left of a document's rows."""
        unwanted = self.wanted and self.ordinals(rows.document)
        if not unwanted:
            return rows
        verbatim = rows.holding(find(rows.document.body, self._verbatim).starts)
        return rows.where(verbatim | ~np.isin(rows.ordinals, list(unwanted)))
