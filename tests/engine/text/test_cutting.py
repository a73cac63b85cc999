"""Cutting: the same tokens as jieba's, of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.cutting import cut, cut_for_search
from index.text.fold import HAN_RUN, fold
from index.text.wordlist import STEM
from tests.conftest import SEEDS
from tests.engine.text.texts import with_each_once

rjieba = pytest.importorskip("rjieba")

TEXTS = [fold(path.read_text("utf-8")) for path in SEEDS.iterdir()]
HAN = st.sampled_from(sorted({char for text in TEXTS for run in HAN_RUN.findall(text) for char in run}))
OTHERS = st.sampled_from("的一是不了在人有我他这 \n，。·+#&._%-aAx9①é〇㐀鿕鿖鿿龥\uf900𠀀\U00030000")


@given(st.text(st.one_of(HAN, OTHERS), max_size=40).map(with_each_once))
def test_any_text_is_cut_as_jieba_cuts_it(text: str) -> None:
    assert cut(text) == rjieba.cut(text)


@given(st.text(st.one_of(HAN, st.sampled_from("㐀鿖鿿𠀀\U00030000")), max_size=20).map(with_each_once))
def test_han_are_cut_for_a_search_as_jieba_cuts_them(text: str) -> None:
    assert cut_for_search(text) == rjieba.cut_for_search(text)


@given(st.text())
def test_every_character_is_in_one_token(text: str) -> None:
    assert "".join(cut(text)) == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("中华人民共和国", ["中华人民共和国"], id="a word behind its stem"),
        pytest.param("一个九十", ["一个", "九十"], id="a stem that is no word"),
        pytest.param(
            "他来到了网易杭研大厦",
            ["他", "来到", "了", "网易", "杭研", "大厦"],
            id="no word of the dictionary",
        ),
        pytest.param("用T恤和C++", ["用", "T恤", "和", "C++"], id="words with other letters"),
        pytest.param("GPT-4o，3.14%的人", ["GPT-4o", "，", "3.14%", "的", "人"], id="names and numbers"),
    ],
)
def test_what_is_cut_into_what(text: str, tokens: list[str]) -> None:
    assert cut(text) == tokens


def test_the_longest_words_are_found() -> None:
    word = "中华人民共和国中央人民政府门户网站"
    assert cut(f"这是{word}") == rjieba.cut(f"这是{word}")
    assert max(map(len, cut(word))) > STEM
