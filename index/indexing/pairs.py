"""The pairs and the marks and blanks of a run of documents: which passages hold each.

What stands at a place is held by the passage that it stands in, and by those just before it whose overlap
reaches that far: so by a few passages that follow one another, and each place is sorted once.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from index.arrays import Keys, Offsets
from index.codec.block import Postings
from index.indexing.run import Run
from index.indexing.sorting import lengths, sorted_places
from index.text.marks import mark_keys, neighbours
from index.text.pairs import char_keys, chars_of, joined, pairs_of
from index.text.stretches import changes, stretches

Numbers = npt.NDArray[np.int32]
Value = TypeVar("Value", bound=np.unsignedinteger)


class _Held(NamedTuple):
    """What is held, as `Postings` puts it."""

    keys: Keys
    frequencies: npt.NDArray[np.uint32]
    rows: npt.NDArray[np.uint32]


class _Holders(NamedTuple):
    """Which passages hold each place, by their numbers: those from `first` to `last`; none where that is
    below `first`."""

    first: Numbers
    last: Numbers


class _Lists(NamedTuple):
    """The passages that hold each of several things, as ranges of their numbers."""

    keys: Keys
    """Of each thing, ascending."""
    begins: Offsets
    """Where its ranges begin."""
    starts: Numbers
    """Where each range does, among the passages."""
    sizes: Numbers
    """Passages of each range."""


def pair_postings(run: Run) -> Postings:
    """The passages of every pair, and of the character that ends a document."""
    pairs, alone = _pairs(run), _alone(run)
    return Postings(
        np.concatenate((pairs.keys, alone.keys)),
        np.concatenate((pairs.frequencies, alone.frequencies)),
        np.concatenate((pairs.rows, alone.rows)),
    )


def mark_postings(run: Run) -> Postings:
    """The passages of every mark and blank with what stands beside it: those that hold it all, or have it in
    their overlap."""
    passages = run.passages
    first, last = run.reach
    codes = run.codes[first:last]
    places = neighbours(codes, run.traits[first:last], run.bases - first)
    starts = np.searchsorted(places.firsts, passages.starts - first)
    edges = np.searchsorted(places.seconds, passages.edges - first)
    lists = _lists(mark_keys(*places.sides(codes)), _holders(starts, edges))
    return Postings(*_held(lists.keys, lists, passages.rows))


def _pairs(run: Run) -> _Held:
    """Pairs, in either reading, by the passages that they begin in, or in whose overlap they do."""
    passages = run.passages
    base = int(passages.firsts[0]) if len(passages.rows) else 0
    reach = np.maximum(np.minimum(passages.reaches, passages.solid_ends - 1), base) - base
    places = int(reach[-1]) if len(reach) else 0
    codes = run.codes[run.solid[base : base + places + 1]]
    joins = run.joins[slice(*run.joins[:, 0].searchsorted((base, base + places)))] - base
    chars = (_paired(codes, joins, side) for side in (0, 1))
    borders = (edge + joins[:, 0].searchsorted(edge) for edge in (passages.firsts - base, reach))
    lists = _lists(joined(*chars), _holders(*borders))
    return _held(pairs_of(*chars_of(lists.keys)), lists, passages.rows)


def _paired(values: npt.NDArray[Value], joins: Offsets, side: int) -> npt.NDArray[Value]:
    """Of the pairs of neighbours and of joins, in the order of the places where they begin, what the
    character on one side has."""
    plain = values[side : side + max(0, len(values) - 1)]
    return np.insert(plain, joins[:, 0] + 1, values[joins[:, side]]) if len(joins) else plain


def _alone(run: Run) -> _Held:
    """The last solid character of each document, by the passages that hold it or have it in their overlap."""
    passages = run.passages
    ending = (passages.firsts < passages.solid_ends) & (passages.solid_ends <= passages.reaches)
    numbers = np.flatnonzero(ending).astype(np.int32)
    codes = run.codes[run.solid[passages.solid_ends[ending] - 1]]
    lists = _lists(codes.astype(np.uint64), _Holders(numbers, numbers))
    return _held(char_keys(lists.keys), lists, passages.rows)


def _holders(starts: Offsets, edges: Offsets) -> _Holders:
    """The passages, which start at these places and whose overlap ends at those, that hold each place up to
    the last edge."""
    numbers = np.arange(len(starts), dtype=np.int32)
    return _Holders(
        np.repeat(numbers, np.diff(edges, prepend=0)),
        np.repeat(numbers, np.diff(np.minimum(starts, edges[-1:]), append=edges[-1:])),
    )


def _lists(keys: Keys, holders: _Holders) -> _Lists:
    """What stands at places, by the key that tells it; the places of each thing ascend."""
    keys, order = sorted_places(keys)
    last, new = holders.last.take(order), changes(keys)
    kept = np.flatnonzero(new | changes(last))
    order, last, new = order[kept], last[kept], new[kept]
    starts = holders.first.take(order)
    np.maximum(starts[1:], (last[:-1] + 1) * ~new[1:], out=starts[1:])
    begins = np.flatnonzero(new)
    return _Lists(keys[kept[begins]], begins, starts, np.maximum(last + 1 - starts, 0))


def _held(keys: Keys, lists: _Lists, rows: Offsets) -> _Held:
    """The things with these keys, by the rows of passages; a thing that none holds is left
    out."""
    frequencies = np.add.reduceat(lists.sizes, lists.begins) if len(keys) else lists.sizes
    by_key = np.argsort(keys)
    by_key = by_key[frequencies[by_key] > 0]
    ranges = stretches(lists.begins[by_key], lengths(lists.begins, len(lists.starts))[by_key])
    held = stretches(rows.astype(np.int32)[lists.starts[ranges]], lists.sizes[ranges])
    return _Held(keys[by_key], frequencies[by_key].astype(np.uint32), held.view(np.uint32))
