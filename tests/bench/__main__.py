"""`make bench`, or `make bench ARGS="FOLDER …"`: Markdown tables for each folder; `--json` for programs."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from index import Library
from tests.bench import (
    building,
    checking,
    filtering,
    growing,
    interface,
    keystrokes,
    latency,
    listing,
    memory,
    peers,
    peers_build,
    recall,
    relevance,
    remembering,
    starting,
    storing,
    updating,
)
from tests.bench.tables import Table, markdown, record
from tests.conftest import ROOT, SEEDS, SHARED

BUILDING = "building"

READMES = (ROOT / "README.md", ROOT / "README.zh.md")
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
"""What the tables stand between there."""

OF_A_LIBRARY: dict[str, Callable[[Library], Iterator[Table]]] = {
    "peers-build": lambda library: iter([peers_build.table(library.roots[0], peers_build.TIMES)]),
    "latency": latency.measure,
    "peers": peers.measure,
    "starting": starting.measure,
    "updating": updating.measure,
    "growing": growing.measure,
    "filtering": filtering.measure,
    "keystrokes": keystrokes.measure,
    "listing": listing.measure,
    "recall": recall.measure,
    "remembering": remembering.measure,
    "checking": checking.measure,
    "storing": storing.measure,
    "memory": memory.measure,
}
"""What is measured for each folder once its index is built."""

OF_THE_PROGRAM: dict[str, Callable[[], Iterator[Table]]] = {
    "interface": lambda: interface.measure(SEEDS),
    "relevance": lambda: relevance.measure(SHARED / "relevance"),
}
"""What is measured once."""


def tables(folders: list[Path], wanted: set[str]) -> Iterator[tuple[str, Table]]:
    """Each table, and what it is about."""
    for folder in folders if wanted & {BUILDING, *OF_A_LIBRARY} else ():
        with TemporaryDirectory(prefix="xunju-bench-") as home, Library.open(folder, home=home) as library:
            # The index is built whatever is wanted: the others measure it.
            built = list(building.measure(library))
            if BUILDING in wanted:
                yield from ((folder.name, table) for table in built)
            for name, measure in OF_A_LIBRARY.items():
                if name in wanted:
                    yield from ((folder.name, table) for table in measure(library))
    for name, measure_once in OF_THE_PROGRAM.items():
        if name in wanted:
            yield from (("Xunju", table) for table in measure_once())


def folder(word: str) -> Path:
    """A folder that is there. Raises ArgumentTypeError."""
    path = Path(word).expanduser()
    if not path.exists():
        raise argparse.ArgumentTypeError(f"there is no folder {word}")
    return path


def main() -> int:
    names = [BUILDING, *OF_A_LIBRARY, *OF_THE_PROGRAM]
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "folders",
        nargs="*",
        type=folder,
        default=[SEEDS],
        metavar="FOLDER",
        help="the sample library if none",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a table")
    parser.add_argument("--readme", action="store_true", help="write the tables into both READMEs, too")
    parser.add_argument("--only", action="append", choices=names, help="what to measure (may be repeated)")
    options = parser.parse_args()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    print(machine, file=sys.stderr if options.json else sys.stdout)
    folders = [folder.resolve() for folder in options.folders]
    printed = [machine]
    for about, table in tables(folders, set(options.only or names)):
        printed.append(markdown(about, table))
        line = json.dumps({"about": about, **record(table)}, ensure_ascii=False)
        print(line if options.json else printed[-1], flush=True)
    for readme in READMES if options.readme else ():
        readme.write_text(with_tables(readme.read_text("utf-8"), "\n".join(printed)), "utf-8")
    return 0


def with_tables(text: str, printed: str) -> str:
    """The text of a README with what was printed between its marks. Raises ValueError where it has none."""
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    return f"{text[:begin]}\n{printed}\n\n{text[end:]}"


if __name__ == "__main__":
    sys.exit(main())
