"""Filters: conditions on a document's metadata, checked before anything is ranked.

A value matches where it stands in the field, across marks and blanks as in a text; of a path, letter for
letter. `site` matches a host or a domain above it, and may be asked for by an address there, or by the whole
name of who published the document; a date is the day of publication, else of creation, and a document without
one meets no condition on it. Of several conditions on one field of `EITHER` one is enough, and of those that
an OR joins; every other one is to be met, and no excluded one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import reduce
from itertools import chain

import numpy as np

from index.arrays import Flags
from index.codec import block
from index.query import EITHER, DateRange, Filter
from index.search.fragments import Fragment
from index.search.matches import find
from index.sources.links import site
from index.store.columns import SnapshotColumns
from index.text.fold import fold, forms
from index.text.squeeze import Body

Columns = block.Columns | SnapshotColumns
"""What conditions ask of documents, one value each: those of a block, or all of a snapshot."""


def passing(columns: Columns, filters: Iterable[Filter]) -> Flags:
    """Which documents meet the conditions."""
    demands: list[Flags] = [np.ones(len(columns.titles), np.bool_)]
    either: dict[str, Flags] = {}
    for one in filters:
        met = _meeting(columns, one)
        if one.field in EITHER and not one.excluded:
            either[one.field] = met | either.get(one.field, False)
        elif one.joined:
            demands[-1] |= met
        else:
            demands.append(met != one.excluded)
    return reduce(np.logical_and, (*demands, *either.values()))


def of_days(columns: Columns, ranges: Iterable[DateRange]) -> Flags:
    """Which documents are of a day in one of the ranges."""
    flags: Flags = np.zeros(len(columns.day), np.bool_)
    for one in ranges:
        first = one.first.toordinal() if one.first else 1
        last = one.last.toordinal() if one.last else np.inf
        flags |= (columns.day >= first) & (columns.day <= last)
    return flags


def _meeting(columns: Columns, condition: Filter) -> Flags:
    if condition.dates:
        return of_days(columns, [condition.dates])
    value = fold(condition.value.strip())
    match condition.field:
        case "site":
            asked = site(value if "//" in value else f"//{value}").removeprefix("*.")
            every = _every(columns.hosts)
            return _having(columns.hosts, {one for one in every if one == value or _same_site(one, asked)})
        case "lang":
            return _coded(columns.language, condition.names)
        case "kind":
            return _coded(columns.kind, condition.names)
        case "tag":
            # As it is written in the text; of the field it is no part.
            value = value.lstrip("#")
    values = _values(columns, condition.field)
    return _having(values, _holding(_every(values), value, strict=condition.field == "path"))


def _values(columns: Columns, field: str) -> Sequence[Sequence[str]]:
    match field:
        case "title":
            return columns.titles
        case "author":
            return columns.authors
        case "tag":
            return columns.tags
    return [(path,) for path in columns.path]


def _every(values: Sequence[Sequence[str]]) -> list[str]:
    """Each value once."""
    return list(set(chain.from_iterable(values)))


def _having(values: Sequence[Sequence[str]], chosen: Container[str]) -> Flags:
    """Which documents have a value that is chosen."""
    return np.fromiter((any(one in chosen for one in ones) for ones in values), np.bool_, len(values))


def _holding(values: Sequence[str], text: str, *, strict: bool) -> set[str]:
    """The values that a text stands in, in any form that Unicode has for it; all, where it is empty."""
    if not text:
        return set(values)
    body, starts = Body.joined(values)
    places = [find(body, Fragment(form, strict)).starts for (form,) in forms((text,))]
    numbers = np.searchsorted(starts, np.concatenate(places), "right") - 1
    return {values[number] for number in numbers.tolist()}


def _coded(values: block.Codes, wanted: Container[str]) -> Flags:
    return np.array([*(name in wanted for name in values.names), False], np.bool_)[values.codes]


def _same_site(host: str, value: str) -> bool:
    return host == value or host.endswith("." + value) or ("." not in value and value in host.split("."))
