"""What is sorted with its places."""

from __future__ import annotations

import numpy as np
import pytest

from index.indexing.sorting import sorted_places
from index.text.stretches import changes

KEYS = {
    "empty": [],
    "one": [7],
    "equals": [3, 1, 3, 1, 3],
    "no-room-for-places": [1 << 63, 5, 1 << 63, (1 << 64) - 1, 5],
    "zeros": [0, 0, 0, 0],
}


@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
def test_sorted_places_are_those_of_a_stable_sort(keys: list[int]) -> None:
    ordered, places = sorted_places(np.array(keys, np.uint64))
    assert ordered.tolist() == sorted(keys)
    assert places.tolist() == sorted(range(len(keys)), key=keys.__getitem__)


@pytest.mark.parametrize("numbers", [[], [4], [4, 4, 5, 5, 4]], ids=str)
def test_changes_are_where_runs_of_equals_begin(numbers: list[int]) -> None:
    found = changes(np.array(numbers, np.int64)).tolist()
    assert found == [not place or numbers[place] != numbers[place - 1] for place in range(len(numbers))]
