"""The judge of completeness: random fragments of files, looked for by a plain scan of their text.

It shares nothing with the search but the folding of single characters and the reader of files.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import Document, Library, Span, Tier
from index.sources import read, walk
from index.text.fold import fold_char, variants

Place = tuple[Path, int]


@dataclass(frozen=True)
class Sample:
    """A fragment that stands somewhere, as it might be typed."""

    typed: str
    places: frozenset[Place]
    """Everywhere it stands, letter for letter after folding, outside hidden spans."""


def documents(root: Path) -> list[Document]:
    return [read(found.path, found.root).document for found in walk([root]) if hasattr(found, "root")]


def folded_body(document: Document) -> str:
    chars = [fold_char(char) for char in document.text]
    for start, end in document.hidden:
        chars[start:end] = "\0" * (end - start)
    return "".join(chars)


class PlainScan:
    """Finds by looking everywhere."""

    def __init__(self, docs: Sequence[Document]) -> None:
        self.documents = docs
        self.bodies = [folded_body(document) for document in docs]

    def find(self, typed: str) -> frozenset[Place]:
        wanted = "".join(map(fold_char, typed.strip()))
        return frozenset(
            (document.path, place)
            for document, body in zip(self.documents, self.bodies, strict=True)
            for place in _everywhere(body, wanted)
        )

    def samples(self, count: int, lengths: Sequence[int], seed: int) -> Iterator[Sample]:
        """Fragments within lines, in turn as they are, in the other script, and in other widths."""
        rng = random.Random(seed)
        forms = (str, other_script, other_width)
        made = 0
        while made < count:
            number = rng.randrange(len(self.documents))
            body, text = self.bodies[number], self.documents[number].text
            length = rng.choice(lengths)
            start = rng.randrange(max(1, len(text) - length))
            piece = text[start : start + length]
            if "\n" in piece or "\0" in body[start : start + length] or not _typable(piece):
                continue
            typed = forms[made % len(forms)](piece)
            made += 1
            yield Sample(typed, self.find(typed))


def _typable(piece: str) -> bool:
    return bool(piece.strip()) and all(char == " " or char.isprintable() for char in piece)


def other_script(text: str) -> str:
    """Every Han character by another form of it, where there is one."""
    forms: dict[str, str] = {}
    for form, usual in variants().items():
        if len(form) == 1 and ord(form) < 0x10000:
            forms.setdefault(usual, form)
    return "".join(variants().get(char) or forms.get(char, char) for char in text)


def other_width(text: str) -> str:
    """ASCII letters and digits in full width, and the other case."""
    return "".join(
        chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in text.swapcase()
    )


def _everywhere(body: str, wanted: str) -> Iterator[int]:
    place = body.find(wanted)
    while place >= 0:
        yield place
        place = body.find(wanted, place + max(1, len(wanted)))


def misses(library: Library, samples: Iterable[Sample]) -> list[tuple[str, Place]]:
    """The places that no exact hit of a search lights: (fragment, place)."""
    missed = []
    for sample in samples:
        lit: dict[Path, list[Span]] = defaultdict(list)
        for hit in library.search(sample.typed, limit=1_000_000):
            if hit.tier is Tier.EXACT:
                lit[hit.path] += hit.spans
        for spans in lit.values():
            spans.sort()
        missed += [(sample.typed, place) for place in sample.places if not _is_lit(place[1], lit[place[0]])]
    return missed


def _is_lit(offset: int, spans: list[Span]) -> bool:
    number = bisect_right(spans, (offset, 1 << 62)) - 1
    return number >= 0 and offset < spans[number][1]
