"""What a query is: parts that are wanted or not, and conditions on documents."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Note
from index.query.dates import DateRange

NEAR = 40
"""Characters within which the pieces of `A…B` are to stand, in any order."""

EITHER = frozenset({"author", "site", "kind", "lang", "published"})
"""Fields whose several conditions are alternatives, since a document mostly has but one such value.

Of the others (title, tag, path, the two ends of a time) every condition narrows further that is not `joined`.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One fragment that was asked for."""

    text: str
    start: int
    """Where it stands in the query, its operators included, in characters."""
    end: int
    strict: bool = False
    """Quoted: to be found letter for letter."""
    sound: bool = False
    """Behind a tilde: to be found by its sound."""
    near: tuple[str, ...] = ()
    """The pieces of `A…B`, to stand within NEAR characters; none, or two at least. `text` is all of it."""
    dates: DateRange | None = None
    """What it says as a date: a document of one of these days meets it, too."""
    prefix: bool = False
    """A Latin letter beside other parts: to be found where a word begins, since within words one stands
    everywhere."""

    @property
    def plain(self) -> bool:
        """Whether it is its text and nothing else."""
        return not (self.strict or self.sound or self.near or self.dates)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on a document."""

    field: str
    """`title author tag site path kind lang`, or `after before published`, which have `dates`."""
    value: str
    start: int
    end: int
    excluded: bool = False
    joined: bool = False
    """Behind an OR: it or the one before is enough."""
    dates: DateRange | None = None
    """The days on one of which a document is to be dated."""
    names: frozenset[str] = frozenset()
    """Of `kind` and `lang`, the values one of which a document is to have."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood."""

    text: str
    """What was typed, trimmed and at most LONGEST characters: as a fragment of its own it always counts."""
    groups: tuple[tuple[Part, ...], ...] = ()
    """All are wanted; within one, any part will do. None is empty."""
    excluded: tuple[Part, ...] = ()
    filters: tuple[Filter, ...] = ()
    notes: tuple[Note, ...] = ()
    lapsed: bool = False
    """Whether a condition stands beside the parts that limits nothing."""

    @property
    def whole(self) -> Part:
        """All that was typed, as one part: letter for letter, where operators were understood; where that is
        one part in quotation marks, this, which stands wherever it does within them."""
        parts = self.parts
        if len(parts) == 1 and parts[0].strict and not self._operated:
            return parts[0]
        return Part(self.text, 0, len(self.text), strict=not self.plain)

    @property
    def piece(self) -> Part | None:
        """All that is wanted, as one part, whatever is asked of documents or not wanted beside; None where it
        is no mere text, or there are alternatives."""
        if self.plain:
            return self.whole
        mere = self.parts and len(self.parts) == len(self.groups) and all(part.plain for part in self.parts)
        return Part(self.said, 0, len(self.text)) if mere else None

    @property
    def said(self) -> str:
        """The text of all parts."""
        return " ".join(part.text for part in self.parts)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part that is wanted, alternatives among them, in the order typed."""
        return tuple(part for group in self.groups for part in group)

    @property
    def dates(self) -> tuple[tuple[DateRange, ...], ...]:
        """For each group, the days that meet it as well."""
        return tuple(tuple(part.dates for part in group if part.dates) for group in self.groups)

    @property
    def plain(self) -> bool:
        """Whether all of it is text."""
        return not self._operated and all(part.plain for part in self.parts)

    @property
    def _operated(self) -> bool:
        return bool(self.excluded or self.filters or self.lapsed or len(self.parts) > len(self.groups))
