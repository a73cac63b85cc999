"""The terms of a query that ranking counts: its words, with what other regions call them, its numbers,
however these are written, and its pairs.

Words say what a text is about; pairs find what jieba cut otherwise in the query than in the text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from index.arrays import Offsets
from index.model import Span
from index.query import Query
from index.search.fragments import Fragment, candidates, narrowed
from index.search.matches import find, occurrences
from index.search.windows import Windows, windows
from index.store.fields import Postings
from index.store.snapshot import Counts, Passages, Snapshot
from index.text.fold import fold, to_codes
from index.text.lexicon import Groups
from index.text.numbers import is_alone, numbers, without_numbers
from index.text.pairs import pair_keys
from index.text.squeeze import squeeze
from index.text.synonyms import alternatives, synonyms
from index.text.words import Own, distinct, words

COMMON = 0.2
"""Share of all passages above which a term says too little to look for, where there are others."""

LOOKED_AT = 400
"""Passages that are looked at for a number, at most, those of its rarest forms first, since the others may be
known as words; and for a part, whose pairs they hold."""

PAIR = 0.7
"""What a pair weighs beside a word. Measured with the others of `index.search.ranked`."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a pair or a part of the query, with where it stands."""

    forms: tuple[str, ...]
    """How it may be written, folded: the word itself, then what other regions say."""
    passages: Passages
    counts: Counts
    weight: float
    """Inverse passage frequency as in BM25: ln(1 + (N - n + 0.5) / (n + 0.5)), times what its kind weighs."""
    counted: bool = True
    """Whether it says by itself that a passage holds something of what was asked for; a pair does not, nor
    does a part of a number, or what none holds."""
    bridging: bool = False
    """Whether marks and spaces may stand between its characters."""
    number: bool = False
    """Whether it stands only where it is no part of a longer number."""


def terms(snapshot: Snapshot, query: Query, groups: Groups = ()) -> list[Term]:
    """The terms of the query's loose parts; none where no passage holds any, and no word that stands nearly
    everywhere, unless there are no others. Words that stand nowhere may stand in titles yet. `groups`:
    synonyms of the user's own."""
    texts = loose_texts(query)
    numbered = list(_numbers(snapshot, texts))
    known = {form for term in numbered for form in term.forms}
    found = [*numbered, *(term for term in _words(snapshot, texts, groups) if term.forms[0] not in known)]
    standing = [term for term in found if len(term.passages)]
    standing += _parts(snapshot, texts, {term.forms[0] for term in standing})
    known = {term.forms[0] for term in standing}
    telling = [term for term in standing if len(term.passages) <= COMMON * snapshot.passage_count]
    if not any(len(term.forms[0]) > 1 for term in telling):
        telling = [term for term in standing if len(term.forms[0]) > 1]
    missing = [replace(term, counted=False) for term in found if term.forms[0] not in known]
    return [*(telling or standing), *missing, *_pairs(snapshot, texts)] if standing else []


def loose_texts(query: Query) -> list[str]:
    """What is not asked for letter for letter; nothing where a sound is asked for, which no word meets."""
    if any(part.sound for part in query.parts):
        return []
    loose = (part for part in query.parts if not part.strict)
    return [text for part in loose for text in part.near or (part.text,)]


def term_of(
    snapshot: Snapshot,
    forms: tuple[str, ...],
    postings: Postings,
    *,
    kind: float = 1.0,
    counted: bool = True,
    bridging: bool = False,
) -> Term:
    """A term of a kind of this weight."""
    frequency = len(postings.passages)
    count = max(frequency, snapshot.passage_count)
    weight = kind * math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
    return Term(forms, postings.passages, postings.counts, weight, counted, bridging)


def _words(snapshot: Snapshot, texts: list[str], groups: Groups) -> Iterator[Term]:
    own = snapshot.own_words
    others = alternatives("\n".join(texts), groups, own) if groups else {}
    besides = _besides_numbers(texts, own)
    for word in distinct(word for text in texts for word in words(text, own=own)):
        found = {form: snapshot.words.postings(form) for form in (word, *synonyms(word))}
        found |= {form: _named(snapshot, form) for form in others.get(word, ()) if form not in found}
        forms = tuple(form for form, postings in found.items() if len(postings.passages)) or (word,)
        postings = _either(snapshot, [found[form] for form in forms])
        yield term_of(snapshot, forms, postings, counted=besides is None or word in besides)


def _besides_numbers(texts: list[str], own: Own) -> set[str] | None:
    """The words of texts but for those that a number is made of or ends in; None for all."""
    folded = list(map(fold, texts))
    left = list(map(without_numbers, folded))
    return {word for text in left for word in words(text, own=own)} if left != folded else None


def _numbers(snapshot: Snapshot, texts: list[str]) -> Iterator[Term]:
    """The numbers, however they are written."""
    for forms in dict.fromkeys(number for text in texts for number in numbers(fold(text))):
        words = {form: snapshot.words.postings(form) for form in forms}
        rows = {
            form: words[form].passages
            if form.isdecimal()
            else candidates(snapshot, Fragment(form, strict=True))
            for form in forms
        }
        rarest_first = sorted(forms, key=lambda form: len(rows[form]))
        sizes = accumulate(len(rows[form]) for form in rarest_first)
        few = [form for form, size in zip(rarest_first, sizes, strict=True) if size <= LOOKED_AT]
        every = [_alone(snapshot, few, snapshot.union([rows[form] for form in few]))]
        every += (words[form] for form in forms if form not in few)
        postings = _either(snapshot, every)
        if len(postings.passages):
            known = tuple(form for form in forms if form in few or len(words[form].passages))
            yield replace(term_of(snapshot, known, postings), number=True)


def _alone(snapshot: Snapshot, forms: Sequence[str], rows: Passages) -> Postings:
    """Of some passages those in which a number stands by itself, and how often."""

    def places(seen: Windows) -> Offsets:
        starts = np.array([start for start, _ in number_spans(seen.body.folded, forms)], np.int64)
        return starts[seen.own(starts)]

    return _read(snapshot, rows, places)


def number_spans(folded: str, forms: Sequence[str]) -> list[Span]:
    """Where a number stands by itself."""
    found = ((start, start + len(form)) for form in forms for start in occurrences(folded, form))
    return [(start, end) for start, end in found if is_alone(folded, start, end)]


def _named(snapshot: Snapshot, name: str) -> Postings:
    """The postings of a name, which may be no word or several."""
    postings = snapshot.words.postings(name)
    if len(postings.passages):
        return postings
    return _once(candidates(snapshot, Fragment(name, strict=True)))


def _either(snapshot: Snapshot, several: list[Postings]) -> Postings:
    """The postings of several forms of one word."""
    if len(several) == 1:
        return several[0]
    passages = snapshot.union([one.passages for one in several])
    counts = np.zeros(len(passages), np.float32)
    for one in several:
        counts[passages.searchsorted(one.passages)] += one.counts
    return Postings(passages, counts)


def _parts(snapshot: Snapshot, texts: list[str], known: set[str]) -> Iterator[Term]:
    """Parts of several that are no words of the index, as terms of their own, wherever they stand."""
    for text in distinct(map(fold, texts)) if len(texts) > 1 else ():
        fragment = Fragment(text)
        if fragment.bridging and text not in known:
            passages = narrowed(snapshot, fragment, candidates(snapshot, fragment))
            if len(passages) <= LOOKED_AT:
                passages = _beginning(snapshot, fragment, passages)
            if len(passages):
                yield term_of(snapshot, (text,), _once(passages), bridging=True)


def _beginning(snapshot: Snapshot, fragment: Fragment, rows: Passages) -> Passages:
    """Of some passages those in which a fragment begins."""

    def places(seen: Windows) -> Offsets:
        starts = find(seen.body, fragment).starts
        return starts[seen.own(starts)]

    return _read(snapshot, rows, places).passages


def _read(snapshot: Snapshot, rows: Passages, places: Callable[[Windows], Offsets]) -> Postings:
    """Of some passages, which are read, those with any of the places in their windows, and with how many."""
    if not len(rows):
        return _once(rows)
    seen = windows(snapshot, rows, 0, 0)
    numbers, counts = np.unique(seen.number(places(seen)), return_counts=True)
    return Postings(rows[numbers], counts.astype(np.float32))


def _pairs(snapshot: Snapshot, texts: list[str]) -> Iterator[Term]:
    """Neighbours, unless both are Latin letters, which say nothing by twos."""
    for solid in distinct(squeeze(fold(text)) for text in texts):
        pairs = map("".join, pairwise(solid))
        keys = {
            key: pair
            for key, pair in zip(pair_keys(to_codes(solid)).tolist(), pairs, strict=True)
            if not pair.isascii()
        }
        for (key, pair), frequency in zip(keys.items(), snapshot.pairs.frequencies([*keys]), strict=True):
            if 0 < frequency <= COMMON * snapshot.passage_count:
                postings = _once(snapshot.pairs.passages(key))
                yield term_of(snapshot, (pair,), postings, kind=PAIR, counted=False)


def _once(passages: Passages) -> Postings:
    return Postings(passages, np.ones(len(passages), np.float32))


def held(term: Term, rows: Passages) -> npt.NDArray[np.float32]:
    """How often each of the rows holds the term."""
    if not len(term.passages):
        return np.zeros(len(rows), np.float32)
    places = np.minimum(term.passages.searchsorted(rows), len(term.passages) - 1)
    return np.where(term.passages[places] == rows, term.counts[places], np.float32(0))
