"""Where runs of Latin letters stand in a run of documents: what `index.text.words.latin_words` finds in each
passage, for all of them at once."""

from __future__ import annotations

import numpy as np

from index.arrays import Flags, Offsets
from index.indexing.run import Run
from index.text.fold import CodePoints, among
from index.text.traits import LETTER, having
from index.text.words import JOINERS, TRAILERS

_joins, _trails = among(JOINERS), among(TRAILERS)


def latin_runs(run: Run) -> tuple[Offsets, Offsets]:
    """Where they begin and end, each within its passage."""
    first, last = run.extent
    codes = np.append(run.codes[first:last], np.uint32(0))
    starts = run.passages.starts - first
    begins, ends = _letters(having(LETTER, np.append(run.traits[first:last], np.uint8(0))), starts)
    joined = begins[1:] == ends[:-1] + 1
    joined &= _joins(codes[ends[:-1]])
    opening = np.searchsorted(begins, starts)
    joined[opening[(opening > 0) & (opening < len(begins))] - 1] = False
    begins = begins[np.append(True, ~joined)[: len(begins)]]
    ends = ends[np.append(~joined, True)[: len(ends)]]
    _take_trailers(codes, ends, run.passages.ends - first)
    return begins + first, ends + first


def _letters(letters: Flags, starts: Offsets) -> tuple[Offsets, Offsets]:
    """Where letters follow one another, anew where a passage starts."""
    borders = np.zeros(len(letters), np.bool_)
    borders[1:] = letters[1:] != letters[:-1]
    borders[starts] = True
    places = np.flatnonzero(borders)
    return places[letters[places]], places[letters[places - 1]]


def _take_trailers(codes: CodePoints, ends: Offsets, limits: Offsets) -> None:
    """Moves the ends of runs behind the marks that belong to them, within their passages."""
    for number in np.flatnonzero(_trails(codes[ends])).tolist():
        end = int(ends[number])
        limit = int(limits[np.searchsorted(limits, end)])
        while end < limit and chr(codes[end]) in TRAILERS:
            end += 1
        ends[number] = end
