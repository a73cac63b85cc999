"""Places: an offset in a file as editors count it. A line ends at a line feed and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One character's place, every number from 1."""

    line: int
    column: int
    """In characters."""
    byte: int
    """In bytes of UTF-8, as vim counts."""
    utf16: int
    """In UTF-16 code units, as VS Code counts."""


def locate(text: str, offset: int) -> Place:
    """The place of the character at an offset; an offset past the end is the end."""
    offset = min(max(offset, 0), len(text))
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset]
    return Place(
        line=text.count("\n", 0, offset) + 1,
        column=len(before) + 1,
        byte=len(before.encode("utf-8", "surrogatepass")) + 1,
        utf16=len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1,
    )


def line_start(text: str, at: int, reach: int) -> int | None:
    """Where the line around `at` begins, if that is not more than `reach` characters before."""
    lowest = max(0, at - reach)
    found = text.rfind("\n", lowest, at)
    return found + 1 if found >= 0 or not lowest else None
