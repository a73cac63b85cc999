"""Numbers, in digits and as they are said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.numerals import numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("有3500人", [("3500", "3,500", "三五零零", "三五〇〇", "三千五百", "三千五")]),
        ("三千五百人", [("三千五百", "3500", "3,500", "三五零零", "三五〇〇", "三千五")]),
        ("二零二五年", [("二零二五", "2025", "2,025", "二〇二五", "二千零二十五", "两千零二十五")]),
        ("十二章和第12页", [("十二", "12"), ("12", "十二")]),
        (
            "三千五 两百五",
            [
                ("三千五", "3500", "3,500", "三五零零", "三五〇〇", "三千五百"),
                ("两百五", "250", "二百五十", "二百五", "两百五十"),
            ],
        ),
        ("一万二", [("一万二", "12000", "12,000", "一万二千", "一万两千")]),
        ("三千零五 二十五", [("三千零五", "3005", "3,005", "三零零五", "三〇〇五"), ("二十五", "25")]),
        ("两百", [("两百", "200", "二百")]),
        ("一万零一十五", [("一万零一十五", "10015", "10,015")]),
        ("20000000", [("20000000", "20,000,000", "二千万", "两千万")]),
        (
            "10 110 1005",
            [("110", "一百一十", "一百一"), ("1005", "1,005", "一零零五", "一〇〇五", "一千零五")],
        ),
        ("一共3,500，", [("3,500", "3500", "三五零零", "三五〇〇", "三千五百", "三千五")]),
        ("20,000,000 and", [("20,000,000", "20000000", "二千万", "两千万")]),
        ("gpt42 3.5 35% 1,00 12,34 1,000,00 100,000,000 2025,12 0,012 7 0012 v1.20", []),
        ("十分 千万 万一 五四 百百 三四十 一两个 零", []),
    ],
)
def test_the_numbers_of_a_text(text: str, expected: list[tuple[str, ...]]) -> None:
    assert list(numbers(text)) == expected


@given(st.integers(11, 99_999_999))
def test_what_is_said_is_the_number(number: int) -> None:
    ((digits, *said),) = numbers(str(number))
    for one in said:
        ((written, value, *_),) = numbers(one)
        assert (written, value) == (one, digits)


@given(st.text("零〇一二两九十百千万0123.年", max_size=12))
def test_any_text_has_numbers_or_none(text: str) -> None:
    for written, *others in numbers(text):
        assert written in text
        assert others
