"""How hits are listed that the engine gives in an order.

The rule: hits of one document stay together, and none is left out but what another version of the work says
as well. Documents come as the first of their hits do, and these keep the engine's order among themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from index import Hit, Versions


Ring = TypeVar("Ring", bound=Enum)


def following(chosen: Ring) -> Ring:
    """What comes next when the orders of a list, or of usage, are gone through."""
    choices = list(type(chosen))
    return choices[(choices.index(chosen) + 1) % len(choices)]


def arranged(hits: Sequence[Hit], versions: Versions | None = None) -> tuple[Hit, ...]:
    """Hits, given in the engine's order, as they are listed: versions of one work stand together, each with
    its own hits but those that repeat another's."""
    groups: dict[str, dict[str, list[Hit]]] = {}
    for number, hit in enumerate(hits):
        if versions is None or number not in versions.repeats:
            work = versions.group(hit.document)[0] if versions is not None else hit.document
            groups.setdefault(work, {}).setdefault(hit.document, []).append(hit)
    return tuple(hit for work_hits in groups.values() for group in work_hits.values() for hit in group)


def undated(hits: Sequence[Hit]) -> int:
    """How many documents of these hits have no date to be sorted by."""
    return len({hit.document for hit in hits if hit.metadata.day is None})
