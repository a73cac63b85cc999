"""The exact tier: every place where what was typed stands, complete, the best first.

One fragment gives a hit for each line of each passage it stands in; several parts give a hit for
each passage that holds them all. What was typed, letter for letter, is always found, whatever
operators it was understood to hold.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, groupby

import numpy as np

from index.model import Tier
from index.query import Query
from index.search.bodies import Documents, IndexedDocument
from index.search.found import Found, merge, narrowest
from index.search.fragments import Fragment, Occurrence, candidates, occurrences
from index.store.snapshot import Passages, Snapshot
from index.text.squeeze import Body
from index.text.words import distinct, words

LITERAL = 8.0
"""What a match letter for letter scores above one that bridges marks or spaces."""

OWN_FORM = 2.0
"""What a match in the very characters typed (script, width) scores above a folded one."""

WHOLE_WORD = 1.5
"""What a Latin match at the edges of words scores above one inside a word."""

IN_TITLE = 2.0
"""What a document scores whose title holds the fragment, too."""

SOME_WORDS = 0.5
"""The most of this that a title gets that holds the fragment's words, but not the fragment."""

IN_FRONT_MATTER = -4.0
"""What a match in a front matter block, which repeats on every clipping, scores."""

ALL_PARTS = -10.0
"""What several parts that stand apart score, so that they come after the whole."""


_FIRST_WORDS = re.compile(r"[^\W_][^\n\0]{0,39}")

Allowed = Callable[[int], bool]
"""Whether the document of a head passes the filters."""


class ExactTier:
    """Finds the exact hits of one query."""

    def __init__(self, snapshot: Snapshot, documents: Documents, allowed: Allowed) -> None:
        self._snapshot = snapshot
        self._documents = documents
        self._allowed = allowed

    def find(self, query: Query) -> Iterator[Found]:
        """Every exact match, in no order of merit; a row is found once, with all that any reading lights."""
        parts = [Fragment(part.text, part.strict) for part in query.parts]
        rows: dict[tuple[int, int, int], Found] = {}
        for one in chain.from_iterable(self._readings(query, parts)):
            key = one.document.head, one.ordinal, one.document.lines.number(one.spans[0][0])
            rows[key] = _join(rows[key], one) if key in rows else one
        yield from rows.values()
        if len(parts) > 1:
            taken = {(head, ordinal) for head, ordinal, _ in rows}
            for one in self._find_all(parts):
                if (one.document.head, one.ordinal) not in taken:
                    yield one
        elif query.filters and not parts:
            yield from self._list_documents()

    def _readings(self, query: Query, parts: list[Fragment]) -> Iterator[Iterator[Found]]:
        """What the query may mean as one fragment: all that was typed, or its only part."""
        if query.plain:
            yield self._find_one(Fragment(query.text), self._allowed)
        else:
            yield self._find_one(Fragment(query.text, strict=True), lambda _: True)
            if len(parts) == 1:
                yield self._find_one(parts[0], self._allowed)

    def _find_one(self, fragment: Fragment, allowed: Allowed) -> Iterator[Found]:
        tokens = distinct(words(fragment.text))
        for document in self._holding(candidates(self._snapshot, fragment), allowed):
            found = occurrences(document.body, fragment)
            shared = math.log1p(len(found)) + IN_TITLE * _in_title(document, fragment, tokens)
            for (ordinal, _), row in groupby(found, key=partial(_row, document)):
                yield _score(document, ordinal, fragment, list(row), shared)

    def _find_all(self, parts: list[Fragment]) -> Iterator[Found]:
        """Passages that hold every part, its beginning at least."""
        common: Passages | None = None
        for part in parts:
            found = candidates(self._snapshot, part)
            common = found if common is None else np.intersect1d(common, found, assume_unique=True)
        for document in self._holding(common if common is not None else [], self._allowed):
            places: dict[int, dict[Fragment, list[Occurrence]]] = defaultdict(dict)
            for part in parts:
                for one in occurrences(document.body, part):
                    places[document.ordinal(one.start)].setdefault(part, []).append(one)
            for ordinal, held in places.items():
                if len(held) == len(set(parts)):
                    yield _score_all(document, ordinal, held)

    def _list_documents(self) -> Iterator[Found]:
        """The first words of every document that the filters allow."""
        for head in filter(self._allowed, self._snapshot.heads):
            document = self._documents.at(head)
            if first := _FIRST_WORDS.search(document.body.folded, document.record.document.body_start):
                yield Found(document, document.ordinal(first.start()), Tier.EXACT, 0.0, (first.span(),))

    def _holding(self, passages: Passages | list[int], allowed: Allowed) -> Iterator[IndexedDocument]:
        for head, _ in self._snapshot.by_document(passages):
            if allowed(head):
                yield self._documents.at(head)


def _join(one: Found, other: Found) -> Found:
    """Two findings of one row."""
    return replace(one, score=max(one.score, other.score), spans=merge(one.spans + other.spans))


def drop_excluded(found: Iterable[Found], excluded: list[Fragment], literal: Fragment) -> Iterator[Found]:
    """What is left when passages with an excluded fragment go; what was typed as it is stays."""
    unwanted: dict[int, set[int]] = {}
    for one in found:
        document = one.document
        if document.head not in unwanted:
            unwanted[document.head] = {
                document.ordinal(occurrence.start)
                for fragment in excluded
                for occurrence in occurrences(document.body, fragment)
            }
        if one.ordinal not in unwanted[document.head] or _holds_literally(one, literal):
            yield one


def _holds_literally(found: Found, literal: Fragment) -> bool:
    folded = found.document.body.folded
    return any(folded.startswith(literal.literal, start) for start, _ in found.spans)


def _row(document: IndexedDocument, occurrence: Occurrence) -> tuple[int, int]:
    return document.ordinal(occurrence.start), document.lines.number(occurrence.start)


def _in_title(document: IndexedDocument, fragment: Fragment, tokens: Sequence[str]) -> float:
    """How much of the fragment the title holds: 1 for all of it, less for some of its words."""
    title = Body.of(document.record.document.title)
    if occurrences(title, fragment):
        return 1.0
    return SOME_WORDS * sum(token in title.folded for token in tokens) / max(1, len(tokens))


def _score(
    document: IndexedDocument, ordinal: int, fragment: Fragment, row: list[Occurrence], shared: float
) -> Found:
    """`shared` is what all matches of a document score alike, which keeps them together."""
    best = max(_merit(document, fragment, occurrence) for occurrence in row)
    spans = merge((one.start, one.end) for one in row)
    return Found(document, ordinal, Tier.EXACT, best + shared, spans)


def _score_all(document: IndexedDocument, ordinal: int, held: dict[Fragment, list[Occurrence]]) -> Found:
    """Close together is better: the stretch that holds every part once weighs against the score."""
    score = ALL_PARTS
    for fragment, ones in held.items():
        score += max(_merit(document, fragment, one) for one in ones) / len(held)
        score += IN_TITLE * _in_title(document, fragment, ()) / len(held)
    places = [[(one.start, one.end) for one in ones] for ones in held.values()]
    score -= math.log1p(narrowest(places)) / 2
    return Found(document, ordinal, Tier.EXACT, score, merge(chain.from_iterable(places)))


def _merit(document: IndexedDocument, fragment: Fragment, occurrence: Occurrence) -> float:
    start, end = occurrence.start, occurrence.end
    merit = LITERAL * occurrence.literal
    merit += OWN_FORM * (document.text[start:end] == fragment.text.strip())
    merit += WHOLE_WORD * _at_word_edges(document.body.folded, start, end)
    if start < document.record.document.body_start:
        merit += IN_FRONT_MATTER
    return merit


def _at_word_edges(folded: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut at either edge."""
    return not (_joined(folded, start) or _joined(folded, end))


def _joined(folded: str, place: int) -> bool:
    pair = folded[place - 1 : place + 1] if 0 < place < len(folded) else ""
    return len(pair) == 2 and pair.isascii() and pair.isalnum()
