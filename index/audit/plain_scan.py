"""The judge: it looks for a text at every place of every file, and keeps nothing but the files' text.

It shares with the search only the folding of single characters and the reader of files, so that a
mistake in squeezing, postings, passages or ranking cannot hide itself here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import accumulate
from json import loads
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.model import Document, Span
from index.text.fold import SKIPPED, fold_char

Places = npt.NDArray[np.int64]
"""Stretches of the scanned text, one a row: start and end, in characters."""

NOWHERE = "\0"
"""Stands between two documents, and for each character of what is left out: no fragment holds it."""

_CODE = re.compile(r"u[dD][89abAB]\w\w\\u\w{4}|u[0-9a-fA-F]{4}")
"""How JSON writes a character, behind a backslash."""
_BORDER = re.compile(r'\s*+[,}][^\n]*?"\s*+:\s*+"')
"""What stands between two strings of JSON."""


class PlainScan:
    """The texts of some documents, folded and joined, every character at an offset of its own."""

    def __init__(self, documents: Sequence[Document]) -> None:
        folding = _Folding()
        self.documents = documents
        self.text = "".join(_masked(one.text, one.hidden, folding) + NOWHERE for one in documents)
        self._seen = self.text.replace(SKIPPED, "")
        skipped = np.array([match.start() for match in re.finditer(SKIPPED, self.text)], np.int64)
        self._skipped = skipped - np.arange(len(skipped))
        """Where in `_seen` each character would stand that is left out of it."""
        self._starts = np.fromiter(accumulate((len(one.text) + 1 for one in documents), initial=0), np.int64)
        self.past = _without(self.text, self._asides())
        """The same without the asides, past which a sentence is read."""
        self._numbers = {document.path: number for number, document in enumerate(documents)}

    def start(self, number: int) -> int:
        """The offset at which a document begins."""
        return int(self._starts[number])

    def find(self, typed: str) -> Places:
        """Every place where it stands, letter for letter once folded, a blank for any run of them and what
        nobody sees left out: disjoint, taken from the left."""
        words = "".join(map(fold_char, typed)).replace(SKIPPED, "").split()
        found = re.finditer(" +".join(map(re.escape, words)), self._seen) if words else ()
        ends = np.array([match.span() for match in found], np.int64).reshape(-1, 2)
        ends[:, 1] -= 1  # the last character, which what is left out behind it does not move
        ends += np.searchsorted(self._skipped, ends, "right")
        ends[:, 1] += 1
        return ends

    def unlit(self, places: Places, lit: Mapping[Path, Sequence[Span]]) -> Places:
        """Those of the places that no lit span of their document holds whole.

        The spans of a document do not overlap or touch; documents that are not scanned do not count.
        """
        spans = self._joined(lit)
        before = np.searchsorted(spans[:, 0], places[:, 0], side="right") - 1
        ends = np.append(spans[:, 1], 0)[before]
        return places[ends < places[:, 1]]

    def numbers(self, places: Places) -> npt.NDArray[np.int64]:
        """Which document each place is in, from 0."""
        return np.searchsorted(self._starts, places[:, 0], side="right") - 1

    def _asides(self) -> Iterator[Span]:
        """Those of all documents, as places."""
        for begins, document in zip(self._starts.tolist(), self.documents, strict=False):
            yield from ((begins + start, begins + end) for start, end in document.asides)

    def _joined(self, lit: Mapping[Path, Sequence[Span]]) -> Places:
        """The spans of all documents as places, in order."""
        groups = [
            np.array(spans, np.int64).reshape(-1, 2) + self._starts[self._numbers[path]]
            for path, spans in lit.items()
            if path in self._numbers
        ]
        spans = np.concatenate(groups) if groups else np.empty((0, 2), np.int64)
        return spans[np.argsort(spans[:, 0])]


class _Folding(dict[int, int]):
    """What each code point folds to, filled as characters are met."""

    def __missing__(self, code: int) -> int:
        self[code] = ord(fold_char(chr(code)))
        return self[code]


def _without(text: str, spans: Iterable[Span]) -> str:
    """A text, as long as before, without some spans, which ascend."""
    pieces: list[str] = []
    place = 0
    for start, end in spans:
        pieces += (text[place:start], NOWHERE * (end - start))
        place = end
    return "".join([*pieces, text[place:]])


def _masked(text: str, hidden: Iterable[Span], folding: _Folding) -> str:
    """The folded text; where an entity begins, the rest of which is hidden, is what it stands for."""
    chars = list(text.translate(folding))
    for start, end in hidden:
        chars[start:end] = NOWHERE * (end - start)
        if start and text[start - 1] == "&":
            behind = text.find(";", start, end) + 1
            char = unescape(text[start - 1 : behind])
            if len(char) == 1:
                chars[start - 1 : behind] = fold_char(char) + SKIPPED * (behind - start)
        elif start and text[start - 1] == "\\":
            code = _CODE.match(text, start, end)
            char = loads(f'"\\{code[0]}"') if code else " " if text[start] in "Nbfhnrt" else text[start]
            behind = code.end() if code else start + 1
            chars[start - 1 : behind] = fold_char(char) + SKIPPED * (behind - start)
        elif start and text[start - 1] == '"' and _BORDER.match(text, start, end):
            chars[start - 1] = " "
    return "".join(chars)
