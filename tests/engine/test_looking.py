"""Looking stops when enough is found, and what it leaves out is no better than what it shows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest

from index import Cancelled, Library, Tier
from index.query import parse
from index.search.documents import Documents
from index.search.exact import exact_rows
from index.search.gather import CROWD, Gatherer
from index.search.looking import CLOSELY, EVERYTHING, LARGEST, ROUGHLY, Looking
from index.search.matches import NONE
from index.search.rows import Rows
from index.store.snapshot import Passages, Snapshot
from index.text.squeeze import Body
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


@pytest.mark.parametrize(
    ("typed", "usual", "better"),
    [
        *((typed, "map", f"x{typed}y") for typed in (".map(", "`map`", "map: ", "（map）")),
        pytest.param("test", "tests", "test", id="a Latin word"),
        pytest.param("黑盒", "漆黑盒子", "黑盒", id="a Han word"),
    ],
)
def test_what_is_found_most_exactly_is_first_however_much_is_less_so(
    make_library: MakeLibrary, typed: str, usual: str, better: str
) -> None:
    """It is in the last of more passages with the characters than are looked at."""
    filler = "天地玄黄宇宙洪荒日月盈昃辰宿列张" * 14
    texts = {f"{number:03}.txt": f"{filler} {usual} {filler}" for number in range(3 * CLOSELY)}
    library = make_library(texts | {"z.txt": f"{filler} {better} {filler}"})
    first, *_, last = library.search(typed, 20)
    assert first.path.name == "z.txt"
    assert first.score > last.score


def test_looks_grow_to_what_they_need() -> None:
    """Where one of a hundred holds something, a few looks are enough to find twenty."""
    sizes: list[int] = []

    def look(chosen: Passages) -> Iterator[Rows]:
        sizes.append(len(chosen))
        body = Body.of("字" * len(chosen))
        numbers = np.flatnonzero(chosen % 100 == 0)
        windows = SimpleNamespace(rows=chosen, body=body)
        yield Rows(windows, NONE, numbers, numbers, numbers, np.zeros(len(numbers)), numbers)  # type: ignore[arg-type]

    found = Looking(20).through(np.arange(9_000), np.zeros(9_000), look)
    assert len(found) >= 20
    assert len(sizes) <= 2 + -(-20 * 100 // LARGEST)


def test_what_is_counted_is_not_kept() -> None:
    def look(chosen: Passages) -> Iterator[Rows]:
        numbers = np.flatnonzero(chosen % 100 == 0)
        windows = SimpleNamespace(rows=chosen)
        yield Rows(windows, NONE, numbers, numbers, numbers, np.zeros(len(numbers)), numbers)  # type: ignore[arg-type]

    found = Looking(EVERYTHING, counting=True).through(np.arange(9_000), np.zeros(9_000), look)
    assert not found.rows and len(found) == len(found + found) // 2 == 90
    assert sorted(found.passages.tolist()) == list(range(0, 9_000, 100))


def test_of_everything_no_text_is_kept(large: Library) -> None:
    snapshot, query = Snapshot(large._index), parse(COMMON)
    found = exact_rows(query, Gatherer(Documents(snapshot), query, Looking(EVERYTHING)))
    assert len(found) == EVERY
    assert not any({"_text", "body"} & vars(one.windows).keys() for one in found.rows)
    assert all(COMMON[0] in one.windows.body.folded for one in found.rows)
    snapshot.close()


def test_a_small_answer_is_complete(large: Library) -> None:
    results = large.search(large.search(COMMON, 1).hits[0].text[:12], 20)
    assert results.complete


@pytest.mark.parametrize(
    ("enough", "thorough", "looked_at"),
    [(20, True, 3_000), (20, False, ROUGHLY), (500, False, 1_500), (EVERYTHING, False, 3_000)],
)
def test_what_is_only_like_it_is_not_looked_for_without_end(
    enough: int, thorough: bool, looked_at: int
) -> None:
    seen: list[int] = []

    def look(chosen: Passages) -> Iterator[Rows]:
        seen.extend(chosen.tolist())
        yield from ()

    rows = np.arange(3_000)
    found = Looking(enough).through(rows, rows.astype(np.float64), look, thorough=thorough)
    assert len(found) == 0 and found.complete is (looked_at == len(rows))
    assert sorted(seen) == rows[-looked_at:].tolist()


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


def test_a_document_with_very_many_hits_leaves_places_to_others(make_library: MakeLibrary) -> None:
    """Of its own it shows the best, wherever they stand."""
    filler = "天地玄黄宇宙洪荒日月盈昃辰宿列张" * 14
    bridged, literal = ([f"{filler}{word}。\n\n"] * CROWD for word in ("模 型", COMMON))
    others = {f"{number}.txt": f"{COMMON}的事\n" for number in range(30)}
    library = make_library({"long.txt": "".join(bridged + 2 * literal), **others})
    hits = library.search(COMMON, CROWD + 40).hits
    names = [hit.path.name for hit in hits]
    assert names[:CROWD] == ["long.txt"] * CROWD
    assert set(names[CROWD : CROWD + 30]) == set(others)
    assert names[CROWD + 30 :] == ["long.txt"] * 10
    assert all(hit.text[: hit.end - hit.text_offset].endswith(COMMON) for hit in hits[: CROWD + 30])
    every = library.search(COMMON, EVERYTHING)
    assert len(every.hits) == 3 * CROWD + 30
