"""Looking stops when enough is found, and what it leaves out is no better than what it shows."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from index import Cancelled, Library, Tier
from tests.conftest import MakeLibrary

COMMON = "模型"
EVERY = 2_000


@pytest.fixture
def large(make_library: MakeLibrary) -> Library:
    """A library in which the common word stands in more passages than are looked at for one answer."""
    filler = random.Random(5)
    letters = [chr(filler.randrange(0x4E00, 0x9FA5)) for _ in range(400)]

    def lines() -> Iterator[str]:
        for number in range(EVERY):
            body = "".join(filler.choices(letters, k=210))
            bridged = "模 型" if number % 10 else COMMON
            yield f"{body[:100]}{bridged}{body[100:]}\n\n"

    text = list(lines())
    files = {f"{number:02}.txt": "".join(text[number * 100 : number * 100 + 100]) for number in range(20)}
    return make_library(files)


def test_what_is_counted_is_all_there_is(large: Library) -> None:
    results = large.search(COMMON, 20)
    assert not results.complete
    assert results.totals[Tier.EXACT] < EVERY
    assert large.count(COMMON).totals[Tier.EXACT] == EVERY
    everything = large.search(COMMON, 10 * EVERY)
    assert everything.complete
    assert (
        everything.totals[Tier.EXACT] == len([hit for hit in everything if hit.tier is Tier.EXACT]) == EVERY
    )


def test_every_place_is_found_whatever_a_search_looks_at(large: Library) -> None:
    assert sum(map(len, large.places(COMMON).values())) == EVERY


def test_the_first_hits_are_those_of_a_whole_search(large: Library) -> None:
    """In a document with the word in its name, which is looked at first."""
    few = [hit.score for hit in large.search(COMMON, 5)]
    every = [hit.score for hit in large.search(COMMON, 10 * EVERY)][:5]
    assert few == every


def test_a_small_answer_is_complete(large: Library) -> None:
    results = large.search(large.search(COMMON, 1).hits[0].text[:12], 20)
    assert results.complete


@pytest.mark.parametrize("verb", ["search", "count"])
def test_a_search_that_nobody_waits_for_ends(large: Library, verb: str) -> None:
    asked: list[bool] = []

    def stopped() -> bool:
        asked.append(True)
        return len(asked) > 1

    with pytest.raises(Cancelled):
        large.search(COMMON, 10 * EVERY, stopped) if verb == "search" else [
            large.count(query, stopped) for query in (COMMON, COMMON)
        ]
    assert large.search(COMMON, 20).hits
