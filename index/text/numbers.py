"""Numbers: where they stand in a text, and how else each may be written.

50000000, 50,000,000, 5000万, 5千万 and 五千万 are one number, 3.5 and 三点五 another; so are 30% and
百分之三十, 第3 and 第三, 2个 and 两个. Of small ones only those are numbers that put in order or count. What
may as well mean something else (一些, 万一, 十分, 一点一滴) is none. 五千万一个月 is 五千万 and 一个月, since
nobody leaves out a unit before what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import prod

from index.text.numerals import NUMERALS, SIZES, as_year, digits_said, one_by_one, said, value

COUNTERS = "个位名岁次倍年月天人"
"""What small numbers count."""

SMALL, LARGEST = 10, 10**16
"""What is by itself no number yet, and what is said no more."""

DECIMALS = 3
"""Digits behind the point of what is written with a unit."""

_OTHER = rf"(?<=[百千万亿])(?:一(?=[{COUNTERS}])|[两二三四五六七八九](?=个))"
"""What counts something else behind a number: the 一 of 五千万一年, the 三 of 五千万三个月."""
_OWN_END = rf"(?!(?<=[百千万亿]一)[{COUNTERS}]|(?<=[百千万亿][两二三四五六七八九])个)"
"""What says of the end of a number that it is none of this."""
_UNIT = "(?:[十百千]?(?:万亿|[万亿])|[百千])"
_WRITTEN = rf"(?:[0-9]{{1,8}}|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+)(?:\.[0-9]{{1,4}})?{_UNIT}?"
_SAID = rf"(?:{_OTHER}|[{NUMERALS}]{{1,31}}{_OWN_END})"
_SPOKEN = rf"(?!一点一){_SAID}(?:点[〇○零一二三四五六七八九]{{1,4}}{_UNIT}?(?![{NUMERALS}刻]))?"
_BEFORE = (
    rf"(?<![0-9{NUMERALS}](?!{_OTHER}))(?<![0-9{NUMERALS}]点)"
    r"(?<![0-9][.,](?=[0-9]))(?<![a-z.](?=[0-9]))"
)
_BEHIND = (
    rf"(?!(?<=[{NUMERALS}])(?!{_OTHER})[0-9{NUMERALS}])"
    rf"(?!(?<=[0-9])(?:[.,]?[0-9]|[a-z%{''.join(SIZES)}]))(?!(?<=[0-9{NUMERALS}])点[{NUMERALS}])"
)
"""What says that a number does not begin before, or go on."""

_ALONE_BEFORE, _ALONE_BEHIND = re.compile(f"(?<!分之){_BEFORE}"), re.compile(_OWN_END + _BEHIND)
_NUMBER = re.compile(rf"{_BEFORE}(百分之|第)?({_WRITTEN}|{_SPOKEN})(?:(%)|([{COUNTERS}]))?{_BEHIND}")
_WHOLE = ("百", "千", "百万", "千万", "百亿", "千亿")
"""Units of which there are from one to nine."""
_PARTED = ("万", "亿", "万亿")
"""Units of which there may be a part: 1.25万."""
_UNITS = "".join(SIZES)
_SHARE = "百分之"


def numbers(text: str) -> list[tuple[str, ...]]:
    """For each number of a folded text: how it is written there, then how else it may be. Versions and what
    stands in a word are passed over."""
    return [forms for _, forms in _found(text)]


def without_numbers(text: str) -> str:
    """A folded text with a blank in the place of each of its `numbers`."""
    left, last = [], 0
    for start, (written, *_) in _found(text):
        left.append(text[last:start])
        last = start + len(written)
    return " ".join((*left, text[last:]))


def is_alone(text: str, start: int, end: int) -> bool:
    """Whether what is written like a number there in a folded text is no part of a longer one."""
    return _ALONE_BEFORE.match(text, start) is not None and _ALONE_BEHIND.match(text, end) is not None


def _found(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where each number begins, and its forms."""
    for found in _NUMBER.finditer(text):
        before, written, percent, counter = found.groups("")
        number = _read(written)
        if number is None or number >= LARGEST:
            continue
        start, forms = found.start(2), [written, *_written(number)]
        if percent or before == _SHARE:
            forms = [found[0], f"{number:f}%", *(f"{_SHARE}{form}" for form in forms)]
            start = found.start()
        elif number <= SMALL and not number % 1:
            behind = "" if before else counter
            counted = before or (number > 1 and counter)
            forms = [f"{before}{form}{behind}" for form in forms] if counted else []
            start = found.start()
        distinct = tuple(dict.fromkeys(forms))
        if len(distinct) > 1:
            yield start, distinct


def _read(written: str) -> Decimal | None:
    """What number is written there; None for none."""
    bare = written.rstrip(_UNITS)
    if bare[-1:].isdecimal():
        digits, size = bare.replace(",", ""), _size(written, bare)
        if re.match("0[0-9]", digits):
            return None
    else:
        whole, point, part = (bare if "点" in written else written).partition("点")
        many = value(whole)
        if many is None:
            return None
        digits, size = f"{many}.{one_by_one(part)}", _size(written, bare) if point else 1
    return (Decimal(digits) * size).normalize()


def _size(written: str, bare: str) -> int:
    """What the unit behind is worth."""
    return prod(map(SIZES.__getitem__, written[len(bare) :]))


def _written(number: Decimal) -> Iterator[str]:
    """The ways to write a number: in digits, said, with a unit."""
    yield f"{number:f}"
    if number >= 1_000:
        yield f"{number:,f}"
    yield from _said(number)
    for unit in _PARTED:
        many = (number / _size(unit, "")).normalize()
        if 1 <= many < 100_000 and not many * 10**DECIMALS % 1:
            yield f"{many:f}{unit}"
            if many % 1:
                yield from (f"{one}{unit}" for one in _said(many))
    for unit in _WHOLE:
        many = (number / _size(unit, "")).normalize()
        if many in range(1, 10):
            yield f"{many:f}{unit}"


def _said(number: Decimal) -> Iterator[str]:
    whole, _, part = f"{number:f}".partition(".")
    if not part:
        yield from (*as_year(int(whole)), *said(int(whole)))
    elif (whole, part[0]) != ("1", "1"):
        yield from (f"{one}点{digits_said(part)}" for one in said(int(whole)))
