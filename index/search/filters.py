"""Filters: conditions on a document's metadata, checked before anything is ranked.

A value matches where it stands in the field, folded as everything is; `site` matches a host or a
domain above it.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.model import Document
from index.query import Filter
from index.text.fold import fold


def passes(document: Document, filters: Iterable[Filter]) -> bool:
    """Whether the document meets every condition."""
    return all(_meets(document, one) != one.excluded for one in filters)


def _meets(document: Document, condition: Filter) -> bool:
    value = fold(condition.value.strip())
    if condition.field == "site":
        return any(_same_site(host, value.removeprefix("www.")) for host in document.hosts)
    return any(value in fold(text) for text in _values(document, condition.field))


def _values(document: Document, field: str) -> Iterable[str]:
    metadata = document.metadata
    match field:
        case "title":
            return (metadata.title,)
        case "author":
            return metadata.authors
        case "tag":
            return metadata.tags
        case "path":
            return (str(document.path.relative_to(document.root)) or str(document.path),)
        case "kind":
            return (document.kind,)
    return ()


def _same_site(host: str, value: str) -> bool:
    return host == value or host.endswith("." + value) or ("." not in value and value in host.split("."))
