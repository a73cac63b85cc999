"""Parting: many texts at once are cut as each is by itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.borders import words_at
from index.text import parting
from index.text.cutting import cut
from index.text.parting import SHORT, beginnings
from index.text.wordlist import NOTHING, Added
from tests.engine.text.test_cutting import HAN, OTHERS
from tests.engine.text.test_own_words import ADDED, PARTS

TEXT = st.text(st.one_of(HAN, OTHERS), max_size=40)
SPANS = st.lists(st.integers(0, 40), max_size=8).map(lambda edges: sorted(edges)[len(edges) % 2 :])


PADDING = "\n" * SHORT


def parted(text: str, added: Added = NOTHING) -> list[str]:
    """All tokens of a text that is not too short to be parted."""
    begins = beginnings(text + PADDING, np.array([0]), np.array([len(text)]), added).tolist()
    return [text[start:end] for start, end in pairwise(begins) if end <= len(text)]


@given(TEXT)
def test_any_text_is_parted_as_it_is_cut(text: str) -> None:
    assert parted(text) == cut(text)


@given(st.lists(PARTS, max_size=12).map("".join))
def test_words_of_the_users_own_count(text: str) -> None:
    assert parted(text, ADDED) == cut(text, ADDED)


@given(TEXT, SPANS)
def test_what_is_in_a_span_and_at_its_edges_is_right(text: str, edges: list[int]) -> None:
    edges = [min(edge, len(text)) for edge in edges]
    lows, highs = np.array(edges[::2], np.int64), np.array(edges[1::2], np.int64)
    found = beginnings(text + PADDING, lows, highs).tolist()
    right = np.cumsum([0, *map(len, cut(text))]).tolist()
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        assert [place for place in found if low <= place <= high] == [
            place for place in right if low <= place <= high
        ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("丁税政", id="two ways as likely"),
        pytest.param("这是中华人民共和国中央人民政府门户网站", id="the longest words"),
    ],
)
def test_what_is_hard_to_part(text: str) -> None:
    assert parted(text) == cut(text)


def test_what_is_in_doubt_is_cut_after_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "cut", lambda text, added: list(text))
    assert parted("研究生命") == cut("研究生命") != list("研究生命")
    assert parted("丁税政") == ["丁", "税", "政"]


@pytest.mark.parametrize(
    ("text", "match", "words"),
    [
        pytest.param("一个黑盒里", "黑盒", ["黑盒"], id="a word"),
        pytest.param("漆黑盒子", "黑盒", [], id="across two words"),
        pytest.param("他们研究强化学习，", "强化学习", ["强化", "学习"], id="two words"),
        pytest.param("看到杭研大厦", "杭研", ["杭研"], id="no word of the dictionary"),
        pytest.param("learning", "earn", [], id="in a Latin word"),
        pytest.param("黑盒", "黑盒", ["黑盒"], id="nothing around it"),
    ],
)
def test_the_words_of_a_match(text: str, match: str, words: list[str]) -> None:
    start = text.index(match)
    found = text, (start, start + len(match))
    assert words_at([found, ("漆黑盒子", (1, 3)), ("我们", (0, 2))], NOTHING) == [words, [], ["我们"]]
    assert words_at([found] * SHORT, NOTHING) == [words] * SHORT


def test_there_may_be_no_matches() -> None:
    assert words_at([], NOTHING) == []
