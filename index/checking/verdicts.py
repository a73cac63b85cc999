"""What can be said of a quotation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.checking.quotations import Quotation
from index.model import Hit


class Verdict(StrEnum):
    """How a quotation stands to the library. Declared best first."""

    VERBATIM = "verbatim"
    """Its letters, digits and Han characters stand there in a row."""
    SOUND = "sound"
    """They do with other characters for the same sounds."""
    DIFFERENT = "different"
    """Something very like it stands there."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch that draft and source have alike, or otherwise: then the two texts are not the same."""

    draft: str
    source: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation, and what the library says of it."""

    quotation: Quotation
    verdict: Verdict
    hit: Hit | None = None
    """Where it stands, or what is nearest to it; None where nothing is."""
    place: tuple[int, int] = (0, 0)
    """Line and column of that in the source, from 1."""
    differences: tuple[Difference, ...] = ()
    """The quotation beside its source, stretch by stretch, where they are not the same: letters, digits and
    Han characters only."""
    marks: bool = False
    """Whether only marks, blanks, script, width or case are other than in the source."""
