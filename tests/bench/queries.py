"""Queries as people type them, cut from the texts themselves; the same seed cuts the same ones."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from pypinyin import lazy_pinyin

from index import Library

SEED = 20261123

LONG_LINE = 30
"""Characters of a line that is long enough to be cut from."""

FRAGMENTS = ("1 character", "2 characters", "fragments of 3 to 8", "fragments of 9 to 12")
"""The kinds that stand in the texts as they are."""

LATIN_FRAGMENTS = "Latin fragments"

_HAN = re.compile("[\u4e00-\u9fff]{5,}")
_LATIN = re.compile("[A-Za-z]{5,}")


def texts_of(library: Library) -> list[str]:
    """The texts of all documents that are indexed."""
    return [library.document(document.id).text for document in library.documents()]


def han_runs(texts: Sequence[str]) -> list[str]:
    """The stretches of at least five Chinese characters with nothing between them."""
    return [run for text in texts for run in _HAN.findall(text)]


def queries(texts: Sequence[str], count: int) -> Mapping[str, list[str]]:
    """`count` queries of each kind; a kind that the texts hold nothing for is left out."""
    cutter = _Cutter(texts)
    return {name: [make() for _ in range(count)] for name, (stock, make) in cutter.kinds().items() if stock}


class _Cutter:
    """Cuts pieces at random places."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._rng = random.Random(SEED)
        self._lines = [
            line.strip() for text in texts for line in text.splitlines() if len(line.strip()) > LONG_LINE
        ]
        self._han = [run for line in self._lines for run in _HAN.findall(line)]
        self._latin = [word for line in self._lines for word in _LATIN.findall(line)]

    def kinds(self) -> dict[str, tuple[list[str], Callable[[], str]]]:
        """What each kind is cut from, and how."""
        line, han, latin = self._lines, self._han, self._latin
        single, double, short, long = FRAGMENTS
        return {
            single: (line, lambda: self._piece(line, 1, 1)),
            double: (line, lambda: self._piece(line, 2, 2)),
            short: (line, lambda: self._piece(line, 3, 8)),
            long: (line, lambda: self._piece(line, 9, 12)),
            "Latin words": (latin, lambda: self._rng.choice(latin)),
            LATIN_FRAGMENTS: (latin, lambda: self._piece(latin, 3, 4)),
            "misspelt Latin words": (latin, lambda: self._misspelt(self._rng.choice(latin))),
            "two parts": (line, lambda: f"{self._piece(line, 2, 3)} {self._piece(line, 2, 3)}"),
            "sentences of 16 to 28": (line, lambda: self._piece(line, 16, 28)),
            "questions of 16 to 28": (han, self._question),
            "pinyin": (han, lambda: "".join(lazy_pinyin(self._piece(han, 2, 4)))),
            "initials": (han, lambda: "".join(one[0] for one in lazy_pinyin(self._piece(han, 3, 5)))),
            "sound": (han, lambda: "~" + self._piece(han, 2, 4)),
        }

    def _piece(self, stock: Sequence[str], low: int, high: int) -> str:
        """A stretch of one of the texts that neither begins nor ends with a space."""
        while True:
            text, length = self._rng.choice(stock), self._rng.randint(low, high)
            start = self._rng.randint(0, len(text) - length)
            piece = text[start : start + length]
            if piece == piece.strip():
                return piece

    def _question(self) -> str:
        """Words that stand near nothing of one another, in the form of a question."""
        parts = [self._piece(self._han, 4, 5) for _ in range(4)]
        return "{}和{}的{}是怎样{}的？".format(*parts)[-28:]

    def _misspelt(self, word: str) -> str:
        """A letter left out, put in, replaced, or changed with the next."""
        place = self._rng.randint(1, len(word) - 2)
        letter = self._rng.choice("abcdefghijklmnopqrstuvwxyz")
        before, here, after = word[:place], word[place], word[place + 1 :]
        return self._rng.choice(
            (before + after, before + letter + here + after, before + letter + after)
            + ((before + after[0] + here + after[1:],) if after else ())
        )
