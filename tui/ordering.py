"""The orders in which hits are listed.

The rule: hits of one document stay together in every order, and none is left out. By relevance documents
come as their best hits do and keep the engine's order inside; in the other orders the hits of a document
stand as they stand in its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Hit


class Order(StrEnum):
    """What the documents of a list are sorted by."""

    RELEVANCE = "relevance"
    DATE = "date"
    """The newest first, those without a date last."""
    PATH = "path"

    @property
    def following(self) -> Order:
        """The order that comes next when they are gone through."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


def arranged(hits: Sequence[Hit], order: Order) -> tuple[Hit, ...]:
    """Hits, given as the engine ranks them, in an order; equal documents stay as they are ranked."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.document, []).append(hit)
    documents = list(groups.values())
    if order is Order.DATE:
        documents.sort(key=lambda group: -_day(group[0]))
    elif order is Order.PATH:
        documents.sort(key=lambda group: group[0].path.parts)
    if order is not Order.RELEVANCE:
        for group in documents:
            group.sort(key=lambda hit: hit.offset)
    return tuple(hit for group in documents for hit in group)


def undated(hits: Sequence[Hit]) -> int:
    """How many documents of these hits have no date to be sorted by."""
    return len({hit.document for hit in hits if hit.metadata.date is None})


def _day(hit: Hit) -> int:
    """The day of a hit's document as a number; 0 for none, which is before all of them."""
    day = hit.metadata.date
    return day.toordinal() if day is not None else 0
