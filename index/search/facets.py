"""Facets: how the hits of a query spread over kinds, sites, authors, tags and years.

A document without a value counts under the empty one, so that nothing is hidden; one with several counts
under each, and under the tags that these are parts of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate

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
    values = _values(columns, field)
    counts: Counter[str] = Counter()
    for number, count in hits.items():
        for value in dict.fromkeys(values(number)) or ("",):
            counts[value] += count
    return counts


def _sorted(field: str, counts: Counter[str]) -> Iterable[Facet]:
    in_order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    if field == "published":
        in_order.sort(reverse=True)
    in_order.sort(key=lambda one: not one[0])
    return (Facet(field, value, count, condition(field, value)) for value, count in in_order)


def _values(columns: Columns, field: str) -> Callable[[int], Sequence[str]]:
    """What says the values of a document's field."""
    match field:
        case "kind":
            return lambda number: (columns.kind.names[columns.kind.codes[number]],)
        case "site":
            return lambda number: (columns.site[number],)
        case "author":
            return columns.authors.__getitem__
        case "tag":
            return lambda number: [one for tag in columns.tags[number] for one in _with_parents(tag)]
    return lambda number: (_year(int(columns.day[number])),)


def _with_parents(tag: str) -> Iterable[str]:
    """A tag behind those that it is a part of: 主题, then 主题/子题."""
    return accumulate(tag.split("/"), "{}/{}".format)


def _year(day: int) -> str:
    """The year of a day as columns have it; empty for none."""
    return f"{date.fromordinal(day).year:04}" if day else ""
