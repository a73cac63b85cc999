"""What ranking looks at: how often rows hold a term, where it stands, and where most stands together."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Span
from index.search import ranked
from index.search.ranked import _held_around
from index.search.standing import SNIPPET, Standing, densest, lit, standing, term_spans
from index.search.terms import Term, held
from index.text.squeeze import Body


def term(*forms: str, rows: tuple[int, ...] = (), weight: float = 1.0) -> Term:
    counts = np.arange(1, len(rows) + 1, dtype=np.float32)
    return Term(forms, np.array(rows, np.int64), counts, weight)


@pytest.mark.parametrize("spread", [pytest.param(0, id="searched"), pytest.param(100, id="spread out")])
def test_how_often_the_rows_around_hold_a_term(spread: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranked, "SPREAD", spread)
    wanted = [term("a", rows=(1, 3, 4, 9)), term("b"), term("c", rows=(2, 9))]
    rows = np.array([1, 4, 9])
    around = _held_around(wanted, rows, 10)
    for one, (before, here, behind) in zip(wanted, around, strict=True):
        assert [before.tolist(), here.tolist(), behind.tolist()] == [
            held(one, rows + move).tolist() for move in (-1, 0, 1)
        ]


@pytest.mark.parametrize(
    ("text", "forms", "spans"),
    [
        pytest.param("模型和模型", ("模型",), [(0, 2), (3, 5)], id="every place"),
        pytest.param("哈哈哈", ("哈哈",), [(0, 2)], id="none twice"),
        pytest.param("说软件和软体", ("软件", "软体"), [(1, 3), (4, 6)], id="every form"),
        pytest.param("an ant", ("an",), [(0, 2)], id="a Latin word by itself"),
        pytest.param("the ant", ("an",), [(4, 6)], id="or else within another"),
        pytest.param("c++ c", ("c++",), [(0, 3)], id="marks are no pattern"),
        pytest.param("模型", ("学习",), [], id="nowhere"),
    ],
)
def test_where_a_term_stands(text: str, forms: tuple[str, ...], spans: list[tuple[int, int]]) -> None:
    assert term_spans(Body.of(text), term(*forms)) == spans


@given(
    st.lists(st.text("an 字词,", max_size=12), min_size=1, max_size=5),
    st.lists(st.sampled_from(["an", "n", "字", "字词", "词字"]), min_size=1, max_size=3, unique=True),
    st.booleans(),
)
def test_terms_stand_in_many_passages_as_in_each(texts: list[str], forms: list[str], bridging: bool) -> None:
    """Several passages are looked at as one text."""
    body, starts = Body.joined(texts)
    ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
    rows = np.arange(len(texts))
    seen = SimpleNamespace(body=body, rows=rows, starts=np.array(starts), ends=np.array(ends))
    word = replace(term(*forms, rows=tuple(range(len(texts)))), bridging=bridging)
    pair = replace(term(",字", rows=(0,)), counted=False)
    found = standing(seen, [word, pair])  # type: ignore[arg-type]
    for text, start, places in zip(texts, starts, found, strict=True):
        expected = {number: term_spans(Body.of(text), one) for number, one in enumerate((word, pair))}
        assert places == {
            number: [(low + start, high + start) for low, high in spans]
            for number, spans in expected.items()
            if spans
        }


def test_a_latin_word_stands_within_others_where_it_is_a_part_of_one() -> None:
    body, starts = Body.joined(["OpenAI", "mail"])
    seen = SimpleNamespace(body=body, rows=np.arange(2), starts=starts, ends=starts + np.array([6, 4]))
    assert standing(seen, [term("ai", rows=(0,))]) == [{0: [(4, 6)]}, {}]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("places", "spans"),
    [
        pytest.param({0: [(4, 6)], 1: [(1, 2), (5, 8)]}, ((1, 2), (4, 8)), id="all that count"),
        pytest.param({0: [(4, 6)], 2: [(0, 2)]}, ((4, 6),), id="pairs not beside them"),
        pytest.param({2: [(0, 2), (1, 3)]}, ((0, 3),), id="else pairs"),
        pytest.param({}, (), id="nothing"),
    ],
)
def test_what_is_lit(places: Standing, spans: tuple[Span, ...]) -> None:
    assert lit(places, [term("甲"), term("乙"), replace(term("丙丁"), counted=False)]) == spans


def test_the_stretch_that_holds_most_is_gone_to() -> None:
    wanted = [term("a", weight=1.0), term("b", weight=2.0), term("c", weight=4.0)]
    places = {0: [(0, 1), (100, 101)], 1: [(102, 103)], 2: [(100 + SNIPPET - 1, 100 + SNIPPET + 1)]}
    spans = sorted(span for ones in places.values() for span in ones)
    assert densest(spans, places, wanted) == (2, 6.0)
    assert densest(spans[:2], {0: places[0]}, wanted) == (0, 1.0)


def test_of_stretches_that_hold_the_same_the_shortest_is_gone_to() -> None:
    wanted = [term("a", weight=1.0), term("b", weight=2.0), replace(term("cd", weight=0.5), counted=False)]
    assert densest([(0, 1), (9, 10), (12, 13)], {0: [(0, 1), (9, 10)], 1: [(12, 13)]}, wanted) == (1, 3.0)
    assert densest([(0, 1), (20, 21)], {0: [(0, 1), (20, 21)], 2: [(18, 20)]}, wanted) == (1, 1.5)
    assert densest([(0, 60)], {0: [(0, 60)]}, wanted) == (0, 0.0)
