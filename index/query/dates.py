"""Dates as they are typed: days, months, years, ranges of them, and words that count from today.

They are read folded and with digits for Chinese numerals, so full-width digits, 二〇二四年 and either script
will do. A week begins on Monday.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from index.text.fold import fold
from index.text.numerals import in_digits


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days from `first` to `last`, both included; None leaves that side open."""

    first: date | None = None
    last: date | None = None

    def __str__(self) -> str:
        """As it may be typed behind `published:`, in ISO days: `2025-01-01..2025-12-31`."""
        return f"{self.first or ''}..{self.last or ''}"


PERIODS = {
    "今天": ("day", 0), "今日": ("day", 0), "today": ("day", 0),
    "昨天": ("day", 1), "昨日": ("day", 1), "yesterday": ("day", 1),
    "前天": ("day", 2),
    "本周": ("week", 0), "这周": ("week", 0), "this-week": ("week", 0),
    "上周": ("week", 1), "last-week": ("week", 1),
    "本月": ("month", 0), "这个月": ("month", 0), "this-month": ("month", 0),
    "上个月": ("month", 1), "上月": ("month", 1), "last-month": ("month", 1),
    "今年": ("year", 0), "this-year": ("year", 0),
    "去年": ("year", 1), "last-year": ("year", 1),
    "前年": ("year", 2),
}  # fmt: skip
"""Words for a day, week, month or year, and how many of them ago it is."""

ALONE = frozenset({"昨天", "本周", "上周", "本月", "上个月", "今年", "去年", "前年"})
"""Those that are dates without a field before them as well."""

UNITS = {
    "天": (1, 0), "日": (1, 0), "周": (7, 0), "星期": (7, 0), "月": (0, 1), "年": (0, 12),
    "d": (1, 0), "w": (7, 0), "m": (0, 1), "y": (0, 12),
}  # fmt: skip
"""How many days and how many months each unit is."""

HALVES = {"月": (15, 0), "年": (0, 6)}
"""The same of a half, where there is one."""

_WRITTEN = re.compile("([0-9]{4})(?:年|[-/.年]([0-9]{1,2})(?:月|[-/.月]([0-9]{1,2})[日号]?)?)?[-/.]?")
"""2025, 2025-11, 2025/11/3, 2025年11月3日, and each while its next part is still to be typed."""
_COMPACT = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})?")
_TO = re.compile(r"\.{2,}|…+|[~〜—–]+|-(?=[12][0-9]{3}(?![0-9]))|至|到")
_YEAR_OF = re.compile("(今年|去年|前年)(?=[0-9]{1,2}月)")
_RECENT = re.compile("(?:最近|近|过去)([0-9]{1,4}|半)个?(天|日|周|星期|月|年)")
_AGO = re.compile("([0-9]{1,4})([dwmy])")


def read_dates(field: str, value: str, today: date) -> DateRange | None:
    """The days that `after:`, `before:` or `published:` asks for; None where the value names no days.

    Both ends count: `after:2025-01` is from 1 January on, `before:2025-01` until 31 January, so that
    `after:` and `before:` one month are that month. The ends of a range may stand in either order,
    and one may be missing. A stretch of time counts back from today: `published:30d` is since the
    day 30 days ago, that day and today included, `before:30d` until that day.
    """
    value = _written_out(value, today)
    days = _range(value, today)
    if field == "after":
        days = DateRange(days.first, None)
    elif field == "before":
        days = DateRange(None, days.last)
    elif _ago(value, today):
        days = DateRange(days.first, today)
    return days if days != DateRange() else None


def read_date_word(text: str, today: date) -> DateRange | None:
    """The days that a text names which stands for itself, in Chinese: 去年, 最近三个月, 去年3月, 2023年3月.

    None for anything that may well be no date, a bare number among it.
    """
    text = _written_out(text, today)
    if text in ALONE or _RECENT.fullmatch(text) or ("年" in text and _WRITTEN.fullmatch(text)):
        return read_dates("published", text, today)
    return None


def _written_out(text: str, today: date) -> str:
    """With digits for Chinese numerals, and for the year whose month is named: 去年三月 is 2025年3月."""
    digits = in_digits(fold(text)).strip()
    return _YEAR_OF.sub(lambda word: f"{today.year - PERIODS[word[1]][1]}年", digits)


def _range(value: str, today: date) -> DateRange:
    """Open on both sides where the value is no range."""
    ends = _TO.split(value)
    periods = [_period(end.strip(), today) if end else DateRange() for end in ends]
    first, last = periods[0], periods[-1]
    if len(ends) > 2 or first is None or last is None:
        return DateRange()
    if first.first and last.last and first.first > last.last:
        first, last = last, first
    return DateRange(first.first, last.last)


def _period(text: str, today: date) -> DateRange | None:
    if text in PERIODS:
        return _past(*PERIODS[text], today)
    if ago := _ago(text, today):
        return DateRange(ago, ago)
    if written := _WRITTEN.fullmatch(text) or _COMPACT.fullmatch(text):
        return _written(*(int(digits) if digits else None for digits in written.groups()))
    return None


def _past(unit: str, ago: int, today: date) -> DateRange | None:
    match unit:
        case "day":
            day = today - timedelta(days=ago)
            return DateRange(day, day)
        case "week":
            monday = today - timedelta(days=today.weekday() + 7 * ago)
            return DateRange(monday, monday + timedelta(days=6))
        case "month":
            first = _months_before(today.replace(day=1), ago)
            return _written(first.year, first.month)
    return _written(today.year - ago)


def _ago(text: str, today: date) -> date | None:
    """The day from which a stretch of time reaches to today."""
    match = _RECENT.fullmatch(text) or _AGO.fullmatch(text)
    if match is None:
        return None
    half = match[1] == "半"
    unit = (HALVES if half else UNITS).get(match[2])
    if unit is None:
        return None
    count = 1 if half else int(match[1])
    return _months_before(today - timedelta(days=count * unit[0]), count * unit[1])


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one where it has no such day; never before year 1."""
    year, month = divmod(max(12, day.year * 12 + day.month - 1 - months), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _written(year: int | None = None, month: int | None = None, day: int | None = None) -> DateRange | None:
    """A year, month or day; None where the calendar has none such."""
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if day is not None:
        return DateRange(first, first)
    last = 12 if month is None else month
    return DateRange(first, date(first.year, last, monthrange(first.year, last)[1]))
