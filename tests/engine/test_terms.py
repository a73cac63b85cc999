"""Terms: where the words, numbers and parts of a query stand that ranking counts."""

from __future__ import annotations

import pytest

from index import Tier
from index.query import parse
from index.search import terms as terms_module
from index.search.terms import terms
from index.store.snapshot import Snapshot
from tests.conftest import MakeLibrary


def standing(texts: list[str], typed: str, form: str, make_library: MakeLibrary) -> list[str]:
    """The texts, each a document of one passage, that hold the term of a query that may be written so."""
    snapshot = Snapshot(make_library({f"{number:02}.txt": text for number, text in enumerate(texts)})._index)
    found = [term for term in terms(snapshot, parse(typed)) if form in term.forms]
    return [texts[int(row) // 2] for term in found for row in term.passages]


@pytest.mark.parametrize("looked_at", [0, 2, 400])
def test_a_number_counts_where_it_stands_whether_it_is_looked_at_or_not(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch, looked_at: int
) -> None:
    monkeypatch.setattr(terms_module, "LOOKED_AT", looked_at)
    texts = ["说3500元", "说 3500 个", "就是3500", "共3,500元", "第13500个", "说别的"]
    looked = texts[:4] if looked_at else texts[:3]
    assert standing(texts, "3500", "3500", make_library) == looked


def test_a_part_counts_where_all_of_it_stands_in_one_passage(make_library: MakeLibrary) -> None:
    texts = ["说到书店的灯", "书店的灯亮着", "书店，的灯", "书店的店的灯", *["说别的"] * 20]
    assert standing(texts, "说别 书店的灯", "书店的灯", make_library) == texts[:3]


@pytest.mark.parametrize(
    ("text", "query", "spans"),
    [
        pytest.param(
            "天地人你我他们。" * 36 + "\n\n甲门开了", "门开 说话", [(291, 293)], id="a part, in an overlap"
        ),
        pytest.param(
            "天地人你我他们" * 45 + "就是３，５００" + "天地人你我他们" * 36,
            "三千五百",
            [(317, 322)],
            id="a number",
        ),
    ],
)
def test_a_term_stands_in_the_passage_in_which_it_begins(
    make_library: MakeLibrary, text: str, query: str, spans: list[tuple[int, int]]
) -> None:
    """Every passage that is counted has something to show, though it goes on in the next one."""
    library = make_library({"a.txt": text, "b.txt": "别的话"})
    results = library.search(query)
    assert [span for hit in results for span in hit.spans] == spans
    assert results.totals == library.count(query).totals == {Tier.WORDS: 1}
