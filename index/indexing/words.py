"""The words of a run of documents: jieba cuts all at once, and each distinct stretch is looked at once.

The tokens are those of `index.text.words.words` for each passage, and as many.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import numpy.typing as npt

from index.codec.block import Postings
from index.indexing.latin import latin_runs
from index.indexing.run import Run
from index.indexing.sorting import Offsets, digits_of, firsts, lengths, stable_order
from index.indexing.vocabulary import Keys, Numbers, Vocabulary
from index.text.fold import PLANE, CodePoints, from_codes
from index.text.words import (
    JOINERS,
    TRAILERS,
    Own,
    han_flags,
    letter_flags,
    listed_tokens,
    parts_of,
    plain_cutter,
)

Sizes = npt.NDArray[np.int64]

MOST_COUNTED = 0xFFFF
"""Times a word is counted in a passage, and words that a passage is long, at most."""

KEY_CHARACTERS = 4
"""Characters of the basic plane, 16 bits each, that a key holds."""

CUT = "\0"
"""Behind the name of a run that goes on in the next passage: the run of the same name that ends there is
another."""

_JOINERS, _TRAILERS = tuple(map(ord, JOINERS)), tuple(map(ord, TRAILERS))

_MASKS = np.array(
    [(1 << 64) - (1 << 16 * (KEY_CHARACTERS - size)) for size in range(KEY_CHARACTERS + 1)], np.uint64
)
"""By the length of a word: the bits of its characters in a key that begins with them."""


def word_postings(run: Run, vocabulary: Vocabulary) -> Generator[None, None, tuple[Postings, Sizes]]:
    """The passages of every word, and how often each holds it; and how many words each row holds. Yields
    now and then."""
    found = []
    for find in (_han, _latin):
        found.append(_tokens(run, vocabulary, *find(run, vocabulary)))
        yield
    words, rows = (np.concatenate(parts) for parts in zip(*found, strict=True))
    totals = np.bincount(rows, minlength=run.row_count)
    terms, ranks = vocabulary.sorted(words)
    order = stable_order([*digits_of(ranks, len(terms)), *digits_of(rows, run.row_count)])
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
    tokens = plain_cutter(vocabulary.own)(text)
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
    short = sizes <= KEY_CHARACTERS
    above = codes >= PLANE
    if above.any():
        before = np.append(0, np.cumsum(above))
        short &= before[begins + sizes] == before[begins]
    entries = np.empty(len(begins), np.int64)
    at, until = begins[short], begins[short] + sizes[short]
    keys = _keys(codes)[at] & _MASKS[sizes[short]]
    entries[short] = vocabulary.entries_of_keys(
        keys, lambda place: _with_parts(text[at[place] : until[place]], vocabulary.own)
    )
    long = _slices(text, begins[~short], (begins + sizes)[~short])
    entries[~short] = vocabulary.entries(long, lambda place: _with_parts(long[place], vocabulary.own))
    return entries


def _with_parts(word: str, own: Own) -> list[str]:
    return [word, *parts_of(word, own)]


def _keys(codes: CodePoints) -> Keys:
    """At each place the characters that begin there, the first in the highest bits."""
    padded = np.append(codes, np.zeros(KEY_CHARACTERS - 1, np.uint32)).astype(np.uint64)
    keys = padded[: len(codes)]
    for offset in range(1, KEY_CHARACTERS):
        keys = keys << np.uint64(16) | padded[offset : offset + len(codes)]
    return keys


def _latin(run: Run, vocabulary: Vocabulary) -> tuple[Numbers, Offsets]:
    """The runs of Latin letters, as entries, and where they begin."""
    begins, ends = latin_runs(run)
    names = _slices(run.text, begins, ends)
    cut = letter_flags(run.codes[ends - 1]) & letter_flags(np.append(run.codes, np.uint32(0))[ends])
    cut &= ~np.isin(ends, run.bases)
    for place in np.flatnonzero(cut).tolist():
        names[place] += CUT
    return vocabulary.entries(names, lambda place: _listed(names[place])), begins


def _listed(name: str) -> list[str]:
    return listed_tokens(name.removesuffix(CUT), cut=name.endswith(CUT))


def _slices(text: str, begins: Offsets, ends: Offsets) -> list[str]:
    return [text[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
