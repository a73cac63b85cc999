"""Facets: how the hits of a query spread over kinds, sites, authors, tags and years.

A document without a value counts under the empty one, so that nothing is hidden; one with several counts
under each, and under the tags that these are parts of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import accumulate
from typing import Any

from index.model import Facet
from index.query import condition
from index.search.filters import Columns

FIELDS = ("kind", "site", "author", "tag", "published")
"""The fields, as queries name them; `published` is counted by the year."""


def facets(columns: Columns, hits: Mapping[int, int]) -> Mapping[str, tuple[Facet, ...]]:
    """The values of each field over documents, given by number with their hits: the most frequent first, the
    empty one last, years from the newest on."""
    return {field: tuple(_sorted(field, _counted(columns, field, hits))) for field in FIELDS}


def _counted(columns: Columns, field: str, hits: Mapping[int, int]) -> Counter[str]:
    alike: Counter[object] = Counter()  # of many documents that say the same it is asked once what
    for said, count in zip(_said(columns, field, list(hits)), hits.values(), strict=True):
        alike[said] += count
    counts: Counter[str] = Counter()
    for said, count in alike.items():
        for value in dict.fromkeys(_values(columns, field, said)) or ("",):
            counts[value] += count
    return counts


def _sorted(field: str, counts: Counter[str]) -> Iterable[Facet]:
    in_order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    if field == "published":
        in_order.sort(reverse=True)
    in_order.sort(key=lambda one: not one[0])
    return (Facet(field, value, count, condition(field, value)) for value, count in in_order)


def _said(columns: Columns, field: str, numbers: list[int]) -> Iterable[Any]:
    """What each of some documents says of a field, as columns have it."""
    match field:
        case "kind":
            return map(int, columns.kind.codes[numbers])
        case "published":
            return map(int, columns.day[numbers])
        case "site":
            return map(columns.site.__getitem__, numbers)
    several = columns.authors if field == "author" else columns.tags
    return map(tuple, map(several.__getitem__, numbers))


def _values(columns: Columns, field: str, said: Any) -> Iterable[str]:
    """The values of a field of which columns have this."""
    match field:
        case "kind":
            return (columns.kind.names[said],)
        case "published":
            return (_year(said),)
        case "site":
            return (said,)
        case "tag":
            return (one for tag in said for one in _with_parents(tag))
    return tuple(said)


def _with_parents(tag: str) -> Iterable[str]:
    """A tag behind those that it is a part of: 主题, then 主题/子题."""
    return accumulate(tag.split("/"), "{}/{}".format)


def _year(day: int) -> str:
    """The year of a day as columns have it; empty for none."""
    return f"{date.fromordinal(day).year:04}" if day else ""
