"""The fields of a snapshot: which passages hold a term, over all its segments at once.

Passages are rows of the snapshot, ascending, without those of documents that were removed. Where it is told
only how many there are, these may be counted.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from index.arrays import Flags, Keys
from index.codec.field import Field
from index.codec.postings import Rows
from index.store.cache import BoundedCache
from index.store.damage import damage_as_error
from index.store.leaves import Leaf
from index.text.words import BEHIND_LATIN, Stretch

KEPT = 50_000
"""Passages that are kept of those with a part of a word, 8 bytes each."""

MOST_WORDS = 2_000
"""Words with a part in common whose passages are worth gathering."""

T = TypeVar("T")


class Postings(NamedTuple):
    """Where a term stands, and how often in each."""

    passages: Rows
    counts: npt.NDArray[np.float32]


class SnapshotField(ABC, Generic[T]):
    """One field. Raises IndexDamaged."""

    def __init__(self, leaves: Sequence[Leaf], name: str) -> None:
        self._leaves = leaves
        self._name = name

    @abstractmethod
    def _number(self, field: Field, term: T) -> int:
        """The number of a term in a segment; -1 where it has none."""

    def passages(self, term: T) -> Rows:
        """The passages that hold a term."""
        with damage_as_error():
            found = [leaf.live_among(field.rows(number)) for leaf, field, number in self._standing(term)]
        return _joined(found)

    def _standing(self, term: T) -> Iterator[tuple[Leaf, Field, int]]:
        """The segments that have a term, and its number in each."""
        for leaf, field in self._fields():
            if (number := self._number(field, term)) >= 0:
                yield leaf, field, number

    def _fields(self) -> Iterator[tuple[Leaf, Field]]:
        """Each segment, and what it has of the field."""
        return ((leaf, leaf.files.field(self._name)) for leaf in self._leaves)


class SnapshotWords(SnapshotField[str]):
    """Words, as `index.text.words` has them."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        super().__init__(leaves, "words")
        self._kept: BoundedCache[Stretch, Rows | None] = BoundedCache(
            KEPT, lambda passages: 1 if passages is None else len(passages)
        )

    def _number(self, field: Field, term: str) -> int:
        return field.find(_encoded(term))

    def frequency(self, word: str) -> int:
        """In how many passages a word stands (removed ones may be counted)."""
        with damage_as_error():
            return sum(int(field.frequencies[number]) for _, field, number in self._standing(word))

    def postings(self, word: str) -> Postings:
        """The passages that hold a word, and how often."""
        passages, counts = [], []
        with damage_as_error():
            for leaf, field, number in self._standing(word):
                rows, often = field.rows(number), field.counts(number)
                passages.append(leaf.live_among(rows))
                counts.append(often if leaf.live is None else often[leaf.live[rows]])
        return Postings(_joined(passages), np.concatenate([np.empty(0, np.float32), *counts]))

    def holding(self, part: Stretch) -> Rows | None:
        """The passages with a word of Latin letters that holds a part; None where that are very many words.
        Those of the parts asked for last are kept."""
        return self._kept.get(part, self._holding)

    def _holding(self, part: Stretch) -> Rows | None:
        found = []
        with damage_as_error():
            for leaf, field in self._fields():
                last = field.place(BEHIND_LATIN)
                numbers = field.holding(_encoded(part.letters), last, begins=part.begins, ends=part.ends)
                if len(numbers) > MOST_WORDS:
                    return None
                found.append(_any_of(leaf, field, numbers))
        return _joined(found)

    def latin(self) -> tuple[str, ...]:
        """Every word that begins with a Latin letter, or a character before those, in order."""
        with damage_as_error():
            lists = [field.terms(0, field.place(BEHIND_LATIN)) for _, field in self._fields()]
        terms = lists[0] if len(lists) == 1 else sorted(set().union(*lists))
        return tuple(term.decode("utf-8", "surrogatepass") for term in terms)


class SnapshotKeys(SnapshotField[int]):
    """Pairs, or marks and blanks with what stands beside them: see `index.text.pairs`, `index.text.marks`."""

    def _number(self, field: Field, term: int) -> int:
        return field.find_key(term)

    def frequencies(self, keys: Sequence[int]) -> list[int]:
        """In how many passages each of some keys stands (removed ones may be counted)."""
        wanted = np.array(keys, np.uint64)
        total = np.zeros(len(wanted), np.int64)
        with damage_as_error():
            for _, field in self._fields():
                total += field.frequencies_of(wanted)
        return total.tolist()

    def any_of(self, ranges: npt.ArrayLike, accepts: Callable[[Keys], Flags]) -> Rows:
        """The passages that hold any of the keys in some ascending ranges that are accepted."""
        with damage_as_error():
            found = [
                _any_of(leaf, field, _accepted(field, ranges, accepts)) for leaf, field in self._fields()
            ]
        return _joined(found)

    def each_of(self, ranges: npt.ArrayLike, accepts: Callable[[Keys], Flags]) -> tuple[Keys, Rows]:
        """As `any_of`, each key once for each passage that holds it, and these passages, in parallel; decoded
        in one go."""
        keys, passages = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
        with damage_as_error():
            for leaf, field in self._fields():
                for numbers, rows in field.mixed(_accepted(field, ranges, accepts)):
                    found = np.repeat(field.keys[numbers], field.frequencies[numbers])
                    keys.append(found if leaf.live is None else found[leaf.live[rows]])
                    passages.append(leaf.live_among(rows))
        return np.concatenate(keys), np.concatenate(passages)


def _accepted(field: Field, ranges: npt.ArrayLike, accepts: Callable[[Keys], Flags]) -> npt.NDArray[np.intp]:
    """The numbers of the keys in some ranges that are accepted."""
    numbers = field.numbers(ranges)
    return numbers[accepts(field.keys[numbers])]


def _any_of(leaf: Leaf, field: Field, numbers: npt.NDArray[np.intp]) -> Rows:
    """The passages of a segment that hold any of some terms."""
    flags = np.zeros(leaf.rows, np.bool_)
    for _, rows in field.mixed(numbers):
        flags[rows] = True
    return leaf.live_among(np.flatnonzero(flags))


def _joined(passages: Sequence[Rows]) -> Rows:
    """The passages of all segments."""
    return passages[0] if len(passages) == 1 else np.concatenate([np.empty(0, np.int64), *passages])


def _encoded(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")
