"""Dates in every form that front matter has them in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sources import parse_date

DAY = date(2025, 11, 3)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2025, 11, 3, 23, 59, tzinfo=UTC),
        "2025-11-03",
        "2025-11-3",
        "2025/11/03",
        "2025.11.03",
        "2025. 11. 3.",
        "2025年11月3日",
        "2025 年 11 月 3 日 12:19",
        "20251103",
        20251103,
        "20251103T101500Z",
        "2025-11-03T00:15:00+00:00",
        "2025-11-03T23:15:00.260736-08:00",
        "2025-11-03 10:00",
        "2025-11-03Z",
        "Mon, 03 Nov 2025 10:00:00 +0800",
        "3 Nov 2025 10:00:00 GMT",
        "November 3, 2025",
        "Nov 3rd 2025",
        1762171200,
        1762171200.5,
        "1762171200",
        1762171200000,
        "[[2025-11-03]]",
        ' "2025-11-03" ',
    ],
    ids=str,
)
def test_the_same_day(value: object) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    ("value", "day"),
    [("2025-11", date(2025, 11, 1)), ("2025年11月", date(2025, 11, 1)), (2024, date(2024, 1, 1))],
    ids=str,
)
def test_a_longer_time_is_its_first_day(value: object, day: date) -> None:
    assert parse_date(value) == day


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "  ",
        True,
        [],
        {},
        "yesterday",
        "2025-13-40",
        "11/03/2025",
        "12:30",
        0,
        "2025-11-033",
        "9" * 5_000,
        float("nan"),
        float("inf"),
        "1,2,3",
    ],
    ids=lambda value: str(value)[:20],
)
def test_no_day(value: object) -> None:
    assert parse_date(value) is None


@settings(deadline=None)
@given(st.one_of(st.text(), st.integers(), st.floats(), st.text("0123456789-/.年月日T:Z ")))
def test_never_raises(value: object) -> None:
    parse_date(value)


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_dates_round_trip(day: date) -> None:
    assert parse_date(day.isoformat()) == day
