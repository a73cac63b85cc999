"""Posting lists as bytes: gaps of one or of two bytes, whichever is shorter for a list.

A list's first gap is its first row, and each other one the distance from the row before. The highest
value of a width means "so much further, and no row yet". How often each row holds the term follows
its gaps, and only where that is more than once somewhere. All that is done for many lists at a time.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Rows = npt.NDArray[np.int64]
Sizes = npt.NDArray[np.int64]

WIDE = 1
"""The bit of a list's kind that says: gaps of two bytes."""

_WIDTHS = (0, 1, 2, 4)

COUNT_WIDTHS = np.array(_WIDTHS)
"""Bytes of a count, by what the kind's other bits say: none, u8, u16, or a weight as f32."""

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
    gaps = rows.astype(np.int64)
    gaps[1:] -= rows[:-1]
    gaps[starts] = rows[starts]
    narrow, wide = lengths + _sums(gaps // 0xFF, starts), 2 * (lengths + _sums(gaps // 0xFFFF, starts))
    kinds = (wide < narrow).astype(np.uint8)
    sizes = np.minimum(narrow, wide)
    is_wide = np.repeat(kinds.astype(np.bool_), lengths)
    parts = [
        (kinds == 0, sizes, _with_escapes(gaps[~is_wide], np.uint8)),
        (kinds == WIDE, sizes, _with_escapes(gaps[is_wide], np.uint16)),
    ]
    widths = np.zeros(len(lengths), np.int64)
    if counts is not None:
        formats = _count_formats(counts, starts)
        kinds |= (formats << 1).astype(np.uint8)
        widths = lengths * COUNT_WIDTHS[formats]
        for number in np.unique(formats[formats > 0]).tolist():
            chosen = formats == number
            content = counts[np.repeat(chosen, lengths)].astype(_COUNT_TYPES[number])
            parts.append((chosen, widths, content.view(np.uint8)))
    return Encoded(_interleave(parts, sizes, widths), sizes + widths, kinds)


def _interleave(
    parts: list[tuple[npt.NDArray[np.bool_], Sizes, Bytes]], sizes: Sizes, widths: Sizes
) -> Bytes:
    """Puts gaps and counts of every list behind one another: the first two parts are gaps, others counts."""
    if not widths.any() and (not len(parts[0][2]) or not len(parts[1][2])):
        return parts[0][2] if len(parts[0][2]) else parts[1][2]
    runs = np.empty(2 * len(sizes), np.int64)
    runs[0::2], runs[1::2] = sizes, widths
    labels = np.zeros(2 * len(sizes), np.uint8)
    for number, (chosen, _, _) in enumerate(parts):
        labels[(number > 1) :: 2][chosen] = number
    by_byte = np.repeat(labels, runs)
    content = np.empty(len(by_byte), np.uint8)
    for number, (_, _, piece) in enumerate(parts):
        content[by_byte == number] = piece
    return content


def decode_one(content: Bytes, frequency: int, kind: int) -> Rows:
    """The rows of one list."""
    gaps = content[: len(content) - frequency * _WIDTHS[kind >> 1]]
    values = gaps.view("<u2") if kind & WIDE else gaps
    rows = np.cumsum(values, dtype=np.int64)
    if len(rows) != frequency:
        rows = rows.compress(values != (0xFFFF if kind & WIDE else 0xFF))
    return rows


def decode_counts(content: Bytes, frequency: int, kind: int) -> npt.NDArray[np.float32]:
    """How often each row of one list holds its term."""
    width = _WIDTHS[kind >> 1]
    if not width:
        return np.ones(frequency, np.float32)
    return content[len(content) - frequency * width :].view(_COUNT_TYPES[kind >> 1]).astype(np.float32)


class Decoded(NamedTuple):
    """Several posting lists, one behind the other."""

    rows: Rows
    counts: npt.NDArray[np.float32] | None


def decode(content: Bytes, sizes: Sizes, frequencies: npt.NDArray[np.integer], kinds: Bytes) -> Decoded:
    """Decodes what `encode` gives, or a stretch of whole lists of it."""
    lengths = frequencies.astype(np.int64)
    widths = lengths * COUNT_WIDTHS[kinds >> 1]
    gaps, counts = content, None
    if widths.any():
        runs = np.empty(2 * len(sizes), np.int64)
        runs[0::2], runs[1::2] = sizes - widths, widths
        is_count = np.repeat(np.arange(2 * len(sizes)) % 2 == 1, runs)
        gaps = content.compress(~is_count)
        counts = _decode_counts(content.compress(is_count), lengths, widths, kinds >> 1)
    return Decoded(_decode_gaps(gaps, sizes - widths, lengths, (kinds & WIDE).astype(np.bool_)), counts)


def _decode_gaps(gaps: Bytes, sizes: Sizes, lengths: Sizes, wide: npt.NDArray[np.bool_]) -> Rows:
    items = np.where(wide, sizes // 2, sizes)
    if not wide.any():
        values, escapes = gaps, gaps == 0xFF
    elif wide.all():
        values = gaps.view("<u2")
        escapes = values == 0xFFFF
    else:
        by_byte, by_item = np.repeat(wide, sizes), np.repeat(wide, items)
        values = np.empty(len(by_item), np.uint16)
        values[~by_item], values[by_item] = gaps.compress(~by_byte), gaps.compress(by_byte).view("<u2")
        escapes = values == np.where(by_item, np.uint16(0xFFFF), np.uint16(0xFF))
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
    for number in np.unique(formats[formats > 0]).tolist():
        counts[by_row == number] = content.compress(by_byte == number).view(_COUNT_TYPES[number])
    return counts


def _with_escapes(gaps: Rows, kind: type[np.uint8] | type[np.uint16]) -> Bytes:
    """The gaps, each behind as many escapes as it needs, as bytes."""
    escape = np.iinfo(kind).max
    if not len(gaps) or int(gaps.max()) < escape:
        return gaps.astype(kind).view(np.uint8)
    more, rest = np.divmod(gaps, escape)
    ends = np.cumsum(more + 1)
    values = np.full(int(ends[-1]), escape, kind)
    values[ends - 1] = rest
    return values.view(np.uint8)


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


def _sums(values: Rows, starts: Sizes) -> Sizes:
    return np.add.reduceat(values, starts) if len(starts) else values
