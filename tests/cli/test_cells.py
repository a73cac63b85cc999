"""Cells: what holds for every text at every width, and how Chinese breaks."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.cells import NO_END, NO_START, cell_width, cut, cut_start, fit, fit_end, harmless, seen, wrap

PIECES = st.sampled_from(
    [
        *"强化学习，。、！？：；「」『』（）《》“”…—abcXYZ019 .,'-_\t\x1b\u3000éЖ𠮷ｱ",
        "e\u0301",
        "👩‍👩‍👧",
        "❤️",
        "1️⃣",
        "🇨🇳",
        "\u200b",
        "\xad",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
WIDTHS = st.integers(1, 45)


def rows(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in pairwise([*wrap(text, width), len(text)])]


@given(TEXTS, WIDTHS)
def test_rows_join_back_and_none_is_empty(text: str, width: int) -> None:
    assert "".join(rows(text, width)) == text
    assert all(rows(text, width)) or text == ""


@given(st.text(max_size=80), WIDTHS)
def test_rows_of_any_text_join_back(text: str, width: int) -> None:
    assert "".join(rows(text, width)) == text


@given(TEXTS, WIDTHS)
def test_no_row_is_wider_than_the_column(text: str, width: int) -> None:
    assert all(cell_width(row) <= max(width, 2) for row in rows(text, width))


@given(TEXTS, WIDTHS)
def test_a_row_is_full_up_to_what_the_rules_take(text: str, width: int) -> None:
    for row, following in pairwise(rows(text, width)):
        assert cell_width(row) + cell_width(following) > width // 2


@given(st.lists(st.sampled_from("强化学习，。」）…abc「（"), max_size=80).map("".join), st.integers(8, 40))
def test_marks_stand_where_they_belong_unless_forced(text: str, width: int) -> None:
    for row, following in pairwise(rows(text, width)):
        if following[0] in NO_START or row[-1] in NO_END:
            # Forced: nothing in the half row before the edge would have been better.
            tail = row[-(width // 4) :]
            assert all(a in NO_END or b in NO_START or (a + b).isascii() for a, b in pairwise(tail))


@given(
    st.lists(st.sampled_from(["中", "文", " ", "word", "ab", "GPT"]), max_size=60).map("".join),
    st.integers(10, 60),
)
def test_short_latin_words_are_not_cut(text: str, width: int) -> None:
    start = 0
    for row, following in pairwise(rows(text, width)):
        start += len(row)
        if row[-1].isascii() and row[-1].isalnum() and following[0].isascii() and following[0].isalnum():
            left = len(text[:start]) - len(text[:start].rstrip("".join(set("wordabGPT"))))
            right = len(text[start:]) - len(text[start:].lstrip("".join(set("wordabGPT"))))
            assert left + right >= width / 2


FAMILY = "👩‍👩‍👧"


@pytest.mark.parametrize("width", range(1, 12))
def test_what_combines_is_not_parted(width: int) -> None:
    parts = rows(f"中{FAMILY}e\u0301❤️文" * 3, width)
    assert not any(part[0] in "\u200d\ufe0f\u0301" or part.endswith("\u200d") for part in parts)


BREAKS = {
    "closing-mark": ("强化学习，好", 8, ["强化学", "习，好"]),
    "opening-mark": ("强化学「习」", 8, ["强化学", "「习」"]),
    "latin-word": ("我们都在用 async 写", 14, ["我们都在用 ", "async 写"]),
    "latin-word-longer-than-half": ("我asynciolib", 9, ["我asyncio", "lib"]),
    "blank-before-han": ("Hello 这是一个很长的", 12, ["Hello 这是一", "个很长的"]),
    "wide-at-the-edge": ("强化学习", 5, ["强化", "学习"]),
    "latin-word-beside-han": ("中文ab中文", 6, ["中文ab", "中文"]),
    "latin-word-before-han": ("中文abc中文", 6, ["中文", "abc中", "文"]),
    "latin-word-before-a-bracket": ("中b(ef)", 3, ["中b", "(e", "f)"]),
    "latin-word-before-a-mark": ("abcdefghij，b", 10, ["abcdefghi", "j，b"]),
    "one-cell": ("强a", 1, ["强", "a"]),
    "number": ("价格是 3.14 元", 11, ["价格是 ", "3.14 元"]),
    "time": ("他在 00:12:30 说", 14, ["他在 00:12:30 ", "说"]),
    "time-over-the-edge": ("他就在 00:12:30 说", 12, ["他就在 ", "00:12:30 说"]),
    "place": ("it is path:line:column here", 24, ["it is path:line:column ", "here"]),
    "place-over-the-edge": ("it is at a:b:12 ", 13, ["it is at ", "a:b:12 "]),
    "dashes-stay-together": ("强化学——习", 7, ["强化", "学——习"]),
    "empty": ("", 10, []),
}


@pytest.mark.parametrize(("text", "width", "expected"), BREAKS.values(), ids=BREAKS.keys())
def test_where_a_paragraph_is_broken(text: str, width: int, expected: list[str]) -> None:
    assert [row for row in rows(text, width) if row] == expected


def test_a_long_paragraph_is_fast() -> None:
    text = "强化学习的反馈数据，and some words，到此为止的意思。" * 2000
    wrap(text, 100)
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.1, "60,000 characters belong into a few milliseconds"


def _seconds(text: str) -> float:
    began = time.perf_counter()
    wrap(text[:60_000], 100)
    return time.perf_counter() - began


@given(TEXTS, st.integers(1, 40), st.sampled_from(["", "…"]))
def test_cut_is_a_beginning_that_fits(text: str, width: int, mark: str) -> None:
    shown = cut(text, width, mark)
    assert cell_width(shown) <= width
    if cell_width(text) <= width:
        assert shown == text
    elif shown:
        assert text.startswith(shown.removesuffix(mark) if mark else shown)


@given(TEXTS, st.integers(0, 40), st.sampled_from(["", "…"]))
def test_fit_is_exactly_as_wide(text: str, width: int, mark: str) -> None:
    assert cell_width(fit(text, width, mark)) == width


@given(TEXTS, st.integers(0, 40))
def test_what_is_cut_at_its_start_fills_the_width_from_the_end(text: str, width: int) -> None:
    shown = cut_start(text, width)
    assert text.endswith(shown)
    assert cell_width(shown) <= width
    fitted = fit_end(text, width)
    assert cell_width(fitted) == width
    assert fitted.endswith(shown)


def test_cut_fills_the_width() -> None:
    assert cut("强化学习", 5) == "强化"
    assert cut("强化学习", 5, "…") == "强化…"
    assert cut("abc", 2, "…") == "a…"
    assert fit("强", 4, "…") == "强  "
    assert cut("a" + "\u0301" * 10_000, 1).startswith("a\u0301")
    assert cut_start("中a" + "\u0301" * 20, 1) == "a" + "\u0301" * 20


def test_what_joins_does_not_join_the_blanks_behind() -> None:
    assert cell_width(fit("中\u200d", 4)) == 4


@given(st.text(max_size=100))
def test_harmless_keeps_length_and_lets_no_control_through(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert all(a == b or not (a.isprintable() and a.isalnum()) for a, b in zip(text, shown, strict=True))
    assert harmless(shown) == shown
    shown.encode()
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert cell_width(text) == cell_len(shown)


DANGEROUS = {
    "escape": ("\x1b[31m", "␛[31m"),
    "c1": ("\x9b31m", "\ufffd31m"),
    "tab-and-newline": ("a\tb\nc\r", "a b c "),
    "delete": ("\x7f", "␡"),
    "bell": ("\x07", "␇"),
    "override": ("a\u202eb\u2066c", "a\ufffdb\ufffdc"),
    "separators": ("a\u2028b\u2029", "a b "),
    "surrogate": ("a\udcff\ud800", "a\ufffd\ufffd"),
    "plain": ("强化 abc 𠮷👩‍👩‍👧", "强化 abc 𠮷👩‍👩‍👧"),
}


@pytest.mark.parametrize(("text", "shown"), DANGEROUS.values(), ids=DANGEROUS.keys())
def test_what_is_dangerous_is_shown(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(TEXTS)
def test_what_nobody_sees_takes_no_cell_and_is_not_drawn(text: str) -> None:
    drawn = seen(harmless(text))
    assert cell_len(drawn) == cell_width(text)
    assert not set(drawn) & {"\u200b", "\xad"}
