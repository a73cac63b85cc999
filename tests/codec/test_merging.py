"""Merging: all terms once, ascending, and which of them each source has."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.block import Postings, Words
from index.codec.merging import Source, merge
from index.codec.scratch import BlockField, put_aside

WORD = st.text(st.sampled_from("ab强化\ud800"), max_size=6).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)


def merged(dictionaries: Sequence[Words | np.ndarray]) -> tuple[list[object], list[list[int]]]:
    """The terms of sources whose every term is in one row, the source's number; the rows of each term."""
    sources = []
    for number, terms in enumerate(dictionaries):
        ones = np.ones(len(terms), np.uint32)
        sources.append(Source(BlockField(Postings(terms, ones, ones * 0)), number, None))
    union, runs = merge(sources)
    rows: list[list[int]] = []
    for run in runs:
        ends = np.cumsum(run.frequencies).tolist()
        rows += [run.rows[first:last].tolist() for first, last in zip([0, *ends], ends, strict=False)]
    return list(union), rows


@given(st.lists(st.lists(WORD, unique=True), min_size=1, max_size=3), st.data())
def test_words_of_lists_that_blocks_share(lists: list[list[bytes]], data: st.DataObject) -> None:
    blocks = []
    for _ in range(4):
        known = data.draw(st.sampled_from(lists))
        numbers = data.draw(st.lists(st.sampled_from(range(len(known))), unique=True)) if known else []
        blocks.append(Words(known, np.array(numbers, np.int64)))
    union = sorted({word for block in blocks for word in block})
    holding = [[number for number, block in enumerate(blocks) if word in set(block)] for word in union]
    assert merged(blocks) == (union, holding)


@given(st.lists(st.sets(st.integers(0, 2**64 - 1) | st.integers(0, 9)), min_size=1, max_size=4))
def test_merged_keys_ascend_and_have_the_rows_of_all(sets: list[set[int]]) -> None:
    union = sorted(set().union(*sets))
    holding = [[number for number, one in enumerate(sets) if key in one] for key in union]
    assert merged([np.array(sorted(one), np.uint64) for one in sets]) == (union, holding)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full")
def test_what_is_put_aside_on_a_full_disk_says_so() -> None:
    terms, many = np.arange(10_000, dtype=np.uint64), np.arange(10_000, dtype=np.uint32)
    with pytest.raises(OSError) as raised:
        put_aside(Path("/dev/full"), {"pairs": BlockField(Postings(terms, many, many))})
    assert raised.value.errno == errno.ENOSPC
