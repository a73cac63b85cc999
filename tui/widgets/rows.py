"""The rows of the hits list, as values: which row shows what, before any of it is painted.

The rule: hits keep the engine's order; those of one document that follow each other share one title row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from index import Hit, Metadata


@dataclass(frozen=True, slots=True)
class TitleRow:
    """The document of the hit below."""

    hit: int


@dataclass(frozen=True, slots=True)
class HitRow:
    """One line of a hit."""

    hit: int
    line: int


@dataclass(frozen=True, slots=True)
class GapRow:
    """An empty row between two documents."""


Row = TitleRow | HitRow | GapRow


def arrange(hits: Sequence[Hit], lines: int, gaps: bool) -> list[Row]:
    """The rows of the hits, `lines` for each, with a gap between two documents where asked for."""
    rows: list[Row] = []
    document: str | None = None
    for index, hit in enumerate(hits):
        if hit.document != document:
            if gaps and rows:
                rows.append(GapRow())
            rows.append(TitleRow(index))
            document = hit.document
        rows.extend(HitRow(index, line) for line in range(lines))
    return rows


def byline(metadata: Metadata) -> list[str]:
    """Author, date and site of a document, as far as it names them."""
    parts = [", ".join(metadata.authors), dated(metadata), site(metadata.url)]
    return [part for part in parts if part]


def dated(metadata: Metadata) -> str:
    """The day it was published, else made, else fetched; empty where unknown."""
    day = metadata.published or metadata.created or metadata.downloaded
    return day.isoformat() if day else ""


def site(url: str) -> str:
    """The host of an address, without `www.`; empty where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
