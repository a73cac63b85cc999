"""Posting lists as bytes: gaps of one or of two bytes, or a bit a row, whichever is shortest for a list.

A list's first gap is its first row, and each other one the distance from the row before. The highest
value of a width means "so much further, and no row yet". How often each row holds the term follows
the rows, and only where that is more than once somewhere. All that is done for many lists at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Rows = npt.NDArray[np.int64]
Sizes = npt.NDArray[np.int64]

NARROW, WIDE, BITS = range(3)
"""How a list's rows are told, in the low bits of its kind: by gaps of one byte, of two, or by a bit each."""

FORM, COUNTS = 0b11, 2
"""Those bits of a kind, and where those begin that say how its counts are told."""

SHORTEST_BITS = 64
"""Rows of a list below which bits would save too few bytes to be worth a form of their own."""

NARROW_ESCAPE, WIDE_ESCAPE = 0xFF, 0xFFFF
"""What a gap of one or of two bytes is that is none."""

_WIDTHS = (0, 1, 2, 4)

COUNT_WIDTHS = np.array(_WIDTHS)
"""Bytes of a count, by what the kind says: none, u8, u16, or a weight as f32."""

_COUNT_TYPES = ("", "<u1", "<u2", "<f4")


class Encoded(NamedTuple):
    """Several posting lists, one behind the other."""

    content: Bytes
    sizes: Sizes
    """Bytes of each list."""
    kinds: Bytes


def encode(
    frequencies: npt.NDArray[np.integer],
    rows: npt.NDArray[np.integer],
    counts: npt.NDArray[np.generic] | None,
) -> Encoded:
    """Encodes lists of these lengths, whose rows (and counts) stand one behind the other."""
    lengths = frequencies.astype(np.int64)
    starts = np.cumsum(lengths) - lengths
    gaps = rows.astype(np.uint32)
    gaps[1:] -= gaps[:-1].copy()
    gaps[starts] = rows[starts]
    narrow_escapes, wide_escapes = gaps // NARROW_ESCAPE, gaps // WIDE_ESCAPE
    narrow, wide = lengths + _sums(narrow_escapes, starts), 2 * (lengths + _sums(wide_escapes, starts))
    kinds = (wide < narrow).astype(np.uint8)
    sizes = np.minimum(narrow, wide)
    escapes = np.where(np.repeat(kinds, lengths).view(np.bool_), wide_escapes, narrow_escapes)
    content = _gaps(gaps, escapes, lengths, np.where(kinds, wide // 2, narrow), kinds)
    bits = rows[starts + lengths - 1] // 8 + 1
    dense = np.flatnonzero((bits < sizes) & (lengths >= SHORTEST_BITS))
    if len(dense):
        lists = [rows[starts[number] : starts[number] + lengths[number]] for number in dense.tolist()]
        content = _with_bits(content, sizes, dense, lists)
        kinds[dense], sizes[dense] = BITS, bits[dense]
    if counts is None:
        return Encoded(content, sizes, kinds)
    formats = _count_formats(counts, starts)
    kinds |= (formats << COUNTS).astype(np.uint8)
    widths = lengths * COUNT_WIDTHS[formats]
    return Encoded(_with_counts(content, sizes, widths, counts, formats, lengths), sizes + widths, kinds)


def _gaps(
    gaps: npt.NDArray[np.uint32], escapes: npt.NDArray[np.uint32], lengths: Sizes, items: Sizes, kinds: Bytes
) -> Bytes:
    """The gaps, each behind as many escapes as it needs; `items`: gaps and escapes of each list."""
    escape = np.where(kinds, np.uint16(WIDE_ESCAPE), np.uint16(NARROW_ESCAPE))
    if escapes.any():
        values = np.repeat(escape, items)
        places = np.cumsum(escapes, dtype=np.int64)
        places += np.arange(len(gaps))
        values[places] = gaps - escapes * np.repeat(escape, lengths)
    else:
        values = gaps.astype(np.uint16)
    if not kinds.any():
        return values.astype(np.uint8)
    both = values.astype("<u2").view(np.uint8)
    if kinds.all():
        return both
    kept = np.ones((len(values), 2), np.bool_)
    kept[:, 1] = np.repeat(kinds, items)
    return both.compress(kept.reshape(-1))


def _with_bits(
    content: Bytes, sizes: Sizes, dense: npt.NDArray[np.intp], lists: Iterable[npt.NDArray[np.integer]]
) -> Bytes:
    """Puts a bit a row in the place of the gaps of some lists, whose rows are given."""
    ends = np.cumsum(sizes)
    pieces, behind = [], 0
    for first, last, rows in zip((ends - sizes)[dense], ends[dense], lists, strict=True):
        flags = np.zeros(rows[-1] + 1, np.bool_)
        flags[rows] = True
        pieces += [content[behind:first], np.packbits(flags, bitorder="little")]
        behind = last
    return np.concatenate([*pieces, content[behind:]])


def _with_counts(
    rows: Bytes,
    sizes: Sizes,
    widths: Sizes,
    counts: npt.NDArray[np.generic],
    formats: npt.NDArray[np.intp],
    lengths: Sizes,
) -> Bytes:
    """Puts the counts of every list, which take so many bytes, behind its rows."""
    runs = np.empty(2 * len(sizes), np.int64)
    runs[0::2], runs[1::2] = sizes, widths
    labels = np.zeros(2 * len(sizes), np.uint8)
    labels[1::2] = formats
    by_byte = np.repeat(labels, runs)
    content = np.empty(len(by_byte), np.uint8)
    content[by_byte == 0] = rows
    for number in np.flatnonzero(np.bincount(formats[formats > 0])).tolist():
        values = counts.compress(np.repeat(formats == number, lengths)).astype(_COUNT_TYPES[number])
        content[by_byte == number] = values.view(np.uint8)
    return content


def decode_one(content: Bytes, frequency: int, kind: int) -> Rows:
    """The rows of one list."""
    told = content[: len(content) - frequency * _WIDTHS[kind >> COUNTS]]
    form = kind & FORM
    if form == BITS:
        return _set_bits(told)
    values = told.view("<u2") if form == WIDE else told
    rows = np.cumsum(values, dtype=np.int64)
    if len(rows) != frequency:
        rows = rows.compress(values != (WIDE_ESCAPE if form == WIDE else NARROW_ESCAPE))
    return rows


def decode_counts(content: Bytes, frequency: int, kind: int) -> npt.NDArray[np.float32]:
    """How often each row of one list holds its term."""
    width = _WIDTHS[kind >> COUNTS]
    if not width:
        return np.ones(frequency, np.float32)
    return content[len(content) - frequency * width :].view(_COUNT_TYPES[kind >> COUNTS]).astype(np.float32)


class Decoded(NamedTuple):
    """Several posting lists, one behind the other."""

    rows: Rows
    counts: npt.NDArray[np.float32] | None


def decode(content: Bytes, sizes: Sizes, frequencies: npt.NDArray[np.integer], kinds: Bytes) -> Decoded:
    """Decodes what `encode` gives, or a stretch of whole lists of it."""
    lengths = frequencies.astype(np.int64)
    formats = kinds >> COUNTS
    widths = lengths * COUNT_WIDTHS[formats]
    told, counts = content, None
    if widths.any():
        runs = np.empty(2 * len(sizes), np.int64)
        runs[0::2], runs[1::2] = sizes - widths, widths
        is_count = np.repeat(np.arange(2 * len(sizes)) % 2 == 1, runs)
        told = content.compress(~is_count)
        counts = _decode_counts(content.compress(is_count), lengths, widths, formats)
    return Decoded(_decode_rows(told, sizes - widths, lengths, kinds & FORM), counts)


def _decode_rows(content: Bytes, sizes: Sizes, lengths: Sizes, forms: npt.NDArray[np.integer]) -> Rows:
    """The rows of lists of any form: those told by gaps at a time, as many as follow one another."""
    dense = np.flatnonzero(forms == BITS).tolist()
    if not dense:
        return _decode_gaps(content, sizes, lengths, forms == WIDE)
    ends = np.append(0, np.cumsum(sizes)).tolist()
    found, first = [], 0
    for number in dense:
        some, place = slice(first, number), ends[number]
        gaps = content[ends[first] : place]
        found.append(_decode_gaps(gaps, sizes[some], lengths[some], forms[some] == WIDE))
        found.append(_set_bits(content[place : ends[number + 1]]))
        first = number + 1
    some = slice(first, None)
    found.append(_decode_gaps(content[ends[first] :], sizes[some], lengths[some], forms[some] == WIDE))
    return np.concatenate(found)


def _set_bits(content: Bytes) -> Rows:
    return np.flatnonzero(np.unpackbits(content, bitorder="little").view(np.bool_))


def _decode_gaps(gaps: Bytes, sizes: Sizes, lengths: Sizes, wide: npt.NDArray[np.bool_]) -> Rows:
    items = np.where(wide, sizes // 2, sizes)
    if not wide.any():
        values, escapes = gaps, gaps == NARROW_ESCAPE
    elif wide.all():
        values = gaps.view("<u2")
        escapes = values == WIDE_ESCAPE
    else:
        by_byte, by_item = np.repeat(wide, sizes), np.repeat(wide, items)
        values = np.empty(len(by_item), np.uint16)
        values[~by_item], values[by_item] = gaps.compress(~by_byte), gaps.compress(by_byte).view("<u2")
        escapes = values == np.where(by_item, np.uint16(WIDE_ESCAPE), np.uint16(NARROW_ESCAPE))
    rows = np.cumsum(values, dtype=np.int64)
    ends = np.cumsum(items)
    bases = np.append(0, rows[ends[:-1] - 1]) if len(ends) else ends
    if escapes.any():
        rows = rows.compress(~escapes)
    rows -= np.repeat(bases, lengths)
    return rows


def _decode_counts(
    content: Bytes, lengths: Sizes, widths: Sizes, formats: npt.NDArray[np.integer]
) -> npt.NDArray[np.float32]:
    counts = np.ones(int(lengths.sum()), np.float32)
    by_byte, by_row = np.repeat(formats, widths), np.repeat(formats, lengths)
    for number in np.flatnonzero(np.bincount(formats[formats > 0])).tolist():
        counts[by_row == number] = content.compress(by_byte == number).view(_COUNT_TYPES[number])
    return counts


def _count_formats(counts: npt.NDArray[np.generic], starts: Sizes) -> npt.NDArray[np.intp]:
    """The narrowest form that holds the counts of each list."""
    if not len(counts):
        return np.zeros(len(starts), np.intp)
    highest = np.maximum.reduceat(counts, starts).astype(np.float64)
    formats = np.searchsorted(np.array([1.0, 255.0, 65535.0]), highest)
    if counts.dtype.kind == "f":
        values = counts.astype(np.float32)
        odd = np.add.reduceat((values != np.floor(values)) | (values < 1), starts) > 0
        formats[odd] = 3
    return formats


def _sums(values: npt.NDArray[np.uint32], starts: Sizes) -> Sizes:
    """The sum of each list, which 32 bits hold."""
    return np.add.reduceat(values, starts, dtype=np.uint32).astype(np.int64) if len(starts) else starts
