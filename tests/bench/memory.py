"""What the open interface keeps to itself, beside an empty Textual app: memory that no other process shares.

Linux only: it is read off `/proc`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from index import Library
from tests.bench.interface import CTRL_U, EMPTY_APP, EMPTY_MARK, LAST_WORD, Terminal
from tests.bench.queries import FRAGMENTS, queries, texts_of
from tests.bench.tables import Table
from tui.tidying import IDLE_SECONDS

QUERIES_A_KIND = 8
QUIET = 0.5
"""Seconds without anything painted after which a query has been answered."""

IDLE = 3 * IDLE_SECONDS
"""Seconds after which the interface has given back what it does not need."""


def measure(library: Library) -> Iterator[Table]:
    """Megabytes once each is open and idle, and after queries of every kind, typed one after another."""
    asked = queries(texts_of(library), QUERIES_A_KIND)
    ones = [query for kind in FRAGMENTS for query in asked.get(kind, ())]
    home = str(library.folder.parent)
    env = os.environ | {"XUNJU_HOME": home, "XUNJU_LANG": "en", "TERM": "xterm-256color"}
    empty = Terminal([sys.executable, "-c", EMPTY_APP], env)
    ours = Terminal([sys.executable, "-m", "tui.cli", str(library.roots[0])], env)
    try:
        empty.wait_for(EMPTY_MARK)
        empty.drain(IDLE)
        least = private(empty.pid)
        ours.wait_for(LAST_WORD)
        ours.drain(IDLE)
        opened = private(ours.pid)
        for query in ones:
            ours.type(query)
            ours.drain(QUIET)
            ours.type(CTRL_U)
            ours.drain(QUIET)
        ours.drain(IDLE)
        searched = private(ours.pid)
    finally:
        empty.close()
        ours.close()
    rows = (
        ("an empty Textual app", least, 0.0),
        ("the interface, open", opened, opened - least),
        (f"after {len(ones)} queries", searched, searched - least),
    )
    yield Table("private memory", ("what", "MB", "beyond the empty app, MB"), rows)


def private(process: int) -> float:
    """Megabytes of a process that no file holds and no other process shares."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:")) / 1000
