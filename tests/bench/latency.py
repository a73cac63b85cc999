"""How long a search takes, by kind of query."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from index import Library
from tests.bench.queries import queries, texts_of
from tests.bench.tables import PERCENTILES, Table, milliseconds, percentiles

QUERIES_A_KIND = 154
"""About 2,000 in all."""

LIMIT = 20
"""Hits that are asked for."""


def measure(library: Library) -> Iterator[Table]:
    """Percentiles of each kind and of all."""
    library.warm()
    asked = queries(texts_of(library), QUERIES_A_KIND)
    times = {
        kind: milliseconds(lambda query: library.search(query, LIMIT), ones) for kind, ones in asked.items()
    }
    rows = [(kind, len(ones), *percentiles(ones)) for kind, ones in times.items()]
    every = list(chain.from_iterable(times.values()))
    rows.append(("all", len(every), *percentiles(every)))
    yield Table(f"latency, {LIMIT} hits", ("kind", "queries", *PERCENTILES), rows)
