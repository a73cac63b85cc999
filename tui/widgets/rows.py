"""The rows of the hits list, as values: which row shows what, before any of it is painted.

The rule: hits keep the order they are given in; those of one document that follow each other share one title
row, which counts them; so do those of one section of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import index
from tui.cells import cell_width

if TYPE_CHECKING:
    from index import Hit, Metadata, Versions

GAP = 2
"""Cells between the parts of a title row."""

_LEAST_PART = 10
"""Cells below which an author or a site is left out rather than shortened; a date fits."""


class TitleRow(NamedTuple):
    """What the hits below are from: a document, or a section of one."""

    hit: int
    """The first of them."""
    hits: int
    versions: int = 1
    """How many versions of the work there are."""


class HitRow(NamedTuple):
    """One line of a hit."""

    hit: int
    line: int


class GapRow(NamedTuple):
    """An empty row between two documents."""


Row = TitleRow | HitRow | GapRow


def arrange(hits: Sequence[Hit], lines: int, gaps: bool, versions: Versions | None = None) -> list[Row]:
    """The rows of the hits, `lines` for each, with a gap between two documents where asked for; versions of
    one work are one document."""
    rows: list[Row] = []
    first = 0

    def source(hit: Hit) -> tuple[tuple[str, ...], str]:
        documents = versions.group(hit.document) if versions is not None else (hit.document,)
        return documents, hit.title if hit.sectioned else ""

    for (documents, _), group in groupby(hits, source):
        count = sum(1 for _ in group)
        if gaps and rows:
            rows.append(GapRow())
        rows.append(TitleRow(first, count, len(documents)))
        rows += [HitRow(hit, line) for hit in range(first, first + count) for line in range(lines)]
        first += count
    return rows


def byline(metadata: Metadata, room: int) -> list[tuple[str, int]]:
    """Author, date and site of a document, as far as it names them and there is room for them and a gap of
    `GAP` cells before each; the date goes first. With the cells that each may take."""
    parts = [", ".join(metadata.authors), metadata.dated, index.site_of(metadata)]
    given: dict[int, int] = {}
    for place in (1, 0, 2):
        cells = min(cell_width(parts[place]), room - GAP)
        if cells >= min(_LEAST_PART, cell_width(parts[place])) > 0:
            given[place] = cells
            room -= cells + GAP
    return [(parts[place], given[place]) for place in sorted(given)]
