"""Narrowing: which passages the words of the index leave to be looked at for some Latin letters."""

from __future__ import annotations

import numpy as np
import pytest

from index.search import fragments
from index.search.fragments import Fragment, narrowed
from index.store.snapshot import Snapshot
from tests.conftest import MakeLibrary

TEXTS = ["find the app", "blender, he apt", "and then lapse", "and theapple", "mind. The appeal"]


@pytest.mark.parametrize(
    ("typed", "strict", "left"),
    [
        pytest.param("nd the ap", True, [0, 4], id="a word ends, one is there, and one begins"),
        pytest.param("nd the ap", False, [0, 3, 4], id="or nothing stands between two of them"),
        pytest.param("the ap", True, [0, 4], id="the first may go on before it"),
        pytest.param("nd the", True, [0, 2, 3, 4], id="the last may go on behind it"),
        pytest.param("the", True, [0, 2, 3, 4], id="a lone one on both sides"),
        pytest.param("(the)", True, [0, 4], id="marks part words where they are asked for"),
        pytest.param("(the)", False, [0, 2, 3, 4], id="and say nothing where they are not"),
    ],
)
def test_words_leave_what_may_hold_a_fragment(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch, typed: str, strict: bool, left: list[int]
) -> None:
    monkeypatch.setattr(fragments, "MANY", 0)
    snapshot = Snapshot(make_library({f"{number}.txt": text for number, text in enumerate(TEXTS)})._index)
    every = np.flatnonzero(snapshot.passages)
    found = narrowed(snapshot, Fragment(typed, strict), every)
    assert snapshot.documents_of(found).tolist() == left
