"""A field of a segment: its terms in order, and the posting list of each.

Terms are 64-bit keys or words in UTF-8; either sort as bytes do, and are found by binary search in
the mapped file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.arrays import Keys
from index.codec.arrays import Array, ArrayFile, ArrayWriter
from index.codec.block import Words
from index.codec.postings import FORM, WIDE, Bytes, Rows, decode, decode_counts, decode_one, encode
from index.codec.small import read_small, write_small
from index.text.stretches import run_begins, stretches

Frequencies = npt.NDArray[np.uint32]

KEY_BYTES = 8

BEHIND = b"\xff"
"""What no word holds, and all that go on behind a part are below."""

LARGEST_OFFSET = 0xFFFF_FFFF
"""Up to which 32 bits are enough for where things begin."""

Borders = npt.NDArray[np.integer]


class Run(NamedTuple):
    """The posting lists of neighbouring terms, one behind the other."""

    frequencies: npt.NDArray[np.integer]
    rows: npt.NDArray[np.integer]
    counts: npt.NDArray[np.generic] | None


class Field:
    """Reads one field. Terms go by their number, in order from 0. Raises IndexDamaged."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self.name = name
        self._file = file
        self.has_keys = f"{name}.keys" in file
        self._postings = f"{name}.postings"
        self._length = file.length(f"{name}.frequencies")

    def __reduce__(self) -> tuple[type[Field], tuple[ArrayFile, str]]:
        return Field, (self._file, self.name)

    def __len__(self) -> int:
        return self._length

    @cached_property
    def keys(self) -> Keys:
        """The keys, ascending; none in a field of words."""
        return self._array("keys") if self.has_keys else np.empty(0, np.uint64)

    @cached_property
    def frequencies(self) -> Frequencies:
        """How many rows hold each term."""
        return read_small(self._file, f"{self.name}.frequencies")

    def dictionary(self) -> Keys | Words:
        """All terms, ascending."""
        return self.keys if self.has_keys else Words(self.terms(), np.arange(len(self)))

    def terms(self, first: int = 0, last: int | None = None) -> list[bytes]:
        """The terms of a range of numbers."""
        last = len(self) if last is None else last
        if self.has_keys:
            content = self.keys[first:last].astype(">u8").tobytes()
            return [content[at : at + KEY_BYTES] for at in range(0, len(content), KEY_BYTES)]
        borders = self._word_borders[first : last + 1].tolist()
        content = self._words[borders[0] : borders[-1]].tobytes()
        return [content[start - borders[0] : end - borders[0]] for start, end in pairwise(borders)]

    def term(self, number: int) -> bytes:
        """One term."""
        return self.terms(number, number + 1)[0]

    def place(self, term: bytes) -> int:
        """The number of the first term that is not below this one."""
        if self.has_keys:
            padded = term[:KEY_BYTES].ljust(KEY_BYTES, b"\0")
            number = int(np.searchsorted(self.keys, np.uint64(int.from_bytes(padded, "big"))))
            longer = len(term) > KEY_BYTES and number < len(self) and self.term(number) == padded
            return number + longer
        words, borders = self._views
        return bisect_left(
            range(len(self)), term, key=lambda number: words[borders[number] : borders[number + 1]]
        )

    def find(self, term: bytes) -> int:
        """The number of a term; -1 where there is none."""
        number = self.place(term)
        return number if number < len(self) and self.term(number) == term else -1

    def holding(
        self, part: bytes, last: int, *, begins: bool = False, ends: bool = False
    ) -> npt.NDArray[np.intp]:
        """The numbers, below a `last` one, of the words that hold a part (not an empty one), ascending: where
        told so, of those that begin with it, or end."""
        borders = self._word_borders
        if begins:
            numbers = np.arange(self.place(part), min(self.place(part + BEHIND), last))
            return numbers[borders[numbers + 1] - borders[numbers] == len(part)] if ends else numbers
        words = self._words[: borders[last]]
        count = max(0, len(words) + 1 - len(part))
        # Few places have two bytes in common with the part: what follows is compared at these alone.
        starting = words[:count] == part[0]
        if len(part) > 1:
            starting &= words[1 : count + 1] == part[1]
        places = np.flatnonzero(starting)
        for offset, byte in enumerate(part[2:], 2):
            places = places[words.take(places + offset) == byte]
        numbers = borders.searchsorted(places, "right") - 1
        behind, edges = places + len(part), borders[numbers + 1]
        numbers = numbers[behind == edges if ends else behind <= edges]
        return numbers[run_begins(numbers)]

    def find_key(self, key: int) -> int:
        """The number of a key; -1 where there is none."""
        number = int(self.keys.searchsorted(np.uint64(key)))
        return number if number < self._length and int(self.keys[number]) == key else -1

    def frequencies_of(self, keys: Keys) -> npt.NDArray[np.int64]:
        """How many rows hold each of some keys."""
        if not self._length:
            return np.zeros(len(keys), np.int64)
        numbers = self.keys.searchsorted(keys)
        numbers[numbers == self._length] = 0
        return np.where(self.keys[numbers] == keys, self.frequencies[numbers], np.int64(0))

    def numbers(self, ranges: npt.ArrayLike) -> npt.NDArray[np.intp]:
        """The numbers of the keys in some ranges, which ascend; the end of each is excluded."""
        bounds = self.keys.searchsorted(np.array(ranges, np.uint64).reshape(-1, 2))
        return stretches(bounds[:, 0], bounds[:, 1] - bounds[:, 0])

    def rows(self, number: int) -> Rows:
        """The rows that hold a term, ascending."""
        return decode_one(*self._list(number))

    def counts(self, number: int) -> npt.NDArray[np.float32]:
        """How often each of these rows holds the term."""
        return decode_counts(*self._list(number))

    def run(self, first: int, last: int) -> Run:
        """The posting lists of a range of terms, decoded in one go."""
        offsets = self._offsets[first : last + 1].astype(np.int64)
        content = self._file.part(self._postings, int(offsets[0]), int(offsets[-1]))
        frequencies = self.frequencies[first:last]
        rows, counts = decode(content, np.diff(offsets), frequencies, self._kinds[first:last])
        return Run(frequencies, rows, counts)

    def lists(self, numbers: npt.NDArray[np.integer]) -> Rows:
        """The rows of several terms, one list behind the other, decoded in one go."""
        if not len(numbers):
            return np.empty(0, np.int64)
        firsts, lasts = (self._offsets[ends].astype(np.int64) for ends in (numbers, numbers + 1))
        content = self._file.stretches(self._postings, firsts, lasts)
        return decode(content, lasts - firsts, self.frequencies[numbers], self._kinds[numbers]).rows

    def mixed(self, numbers: npt.NDArray[np.integer]) -> Iterator[tuple[npt.NDArray[np.integer], Rows]]:
        """As `lists`, in any order, with the terms they are of: those with gaps of two bytes by themselves,
        which takes less time."""
        wide = self._kinds[numbers] & FORM == WIDE
        for some in (numbers[wide], numbers[~wide]):
            yield some, self.lists(some)

    def _list(self, number: int) -> tuple[Bytes, int, int]:
        first, last = self._offsets[number : number + 2].tolist()
        content = self._file.part(self._postings, first, last)
        return content, int(self.frequencies[number]), int(self._kinds[number])

    @cached_property
    def _offsets(self) -> Borders:
        """Where the list of each term begins, and where the last one ends."""
        return _borders(read_small(self._file, f"{self.name}.sizes"))

    @cached_property
    def _kinds(self) -> Bytes:
        return self._array("kinds")

    @cached_property
    def _words(self) -> Bytes:
        return self._array("words")

    @cached_property
    def _word_borders(self) -> Borders:
        """Where each word begins, and where the last one ends."""
        return _borders(read_small(self._file, f"{self.name}.lengths"))

    @cached_property
    def _views(self) -> tuple[bytes, Sequence[int]]:
        """The words and where they begin and end, as Python reads them fastest: the search is in its loop."""
        return self._words.tobytes(), self._word_borders.data

    def _array(self, part: str) -> Array:
        return self._file.array(f"{self.name}.{part}")


def write_field(
    file: ArrayWriter, name: str, terms: Keys | Sequence[bytes], runs: Iterable[Run]
) -> Iterator[None]:
    """Writes a field whose posting lists come in runs, in the order of the terms; yields behind each. A term
    that no row holds is left out."""
    held, frequencies = [np.empty(0, np.bool_)], [np.empty(0, np.uint32)]
    kinds, sizes = [np.empty(0, np.uint8)], [np.empty(0, np.int64)]
    with file.growing(f"{name}.postings", np.uint8) as append:
        for run in runs:
            some = run.frequencies > 0
            lists = run.frequencies[some]
            encoded = encode(lists, run.rows, run.counts)
            append(encoded.content)
            held.append(some)
            frequencies.append(lists.astype(np.uint32))
            kinds.append(encoded.kinds)
            sizes.append(encoded.sizes)
            yield
    write_small(file, f"{name}.sizes", np.concatenate(sizes))
    write_small(file, f"{name}.frequencies", np.concatenate(frequencies))
    file.add(f"{name}.kinds", np.uint8, np.concatenate(kinds))
    _write_terms(file, name, terms, np.concatenate(held))


def _write_terms(
    file: ArrayWriter, name: str, terms: Keys | Sequence[bytes], held: npt.NDArray[np.bool_]
) -> None:
    if isinstance(terms, np.ndarray):
        file.add(f"{name}.keys", np.uint64, terms[held])
        return
    kept = list(compress(terms, held.tolist()))
    file.add(f"{name}.words", np.uint8, np.frombuffer(b"".join(kept), np.uint8))
    write_small(file, f"{name}.lengths", np.fromiter(map(len, kept), np.int64, len(kept)))


def _borders(sizes: npt.NDArray[np.uint32]) -> Borders:
    """Where things of these sizes begin that follow one another, and where the last one ends."""
    total = int(sizes.sum(dtype=np.int64))
    borders: Borders = np.zeros(len(sizes) + 1, np.uint32 if total <= LARGEST_OFFSET else np.int64)
    np.cumsum(sizes, out=borders[1:])
    return borders
