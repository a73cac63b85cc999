"""What a benchmark hands over: tables, for people as Markdown and for programs as JSON."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | int | float

PERCENTILES = ("p50 ms", "p95 ms", "p99 ms", "worst ms")
"""The columns that `percentiles` fills."""


@dataclass(frozen=True)
class Table:
    """Figures under the names of their columns."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def markdown(about: str, table: Table) -> str:
    """The table as Markdown, what it is about and its title in the line before."""
    lines = [list(table.columns), ["---", *["--:"] * (len(table.columns) - 1)]]
    lines += [list(map(_shown, row)) for row in table.rows]
    return "\n".join([f"\n{about}: {table.title}\n", *("| " + " | ".join(line) + " |" for line in lines)])


def record(table: Table) -> dict[str, Any]:
    """The table as JSON values: one object a row."""
    return {
        "title": table.title,
        "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
    }


def milliseconds(call: Callable[[str], object], queries: Iterable[str]) -> list[float]:
    """How long the call takes for each of the queries."""
    times = []
    for query in queries:
        began = time.perf_counter()
        call(query)
        times.append((time.perf_counter() - began) * 1000)
    return times


def percentiles(times: Iterable[float]) -> tuple[float, float, float, float]:
    """The 50th, 95th and 99th percentile (nearest rank) and the greatest."""
    ordered = sorted(times)
    p50, p95, p99 = (ordered[-(-len(ordered) * share // 100) - 1] for share in (50, 95, 99))
    return p50, p95, p99, ordered[-1]


def _shown(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:,.3f}" if abs(cell) < 1 else f"{cell:,.1f}"
    return f"{cell:,}" if isinstance(cell, int) else cell
