"""The words of a run of documents: jieba cuts all at once, and each distinct stretch is looked at once.

The tokens are those of `index.text.words.words` for each passage, and as many.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

import numpy as np
import numpy.typing as npt

from index.codec.block import Postings
from index.indexing.latin import latin_runs
from index.indexing.run import Run
from index.indexing.sorting import Offsets, digits_of, firsts, lengths, stable_order
from index.indexing.vocabulary import Keys, KeyTable, Numbers, Vocabulary
from index.text.fold import PLANE, CodePoints, from_codes
from index.text.words import (
    han_flags,
    latin_tokens,
    parts_of,
    plain_cutter,
)

Sizes = npt.NDArray[np.int64]

MOST_COUNTED = 0xFFFF
"""Times a word is counted in a passage, and words that a passage is long, at most."""

KEY_BYTES = 8
"""Bytes of a key, which holds the characters of a short word: four of the basic plane, or eight of ASCII."""

NO_ASCII = 0x80
"""Stands for every character beyond ASCII where characters are bytes."""

_BEYOND = np.uint64(0x8080808080808080)
"""The bits of a key of ASCII that no ASCII has."""

_MASKS = np.array([(1 << 8 * size) - 1 for size in range(KEY_BYTES + 1)], np.uint64)
"""By the bytes of a word: those of its characters in a key that begins with them."""


def word_postings(run: Run, vocabulary: Vocabulary) -> Generator[None, None, tuple[Postings, Sizes]]:
    """The passages of every word, and how often each holds it; and how many words each row holds. Yields
    now and then."""
    found = []
    for find in (_han, _latin):
        found.append(_tokens(run, vocabulary, *find(run, vocabulary)))
        yield
    words, rows = (np.concatenate(parts) for parts in zip(*found, strict=True))
    totals = np.bincount(rows, minlength=run.row_count)
    terms, ranks = vocabulary.distinct(words)
    # No word is of both kinds, and those of one kind come in the order of their rows.
    order = stable_order(digits_of(ranks, len(terms)))
    ranks, rows = ranks[order], rows[order]
    begins = firsts(ranks, rows)
    counts = np.minimum(lengths(begins, len(ranks)), MOST_COUNTED).astype(np.uint16)
    frequencies = np.bincount(ranks[begins], minlength=len(terms)).astype(np.uint32)
    several = counts if counts.max(initial=1) > 1 else None
    return Postings(terms, frequencies, rows[begins].astype(np.uint32), several), totals


def _tokens(run: Run, vocabulary: Vocabulary, entries: Numbers, places: Offsets) -> tuple[Numbers, Offsets]:
    """The words of entries that stand there, and their rows."""
    words, sizes = vocabulary.tokens(entries)
    borders = np.append(np.searchsorted(places, run.passages.starts), len(places))
    return words, np.repeat(np.repeat(run.passages.rows, np.diff(borders)), sizes)


def _han(run: Run, vocabulary: Vocabulary) -> tuple[Numbers, Offsets]:
    """The words of Han, as entries, and where they stand."""
    first, last = run.extent
    places = np.flatnonzero(han_flags(run.codes[first:last])) + first
    if not len(places):
        return places, places
    joined = places[1:] == places[:-1] + 1
    starts = np.searchsorted(places, run.passages.starts[1:])
    joined[starts[(starts > 0) & (starts < len(places))] - 1] = False
    target = np.arange(len(places)) + np.append(0, np.cumsum(~joined))
    codes = np.full(int(target[-1]) + 1, ord(" "), np.uint32)
    codes[target] = run.codes[places]
    text = from_codes(codes)
    tokens = plain_cutter()(text)
    sizes = np.fromiter(map(len, tokens), np.int64, len(tokens))
    begins = np.cumsum(sizes) - sizes
    words = codes[begins] != ord(" ")
    begins, sizes = begins[words], sizes[words]
    origins = np.empty(len(codes), np.int64)
    origins[target] = places
    return _entries_of(text, codes, begins, sizes, vocabulary), origins[begins]


def _entries_of(
    text: str, codes: CodePoints, begins: Offsets, sizes: Offsets, vocabulary: Vocabulary
) -> Numbers:
    """The entries of words of Han; a short one goes by its characters in one key."""
    short = 2 * sizes <= KEY_BYTES
    above = codes >= PLANE
    if above.any():
        before = np.append(0, np.cumsum(above))
        short &= before[begins + sizes] == before[begins]
    keys = _keys(codes.astype("<u2"), begins, sizes)
    return _by_keys(keys, short, text, begins, sizes, vocabulary, vocabulary.han, _with_parts)


def _with_parts(word: str) -> list[str]:
    return [word, *parts_of(word)]


def _latin(run: Run, vocabulary: Vocabulary) -> tuple[Numbers, Offsets]:
    """The runs of Latin letters, as entries, and where they begin."""
    first, last = run.extent
    begins, ends = latin_runs(run)
    begins, sizes = begins - first, ends - begins
    keys = _keys(np.minimum(run.originals[first:last], NO_ASCII).astype(np.uint8), begins, sizes)
    short = (sizes <= KEY_BYTES) & (keys & _BEYOND == 0)
    text = run.text[first:last]
    entries = _by_keys(keys, short, text, begins, sizes, vocabulary, vocabulary.latin, latin_tokens)
    return entries, begins + first


def _keys(characters: npt.NDArray[np.unsignedinteger], begins: Offsets, sizes: Offsets) -> Keys:
    """The characters of each word in one number, as far as they fit."""
    width = characters.itemsize
    padded = np.append(characters, np.zeros(KEY_BYTES, characters.dtype))
    windows = np.ndarray(len(characters), "<u8", padded, strides=(width,))
    return windows[begins] & _MASKS[np.minimum(sizes * width, KEY_BYTES)]


def _by_keys(
    keys: Keys,
    short: npt.NDArray[np.bool_],
    text: str,
    begins: Offsets,
    sizes: Offsets,
    vocabulary: Vocabulary,
    table: KeyTable,
    tokens_of: Callable[[str], Iterable[str]],
) -> Numbers:
    """The entries of words, of the short ones by their keys."""
    ends = begins + sizes
    at, until = begins[short], ends[short]
    entries = np.empty(len(begins), np.int64)
    entries[short] = table.entries(
        keys[short], lambda place: vocabulary.new(tokens_of(text[at[place] : until[place]]))
    )
    entries[~short] = vocabulary.entries(_slices(text, begins[~short], ends[~short]), tokens_of)
    return entries


def _slices(text: str, begins: Offsets, ends: Offsets) -> list[str]:
    return [text[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
