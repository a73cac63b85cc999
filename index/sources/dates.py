"""Whatever stands for a date in front matter, and the day in a file's name → that date, as it is written
there: nothing is added to it, a time is dropped, and a time zone never moves the day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from index.text.numerals import in_digits

_NUMERIC = re.compile(
    r"(?P<year>\d{4})\s*[-/.．年]\s*(?P<month>\d{1,2})"
    r"(?:\s*[-/.．月]\s*(?P<day>\d{1,2})(?!\d)|\s*月?(?!\s*[-/.．]?\s*\d))"
)
"""2025-11-13, 2025/11/13, 2025.11.13, 2025年11月13日, and each without its day."""
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=$|T\d|\s|\d{6}$)", re.ASCII)
_YEAR = re.compile(r"(?P<year>\d{4})\s*年?$")
_MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?"),
    *("aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_MONTH = rf"\b(?P<month>{'|'.join(_MONTHS)})\b\.?,?"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
_NAMED = (
    re.compile(rf"{_MONTH}\s+{_DAY}\s+(?:\d+:[\d:]+\s+(?:[a-z]+\s+)?)?(?P<year>\d{{4}})\b", re.ASCII | re.I),
    re.compile(rf"(?:{_DAY}(?:\s+of)?[\s-]+)?{_MONTH}[\s-]+(?P<year>\d{{4}})\b", re.ASCII | re.I),
)
"""November 13, 2025, and what `date` prints; 13 November 2025, as RFC 2822 has it, and without the day."""
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d*)?$", re.ASCII)

_IN_NAME = (
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[-_.．年]\s*(?P<month>\d{1,2})\s*[-_.．月]\s*(?P<day>\d{1,2})(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:\d{4}(?:\d{2})?)?(?!\d)", re.ASCII
    ),
)
"""2025-11-13 and 2025年11月13日, wherever they stand; 20251113, also with a time behind it: 202511130930."""

_IN_DIGITS = r"\d{4}[ \t]*[-/.．年][ \t]*\d{1,2}[ \t]*[-/.．月][ \t]*\d{1,2}(?!\d)[ \t]*日?"
_IN_ENGLISH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WITHIN = re.compile(
    rf"(?<![A-Za-z0-9/._-])({_IN_DIGITS}|{_IN_ENGLISH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}} {_IN_ENGLISH},? \d{{4}})(?:[T ,，]*(?:星期.|周.|[A-Z][a-z]{{2,5}}day))?"
    r"([T ,，]*\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:[ \t]?[AaPp]\.?[Mm]\.?)?)?"
)
"""A day with that of the week and a time, in a line but in no address."""
_FOUR_DIGITS = re.compile(r"\d{4}")
_BEFORE_DAY = re.compile(r"(?:(?:首发|发布|发表)?于|v?\d[\w.]{0,8},)?[ \t]*")
_BEHIND_DAY = re.compile(r"[ \t]*(?:星期.|周.|发布|发表)?[ \t]*")
DATED = re.compile(rf"^[^\w\n]{{0,8}}{_IN_DIGITS}", re.MULTILINE)
"""A line that begins with a day, as each entry of a diary does."""

_WRAPPING = " \t\r\n\"'“”[]()（）<>"
"""What notes put around a date, as in `"[[2025-11-13]]"` and `<2025-11-13 Thu>`."""
_LONGEST = 100
"""Characters: a longer text is not a date."""

_MILLISECONDS = 100_000_000_000
"""Epoch numbers from here on count milliseconds: as seconds they would be after the year 5138."""
_EPOCH_DAY = datetime(1970, 1, 1, tzinfo=UTC)


def iso_date(text: str) -> str:
    """The day, month or year that a front matter value names, in ISO form (2025-11-03, 2025-11, 2025); empty
    for what is no date.

    Reads texts with the year first in every common form, whatever follows them, also in Chinese numerals;
    English month names and RFC 2822; eight digits; seconds or milliseconds since the epoch (taken in UTC).
    Two-digit years, and days before months in digits, are not guessed.
    """
    text = in_digits(text.strip(_WRAPPING)) if len(text) <= _LONGEST else ""
    found = next(filter(None, (form.match(text) for form in (_NUMERIC, _COMPACT, _YEAR))), None)
    if found is None and _EPOCH.match(text):
        return _from_epoch(float(text))
    found = found or next(filter(None, (form.search(text) for form in _NAMED)), None)
    return _iso(**found.groupdict()) if found is not None else ""


class Day(NamedTuple):
    """A day that stands in a line, in ISO form, with its time, and what is before and behind them."""

    before: str
    iso: str
    clock: str
    behind: str

    @property
    def alone(self) -> bool:
        """Whether the line says nothing else."""
        return bool(_BEFORE_DAY.fullmatch(self.before) and _BEHIND_DAY.fullmatch(self.behind))


def day_within(line: str) -> Day | None:
    """The first day in a line."""
    found = _WITHIN.search(line) if _FOUR_DIGITS.search(line) else None
    if found is None:
        return None
    return Day(line[: found.start()], iso_date(found[1]), found[2] or "", line[found.end() :])


def day_in_name(name: str) -> str:
    """The first day that a file's name tells, in ISO form; empty where it tells none.

    A month or a year alone may be what the file is about; a day of another century is none.
    """
    name = in_digits(name)
    found = sorted((match for form in _IN_NAME for match in form.finditer(name)), key=re.Match.start)
    return next(filter(None, (_iso(**match.groupdict()) for match in found)), "")


def _iso(year: str, month: str | None = None, day: str | None = None) -> str:
    """Empty where the calendar has no such day."""
    if month and not month.isdecimal():
        month = str(next(number for number, name in enumerate(_MONTHS, 1) if name[:3] == month[:3].lower()))
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return first.isoformat()[: 10 if day else 7 if month else 4]


def _from_epoch(number: float) -> str:
    seconds = number / 1000 if abs(number) >= _MILLISECONDS else number
    try:
        return (_EPOCH_DAY + timedelta(seconds=seconds)).date().isoformat()
    except OverflowError:
        return ""
