"""What the engine takes for a folder: building, keeping up, searching, and how much it finds."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from index import Library
from tests.engine.plain_scan import PlainScan, documents, misses

QUERIES_A_KIND = 40
RECALL_SAMPLES = 300
LENGTHS = range(1, 13)

Row = tuple[str, str]


def measure(folder: Path) -> Iterator[Row]:
    """Rows of (what, figure) for one folder."""
    with TemporaryDirectory(prefix="xunju-bench-") as home, Library.open(folder, home=home) as library:
        report = library.sync()
        status = library.status()
        yield "files", f"{status.documents:,}"
        yield "characters", f"{status.characters:,}"
        yield "passages", f"{status.passages:,}"
        yield "build, scan to commit", f"{report.seconds:.2f} s"
        yield "characters a second", f"{report.characters / report.seconds:,.0f}"
        yield "sync with nothing changed", f"{library.sync().seconds:.3f} s"
        texts = [document.text for document in documents(folder)]
        text_bytes = sum(len(text.encode("utf-8", "replace")) for text in texts)
        yield "index bytes / text bytes", f"{status.bytes / text_bytes:.1f}"
        for name, queries in _queries(texts).items():
            yield f"{name}: p50, worst", _percentiles(queries, library.search)
        scan = PlainScan(documents(folder))
        missed = len(misses(library, scan.samples(RECALL_SAMPLES, LENGTHS, seed=1)))
        yield f"places missed, {RECALL_SAMPLES} random fragments", str(missed)


def _queries(texts: list[str]) -> dict[str, list[str]]:
    """Queries cut from the texts themselves, by kind."""
    rng = random.Random(1)
    lines = [line.strip() for text in texts for line in text.splitlines() if len(line.strip()) > 30]

    def piece(low: int, high: int) -> str:
        line, length = rng.choice(lines), rng.randint(low, high)
        start = rng.randrange(len(line) - length)
        return line[start : start + length]

    makers: dict[str, Callable[[], str]] = {
        "single characters": lambda: piece(1, 1),
        "fragments of 2": lambda: piece(2, 2),
        "fragments of 3 to 8": lambda: piece(3, 8),
        "two parts": lambda: f"{piece(2, 3)} {piece(2, 3)}",
        "whole sentences": lambda: piece(16, 28),
    }
    return {name: [make() for _ in range(QUERIES_A_KIND)] for name, make in makers.items()}


def _percentiles(queries: list[str], search: Callable[[str], object]) -> str:
    search(queries[0])
    times = []
    for query in queries:
        began = time.perf_counter()
        search(query)
        times.append((time.perf_counter() - began) * 1000)
    return f"{statistics.median(times):.1f} ms, {sorted(times)[-1]:.1f} ms"
