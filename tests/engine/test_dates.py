"""Dates as they are typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.dates import PERIODS, read_date_word, read_dates

TODAY = date(2026, 3, 31)
"""A Tuesday, and a day that the month before it and the one a year and a month before lack."""

CASES = {
    "2025": "2025-01-01..2025-12-31",
    "2025-11": "2025-11-01..2025-11-30",
    "2025-11-03": "2025-11-03..2025-11-03",
    "2025/2": "2025-02-01..2025-02-28",
    "2024.02": "2024-02-01..2024-02-29",
    "20251103": "2025-11-03..2025-11-03",
    "2025-": "2025-01-01..2025-12-31",
    "2025-11-": "2025-11-01..2025-11-30",
    "2023年": "2023-01-01..2023-12-31",
    "2023年3月": "2023-03-01..2023-03-31",
    "2023年3月5日": "2023-03-05..2023-03-05",
    "二〇二三年十二月二十五日": "2023-12-25..2023-12-25",
    "二零二三年": "2023-01-01..2023-12-31",
    "２０２３年１２月５号": "2023-12-05..2023-12-05",
    "2025-01..2025-06": "2025-01-01..2025-06-30",
    "2025-06…2025-01": "2025-01-01..2025-06-30",
    "2024年至2025年3月": "2024-01-01..2025-03-31",
    "2024-2025": "2024-01-01..2025-12-31",
    "2024-11-2025-03": "2024-11-01..2025-03-31",
    "2024~2025": "2024-01-01..2025-12-31",
    "2024／11～2025／3": "2024-11-01..2025-03-31",
    "2024——2025": "2024-01-01..2025-12-31",
    "去年3月": "2025-03-01..2025-03-31",
    "前年十二月五日": "2024-12-05..2024-12-05",
    "去年十一月到今年二月": "2025-11-01..2026-02-28",
    "2025..": "2025-01-01..",
    "..2025": "..2025-12-31",
    "去年..今天": "2025-01-01..2026-03-31",
    "今天": "2026-03-31..2026-03-31",
    "yesterday": "2026-03-30..2026-03-30",
    "前天": "2026-03-29..2026-03-29",
    "本周": "2026-03-30..2026-04-05",
    "上週": "2026-03-23..2026-03-29",
    "本月": "2026-03-01..2026-03-31",
    "上個月": "2026-02-01..2026-02-28",
    "Last-Year": "2025-01-01..2025-12-31",
    "前年": "2024-01-01..2024-12-31",
    "近30天": "2026-03-01..2026-03-31",
    "近兩週": "2026-03-17..2026-03-31",
    "近3个月": "2025-12-31..2026-03-31",
    "过去二十五天": "2026-03-06..2026-03-31",
    "近十日": "2026-03-21..2026-03-31",
    "最近一个月": "2026-02-28..2026-03-31",
    "最近一年": "2025-03-31..2026-03-31",
    "最近半年": "2025-09-30..2026-03-31",
    "近半个月": "2026-03-16..2026-03-31",
    "30d": "2026-03-01..2026-03-31",
    "2w": "2026-03-17..2026-03-31",
    "6M": "2025-09-30..2026-03-31",
    "1y": "2025-03-31..2026-03-31",
    "9999y": "0001-01-31..2026-03-31",
}


@pytest.mark.parametrize(("value", "days"), CASES.items())
def test_the_days_of_a_value(value: str, days: str) -> None:
    assert str(read_dates("published", value, TODAY)) == days


@pytest.mark.parametrize(
    "value",
    [
        *("", "..", "x", "2025-13", "2025-0", "2025-02-29", "2月30日", "0000", "99999", "近年", "近半天"),
        *("三天", "2025..x", "2023..2024..2025", "2024-01-02-3", "去年13月", "近二三天", "2025--1", "\ud800"),
    ],
)
def test_what_names_no_days(value: str) -> None:
    assert read_dates("published", value, TODAY) is None


@pytest.mark.parametrize(
    ("field", "value", "days"),
    [
        ("after", "2025-01", "2025-01-01.."),
        ("after", "2025", "2025-01-01.."),
        ("before", "2025-12-31", "..2025-12-31"),
        ("before", "2025-12", "..2025-12-31"),
        ("before", "2025", "..2025-12-31"),
        ("after", "30d", "2026-03-01.."),
        ("before", "最近30天", "..2026-03-01"),
        ("after", "2025-01..2025-06", "2025-01-01.."),
        ("after", "..2025", "None"),
    ],
)
def test_both_ends_count(field: str, value: str, days: str) -> None:
    assert str(read_dates(field, value, TODAY)) == days


@pytest.mark.parametrize(
    ("word", "known"),
    [
        *((word, True) for word in ("去年", "今年", "前年", "上個月", "本月", "上周", "本周", "昨天")),
        *(
            (word, True)
            for word in (
                "去年三月",
                "近7天",
                "近两周",
                "最近三個月",
                "最近半年",
                "2023年",
                "２０２３年３月５日",
                "二〇二三年三月",
            )
        ),
        *((word, False) for word in ("2023", "2023-05-01", "30d", "yesterday", "2023年13月", "年", "最近")),
        *((word, False) for word in ("去年夏天", "近年", "2023年..2024年", "")),
    ],
)
def test_words_that_are_dates_without_a_field(word: str, known: bool) -> None:
    assert (read_date_word(word, TODAY) is not None) is known


@given(
    st.text(alphabet=st.sampled_from("0123456789年月日天周个半近最十三-/.…至dwmy")),
    st.dates(date(1900, 1, 1)),
)
def test_any_value_is_read_or_not(value: str, today: date) -> None:
    for field in ("published", "after", "before"):
        days = read_dates(field, value, today)
        assert days is None or days.first is None or days.last is None or days.first <= days.last


@given(st.sampled_from(sorted(PERIODS)), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_words_for_now_hold_today_and_others_are_past(word: str, today: date) -> None:
    days = read_dates("published", word, today)
    assert days is not None and days.first is not None and days.last is not None
    assert days.first <= today
    assert (today <= days.last) is (PERIODS[word][1] == 0)
