"""Sounds: readings with tones, and the classes of what sounds alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import fold
from index.text.sound import (
    CLASS_BITS,
    UNKNOWN,
    class_names,
    class_of,
    class_table,
    classes_of,
    heteronyms,
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


def test_every_syllable_has_a_class() -> None:
    assert {class_of(syllable) for syllable in syllables()} <= set(range(1, len(class_names())))
    assert len(class_names()) == len(set(class_names())) < 1 << CLASS_BITS
    assert all(toneless(syllable) == syllable for syllable in syllables())


@pytest.mark.parametrize("unknown", ["", "zhong4", "lü", "xyz", "=a"])
def test_no_class_of_what_is_no_syllable(unknown: str) -> None:
    with pytest.raises(KeyError):
        class_of(unknown)


def test_classes_of_all_readings() -> None:
    assert classes_of("行") >= {class_of("xing"), class_of("hang")}
    assert classes_of("银") == {class_of("yin")} == {class_of("ying")}
    assert classes_of("a").isdisjoint(classes_of("啊"))
    assert classes_of("か") == classes_of("𠀀") == {UNKNOWN}


@given(st.characters())
def test_the_class_of_the_index_is_one_of_them(char: str) -> None:
    char = fold(char)
    in_plane = ord(char) < len(class_table())
    assert (int(class_table()[ord(char)]) if in_plane else UNKNOWN) in classes_of(char)


def test_heteronyms_are_filed_under_another_class() -> None:
    assert "行" in heteronyms(class_of("hang"))
    assert "行" not in heteronyms(class_of("xing"))
    assert heteronyms(class_of("dei")) == "得"
    assert heteronyms(UNKNOWN) == ""
    for number in range(len(class_names())):
        for char in heteronyms(number):
            assert number in classes_of(char) and class_table()[ord(char)] != number
