"""Chains of characters that may each be one of many, against a look at every place of every text."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from index.search import chains
from index.search.chains import Link, chained
from index.search.sounding import _link
from index.store.snapshot import Snapshot
from index.text.fold import to_codes
from index.text.pinyin import Sound
from tests.conftest import MakeLibrary

ALIKE = "是事市时人任仁里理力利"
"""Few sounds, and several characters of each."""

CHANCE = random.Random(7)
TEXTS = sorted({"".join(CHANCE.sample(ALIKE, 6)) for _ in range(150)})
PATTERNS = ["".join(CHANCE.choices(ALIKE, k=length)) for length in (2, 3, 4, 5, 6) for _ in range(8)]


def nearest(text: str, links: Sequence[Link]) -> float:
    """The least distance of a place with another character than what was asked for; infinite for none."""
    codes = to_codes(text).astype(np.int64)
    asked = [link.same for link in links]
    places = (codes[start : start + len(links)] for start in range(len(codes) - len(links) + 1))
    differing = (place for place in places if place.tolist() != asked)
    return min(
        (
            sum(float(link.distances(place[number : number + 1])[0]) for number, link in enumerate(links))
            for place in differing
        ),
        default=np.inf,
    )


@pytest.fixture
def snapshot(make_library: MakeLibrary) -> Snapshot:
    """Each text is a document of one passage; no text has a character twice, so that no chain but those of
    neighbours is in it."""
    return Snapshot(make_library({f"{number:03}.txt": text for number, text in enumerate(TEXTS)})._index)


@pytest.mark.parametrize("few", [0, chains.FEW])
def test_chains_are_where_they_stand_and_as_near(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(chains, "FEW", few)
    monkeypatch.setattr(chains, "BEGINNING", 6)
    for pattern in PATTERNS:
        links = [_link(Sound(char), by_sound=True) for char in pattern]
        rows, distances = chained(snapshot, links)
        told = dict(zip(rows.tolist(), distances.tolist(), strict=True))
        there = {2 * number + 1: nearest(text, links) for number, text in enumerate(TEXTS)}
        there = {row: distance for row, distance in there.items() if distance < np.inf}
        if few:
            assert all(told[row] <= distance + 1e-9 for row, distance in there.items())
        else:
            assert told == pytest.approx(there)


def test_a_part_of_which_nothing_else_is_meant_says_nothing(make_library: MakeLibrary) -> None:
    texts = ["从 string", "丛 string", "string 从", "a string", "strings"]
    snapshot = Snapshot(make_library({f"{number}.txt": text for number, text in enumerate(texts)})._index)
    rows, _ = chained(snapshot, [_link(Sound(char), by_sound=True) for char in "从string"])
    assert snapshot.documents_of(rows).tolist() == [1]
