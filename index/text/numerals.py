"""Chinese numerals: those of dates and stretches of time in digits, and every number the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator

_VALUES = {char: value for value, chars in enumerate(("〇○零", *"一二三四五六七八九")) for char in chars} | {
    "两": 2
}
_DIGIT = f"[{''.join(_VALUES)}]"
_NUMERAL = re.compile(rf"(?<!{_DIGIT}|十)(?:{_DIGIT}{{4}}|{_DIGIT}?(十){_DIGIT}?|{_DIGIT})(?!{_DIGIT}|十)")

_UNITS = {"十": 10, "百": 100, "千": 1_000}
_BELOW = {"万": "千", "千": "百", "百": "十"}
"""The unit below each, which may be left out at the end: 三千五 is 三千五百."""
_SAID = str.maketrans("0123456789", "零一二三四五六七八九")
_NUMBER = re.compile(
    r"(?<![0-9a-z.,])(?:[0-9]{2,8}|(?:[1-9][0-9]?,[0-9]{3}|[1-9][0-9]{0,2}),[0-9]{3})(?!,?[0-9]|[a-z%]|\.[0-9])"
    rf"|[{''.join((*_VALUES, *_UNITS))}万]{{2,15}}"
)


def in_digits(text: str) -> str:
    """The text with years that are written digit by digit, and numbers up to 99, in ASCII digits:
    二〇二四年十二月五日 is 2024年12月5日. What is neither, such as 二三天, stays."""
    return _NUMERAL.sub(_written, text)


def _written(numeral: re.Match[str]) -> str:
    if numeral[1] is None:
        return "".join(str(_VALUES[char]) for char in numeral[0])
    tens, ones = numeral[0].split("十")
    return str(10 * _VALUES.get(tens, 1) + _VALUES.get(ones, 0))


def numbers(text: str) -> Iterator[tuple[str, ...]]:
    """For each number from 11 on in a folded text: how it is written there, then how else it may be: 3500,
    3,500 and 三千五百, 2025 and 二零二五. Decimals, and digits in a word, are passed over."""
    return filter(None, map(_forms, _NUMBER.finditer(text)))


def without_numbers(text: str) -> str:
    """A folded text with a blank in the place of each of its `numbers`."""
    return _NUMBER.sub(lambda found: " " if _forms(found) else found[0], text)


def _forms(found: re.Match[str]) -> tuple[str, ...]:
    """How what may be a number can be written; nothing, if it is none."""
    written = found[0]
    digits = written.replace(",", "") if written.isascii() else _value(written)
    grouped = [f"{int(digits):,}"] if len(digits) > 3 and digits[0] != "0" else []
    forms = dict.fromkeys((written, digits, *grouped, *_spoken(digits)))
    return tuple(forms) if digits and len(forms) > 1 else ()


def _value(numeral: str) -> str:
    """The digits of a numeral; empty where it is none that would be said so."""
    if all(char in _VALUES for char in numeral):
        digits = "".join(str(_VALUES[char]) for char in numeral)
    else:
        total = part = digit = 0
        for char in _whole(numeral):
            if char == "万":
                total, part, digit = (total + part + digit) * 10_000, 0, 0
            elif char in _UNITS:
                part, digit = part + (digit or 1) * _UNITS[char], 0
            else:
                digit = _VALUES[char]
        digits = str(total + part + digit)
    return digits if numeral in _spoken(digits) else ""


def _spoken(digits: str) -> Iterator[str]:
    """The ways to say a number that stands in digits: as a year is said, digit by digit, and by its value."""
    if len(digits) < 2 or digits.startswith("0"):
        return
    if len(digits) == 4:
        said = digits.translate(_SAID)
        yield from (said, said.replace("零", "〇"))
    if digits == "10":  # 十 is in many words
        return
    value = _valued(int(digits))
    for said in (
        value,
        re.sub("(?<!十)二(?=[千万])", "两", value),
        re.sub("(?<!十)二(?=[百千万])", "两", value),
    ):
        yield from (said, _short(said))


def _short(said: str) -> str:
    """三千五百 as 三千五; what leaves nothing out as it is."""
    return said[:-1] if said[-1] == _BELOW.get(said[-3:-2]) and said[-2] != "两" else said


def _whole(said: str) -> str:
    """三千五 as 三千五百."""
    return said + _BELOW.get(said[-2:-1], "") if said[-1] in _VALUES and said[-1] not in "〇○零两" else said


def _valued(number: int) -> str:
    """A number below a hundred million as it is said."""
    high, low = divmod(number, 10_000)
    if high:
        rest = ("零" if low < 1_000 else "") + _below(low) if low else ""
        return f"{_valued(high)}万{rest}"
    return _below(low).removeprefix("一") if 10 <= low < 20 else _below(low)


def _below(number: int) -> str:
    """A number below ten thousand, as it is said within another."""
    said = "".join(
        digit.translate(_SAID) + unit
        for digit, unit in zip(f"{number:04}", ("千", "百", "十", ""), strict=True)
    )
    return re.sub("(?:零[千百十]?)+", "零", said).strip("零")
