"""The rows of the list: what stands where, and what a title row has room for."""

from __future__ import annotations

import pytest

from index import Metadata, Versions
from tests.cli.conftest import make_hit
from tui.widgets.rows import GapRow, HitRow, TitleRow, arrange, byline

FULL = Metadata("题", "https://www.example.org/a", ("林小雨", "甲"), published="2025-03-09")
LONG = Metadata("题", "https://example.org", ("一个很长很长的名字",), published="2025-03-09")

BYLINES = {
    "all": (FULL, 60, [("林小雨, 甲", 10), ("2025-03-09", 10), ("example.org", 11)]),
    "no-room-for-the-site": (FULL, 25, [("林小雨, 甲", 10), ("2025-03-09", 10)]),
    "the-date-goes-first": (FULL, 15, [("2025-03-09", 10)]),
    "an-author-is-shortened": (LONG, 26, [("一个很长很长的名字", 12), ("2025-03-09", 10)]),
    "no-room": (FULL, 5, []),
    "made-is-not-fetched": (
        Metadata("题", created="2024-01-02", downloaded="2026-01-01"),
        60,
        [("2024-01-02", 10)],
    ),
    "a-month-is-no-day": (Metadata("题", published="2024-01"), 60, [("2024-01", 7)]),
    "fetched-is-no-date": (Metadata("题", downloaded="2026-01-01"), 60, []),
    "nothing": (Metadata("题"), 60, []),
}


@pytest.mark.parametrize(("metadata", "room", "parts"), BYLINES.values(), ids=BYLINES.keys())
def test_what_a_title_row_has_room_for(metadata: Metadata, room: int, parts: list[tuple[str, int]]) -> None:
    assert byline(metadata, room) == parts


def test_hits_stand_under_their_titles() -> None:
    hits = [make_hit(name) for name in "aab"]
    assert arrange(hits, 1, gaps=False) == [
        TitleRow(0, 2),
        HitRow(0, 0),
        HitRow(1, 0),
        TitleRow(2, 1),
        HitRow(2, 0),
    ]
    assert arrange(hits[1:], 2, gaps=True) == [
        *(TitleRow(0, 1), HitRow(0, 0), HitRow(0, 1)),
        GapRow(),
        *(TitleRow(1, 1), HitRow(1, 0), HitRow(1, 1)),
    ]


def test_what_is_from_another_source_has_a_title_of_its_own() -> None:
    told = [("甲", True), ("甲", True), ("乙", True), ("甲", True)]
    hits = [make_hit("a", metadata=Metadata(title), sectioned=there) for title, there in told]
    for versions in (None, Versions((("a", "b"),))):
        rows = arrange([*hits, make_hit("b")], 1, gaps=False, versions=versions)
        titles = [(row.hit, row.hits) for row in rows if isinstance(row, TitleRow)]
        assert titles == [(0, 2), (2, 1), (3, 1), (4, 1)]
