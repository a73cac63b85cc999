"""Whether everything is found: the audit, with a fixed seed."""

from __future__ import annotations

from collections.abc import Iterator

from index import Audit, AuditRow, Library
from tests.bench.tables import Cell, Table

SAMPLES = 320


def measure(library: Library) -> Iterator[Table]:
    """Places that stand in the files and places that are lit, by the length of the fragment."""
    report = Audit(library, SAMPLES, seed=1).run()
    rows = [_row("bridged" if row.length is None else str(row.length), row) for row in report.rows]
    columns = ("characters", "fragments", "places", "found", "missed")
    yield Table("recall, random fragments against a plain scan", columns, [*rows, _row("all", report.total)])


def _row(name: str, row: AuditRow) -> tuple[Cell, ...]:
    return name, row.fragments, row.places, row.found, row.missed
