"""What stands between a person and the first answer: opening the index, the first query, a whole process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from statistics import median

from index import Library
from tests.bench.queries import FRAGMENTS, queries, texts_of
from tests.bench.tables import Table

TIMES = 9
QUERIES_A_KIND = 40
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""What is imported is compiled once, as it is where the program is installed."""

_FIRST = """
import json, sys, time
home, root, queries = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
began = time.perf_counter()
from index import Library
Library; imported = time.perf_counter()
library = Library.open(root, home=home); library.status(); opened = time.perf_counter()
library.warm(); warm = time.perf_counter()
taken = []
for query in queries:
    start = time.perf_counter(); library.search(query, 20); taken.append(time.perf_counter() - start)
private = next(line for line in open("/proc/self/status") if line.startswith("RssAnon:")).split()[1]
print(json.dumps([imported - began, opened - imported, warm - opened, taken[0], int(private) / 1000]))
"""


def measure(library: Library) -> Iterator[Table]:
    """Medians of processes of their own, each started anew; the files are in the system's cache."""
    asked = queries(texts_of(library), QUERIES_A_KIND)
    ones = [query for kind in FRAGMENTS for query in asked.get(kind, ())]
    home = str(library.folder.parent)
    command = [sys.executable, "-c", _FIRST, home, str(library.roots[0]), json.dumps(ones)]
    taken = [
        json.loads(subprocess.check_output(command, env={**os.environ, **COMPILED}))
        for _ in range(min(3, TIMES))
    ]
    imported, opened, warm, first, private = (median(column) for column in zip(*taken, strict=True))
    search = ["-m", "tui.cli", "search", ones[-1], str(library.roots[0]), "--home", home]
    bare, whole, known = seconds(["-c", "pass"], search, [*search, "--no-sync"])
    rows = (
        ("importing the engine, ms", imported * 1000),
        ("opening the index, ms", opened * 1000),
        ("loading tables and dictionary, ms", warm * 1000),
        ("first query after that, ms", first * 1000),
        (f"private memory after {len(ones)} queries, MB", private),
        ("python -c pass, ms", bare * 1000),
        ("xunju search, whole process, ms", whole * 1000),
        ("beyond python -c pass, ms", (whole - bare) * 1000),
        ("the same with --no-sync, ms", (known - bare) * 1000),
    )
    yield Table("starting", ("what", "figure"), rows)


def seconds(*several: Sequence[str]) -> list[float]:
    """How long Python takes for each of several arguments, from its start to its end: the median of each.
    They take turns, so that what a machine does besides falls on all."""
    turns = [[_seconds(arguments) for arguments in several] for _ in range(TIMES)]
    return [median(times) for times in zip(*turns, strict=True)]


def _seconds(arguments: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "XUNJU_LANG": "en"} | COMPILED,
    )
    return time.perf_counter() - began
