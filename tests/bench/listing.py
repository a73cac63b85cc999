"""What listing takes: putting the documents of hits together, and making and sorting their usages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from index import Hit, Library
from tests.bench.tables import Table
from tui import concordance, ordering
from tui.concordance import Sorting
from tui.screens.main import LIMIT
from tui.widgets.rows import arrange

QUERIES = ("的", "中", "人")
ROUNDS = 5
SCREEN = 50
"""Rows of a high terminal."""

LEFT, RIGHT = 80, 90
"""Cells of a wide one."""


def measure(library: Library) -> Iterator[Table]:
    """Each step over as many hits as are ever shown; the best of some rounds, in milliseconds."""
    rows = [_figures(library, query) for query in QUERIES]
    columns = (
        "query",
        "hits",
        "usages",
        "together, ms",
        "rows, ms",
        "usages, ms",
        "sort, ms",
        "paint a screen, ms",
    )
    yield Table("listing", columns, rows)


def _figures(library: Library, query: str) -> tuple[str | int | float, ...]:
    hits = library.search(query, LIMIT).hits
    lines = concordance.concordance(hits)
    return (
        query,
        len(hits),
        len(lines),
        _best(partial(ordering.arranged, hits)),
        _best(lambda: arrange(hits, 1, True)),
        _best(lambda: concordance.concordance(hits)),
        max(_best(partial(concordance.arranged, lines, sorting)) for sorting in Sorting),
        _best(lambda: _paint(hits, lines)),
    )


def _paint(hits: Sequence[Hit], lines: Sequence[concordance.Line]) -> None:
    for line in lines[:SCREEN]:
        concordance.aligned(hits[line.hit], line.span, LEFT, RIGHT)


def _best(call: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return min(times)
