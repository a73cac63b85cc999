"""Posting lists come back as they were: one, a stretch of neighbours, some here and there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.arrays import ArrayFile, ArrayWriter
from index.codec.field import Field, Run, write_field

ROWS = st.one_of(
    st.sets(st.integers(0, 40), min_size=1),
    st.sets(st.integers(0, 3_000), min_size=1),
    st.integers(0, 40).map(lambda first: set(range(first, first + 500, 1 + first % 5))),
    st.sets(st.integers(0, 2_000_000), min_size=1, max_size=5),
    st.sampled_from(
        [{0}, {254}, {255}, {256}, {65_534}, {65_535}, {0, 255, 510}, {0, 65_536}, {1, 4_294_967_294}]
    ),
)
COUNTS = st.sampled_from([[1], [1, 2], [1, 255], [256, 1], [65_535], [65_536, 1], [0.5, 1]])
LISTS = st.lists(st.tuples(ROWS.map(sorted), COUNTS), min_size=1, max_size=12)
Lists = list[tuple[list[int], list[float]]]


def field(lists: Lists, terms: list[bytes] | np.ndarray[tuple[int], np.dtype[np.uint64]]) -> Field:
    """A field of these lists, written in two runs."""
    half = len(lists) // 2
    with TemporaryDirectory() as folder:
        writer = ArrayWriter(Path(folder) / "file")
        for _ in write_field(
            writer, "field", terms, [run(part) for part in (lists[:half], lists[half:]) if part]
        ):
            pass
        writer.close()
        return Field(ArrayFile(Path(folder) / "file"), "field")


def run(lists: Lists) -> Run:
    counts = [float(value) for rows, few in lists for value in counts_of(rows, few)]
    plain = all(value == 1 for value in counts)
    return Run(
        np.array([len(rows) for rows, _ in lists]),
        np.array([row for rows, _ in lists for row in rows], np.int64),
        None if plain else np.array(counts, np.float32),
    )


def counts_of(rows: list[int], few: list[float]) -> list[float]:
    return [few[number % len(few)] for number in range(len(rows))]


@given(LISTS, st.data())
def test_lists_come_back(lists: Lists, data: st.DataObject) -> None:
    terms = [b"%05d" % number for number in range(len(lists))]
    read = field(lists, terms)
    for number, (rows, few) in enumerate(lists):
        assert read.find(terms[number]) == number
        assert read.rows(number).tolist() == rows
        assert read.counts(number).tolist() == counts_of(rows, few)
        assert read.frequencies[number] == len(rows)
    first = data.draw(st.integers(0, len(lists)))
    last = data.draw(st.integers(first, len(lists)))
    part = read.run(first, last)
    assert part.rows.tolist() == [row for rows, _ in lists[first:last] for row in rows]
    counts = [count for rows, few in lists[first:last] for count in counts_of(rows, few)]
    assert ([1.0] * len(counts) if part.counts is None else part.counts.tolist()) == counts
    chosen = sorted(data.draw(st.sets(st.integers(0, len(lists) - 1))))
    expected = [row for number in chosen for row in lists[number][0]]
    assert read.lists(np.array(chosen, np.intp)).tolist() == expected
    mixed = list(read.mixed(np.array(chosen, np.intp)))
    assert sorted(number for numbers, _ in mixed for number in numbers.tolist()) == chosen
    for numbers, held in mixed:
        assert held.tolist() == [row for number in numbers.tolist() for row in lists[number][0]]


@given(st.sets(st.binary(max_size=5), min_size=1, max_size=30), st.binary(max_size=6))
def test_words_are_found_in_their_order(words: set[bytes], asked: bytes) -> None:
    terms = sorted(words)
    read = field([([0], [1.0])] * len(terms), terms)
    assert read.terms() == terms
    assert read.terms(1) == terms[1:]
    assert read.place(asked) == sum(term < asked for term in terms)
    assert read.find(asked) == (terms.index(asked) if asked in words else -1)


ABC = st.text("abc", min_size=1, max_size=5).map(str.encode)


@given(st.sets(ABC, min_size=1, max_size=30), ABC, ABC, st.booleans(), st.booleans())
def test_words_are_found_by_a_part(
    words: set[bytes], part: bytes, behind: bytes, begins: bool, ends: bool
) -> None:
    terms = sorted(words)
    read = field([([0], [1.0])] * len(terms), terms)
    holding = [
        number
        for number, term in enumerate(terms)
        if part in term
        and term < behind
        and (term.startswith(part) or not begins)
        and (term.endswith(part) or not ends)
        and (term == part or not (begins and ends))
    ]
    assert read.holding(part, read.place(behind), begins=begins, ends=ends).tolist() == holding


@given(
    st.sets(st.integers(0, 2**64 - 1), min_size=1, max_size=30),
    st.integers(0, 2**64 - 1),
    st.binary(max_size=9),
)
def test_keys_are_found_in_their_order(keys: set[int], asked: int, prefix: bytes) -> None:
    ascending = sorted(keys)
    read = field([([0], [1.0])] * len(keys), np.array(ascending, np.uint64))
    terms = [key.to_bytes(8, "big") for key in ascending]
    assert read.terms() == terms
    assert read.find_key(asked) == (ascending.index(asked) if asked in keys else -1)
    wanted = np.array([asked, *ascending], np.uint64)
    assert read.frequencies_of(wanted).tolist() == [int(asked in keys), *(1 for _ in keys)]
    assert read.find_key(ascending[-1]) == read.find(terms[-1]) == len(terms) - 1
    assert read.place(prefix) == sum(term < prefix for term in terms)
    ranges = sorted({asked // 2, asked, ascending[0], ascending[-1]})
    assert read.numbers(list(pairwise(ranges))).tolist() == [
        number for number, key in enumerate(ascending) if ranges[0] <= key < ranges[-1]
    ]


def test_terms_that_no_row_holds_are_left_out() -> None:
    with TemporaryDirectory() as folder:
        writer = ArrayWriter(Path(folder) / "file")
        gone = Run(np.array([1, 0, 1]), np.array([4, 7]), None)
        for _ in write_field(writer, "field", [b"a", b"b", b"c"], [gone]):
            pass
        writer.close()
        read = Field(ArrayFile(Path(folder) / "file"), "field")
        assert (read.terms(), read.rows(1).tolist()) == ([b"a", b"c"], [7])


@pytest.mark.parametrize("keys", [True, False])
def test_an_empty_field_is_one(keys: bool) -> None:
    read = field([], np.empty(0, np.uint64) if keys else [])
    assert (len(read), read.terms(), read.find(b"a"), read.place(b"a")) == (0, [], -1, 0)
    assert read.find_key(7) == -1
    assert read.frequencies_of(np.array([7], np.uint64)).tolist() == [0]
    assert keys or read.holding(b"a", 0).tolist() == []
    assert read.numbers([(0, 7)]).tolist() == read.numbers([]).tolist() == []
    assert read.lists(np.empty(0, np.intp)).tolist() == read.run(0, 0).rows.tolist() == []
