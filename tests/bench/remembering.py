"""How well a sentence is found again by what someone remembers of it: by a few of its words, in their order
and in another one, by some characters one of which only sounds right, and by pinyin.

A sentence is found by the hit that goes to it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import rjieba
from pypinyin import lazy_pinyin

from index import Library
from index.text.sound import readings
from tests.bench.queries import SEED
from tests.bench.tables import Table

SENTENCES = 200
"""Of each kind."""

TRIES = 20 * SENTENCES
"""Sentences that are drawn for a kind, at most: some have not what it takes."""

DEPTH, LIMIT = 10, 20
"""Hits that are looked at, and that are asked for."""

PIECE = 5
"""Characters that are remembered, or typed as they sound."""

_SENTENCE = re.compile(r"[^。！？\n]{14,60}[。！？]")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z][A-Za-z0-9]+")
_HAN = re.compile(rf"[\u4e00-\u9fff]{{{PIECE},}}")

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


def misheard(sentence: str, text: str, rng: random.Random) -> str:
    """Some characters, in the place of one of which another one of the text stands that is read so."""
    piece = _piece(sentence, rng)
    if not piece:
        return ""
    place = rng.randrange(PIECE)
    said = piece[place]
    alike = sorted(char for char in {*text} - {said} if readings(char)[:1] == readings(said)[:1])
    return piece[:place] + rng.choice(alike) + piece[place + 1 :] if alike else ""


def pinyin(sentence: str, text: str, rng: random.Random) -> str:
    """Some characters as they are read."""
    return "".join(lazy_pinyin(_piece(sentence, rng)))


KINDS: dict[str, Remember] = {
    "two words": words(2),
    "three words": words(3),
    "four words": words(4),
    "three words in another order": words(3, ordered=False),
    "five characters, one misheard": misheard,
    "five characters in pinyin": pinyin,
}


def _sentences(library: Library, remember: Remember) -> Iterator[Sentence]:
    """Sentences at random, as many as are wanted or can be had; the same each time."""
    rng, made = random.Random(SEED), 0
    documents = sorted(document.id for document in library.documents())
    for _ in range(TRIES if documents else 0):
        document = library.document(rng.choice(documents))
        found = [one for one in _SENTENCE.finditer(document.text) if not _hides(document.hidden, one.span())]
        if found and made < SENTENCES:
            one = rng.choice(found)
            if query := remember(one[0], document.text, rng):
                made += 1
                yield Sentence(query, document.id, *one.span())


def _hides(hidden: tuple[tuple[int, int], ...], span: tuple[int, int]) -> bool:
    return any(start < span[1] and end > span[0] for start, end in hidden)


def _piece(sentence: str, rng: random.Random) -> str:
    runs = _HAN.findall(sentence)
    if not runs:
        return ""
    run = rng.choice(runs)
    start = rng.randrange(len(run) - PIECE + 1)
    return str(run[start : start + PIECE])


def _rank(library: Library, sentence: Sentence) -> int:
    """The place of the hit that goes there among the first DEPTH, from 1; 0 where there is none."""
    for place, hit in enumerate(library.search(sentence.query, LIMIT).hits[:DEPTH], 1):
        if hit.document == sentence.document and sentence.start <= hit.spans[hit.focus][0] < sentence.end:
            return place
    return 0
