"""Numbers, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import fold
from index.text.numbers import is_alone, numbers, without_numbers


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
        ("一万二", [("一万二", "12000", "12,000", "一万二千", "一万两千", "1.2万", "一点二万")]),
        ("三千零五 二十五", [("三千零五", "3005", "3,005", "三零零五", "三〇〇五"), ("二十五", "25")]),
        ("两百", [("两百", "200", "二百", "2百")]),
        ("一万零一十五", [("一万零一十五", "10015", "10,015")]),
        ("20000000", [("20000000", "20,000,000", "二千万", "两千万", "2000万", "2千万")]),
        ("一亿零五万", [("一亿零五万", "100050000", "100,050,000", "10005万")]),
        (
            "10 110 1005",
            [("110", "一百一十", "一百一"), ("1005", "1,005", "一零零五", "一〇〇五", "一千零五")],
        ),
        ("一共3,500，", [("3,500", "3500", "三五零零", "三五〇〇", "三千五百", "三千五")]),
        ("共，48页", [("48", "四十八")]),
        ("第三 第十个 第12", [("第三", "第3"), ("第十", "第10"), ("12", "十二")]),
        ("三个月 两次 10天", [("三个", "3个"), ("两次", "2次", "二次"), ("10天", "十天")]),
        (
            "五千万一个月 5000万三个月",
            [
                ("五千万", "50000000", "50,000,000", "5000万", "5千万"),
                ("5000万", "50000000", "50,000,000", "五千万", "5千万"),
                ("三个", "3个"),
            ],
        ),
        ("两百一天", [("两百", "200", "二百", "2百")]),
        ("一百二十一天", [("一百二十一", "121")]),
        ("两百五人民币", [("两百五", "250", "二百五十", "二百五", "两百五十")]),
        ("gpt-3.5", [("3.5", "三点五")]),
        ("0.5 零点五", [("0.5", "零点五"), ("零点五", "0.5")]),
    ],
)
def test_the_numbers_of_a_text(text: str, expected: list[tuple[str, ...]]) -> None:
    assert numbers(fold(text)) == expected


@pytest.mark.parametrize(
    "forms",
    [
        "五千万 5000万 50,000,000 50000000 5千万",
        "1.5亿 一亿五千万 一点五亿 150,000,000 15000万 一亿五",
        "30% 30％ 百分之三十 百分之30",
        "3.5% 百分之三点五 百分之3.5",
        "2023 二〇二三 二零二三 两千零二十三 二千零二十三",
        "3.5 三点五",
        "1.2万 一万二 一点二万 一万二千 12000 12,000",
        "1.5万亿 一万五千亿 一点五万亿 15000亿",
        "两千 2千 二千 2000",
        "第三 第3",
        "两个 2个 二个",
        "兩億 2亿 二亿 200,000,000",
    ],
)
def test_a_number_is_read_alike_however_it_is_written(forms: str) -> None:
    every = {fold(form) for form in forms.split()}
    for form in every:
        ((written, *others),) = numbers(form)
        assert written == form
        assert every <= {written, *others}


@pytest.mark.parametrize(
    "text",
    [
        "gpt42 35gb 1,00 12,34 1,000,00 2025,12 0,012 7 0012 v1.20 1.20.3 .50",
        "13812345678 6222021234567890 192.168.1.1",
        "十分 千万 千万别 万一 五四 百百 三四十 一两个 零 二三天 四五个",
        "一些 一个 一次 一点 一点一滴 一点一样 三心二意 十分之一 百分百 百分之百 俩 俩人 零下",
        "三点二十 三点五十分 八点三刻",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert numbers(text) == []
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    ("form", "text", "places"),
    [
        ("3,500", "13,500 3,500元 3,500,000", [7]),
        ("500", "3,500 500 5.500 500.5 (500.)", [6, 23]),
        ("五千", "五千万 三万五千 五千个", [9]),
        ("3500", "3500万 v3500 3500.", [12]),
        ("五亿", "十二点五亿 五亿", [6]),
        ("三点五", "十三点五 三点五十 三点五", [10]),
        ("30%", "130% 30%", [5]),
        ("三十", "百分之三十 三十", [6]),
        ("3个", "13个 3个一组", [4]),
        ("第3", "第30 第3章", [4]),
        ("五千万", "五千万一 五千万一个 五千万三千", [5]),
        ("五千万一", "五千万一个 五千万一 五千万一年", [6]),
        ("三个", "五千万三个 十三个", [3]),
    ],
)
def test_a_number_stands_by_itself(form: str, text: str, places: list[int]) -> None:
    found = [place for place in range(len(text)) if text.startswith(form, place)]
    assert [place for place in found if is_alone(text, place, place + len(form))] == places


@given(st.integers(11, 10**12) | st.integers(1, 10**5).map(lambda number: number * 10**7))
def test_every_form_is_the_number(number: int) -> None:
    ((_, *others),) = numbers(f"{number:,}")
    for form in others:
        if not form.isdecimal() or len(form) <= 8:
            ((written, *same),) = numbers(form)
            assert written == form
            assert f"{number:,}" in (written, *same)


@given(st.text("零〇一二两九十百千万亿点第个分之0123.,%年", max_size=12))
def test_any_text_has_numbers_or_none(text: str) -> None:
    for written, *others in numbers(text):
        assert written in text
        assert others
