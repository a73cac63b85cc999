"""Chinese numerals: those of dates and stretches of time in digits, what a numeral is worth, and how a number
is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

_VALUES = {char: value for value, chars in enumerate(("〇○零", *"一二三四五六七八九")) for char in chars} | {
    "两": 2
}
_DIGIT = f"[{''.join(_VALUES)}]"
_NUMERAL = re.compile(rf"(?<!{_DIGIT}|十)(?:{_DIGIT}{{4}}|{_DIGIT}?(十){_DIGIT}?|{_DIGIT})(?!{_DIGIT}|十)")

_UNITS = {"十": 10, "百": 100, "千": 1_000}
_SECTIONS = {"亿": 100_000_000, "万": 10_000}
SIZES = _UNITS | _SECTIONS
"""What each unit is worth."""
NUMERALS = "".join((*_VALUES, *SIZES))
"""Every character of a numeral, as the inside of a set."""

_BELOW = {"亿": "千万", "万": "千", "千": "百", "百": "十"}
"""The unit below each, which may be left out at the end: 三千五 is 三千五百."""
_SHORT = re.compile("|".join(f"(?<={unit})([^两零]){below}$" for unit, below in _BELOW.items()))
_SAID = str.maketrans("0123456789", "零一二三四五六七八九")


def in_digits(text: str) -> str:
    """The text with years that are written digit by digit, and numbers up to 99, in ASCII digits:
    二〇二四年十二月五日 is 2024年12月5日. What is neither, such as 二三天, stays."""
    return _NUMERAL.sub(_written, text)


def _written(numeral: re.Match[str]) -> str:
    if numeral[1] is None:
        return one_by_one(numeral[0])
    tens, ones = numeral[0].split("十")
    return str(10 * _VALUES.get(tens, 1) + _VALUES.get(ones, 0))


def one_by_one(numeral: str) -> str:
    """A numeral of nothing but digits in ASCII digits; empty for another."""
    return "".join(str(_VALUES[char]) for char in numeral) if all(char in _VALUES for char in numeral) else ""


def value(numeral: str) -> int | None:
    """What a numeral is worth; None where it is none that would be said so."""
    if digits := one_by_one(numeral):
        number = int(digits)
    else:
        total = section = part = digit = 0
        for char in _whole(numeral):
            if char == "亿":
                total, section, part, digit = (total + section + part + digit) * _SECTIONS[char], 0, 0, 0
            elif char == "万":
                section, part, digit = (section + part + digit) * _SECTIONS[char], 0, 0
            elif char in _UNITS:
                part, digit = part + (digit or 1) * _UNITS[char], 0
            else:
                digit = _VALUES[char]
        number = total + section + part + digit
    return number if numeral in (*as_year(number), *said(number)) else None


def as_year(number: int) -> tuple[str, ...]:
    """The ways to say a number digit by digit, as a year is."""
    digits = digits_said(str(number))
    return (digits, digits.replace("零", "〇")) if len(digits) == 4 else ()


def said(number: int) -> Iterator[str]:
    """The ways to say a number by its value."""
    valued = _valued(number)
    for way in (
        valued,
        re.sub("(?<!十)二(?=[千万亿])", "两", valued),
        re.sub("(?<!十)二(?=[百千万亿])", "两", valued),
        "两" if number == 2 else valued,
    ):
        yield from (way, _SHORT.sub(lambda found: found[found.lastindex or 0], way))


def digits_said(digits: str) -> str:
    """ASCII digits as they are said one by one."""
    return digits.translate(_SAID)


def _whole(short: str) -> str:
    """三千五 as 三千五百."""
    left_out = short[-1] in _VALUES and short[-1] not in "〇○零两"
    return short + _BELOW.get(short[-2:-1], "") if left_out else short


def _valued(number: int, *, first: bool = True) -> str:
    """A number as it is said; `first` says that nothing of it is said before."""
    for unit, size in _SECTIONS.items():
        high, low = divmod(number, size)
        if high:
            zero = "零" if low < size // 10 else ""
            rest = zero + _valued(low, first=False) if low else ""
            return f"{_valued(high, first=first)}{unit}{rest}"
    return _below(number).removeprefix("一") if first and 10 <= number < 20 else _below(number)


def _below(number: int) -> str:
    """A number below ten thousand, as it is said within another."""
    each = zip(f"{number:04}", ("千", "百", "十", ""), strict=True)
    every = "".join(digits_said(digit) + unit for digit, unit in each)
    return re.sub("(?:零[千百十]?)+", "零", every).strip("零") or "零"
