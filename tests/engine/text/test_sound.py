"""Sounds: readings with tones, and the classes of what sounds alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import PLANE, fold
from index.text.sound import (
    CLASS_BITS,
    class_names,
    class_table,
    fold_syllable,
    further_readings,
    reading_names,
    reading_table,
    readings,
    syllables,
    toneless,
)


@pytest.mark.parametrize(
    ("char", "usual", "further"),
    [
        ("重", "zhong4", {"chong2"}),
        ("行", "xing2", {"hang2"}),
        ("长", "zhang3", {"chang2"}),
        ("乐", "le4", {"yue4"}),
        ("了", "le5", {"liao3"}),
        ("得", "de2", {"de5", "dei3"}),
        ("的", "de5", {"di4", "di2"}),
        ("都", "dou1", {"du1"}),
        ("还", "hai2", {"huan2"}),
        ("觉", "jue2", {"jiao4"}),
        ("率", "lv4", {"shuai4"}),
        ("差", "cha4", {"cha1", "chai1", "ci1"}),
        ("单", "dan1", {"shan4", "chan2"}),
        ("曾", "ceng2", {"zeng1"}),
        ("朝", "chao2", {"zhao1"}),
        ("血", "xue4", {"xie3"}),
        ("略", "lve4", set()),
        ("银", "yin2", set()),
    ],
)
def test_the_usual_reading_comes_first(char: str, usual: str, further: set[str]) -> None:
    assert readings(char)[0] == usual
    assert further <= set(readings(char)[1:])
    assert further or len(readings(char)) == 1


@pytest.mark.parametrize(
    ("form", "reading"), [("著", "zhu4"), ("乾", "qian2"), ("髮", "fa4"), ("绷", "beng1")]
)
def test_a_folded_form_keeps_its_reading(form: str, reading: str) -> None:
    assert reading in readings(fold(form))


@pytest.mark.parametrize("char", ["a", "7", "か", "。", "𠀀"])
def test_what_is_not_han_has_no_reading(char: str) -> None:
    assert readings(char) == ()


def test_rare_readings_stay_out() -> None:
    assert "tong2" not in readings("重")
    assert "ting2" not in readings("奠")


def test_class_names_are_distinct_and_fit_their_bits() -> None:
    assert len(class_names()) == len(set(class_names())) < 1 << CLASS_BITS
    assert all(toneless(syllable) == syllable for syllable in syllables())


def test_numbered_readings_are_those_of_the_characters() -> None:
    names, table = reading_names(), reading_table()
    for char in "重行长乐了得的都还":
        assert names[table[ord(char)]] == readings(char)[0]
    assert not table[ord("a")]
    codes, numbers = further_readings()
    for code, number in zip(codes.tolist(), numbers.tolist(), strict=True):
        assert names[number] in readings(chr(code))[1:]


@given(st.characters())
def test_a_class_of_its_own_sound_has_every_character_that_has_a_reading(char: str) -> None:
    char = fold(char)
    if ord(char) < PLANE and readings(char):
        name = class_names()[int(class_table()[ord(char)])]
        assert name == fold_syllable(toneless(readings(char)[0]))
