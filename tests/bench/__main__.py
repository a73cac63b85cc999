"""`make bench`, or `make bench ARGS="FOLDER …"`: a Markdown table for each folder."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.bench import engine, interface, relevance
from tests.bench.engine import Row
from tests.conftest import SEEDS, SHARED


def show(title: str, rows: Iterable[Row]) -> None:
    print(f"\n| {title} | |\n|---|---|", flush=True)
    for name, figure in rows:
        print(f"| {name} | {figure} |", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[SEEDS])
    folders: list[Path] = parser.parse_args().folders
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    for folder in folders:
        show(folder.name, engine.measure(folder.resolve()))
    show("interface", interface.measure(SEEDS))
    show("relevance", relevance.measure(SHARED / "relevance"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
