"""Words of the user's own: whatever cuts, cuts by them alike, and as ever without them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.text import jiebas
from index.text.cutting import cut, cut_for_search
from index.text.fold import HAN_RUN, fold
from index.text.jiebas import parts_of
from index.text.wordlist import OWN_FREQUENCY, Added
from index.text.words import own_words, words
from tests.conftest import SEEDS
from tests.engine.text.texts import with_each_once

OWN = own_words(["林小雨", "寻句", "長期主義者", "史蒂夫·乔布斯", "GPT-4o", "我们", "强化学习"])


def test_what_texts_add_are_their_runs_of_han_in_one_script_and_order() -> None:
    assert tuple(sorted({"林小雨", "寻句", "长期主义者", "史蒂夫", "乔布斯", "我们", "强化学习"})) == OWN
    assert own_words(["b", "甲", "乙,丙"]) == ()
    assert own_words(["甲乙", "丙丁", "甲乙"]) == own_words(["丙丁", "甲乙"])


def test_they_are_words_and_hold_the_words_in_them() -> None:
    text = "昨天林小雨说長期主義者用寻句"
    assert {"林小雨", "长期主义者", "寻句", "长期", "主义"} <= set(words(text, own=OWN))
    assert "林小雨" not in words(text)
    assert "林小雨" in parts_of("林小雨们", OWN) and "林小雨" not in parts_of("林小雨们")


ADDED = Added(OWN)
PARTS = st.sampled_from([*OWN, *"的一是不了我们强化学习林小雨说在有", "昨天", "研究生命", " ", "，"])


@given(st.lists(PARTS, max_size=12).map("".join))
@example("化化化化们")
@example("强强强乔布斯乔布斯乔布斯研究生命")
def test_every_jieba_cuts_by_them_alike(text: str) -> None:
    rjieba, python = pytest.importorskip("rjieba") and jiebas._rjieba(OWN), jiebas._python_jieba(OWN)
    assert cut(text, ADDED) == python.lcut(text)
    assert cut_for_search(text, ADDED) == python.lcut_for_search(text)
    if with_each_once(text) == text:
        assert cut(text, ADDED) == rjieba.cut(text) == jiebas.plain_cutter(OWN)(text)
        assert cut_for_search(text, ADDED) == rjieba.cut_for_search(text)


def test_real_texts_are_cut_by_them_alike() -> None:
    rjieba = pytest.importorskip("rjieba") and jiebas._rjieba(OWN)
    for path in sorted(SEEDS.iterdir()):
        for run in HAN_RUN.findall(fold(path.read_text("utf-8")))[:400]:
            assert cut_for_search(run, ADDED) == rjieba.cut_for_search(run)


def test_nothing_is_cut_otherwise_without_them() -> None:
    text = "昨天林小雨说长期主义者用寻句"
    before = cut(text)
    cut(text, ADDED)
    jiebas.plain_cutter(OWN)(text)
    assert cut(text) == before == jiebas.plain_cutter()(text)


def test_a_word_that_is_there_counts_no_less() -> None:
    assert "我们" not in ADDED.frequencies and ADDED.frequencies["林小雨"] == OWN_FREQUENCY
    for text in ("我们的", "我们俩", "等我们来", "我们大家"):
        assert cut(text) == cut(text, Added(("我们",)))
