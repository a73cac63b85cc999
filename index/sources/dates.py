"""Whatever stands for a day in front matter → that day, as it is written there: a time is dropped, and
a time zone never moves the day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_NUMERIC = re.compile(
    r"(\d{4})\s*[-/.．年]\s*(\d{1,2})(?:\s*[-/.．月]\s*(\d{1,2})(?!\d)|\s*月?(?!\s*[-/.．]?\s*\d))"
)
"""2025-11-13, 2025/11/13, 2025.11.13, 2025年11月13日, and each without its day."""
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|T\d|\s|\d{6}$)", re.ASCII)
_YEAR = re.compile(r"(\d{4})\s*年?$")
_NAMED = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.ASCII)
"""November 13, 2025. The other way round is what RFC 2822 says."""
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d*)?$", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WRAPPING = " \t\r\n\"'“”[]()（）"
"""What notes put around a date, as in `"[[2025-11-13]]"`."""
_LONGEST = 100
"""Characters: a longer text is not a date."""

_MILLISECONDS = 100_000_000_000
"""Epoch numbers from here on count milliseconds: as seconds they would be after the year 5138."""
_EPOCH_DAY = datetime(1970, 1, 1, tzinfo=UTC)


def parse_date(value: object) -> date | None:
    """The day that a front matter value names; None for an empty value and for what is no date.

    Reads `date` and `datetime`; texts with the year first in every common form, whatever follows them;
    RFC 2822 and English month names; eight digits; seconds or milliseconds since the epoch (taken in
    UTC). A year or a month stands for its first day. Two-digit years, and days before months in
    digits, are not guessed.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = str(value).strip(_WRAPPING)
    if not text or len(text) > _LONGEST:
        return None
    for pattern in (_NUMERIC, _COMPACT, _YEAR):
        match = pattern.match(text)
        if match is not None:
            year, month, day = (*match.groups(), None, None)[:3]
            return _day(int(year or 0), int(month or 1), int(day or 1))
    if _EPOCH.match(text):
        return _from_epoch(float(text))
    return _from_words(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_epoch(number: float) -> date | None:
    seconds = number / 1000 if abs(number) >= _MILLISECONDS else number
    try:
        return (_EPOCH_DAY + timedelta(seconds=seconds)).date()
    except OverflowError:
        return None


def _from_words(text: str) -> date | None:
    """A day with the name of its month. The e-mail library is imported here: it is large, and seldom
    asked."""
    from email.utils import parsedate_tz

    match = _NAMED.search(text)
    if match is not None and match[1][:3].lower() in _MONTHS:
        return _day(int(match[3]), _MONTHS.index(match[1][:3].lower()) + 1, int(match[2]))
    try:
        parsed = parsedate_tz(text)
    except (ValueError, IndexError, TypeError):
        return None
    return _day(parsed[0], parsed[1], parsed[2]) if parsed is not None and parsed[0] > 999 else None
