"""Chinese numerals, as dates and stretches of time are written with them → digits."""

from __future__ import annotations

import re

_VALUES = {char: value for value, chars in enumerate(("〇○零", *"一二三四五六七八九")) for char in chars} | {
    "两": 2
}
_DIGIT = f"[{''.join(_VALUES)}]"
_NUMERAL = re.compile(rf"(?<!{_DIGIT}|十)(?:{_DIGIT}{{4}}|{_DIGIT}?(十){_DIGIT}?|{_DIGIT})(?!{_DIGIT}|十)")


def in_digits(text: str) -> str:
    """The text with years that are written digit by digit, and numbers up to 99, in ASCII digits:
    二〇二四年十二月五日 is 2024年12月5日. What is neither, such as 二三天, stays."""
    return _NUMERAL.sub(_written, text)


def _written(numeral: re.Match[str]) -> str:
    if numeral[1] is None:
        return "".join(str(_VALUES[char]) for char in numeral[0])
    tens, ones = numeral[0].split("十")
    return str(10 * _VALUES.get(tens, 1) + _VALUES.get(ones, 0))
