"""Postings read in bulk: whole blocks of Whoosh's posting lists as arrays, not one posting at a time.

Whoosh's matchers step from posting to posting in Python; their blocks are arrays already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import TermNotFound

Passages = npt.NDArray[np.int64]
"""Passage numbers, ascending."""

Counts = npt.NDArray[np.float32]


class Postings(NamedTuple):
    """Where a term stands, and how often in each."""

    passages: Passages
    counts: Counts


def read_postings(reader: Any, field: str, term: bytes) -> Postings:
    """The postings of a term in every segment of a reader, those of removed documents included."""
    blocks = [
        (ids + offset, weights)
        for leaf, offset in reader.leaf_readers()
        for ids, weights in _blocks(_matcher(leaf, field, term))
    ]
    if not blocks:
        return Postings(np.empty(0, np.int64), np.empty(0, np.float32))
    passages, counts = zip(*blocks, strict=True)
    return Postings(np.concatenate(passages), np.concatenate(counts))


def _matcher(leaf: Any, field: str, term: bytes) -> Any:
    try:
        matcher = leaf.postings(field, term)
    except TermNotFound:
        return None
    child = getattr(matcher, "child", None)  # behind a filter of removed documents, already moved on
    if child is not None:
        child.reset()
    return matcher if child is None else child


def _blocks(matcher: Any) -> Iterator[tuple[Passages, Counts]]:
    if isinstance(matcher, W3LeafMatcher):
        while matcher.is_active():
            matcher._read_data()
            deltas, weights, _ = matcher._data
            ids = np.cumsum(np.array(deltas, np.int64))
            if not isinstance(weights, tuple | list):
                weights = np.full(len(ids), 1.0 if weights is None else weights)
            yield ids, np.array(weights, np.float32)
            matcher._next_block()
    elif matcher is not None:  # a few postings stand in the term's own record
        while matcher.is_active():
            yield np.array([matcher.id()]), np.array([matcher.weight()], np.float32)
            matcher.next()
