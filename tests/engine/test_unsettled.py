"""A file that is written twice within a tick of the clock: what was written last is found."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from index import Library, sources
from index.indexing import batches
from index.sources import files
from tests.conftest import MakeLibrary, stems

NOW = 1_700_000_000_500_000_000
"""Nanoseconds since the epoch, not on a whole second."""

SECOND, MILLISECOND = 1_000_000_000, 1_000_000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time, which the test sets; files have their usual ticks."""
    now = [NOW]
    monkeypatch.setattr(time, "time_ns", lambda: now[0])
    monkeypatch.setattr(files, "FINE_TICK", 20 * MILLISECOND)
    monkeypatch.setattr(files, "COARSE_TICK", 2 * SECOND)
    return now


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []

    def read(path: Path, root: Path, limit: int) -> sources.Reading:
        names.append(path.name)
        return sources.read(path, root, limit)

    monkeypatch.setattr(batches, "read", read)
    return names


def put(path: Path, text: str, modified: int) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, ns=(modified, modified))


@pytest.mark.parametrize("reopened", [False, True])
@pytest.mark.parametrize(
    ("modified", "read"),
    [
        (NOW, NOW),
        (NOW, NOW + 19 * MILLISECOND),
        (NOW + 10 * MILLISECOND, NOW),
        (NOW // SECOND * SECOND, NOW),
        (NOW // SECOND * SECOND, NOW + SECOND),
    ],
)
def test_what_is_written_within_the_tick_of_its_reading_is_found(
    make_library: MakeLibrary, clock: list[int], modified: int, read: int, reopened: bool
) -> None:
    library = make_library()
    file = library.roots[0] / "a.txt"
    put(file, "甲文", modified)
    clock[0] = read
    assert library.sync().added == 1
    put(file, "乙文", modified)
    clock[0] += 3 * SECOND
    if reopened:
        with Library.open(library.roots[0]) as other:
            assert other.sync().changed == 1
    else:
        assert library.sync().changed == 1
    assert (stems(library, "乙文"), stems(library, "甲文")) == ({"a"}, set())


def test_only_what_may_be_written_unseen_is_read_again_and_once(
    make_library: MakeLibrary, clock: list[int], opened: list[str]
) -> None:
    library = make_library()
    root = library.roots[0]
    times = {"now": NOW, "before": NOW - SECOND, "long ago": SECOND, "ahead": NOW + 3_600 * SECOND}
    for name, modified in times.items():
        put(root / f"{name}.txt", "甲文", modified)
    library.sync()
    opened.clear()
    clock[0] += SECOND
    for again in (["now.txt"], [], []):
        report = library.sync()
        assert (opened, report.changed, report.unchanged) == (again, 0, len(times))
        opened.clear()
    assert stems(library, "甲文") == set(times)


def test_a_document_has_the_size_and_time_of_its_file_all_the_same(
    make_library: MakeLibrary, clock: list[int]
) -> None:
    library = make_library()
    put(library.roots[0] / "a.txt", "甲文", NOW)
    library.sync()
    (document,) = library.documents()
    assert (document.size, document.modified) == (6, NOW)
