"""Stems of English words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.stems import SHORTEST, stem


@pytest.mark.parametrize(
    "words",
    [
        "study studies studied studying",
        "run runs running runner runners",
        "make makes making maker",
        "class classes",
        "play plays played playing player",
        "analysis analyses",
        "quick quickly",
        "stop stopped stopping",
    ],
)
def test_the_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len(set(map(stem, words.split()))) == 1


@pytest.mark.parametrize("word", ["thing", "use", "bed", "as", "字", ""])
def test_what_is_too_short_stays(word: str) -> None:
    assert stem(word) == word


@given(st.text("aeiydgnrs", max_size=9))
def test_a_word_begins_with_its_stem(word: str) -> None:
    found = stem(word)
    assert word.startswith(found)
    assert len(found) >= min(len(word), SHORTEST)
