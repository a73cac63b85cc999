"""What it takes to keep an index up with its files, and what many updates cost a search."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from index import Library
from tests.bench.queries import FRAGMENTS, queries, texts_of
from tests.bench.tables import Table, milliseconds, percentiles

FILES = 10
"""Files that are changed, added or removed at a time."""

TIMES = 5
QUERIES_A_KIND = 40
LINE = "\n\n补一段，{}。\n"


def measure(library: Library) -> Iterator[Table]:
    """Updates of a copy of the folder, warm and by a process of its own; then a search over what is left."""
    with TemporaryDirectory(prefix="xunju-bench-") as place:
        folder, home = Path(place, "files"), Path(place, "home")
        shutil.copytree(library.roots[0], folder, symlinks=True)
        with Library.open(folder, home=home) as copy:
            copy.sync()
            paths = [document.path for document in copy.documents()]
            chosen = paths[:: max(1, len(paths) // FILES)][:FILES]
            asked = queries(texts_of(copy), QUERIES_A_KIND)
            ones = [query for kind in FRAGMENTS for query in asked.get(kind, ())]
            fresh = [folder / f"fresh-{number}.md" for number in range(FILES)]
            replaced = _warm(copy, lambda time: _append(chosen, time))
            added = _warm(copy, lambda time: _append(fresh, time), before=lambda: _remove(copy, fresh))
            removed = _warm(copy, lambda _: _unlink(fresh), before=lambda: _add(copy, fresh))
            cold = _cold(folder, home, lambda time: _append(chosen, time + TIMES))
            rows: list[tuple[str, float]] = [
                (f"replacing {FILES} files, warm, ms", replaced),
                (f"adding {FILES} files, warm, ms", added),
                (f"removing {FILES} files, warm, ms", removed),
                (f"replacing {FILES} files, xunju index as a process, ms", cold),
            ]
            yield Table("updating", ("what", "figure"), rows)
            yield _over_segments(copy, chosen, ones)


def _warm(library: Library, change: Callable[[int], None], before: Callable[[], None] | None = None) -> float:
    """Milliseconds of a sync after a change: the median of several."""
    times = []
    for number in range(TIMES):
        if before:
            before()
        change(number)
        began = time.perf_counter()
        library.sync()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _cold(folder: Path, home: Path, change: Callable[[int], None]) -> float:
    times = []
    command = [sys.executable, "-m", "tui.cli", "index", str(folder), "--home", str(home)]
    for number in range(TIMES):
        change(number)
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _over_segments(library: Library, paths: Sequence[Path], asked: Sequence[str]) -> Table:
    """The same queries over as many segments as updates leave at most, and over one."""
    most, times = 0, [0.0]
    for number in range(3 * TIMES):
        _append(paths[: 1 + number % FILES], 100 + number)
        library.sync()
        if (count := segments(library)) > most:
            most = count
            library.warm()
            times = milliseconds(lambda query: library.search(query, 20), asked)
    library.sync(rebuild=True)
    library.warm()
    again = milliseconds(lambda query: library.search(query, 20), asked)
    many, one = percentiles(times), percentiles(again)
    rows = [
        (f"{most} segments", many[0], many[2]),
        (f"{segments(library)} after a rebuild", one[0], one[2]),
        ("÷", many[0] / one[0], many[2] / one[2]),
    ]
    return Table("search over many segments", ("index", "p50 ms", "p99 ms"), rows)


def segments(library: Library) -> int:
    """How many segments the index has."""
    return len(list(library.folder.glob("*.fields")))


def _append(paths: Sequence[Path], number: int) -> None:
    for path in paths:
        with path.open("a", encoding="utf-8") as file:
            file.write(LINE.format(f"{path.stem} {number}"))


def _unlink(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink()


def _remove(library: Library, paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
    library.sync()


def _add(library: Library, paths: Sequence[Path]) -> None:
    _append(paths, 0)
    library.sync()
