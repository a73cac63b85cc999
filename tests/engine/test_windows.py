"""Windows: they reach as far as what is looked for, and not to the end of a long document."""

from __future__ import annotations

import numpy as np
import pytest

from index.search.windows import windows
from index.store.snapshot import Snapshot
from index.text.passages import OVERLAP
from tests.conftest import MakeLibrary

PASSAGE = "一行字不多也不少，" * 40


@pytest.mark.parametrize("solid", [1, OVERLAP + 1, OVERLAP + 2, 2 * OVERLAP + 1, 2 * OVERLAP + 2, 1_000])
def test_a_window_holds_what_begins_in_its_passage_and_not_the_whole_book(
    make_library: MakeLibrary, solid: int
) -> None:
    library = make_library({"long.txt": "\n".join([PASSAGE] * 90), "other.txt": PASSAGE})
    snapshot = Snapshot(library._index)
    text = library.document(snapshot.record(0).id).text
    longest = int((snapshot.ends - snapshot.starts)[1:].max())
    for row in snapshot.rows_of(0)[1:]:
        seen = windows(snapshot, np.array([row]), 0, solid)
        end = len(seen.codes) + int(seen.shifts[0]) - 1
        beyond = text[int(snapshot.ends[row]) : end]
        count = len(beyond) - beyond.count("，") - beyond.count("\n")
        assert count >= solid - 1 or end >= len(text)
        assert len(beyond) <= (1 + solid // OVERLAP) * longest
    snapshot.close()
