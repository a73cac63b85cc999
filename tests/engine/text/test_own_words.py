"""Words of the user's own: both jiebas cut by them alike, and by nothing else without them."""

from __future__ import annotations

import random

import pytest

from index.text import words as module
from index.text.fold import HAN_RUN, fold
from index.text.words import OWN_FREQUENCY, own_words, parts_of, words
from tests.conftest import SEEDS

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


def test_both_jiebas_cut_by_them_alike() -> None:
    pytest.importorskip("rjieba")
    python = module._python_jieba(OWN)
    rng = random.Random(7)
    for path in sorted(SEEDS.iterdir()):
        runs = HAN_RUN.findall(fold(path.read_text("utf-8")))
        runs = rng.sample(runs, min(40, len(runs)))
        for run in [f"{word}{run}"[:200] for run, word in zip(runs, OWN * 9, strict=False)]:
            assert module.search_cutter(OWN)(run) == python.lcut_for_search(run)
            assert module.plain_cutter(OWN)(run) == python.lcut(run)


def test_a_word_that_is_there_counts_no_less() -> None:
    usual, mine = module.plain_cutter(), module.plain_cutter(("我们",))
    texts = ["我们的", "我们俩", "等我们来", "我们大家"]
    assert list(map(usual, texts)) == list(map(mine, texts))
    assert module._python_jieba(("我们",)).FREQ["我们"] > OWN_FREQUENCY
