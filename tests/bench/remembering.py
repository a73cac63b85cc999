"""How well a sentence is found again by what someone remembers of it: by a few of its words, in their order
and in another one, by some characters one of which only sounds right or is left out, and by pinyin.

A sentence is found by the hit that goes to it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import rjieba
from pypinyin import lazy_pinyin

from index import Document, Library
from index.text.sound import readings
from tests.bench.queries import SEED
from tests.bench.tables import Table

SENTENCES = 200
"""Of each kind."""

TRIES = 20 * SENTENCES
"""Sentences that are drawn for a kind, at most: some have not what it takes."""

DEPTH, LIMIT = 10, 20
"""Hits that are looked at, and that are asked for."""

_SENTENCE = re.compile(r"[^。！？\n]{14,60}[。！？]")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z][A-Za-z0-9]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")

Remember = Callable[[str, str, random.Random], str]
"""What is typed for a sentence of a text; nothing where it has not what it takes."""


class Sentence(NamedTuple):
    """What is typed, and the sentence that it is from."""

    query: str
    document: str
    start: int
    end: int


def measure(library: Library) -> Iterator[Table]:
    """Mean reciprocal rank, and which share of the sentences comes first, and among the first DEPTH hits."""
    library.warm()
    rows = []
    for kind, remember in KINDS.items():
        ranks = [_rank(library, one) for one in _sentences(library, remember)]
        if count := len(ranks):
            mean = sum(1 / rank for rank in ranks if rank) / count
            first, found = sum(rank == 1 for rank in ranks) / count, sum(map(bool, ranks)) / count
            rows.append((kind, count, mean, first, found))
    columns = ("by", "sentences", f"MRR@{DEPTH}", "R@1", f"R@{DEPTH}")
    yield Table(f"sentences that are remembered in part, {LIMIT} hits", columns, rows)


def words(count: int, *, ordered: bool = True) -> Remember:
    """So many of the words, as most people type them, in small letters."""

    def remember(sentence: str, text: str, rng: random.Random) -> str:
        found = list(dict.fromkeys(filter(_WORD.fullmatch, rjieba.cut(sentence))))
        if len(found) <= count:
            return ""
        chosen = rng.sample(range(len(found)), count)
        return " ".join(found[place] for place in (sorted(chosen) if ordered else chosen)).lower()

    return remember


def piece(count: int) -> Remember:
    """So many characters that follow one another."""

    def remember(sentence: str, text: str, rng: random.Random) -> str:
        runs = [run for run in _HAN.findall(sentence) if len(run) >= count]
        if not runs:
            return ""
        run = rng.choice(runs)
        start = rng.randrange(len(run) - count + 1)
        return str(run[start : start + count])

    return remember


def left_out(remember: Remember) -> Remember:
    """The same without one of the characters within."""

    def remember_less(sentence: str, text: str, rng: random.Random) -> str:
        typed = remember(sentence, text, rng)
        place = rng.randrange(1, len(typed) - 1) if typed else 0
        return typed[:place] + typed[place + 1 :]

    return remember_less


def misheard(remember: Remember) -> Remember:
    """The same with another character of the text in the place of one, which is read as that is."""

    def remember_wrongly(sentence: str, text: str, rng: random.Random) -> str:
        typed = remember(sentence, text, rng)
        places = [place for place, char in enumerate(typed) if readings(char)]
        if not places:
            return ""
        place = rng.choice(places)
        said = typed[place]
        alike = sorted(char for char in {*text} - {said} if readings(char)[:1] == readings(said)[:1])
        return typed[:place] + rng.choice(alike) + typed[place + 1 :] if alike else ""

    return remember_wrongly


def spelled(remember: Remember) -> Remember:
    """The same as it is read, in pinyin."""
    return lambda sentence, text, rng: "".join(lazy_pinyin(remember(sentence, text, rng)))


KINDS: dict[str, Remember] = {
    "two words": words(2),
    "three words": words(3),
    "four words": words(4),
    "three words in another order": words(3, ordered=False),
    "three words, a character misheard": misheard(words(3)),
    "five characters, one misheard": misheard(piece(5)),
    "eight characters, one left out": left_out(piece(8)),
    "five characters in pinyin": spelled(piece(5)),
}


def _sentences(library: Library, remember: Remember) -> Iterator[Sentence]:
    """Sentences at random, as many as are wanted or can be had; the same each time."""
    rng, made = random.Random(SEED), 0
    documents = sorted(document.id for document in library.documents())
    for _ in range(TRIES if documents else 0):
        document = library.document(rng.choice(documents))
        found = [one for one in _SENTENCE.finditer(document.text) if not _hides(document, one.span())]
        if found and made < SENTENCES:
            one = rng.choice(found)
            if query := remember(one[0], document.text, rng):
                made += 1
                yield Sentence(query, document.id, *one.span())


def _hides(document: Document, span: tuple[int, int]) -> bool:
    spans = document.hidden + document.asides
    return any(start < span[1] and end > span[0] for start, end in spans)


def _rank(library: Library, sentence: Sentence) -> int:
    """The place of the hit that goes there among the first DEPTH, from 1; 0 where there is none."""
    for place, hit in enumerate(library.search(sentence.query, LIMIT).hits[:DEPTH], 1):
        if hit.document == sentence.document and sentence.start <= hit.spans[hit.focus][0] < sentence.end:
            return place
    return 0
