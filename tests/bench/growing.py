"""How everything grows with the library: parts of one folder, each twice as large as the one before."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from index import Library
from tests.bench.queries import FRAGMENTS, queries, texts_of
from tests.bench.tables import Cell, Table, milliseconds, percentiles

PARTS = (8, 4, 2, 1)
"""Every which file a part takes, from the smallest part to the whole."""

QUERIES_A_KIND = 40
FIGURES = ("characters", "build s", "index MB", "p50 ms", "p99 ms")


def measure(library: Library) -> Iterator[Table]:
    """The figures of each part, and last the exponent to which they grew with the characters."""
    root = library.roots[0]
    paths = sorted(document.path for document in library.documents())
    asked = queries(texts_of(library), QUERIES_A_KIND)
    ones = [query for kind in FRAGMENTS for query in asked.get(kind, ())]
    figures = [_figures(root, paths[::part], ones) for part in PARTS]
    growth = [math.log(last / first) for first, last in zip(figures[0], figures[-1], strict=True)]
    rows: list[tuple[Cell, ...]] = [(f"1/{part}", *row) for part, row in zip(PARTS, figures, strict=True)]
    rows.append(("exponent", *(one / (growth[0] or 1.0) for one in growth)))
    yield Table("growing", ("files", *FIGURES), rows)


def _figures(root: Path, paths: list[Path], asked: list[str]) -> tuple[float, ...]:
    with TemporaryDirectory(prefix="xunju-bench-") as place:
        folder, home = Path(place, "files"), Path(place, "home")
        for path in paths:
            target = folder / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        with Library.open(folder, home=home) as part:
            report = part.sync()
            part.warm()
            times = percentiles(milliseconds(lambda query: part.search(query, 20), asked))
            size = part.status().bytes / 1e6
            return part.status().characters, report.seconds, size, times[0], times[2]
