"""The pairs of a run of documents: which passages hold each, by sorting characters instead of keys."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.codec.block import Postings
from index.indexing.run import Run
from index.indexing.sorting import Digits, digits_of, firsts, lengths, stable_order, stretches
from index.text.fold import CodePoints
from index.text.pairs import char_keys, is_mark, pairs_of
from index.text.passages import OVERLAP
from index.text.squeeze import solid_flags


def pair_postings(run: Run) -> Postings:
    """The passages of every pair and mark, and of the character that ends a document."""
    pairs, alone = _pairs(run), _alone(run)
    return Postings(
        np.concatenate((pairs.terms, alone.terms)),
        np.concatenate((pairs.frequencies, alone.frequencies)),
        np.concatenate((pairs.rows, alone.rows)),
    )


def _pairs(run: Run) -> Postings:
    """Pairs by the passages that they begin in, or in whose overlap they do."""
    passages = run.passages
    sizes = np.maximum(np.minimum(passages.lasts + OVERLAP, passages.solid_ends - 1) - passages.firsts, 0)
    rows = np.repeat(passages.rows, sizes).astype(np.uint32)
    base = int(passages.firsts[0]) if len(passages.firsts) else 0
    places = stretches(passages.firsts - base, sizes)
    codes = run.codes[run.solid[base : base + int(places.max(initial=-1)) + 2]]
    digits = [digit[places] for digit in _pair_digits(codes)]
    order = stable_order(digits)
    rows, places = rows[order], places[order]
    digits = [digit[order] for digit in digits]
    kept = firsts(*digits, rows)
    rows, places, digits = rows[kept], places[kept], [digit[kept] for digit in digits]
    begins = firsts(*digits)
    places = places[begins]
    keys = pairs_of(codes[places], codes[places + 1])
    by_key = np.argsort(keys)
    sizes = lengths(begins, len(rows))[by_key]
    return Postings(keys[by_key], sizes, rows[stretches(begins[by_key], sizes)])


def _pair_digits(codes: CodePoints) -> list[Digits]:
    """What sorts the pairs that begin at each place, so that equal ones come together."""
    flags = _present(codes)
    ranks = (np.cumsum(flags, dtype=np.uint32) - 1)[codes]
    distinct = int(np.count_nonzero(flags))
    return [*digits_of(ranks, distinct), *digits_of(np.append(ranks[1:], 0), distinct)]


def _alone(run: Run) -> Postings:
    """Marks by the passages that hold them or have them in their overlap; each document's last character."""
    passages = run.passages
    first, last = (int(passages.starts[0]), int(passages.edges.max())) if len(passages.rows) else (0, 0)
    marks = np.flatnonzero(_mark_flags(run.codes[first:last])) + first
    low, high = np.searchsorted(marks, passages.starts), np.searchsorted(marks, passages.edges)
    places = marks[stretches(low, high - low)]
    ending = (passages.firsts < passages.solid_ends) & (passages.solid_ends - 1 <= passages.lasts + OVERLAP)
    endings = run.solid[passages.solid_ends[ending] - 1]
    codes = run.codes[np.concatenate((places, endings))]
    rows = np.concatenate((np.repeat(passages.rows, high - low), passages.rows[ending])).astype(np.uint32)
    order = np.lexsort((rows, codes))
    codes, rows = codes[order], rows[order]
    kept = firsts(codes, rows)
    codes, rows = codes[kept], rows[kept]
    begins = firsts(codes)
    return Postings(char_keys(codes[begins]), lengths(begins, len(rows)), rows)


def _present(codes: CodePoints) -> npt.NDArray[np.bool_]:
    """Of every code point up to the highest of these, whether it is among them."""
    flags = np.zeros(int(codes.max(initial=0)) + 1, np.bool_)
    flags[codes] = True
    return flags


def _mark_flags(codes: CodePoints) -> npt.NDArray[np.bool_]:
    marks = _present(codes)
    present = np.flatnonzero(marks).astype(np.uint32)
    loose = present[~solid_flags(present)]
    marks[present] = False
    marks[loose] = [is_mark(chr(code)) for code in loose.tolist()]
    return marks[codes]
