"""Lines: where in the lines of its document a character stands, as people and editors count.

A passage knows how many line breaks stand before it, so that no more than its own text is read, unless it
begins within a line.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.store.snapshot import Snapshot


def places(snapshot: Snapshot, offsets: Sequence[int]) -> list[tuple[int, int]]:
    """The line and the column (in characters) of each of some characters in its document, from 1. Raises
    IndexDamaged."""
    rows = snapshot.starts.searchsorted(offsets, "right") - 1
    starts, heads = snapshot.starts[rows], snapshot.heads_of(rows)
    # Most passages begin with a line: then what ends the one before stands right before them.
    firsts = np.maximum(starts - 1, snapshot.starts[heads])
    texts = snapshot.texts(firsts.tolist(), offsets)
    found = []
    told = zip(offsets, texts, (starts - firsts).tolist(), rows.tolist(), heads.tolist(), strict=True)
    for offset, text, lead, row, head in told:
        broken = text.rfind("\n")
        column = len(text) - broken if broken >= 0 else offset - _line_start(snapshot, row, head) + 1
        found.append((int(snapshot.lines[row]) + text.count("\n", lead) + 1, column))
    return found


def _line_start(snapshot: Snapshot, row: int, head: int) -> int:
    """Where the line begins in which a passage begins."""
    if not snapshot.lines[row]:
        return int(snapshot.starts[head])
    first = head + int(np.searchsorted(snapshot.lines[head:row], snapshot.lines[row]))
    start, end = snapshot.starts[first - 1 : first + 1].tolist()
    return int(start) + snapshot.text(start, end).rindex("\n") + 1
