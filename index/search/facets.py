"""Facets: how the hits of a query spread over kinds, sites, authors, tags and years.

A document without a value counts under the empty one, so that nothing is hidden; one with several counts
under each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from index.model import Document, Facet
from index.query import condition

FIELDS = ("kind", "site", "author", "tag", "published")
"""The fields, as queries name them; `published` is counted by the year."""


def facets(documents: Iterable[tuple[Document, int]]) -> Mapping[str, tuple[Facet, ...]]:
    """The values of each field over documents with their numbers of hits: the most frequent first, the
    empty one last, years from the newest on."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for document, hits in documents:
        for field in FIELDS:
            for value in dict.fromkeys(_values(document, field)) or ("",):
                counts[field][value] += hits
    return {field: tuple(_sorted(field, counts[field])) for field in FIELDS}


def _sorted(field: str, counts: Counter[str]) -> Iterable[Facet]:
    in_order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    if field == "published":
        in_order.sort(reverse=True)
    in_order.sort(key=lambda one: not one[0])
    return (Facet(field, value, count, condition(field, value)) for value, count in in_order)


def _values(document: Document, field: str) -> Iterable[str]:
    metadata = document.metadata
    match field:
        case "kind":
            return (document.kind.value,)
        case "site":
            return filter(None, [_host(metadata.url)])
        case "author":
            return metadata.authors
        case "tag":
            return metadata.tags
    return (f"{metadata.date.year:04}",) if metadata.date else ()


def _host(url: str) -> str:
    """The host of a URL without `www.`; empty for what is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
