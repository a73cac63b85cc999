"""Pinyin in Latin letters, taken apart."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.pinyin import (
    INITIALS,
    MOST_CHARACTERS,
    MOST_SPELLINGS,
    Sound,
    Spelling,
    is_spelled,
    spellings,
)
from index.text.sound import syllables

VOWELLED = sorted(syllable for syllable in syllables() if set(syllable) & set("aeiouv"))


def shown(spelling: Spelling) -> str:
    """`qiang2 x… 学`: a tone is a digit, what is unfinished has dots."""
    return " ".join(
        sound.char or (f"{sound.initial}…" if sound.initial else f"{sound.syllable}{sound.tone or ''}")
        for sound in spelling
    )


def likeliest(text: str) -> str:
    return shown(spellings(text)[0])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("qianghuaxuexi", "qiang hua xue xi"),
        ("qiang hua xue xi", "qiang hua xue xi"),
        ("Qiang-Hua  xuexi ", "qiang hua xue xi"),
        ("ＱiangＨua", "qiang hua"),
        ("xi'an", "xi an"),
        ("Xi’an", "xi an"),
        ("xian", "xi an"),
        ("women", "wo men"),
        ("qiáng huà xué xí", "qiang2 hua4 xue2 xi2"),
        ("qiang2hua4xue2xi2", "qiang2 hua4 xue2 xi2"),
        ("qiánghuà", "qiang2 hua4"),
        ("ma5ma0", "ma5 ma5"),
        ("lvse", "lv se"),
        ("lüse", "lv se"),
        ("LÜSE", "lv se"),
        ("lu:se4", "lv se4"),
        ("lǜsè", "lv4 se4"),
        ("lueduo", "lve duo"),
        ("lüeduo", "lve duo"),
        ("nuedai", "nve dai"),
        ("nǚrén", "nv3 ren2"),
        ("qünian", "qu nian"),
        ("gɑnmɑo", "gan mao"),
    ],
)
def test_whole_syllables(text: str, whole: str) -> None:
    assert likeliest(text) == whole
    assert likeliest(unicodedata.normalize("NFD", text)) == whole


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("xinan", {"xin an", "xi nan"}),
        ("xi'nan", {"xi nan"}),
        ("xian'an", {"xian an", "xi an an"}),
        ("fangan", {"fang an", "fan gan"}),
        ("xue2xi2", {"xue2 xi2", "xu e2 xi2"}),
    ],
)
def test_every_way_is_given(text: str, every: set[str]) -> None:
    assert {shown(way) for way in spellings(text) if not way[-1].initial} == every


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("qianghuax", "qiang hua x…"),
        ("qianghuaxx", "qiang hua x… x…"),
        ("qiang hua x x", "qiang hua x… x…"),
        ("qiánghuàx", "qiang2 hua4 x…"),
        ("qianghuazh", "qiang hua zh…"),
        ("qianghuazho", "qiang hua zho…"),
        ("nihaoaz", "ni hao a… z…"),
        ("gender", "gen de r…"),
    ],
)
def test_an_unfinished_end(text: str, begun: str) -> None:
    assert likeliest(text) == begun


def test_a_whole_end_may_still_be_on_its_way() -> None:
    first, *_, last = map(shown, spellings("qianghuaxu"))
    assert (first, last) == ("qiang hua xu", "qiang hua xu…")
    assert not any(
        "…" in shown(way) for text in ("huaxu", "qianghuaxu1", "qianghuan") for way in spellings(text)
    )


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("qhxx", ["q… h… x… x…"]),
        ("QHXX", ["q… h… x… x…"]),
        ("zhrmghg", ["zh… r… m… g… h… g…", "z… h… r… m… g… h… g…"]),
        ("azc", ["a… z… c…"]),
    ],
)
def test_initials_alone(text: str, every: list[str]) -> None:
    assert list(map(shown, spellings(text))) == every


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("强化xuexi", "强 化 xue xi"),
        ("強化 xue2xi2", "强 化 xue2 xi2"),
        ("qianghua学习", "qiang hua 学 习"),
        ("强xue", "强 xue"),
        ("强化xx", "强 化 x… x…"),
        ("强化x", "强 化 x…"),
        ("强化xuex", "强 化 xue x…"),
        ("q化x习", "q… 化 x… 习"),
        ("𠀀xue", "𠀀 xue"),
    ],
)
def test_beside_han(text: str, mixed: str) -> None:
    assert likeliest(text) == mixed


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "'", "强化", "can", "zhong", "qh", "hua x", "qh xx", "tvix", "iuv", "bpmfdtnlg"),
        *("gpt4模型", "qiang1 2", "qiang22hua4", "qiang6hua4", "2qiang", "强2", "qiang,hua", "c++", "Москва"),
        *("ひらがなhua", "qiáńghua", "̄hua", "hm", "强化vx", "huâhua"),
        "an" * (MOST_CHARACTERS // 2 + 1),
    ],
)
def test_what_is_not_pinyin(text: str) -> None:
    assert spellings(text) == ()


@given(st.lists(st.sampled_from(VOWELLED), min_size=2, max_size=8), st.sampled_from(["'", " ", "-", " ' "]))
def test_borders_keep_syllables(parts: list[str], border: str) -> None:
    found = spellings(border.join(parts))
    assert tuple(Sound(syllable=part) for part in parts) in found


@given(st.lists(st.sampled_from(VOWELLED), min_size=2, max_size=3))
def test_syllables_run_together_are_found_again(parts: list[str]) -> None:
    found = spellings("".join(parts))
    assert found and all("".join(sound.syllable or sound.initial for sound in way) for way in found)
    assert len(found) == MOST_SPELLINGS or tuple(Sound(syllable=part) for part in parts) in found


@given(st.text(st.sampled_from("zhcsxianguev'1 ̄学"), max_size=MOST_CHARACTERS + 2))
def test_spellings_are_few_sorted_and_of_known_parts(text: str) -> None:
    found = spellings(text)
    assert len(found) <= MOST_SPELLINGS and len(set(found)) == len(found)
    whole = [way for way in found if not any(sound.initial for sound in way)]
    assert all(len(one) <= len(other) for one, other in pairwise(whole))
    for way in found:
        for sound in way:
            assert (sound.char == "学") + (sound.syllable in VOWELLED) + bool(sound.initial) == 1


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("shouji", True), ("ling", True), ("shouj", False), ("should", False), ("covid19", False), ("", False)],
)
def test_what_is_spelled_to_the_end(text: str, spelled: bool) -> None:
    assert is_spelled(text) == spelled


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert all(spellings(text))


def test_initials_are_the_beginnings_of_syllables() -> None:
    assert all(any(syllable.startswith(initial) for syllable in VOWELLED) for initial in INITIALS)
