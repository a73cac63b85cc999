"""What a check hands out: a quotation, its verdict, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Verdict(StrEnum):
    """What becomes of a quotation that is looked for. Declared best first."""

    VERBATIM = "verbatim"
    """It stands somewhere so, as the engine folds: whatever the script, the width, the case, the marks."""
    SOUND = "sound"
    """Something stands there that sounds the same, in other characters."""
    DIFFERENT = "different"
    """Something much like it stands there."""
    MISSING = "missing"
    """Nothing is much like it."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a draft says that others wrote."""

    text: str
    """Its words as a reader sees them, without the marks around them."""
    start: int
    end: int
    line: int
    """Where it begins in the draft, from 1."""
    column: int
    """In characters from 1."""


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """A stretch of a document that a quotation is, or is like."""

    path: Path
    title: str
    line: int
    column: int
    """In characters from 1."""
    start: int
    end: int
    text: str
    """The stretch in its original characters."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation, and what has been found of it."""

    quotation: Quotation
    verdict: Verdict
    places: tuple[QuotedPlace, ...] = ()
    """Where it stands, in the library's order; of what is only like it, the nearest."""
    more: int = 0
    """Of a verbatim one: how many places there are beside these."""
    forms: bool = False
    """Of a verbatim one: whether its characters are of another script, width or case in every place."""
    marks: bool = False
    """Of a verbatim one: whether its punctuation is another in every place."""
    scattered: bool = False
    """Whether each part of it stands somewhere, but not all in order in one document."""
    changes: tuple[tuple[str, str], ...] = ()
    """From the nearest place to the quotation: what stands there, and what is quoted instead. Equal where
    nothing differs; marks are as in the document."""
