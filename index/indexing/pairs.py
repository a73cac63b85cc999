"""The pairs of a run of documents: which passages hold each, by sorting characters instead of keys.

What stands at a place is held by the passage that it stands in, and by those just before it whose overlap
reaches that far: so by a few passages that follow one another, and each place is sorted once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.codec.block import Postings
from index.indexing.run import Run
from index.indexing.sorting import Offsets, lengths, sorted_together
from index.text.pairs import CHAR_BITS, Keys, char_keys, chars_of, pairs_of
from index.text.passages import OVERLAP
from index.text.stretches import stretches
from index.text.traits import MARK, having

Numbers = npt.NDArray[np.int32]


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

    things: Keys
    """Each once, ascending."""
    begins: Offsets
    """Where its ranges begin."""
    starts: Numbers
    """Where each range does, among the passages."""
    sizes: Numbers
    """Passages of each range."""


def pair_postings(run: Run) -> Postings:
    """The passages of every pair and mark, and of the character that ends a document."""
    pairs, alone = _pairs(run), _alone(run)
    return Postings(
        np.concatenate((pairs.keys, alone.keys)),
        np.concatenate((pairs.frequencies, alone.frequencies)),
        np.concatenate((pairs.rows, alone.rows)),
    )


def _pairs(run: Run) -> _Held:
    """Pairs by the passages that they begin in, or in whose overlap they do."""
    passages = run.passages
    base = int(passages.firsts[0]) if len(passages.rows) else 0
    reach = np.maximum(np.minimum(passages.lasts + OVERLAP, passages.solid_ends - 1), base) - base
    places = int(reach[-1]) if len(reach) else 0
    codes = run.codes.take(run.solid[base : base + places + 1]).astype(np.uint64)
    pairs = codes[:-1] << np.uint64(CHAR_BITS) | codes[1:]
    lists = _lists(pairs, _holders(passages.firsts - base, reach))
    return _held(pairs_of(*chars_of(lists.things)), lists, passages.rows)


def _alone(run: Run) -> _Held:
    """Marks by the passages that hold them or have them in their overlap; each document's last character."""
    passages = run.passages
    first, last = (int(passages.starts[0]), int(passages.edges[-1])) if len(passages.rows) else (0, 0)
    marks = np.flatnonzero(having(MARK, run.traits[first:last])) + first
    holders = _holders(np.searchsorted(marks, passages.starts), np.searchsorted(marks, passages.edges))
    ending = (passages.firsts < passages.solid_ends) & (passages.solid_ends - 1 <= passages.lasts + OVERLAP)
    numbers = np.flatnonzero(ending)
    codes = run.codes[np.concatenate((marks, run.solid[passages.solid_ends[ending] - 1]))].astype(np.uint64)
    together = _Holders(*(np.concatenate((one, numbers), dtype=np.int32) for one in holders))
    lists = _lists(codes, together)
    return _held(char_keys(lists.things), lists, passages.rows)


def _holders(starts: Offsets, edges: Offsets) -> _Holders:
    """The passages, which start at these places and whose overlap ends at those, that hold each place up to
    the last edge."""
    numbers = np.arange(len(starts), dtype=np.int32)
    return _Holders(
        np.repeat(numbers, np.diff(edges, prepend=0)),
        np.repeat(numbers, np.diff(np.minimum(starts, edges[-1:]), append=edges[-1:])),
    )


def _lists(things: Keys, holders: _Holders) -> _Lists:
    """The holders of what stands at each place: two characters at most, which with the place are 64 bits, as
    long as there are no more than four million places; a part of a run has not nearly so many."""
    things, places = sorted_together(things, np.arange(len(things), dtype=np.uint64), len(things))
    last, new = holders.last.take(places), np.ones(len(places), np.bool_)
    np.not_equal(things[1:], things[:-1], out=new[1:])
    fresh = new.copy()
    fresh[1:] |= last[1:] != last[:-1]
    kept = np.flatnonzero(fresh)
    last, new = last[kept], new[kept]
    starts = holders.first.take(places[kept])
    np.maximum(starts[1:], (last[:-1] + 1) * ~new[1:], out=starts[1:])
    begins = np.flatnonzero(new)
    return _Lists(things[kept[begins]], begins, starts, np.maximum(last + 1 - starts, 0))


def _held(keys: Keys, lists: _Lists, rows: Offsets) -> _Held:
    """The things with these keys, by the rows of passages; a thing that none holds is left
    out."""
    frequencies = np.add.reduceat(lists.sizes, lists.begins) if len(keys) else lists.sizes
    by_key = np.argsort(keys)
    by_key = by_key[frequencies[by_key] > 0]
    ranges = stretches(lists.begins[by_key], lengths(lists.begins, len(lists.starts))[by_key])
    held = stretches(rows.astype(np.int32)[lists.starts[ranges]], lists.sizes[ranges])
    return _Held(keys[by_key], frequencies[by_key].astype(np.uint32), held.view(np.uint32))
