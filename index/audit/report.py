"""What an audit hands out: how much of what was looked for was found, and the first of what was missed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Miss:
    """A place where a fragment stands and that the search for it does not light."""

    fragment: str
    path: Path
    line: int
    column: int
    """In characters from 1, as `line` is."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """What became of the fragments of one length."""

    length: int | None
    """Characters; None for bridged fragments, which are of any."""
    fragments: int
    places: int
    """Where they stand in the files."""
    found: int
    """Those of the places that the search lights."""

    @property
    def missed(self) -> int:
        return self.places - self.found

    @property
    def recall(self) -> float:
        """Share of the places that are found; 1 where there are none."""
        return self.found / self.places if self.places else 1.0


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What one audit found: whether all that stands in the files is lit by a search for it."""

    rows: tuple[AuditRow, ...]
    """By length, the shortest first, bridged ones last."""
    misses: tuple[Miss, ...]
    """The first of them."""
    seed: int
    documents: int
    """Files that were compared."""
    characters: int
    changed: int
    """Files that are other than when they were indexed, which are not compared."""
    unreadable: int
    seconds: float
    cancelled: bool = False
    """Whether it was stopped before every fragment was checked."""

    @property
    def total(self) -> AuditRow:
        """All rows in one."""
        sums = [sum(getattr(row, name) for row in self.rows) for name in ("fragments", "places", "found")]
        return AuditRow(None, *sums)
