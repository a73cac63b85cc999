"""Listing: documents stay together and none is lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index import Hit, Metadata, Order
from tests.cli.conftest import make_hit
from tui.ordering import arranged, following, undated

DAYS = {"b": "2024-05-01", "c": "2025-01-01", "d": "2024-05-01"}


def hit_named(name: str) -> Hit:
    """The hit `b12`: in document b, at 12."""
    document, offset = name[0], int(name[1:])
    metadata = Metadata(document, published=DAYS.get(document, ""), downloaded="2026-01-01")
    return make_hit(document, (offset, offset + 1), metadata=metadata)


RANKED = ["d9", "a5", "d2", "b7", "c1", "b3", "a1", "d4"]


def test_documents_come_as_the_first_of_their_hits_do() -> None:
    hits = arranged([hit_named(name) for name in RANKED])
    listed = [f"{hit.document}{hit.offset}" for hit in hits]
    assert listed == ["d9", "d2", "d4", "a5", "a1", "b7", "b3", "c1"]


def test_the_orders_are_gone_through_in_a_ring() -> None:
    assert [following(order) for order in Order] == [Order.DATE, Order.PATH, Order.RELEVANCE]


def test_documents_without_a_date_are_counted_not_their_hits() -> None:
    assert undated([hit_named(name) for name in RANKED]) == 1


@given(
    st.lists(
        st.builds(lambda name, at: f"{name}{at}", st.sampled_from("abcd"), st.integers(0, 99)), unique=True
    )
)
def test_documents_stay_together_and_nothing_is_lost(names: list[str]) -> None:
    hits = [hit_named(name) for name in names]
    listed = arranged(hits)
    assert sorted(map(id, listed)) == sorted(map(id, hits))
    documents = [hit.document for hit in listed]
    changes = sum(one != other for one, other in pairwise(documents))
    assert not documents or changes == len(set(documents)) - 1
