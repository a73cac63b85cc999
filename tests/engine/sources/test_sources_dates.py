"""Dates in every form that front matter has them in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Metadata
from index.sources.dates import day_in_name, iso_date

DAY = "2025-11-03"


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        "2025-11-3",
        "2025/11/03",
        "2025.11.03",
        "2025. 11. 3.",
        "2025年11月3日",
        "2025 年 11 月 3 日 12:19",
        "20251103",
        "20251103T101500Z",
        "2025-11-03T00:15:00+00:00",
        "2025-11-03T23:15:00.260736-08:00",
        "2025-11-03 10:00",
        "2025-11-03Z",
        "Mon, 03 Nov 2025 10:00:00 +0800",
        "3 Nov 2025 10:00:00 GMT",
        "November 3, 2025",
        "Nov 3rd 2025",
        "Mon Nov  3 10:00:00 CST 2025",
        "3 Nov 2025",
        "3rd of November, 2025",
        "3-Nov-2025",
        "二〇二五年十一月三日",
        "二○二五年十一月三号，星期一",
        "1762171200",
        "1762171200.5",
        "1762171200000",
        "[[2025-11-03]]",
        ' "2025-11-03" ',
    ],
    ids=str,
)
def test_the_same_day(value: str) -> None:
    assert iso_date(value) == DAY


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2025-11", "2025-11"),
        ("2025年11月", "2025-11"),
        ("二〇二五年十一月", "2025-11"),
        ("November 2025", "2025-11"),
        ("2024", "2024"),
        ("二零二四年", "2024"),
    ],
)
def test_a_longer_time_stays_what_it_is(value: str, said: str) -> None:
    assert iso_date(value) == said


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "yesterday",
        "2025-13-40",
        "11/03/2025",
        "12:30",
        "0",
        "2025-11-033",
        "24-03-05",
        "2025-W10",
        "31 Feb 2025",
        "maybe 2025",
        "0000",
        "9" * 5_000,
        "nan",
        "1,2,3",
    ],
    ids=lambda value: str(value)[:20],
)
def test_no_date(value: str) -> None:
    assert iso_date(value) == ""


@settings(deadline=None)
@given(st.one_of(st.text(), st.integers().map(str), st.text("0123456789-/.年月日T:Z 二十〇 Nov")))
def test_a_date_is_a_day_a_month_or_a_year_of_the_calendar(value: str) -> None:
    assert (said := iso_date(value)) == "" or Metadata("", published=said).day


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_dates_round_trip(day: date) -> None:
    assert iso_date(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        pytest.param("2025-03-04", "2025-03-04", id="daily note"),
        pytest.param("2025-03-04-题目", "2025-03-04", id="post"),
        pytest.param("甲 访谈 2025.3.4 上午", "2025-03-04", id="behind words"),
        pytest.param("2025_03_04_093000", "2025-03-04", id="underscores"),
        pytest.param("录音2025年3月4日", "2025-03-04", id="chinese"),
        pytest.param("二〇二五年三月四日", "2025-03-04", id="chinese numerals"),
        pytest.param("REC_20250304_093000", "2025-03-04", id="recorder"),
        pytest.param("20250304093000 题目", "2025-03-04", id="zettelkasten"),
        pytest.param("202503040930", "2025-03-04", id="to the minute"),
        pytest.param("20250304-2025-03-05", "2025-03-04", id="the first of two"),
        pytest.param("2025-13-40 20250304", "2025-03-04", id="behind no day"),
        pytest.param("2025-03", "", id="month"),
        pytest.param("1984", "", id="year"),
        pytest.param("2025-13-40", "", id="no day"),
        pytest.param("1700000000", "", id="epoch"),
        pytest.param("12025-03-041", "", id="within a number"),
        pytest.param("3025-03-04", "", id="another millennium"),
        pytest.param("题目", "", id="none"),
    ],
)
def test_the_day_in_a_name(name: str, day: str) -> None:
    assert day_in_name(name) == day
