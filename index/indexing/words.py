"""The words of a run of documents: jieba cuts all at once, and each distinct stretch is looked at once.

The tokens are those of `index.text.words.words` for each passage, and as many.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import numpy.typing as npt

from index.arrays import Offsets
from index.codec.block import Postings
from index.indexing.entries import Numbers
from index.indexing.latin import latin_runs
from index.indexing.run import Run
from index.indexing.sorting import lengths
from index.indexing.vocabulary import Vocabulary
from index.text.fold import PLANE, SKIPPED, from_codes
from index.text.jiebas import plain_cutter
from index.text.stretches import run_begins
from index.text.traits import HANZI, LETTER, having

Sizes = npt.NDArray[np.int64]

ASCII = 0x80
"""Code points of ASCII."""

ROW_BITS = 32
"""Of the number of a row, below that of a word."""

MOST_COUNTED = 0xFFFF
"""Times a word is counted in a passage, and words that a passage is long, at most."""


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
    every = np.sort(ranks << ROW_BITS | rows)
    begins = run_begins(every)
    each = every[begins]
    counts = np.minimum(lengths(begins, len(every)), MOST_COUNTED).astype(np.uint16)
    frequencies = np.bincount(each >> ROW_BITS, minlength=len(terms)).astype(np.uint32)
    several = counts if counts.max(initial=1) > 1 else None
    return Postings(terms, frequencies, each.astype(np.uint32), several), totals


def _tokens(run: Run, vocabulary: Vocabulary, entries: Numbers, places: Offsets) -> tuple[Numbers, Offsets]:
    """The words of entries that stand there, and their rows."""
    words, sizes = vocabulary.tokens(entries)
    borders = np.append(np.searchsorted(places, run.passages.starts), len(places))
    return words, np.repeat(np.repeat(run.passages.rows, np.diff(borders)), sizes)


def _han(run: Run, vocabulary: Vocabulary) -> tuple[Numbers, Offsets]:
    """The words of Han, as entries, and where they stand."""
    first, last = run.extent
    places = np.flatnonzero(having(HANZI, run.traits[first:last])) + first
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
    characters = (codes * (codes < PLANE)).astype("<u2")
    return vocabulary.han.of(text, characters, begins, sizes), origins[begins]


def _latin(run: Run, vocabulary: Vocabulary) -> tuple[Numbers, Offsets]:
    """The runs of Latin letters, as entries, and where they begin."""
    first, last = run.extent
    begins, ends = latin_runs(run)
    codes = run.originals[first:last]
    ascii_codes = (codes * (codes < ASCII)).astype(np.uint8)
    text, low, high = run.text[first:last], begins - first, ends - first
    entries = vocabulary.latin.of(text, ascii_codes, low, high - low)
    behind = np.minimum(ends, len(run.codes) - 1)
    goes_on = having(LETTER, run.traits[ends - 1] & run.traits[behind])
    cut = np.flatnonzero(goes_on | (run.codes[behind] == ord(SKIPPED)))
    if len(cut):  # few are: most passages end where a line does
        cut = cut[~np.isin(ends[cut], run.bases)]
        spans = zip(low[cut].tolist(), high[cut].tolist(), strict=True)
        entries[cut] = vocabulary.cut_latin.named([text[begin:end] for begin, end in spans])
    return entries, begins
