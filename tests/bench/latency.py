"""How long a search takes, by kind of query, beside a scan of the same files by a grep."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from index import Library
from tests.bench.queries import FRAGMENTS, queries, texts_of
from tests.bench.tables import PERCENTILES, Table, milliseconds, percentiles

QUERIES_A_KIND = 154
"""About 2,000 in all."""

LIMIT = 20
"""Hits that are asked for."""

SCANNED = 8
"""Queries of each kind of fragment that are scanned for, too."""


def measure(library: Library) -> Iterator[Table]:
    """Percentiles of each kind and of all, then the scan."""
    library.warm()
    asked = queries(texts_of(library), QUERIES_A_KIND)
    times = {
        kind: milliseconds(lambda query: library.search(query, LIMIT), ones) for kind, ones in asked.items()
    }
    rows = [(kind, len(ones), *percentiles(ones)) for kind, ones in times.items()]
    every = list(chain.from_iterable(times.values()))
    rows.append(("all", len(every), *percentiles(every)))
    yield Table(f"latency, {LIMIT} hits", ("kind", "queries", *PERCENTILES), rows)
    yield _beside_a_scan(library, asked, times)


def _beside_a_scan(
    library: Library, asked: Mapping[str, list[str]], times: Mapping[str, list[float]]
) -> Table:
    tool = "rg" if shutil.which("rg") else "grep"
    paths = [document.path for document in library.documents()]
    rows = []
    for kind in FRAGMENTS:
        scans = milliseconds(lambda query: _scan(tool, query, paths), asked[kind][:SCANNED])
        scan, search = percentiles(scans)[0], percentiles(times[kind][:SCANNED])[0]
        rows.append((kind, len(scans), scan, search, scan / search))
    columns = ("kind", "queries", f"{tool} -F -c, p50 ms", "search, p50 ms", "scan / search")
    return Table(f"the same queries by {tool}, over the same files", columns, rows)


def _scan(tool: str, query: str, paths: list[Path]) -> None:
    """One pass over the files; a status of 123 only says that one of its calls found nothing."""
    command = ["xargs", "-0", tool, "-F", "-c", "-e", query, "--"]
    names = b"\0".join(str(path).encode("utf-8", "surrogateescape") for path in paths)
    subprocess.run(command, input=names, stdout=subprocess.DEVNULL, check=False)
