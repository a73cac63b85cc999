"""What characters are read as, as one types it to choose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.sound import readings, toneless
from index.text.spelt import is_read_as

HAN = st.text(st.sampled_from("强化学习重庆女绿略的了"), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("text", "letters", "read"),
    [
        ("强化学习", "qhxx", True),
        ("强化学习", "qianghuaxuexi", True),
        ("强化学习", "qhuaxx", True),
        ("强化，学 习", "qhxx", True),
        ("强化学习", "huax", True),
        ("强化学习", "qx", False),
        ("强化学习", "qhxxi x", False),
        ("强化学习", "anghua", False),
        ("重庆", "cq", True),
        ("重庆", "zq", True),
        ("用 vim 打开", "yvimdk", True),
        ("用 vim 打开", "vdk", False),
        ("女绿略", "nvlvlue", True),
        ("略", "lve", True),
        ("copy", "cp", False),
        ("", "a", False),
    ],
)
def test_characters_are_read_as_letters(text: str, letters: str, read: bool) -> None:
    assert is_read_as(text, letters) == read


def test_no_way_to_read_is_tried_twice() -> None:
    assert not is_read_as("中红" * 100, "zhong" * 100 + "x")
    assert not is_read_as("啊" * 2_000, "a" * 1_999 + "x")


@given(HAN, HAN, HAN, st.data())
def test_a_part_is_read_as_beginnings_of_its_syllables(
    before: str, part: str, behind: str, data: st.DataObject
) -> None:
    whole = [toneless(data.draw(st.sampled_from(readings(char)))) for char in part]
    letters = "".join(one[: data.draw(st.integers(1, len(one)))] for one in whole)
    assert is_read_as(before + part + behind, letters)
