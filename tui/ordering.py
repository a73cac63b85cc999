"""The orders in which hits are listed.

The rule: hits of one document stay together in every order, and none is left out
but what another version of the work says as well. By relevance documents
come as their best hits do and keep the engine's order inside; in the other orders the hits of a document
stand as they stand in its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Hit, Versions


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


def arranged(hits: Sequence[Hit], order: Order, versions: Versions | None = None) -> tuple[Hit, ...]:
    """Hits, given as the engine ranks them, in an order; equal documents stay as they are ranked.

    Versions of one work stand together, each with its own hits but those that repeat another's.
    """
    groups: dict[str, dict[str, list[Hit]]] = {}
    for number, hit in enumerate(hits):
        if versions is None or number not in versions.repeats:
            work = versions.group(hit.document)[0] if versions is not None else hit.document
            groups.setdefault(work, {}).setdefault(hit.document, []).append(hit)
    if order is not Order.RELEVANCE:
        for work_hits in groups.values():
            for group in work_hits.values():
                group.sort(key=lambda hit: hit.offset)
    works = [[hit for group in work_hits.values() for hit in group] for work_hits in groups.values()]
    if order is Order.DATE:
        works.sort(key=lambda hits: -_day(hits[0]))
    elif order is Order.PATH:
        works.sort(key=lambda hits: hits[0].path.parts)
    return tuple(hit for hits_of_one in works for hit in hits_of_one)


def undated(hits: Sequence[Hit]) -> int:
    """How many documents of these hits have no date to be sorted by."""
    return len({hit.document for hit in hits if hit.metadata.day is None})


def _day(hit: Hit) -> int:
    """The day of a hit's document as a number; 0 for none, which is before all of them."""
    day = hit.metadata.day
    return day.toordinal() if day is not None else 0
