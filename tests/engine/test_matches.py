"""Matches: where fragments stand in a text, found once where once is enough; what a query lights there."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.fragments import Fragment
from index.search.matches import Matches, find, near
from index.text.squeeze import Body
from tests.conftest import MakeLibrary

HIDDEN = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4)), max_size=3)


@given(st.text("aB字词 -，", max_size=40), st.text("aB字词 -", min_size=1, max_size=5), HIDDEN)
def test_what_cannot_overlap_is_found_in_one_go(text: str, typed: str, hidden: list[tuple[int, int]]) -> None:
    body = Body.of(text, [(start, min(start + size, len(text))) for start, size in hidden])
    fragment = Fragment(typed)
    found = find(body, fragment)
    with patch.object(Fragment, "apart", False):
        twice = find(body, Fragment(typed))
    assert found.spans() == twice.spans()
    assert found.literal.tolist() == twice.literal.tolist()


@pytest.mark.parametrize(
    ("typed", "apart"),
    [("字词", True), ("abc", True), ("字字", False), ("字词字", False), ("a b", False), ("字，词", False)],
)
def test_what_may_overlap_itself(typed: str, apart: bool) -> None:
    assert Fragment(typed).apart is apart


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("offer", [0], id="in one"),
        pytest.param("o ffer, of-fer", [0, 8], id="split, from edge to edge of the text"),
        pytest.param("字o ffer字", [1], id="between Han characters"),
        pytest.param("xo ffer o ffers", [], id="split, in longer letters"),
        pytest.param("éo ffer o fferﬁ", [], id="beside letters that are not of ASCII"),
        pytest.param("to ffer offer", [8], id="some of several"),
    ],
)
def test_a_gap_between_latin_letters_is_one_in_a_split_word(text: str, places: list[int]) -> None:
    assert find(Body.of(text), Fragment("offer")).starts.tolist() == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("e be e", [0, 5], id="at the beginning, and behind a blank"),
        pytest.param("字e，e", [1, 3], id="behind Han and a mark"),
        pytest.param("ée 4e ﬁe", [], id="behind letters that are not of ASCII, a digit, a ligature"),
    ],
)
def test_one_letter_stands_where_a_word_begins(text: str, places: list[int]) -> None:
    assert find(Body.of(text), Fragment("e", prefix=True)).starts.tolist() == places


@pytest.mark.parametrize(
    ("text", "typed", "lit"),
    [
        ("cafe\u0301, au", "fe\u0301 a", ["fe\u0301, a"]),
        ("cafe\u0301", "afe\u0301", ["afe\u0301"]),
        ("cafe au", "fe\u0301 a", []),
        ("cafe", "afe\u0301", []),
        ("一da ta。", "data", ["da ta"]),
        ("a ta", "ata", []),
    ],
)
def test_accents_and_gaps_between_letters(text: str, typed: str, lit: list[str]) -> None:
    assert [text[start:end] for start, end in find(Body.of(text, ()), Fragment(typed)).spans()] == lit


def test_what_is_near_is_so_from_the_first_end_to_the_last_beginning() -> None:
    several = [Matches.of([span]) for span in ((0, 10), (1, 2), (8, 9))]
    assert [near(several, within).starts.tolist() for within in (5, 6)] == [[], [0, 1, 8]]


def test_what_is_near_is_found_among_very_many() -> None:
    often = Matches.of([(place, place + 1) for place in range(1, 300_000, 5)])
    seldom = Matches.of([(0, 1), (150_000, 150_001)])
    found = near([often, seldom], 5)
    assert found.starts.tolist() == [0, 1, 149_996, 150_000, 150_001]


def test_spans_in_a_document_are_those_of_its_hits(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "图像识别和圖像識別，\n还有图像 识别"})
    results = library.search("图像识别")
    document = library.document(results.hits[0].document)
    spans = library.matches("图像识别", document)
    assert [document.text[start:end] for start, end in spans] == ["图像识别", "圖像識別", "图像 识别"]
    assert set(spans) == {span for hit in results for span in hit.spans}


def test_matches_are_those_of_the_text_there_is_now(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "图像识别"})
    before = library.document(library.search("识别").hits[0].document)
    assert library.matches("识别", before) == ((2, 4),)
    before.path.write_text("先说识别，再说识别", "utf-8")
    library.sync()
    after = library.document(library.search("识别").hits[0].document)
    assert library.matches("识别", after) == ((2, 4), (7, 9))


def test_matches_of_a_question_are_its_words(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "训练模型需要数据"})
    document = library.document(library.search("模型为什么需要训练").hits[0].document)
    lights = [document.text[start:end] for start, end in library.matches("模型为什么需要训练", document)]
    assert lights == ["训练模型需要"]


def test_matches_of_several_words_are_no_pairs_of_them(make_library: MakeLibrary) -> None:
    others = {f"{number}.txt": "别的事情" for number in range(9)}
    library = make_library({"a.txt": "训练模型需要数据，典型需求", **others})
    document = library.document(library.search("模型需要训练").hits[0].document)
    lights = [document.text[start:end] for start, end in library.matches("模型需要训练", document)]
    assert lights == ["训练模型需要"]
