"""Locations: one character of one file in every unit that an editor may count in, each number from 1."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index import locate
from tui.cells import cell_width
from tui.paths import absolute

_TAB = 8
"""Cells between tab stops, as editors that count cells take it."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where to put the cursor. The path is absolute, so that it never looks like an option."""

    path: Path
    line: int = 1
    column: int = 1
    """In characters."""
    byte: int = 1
    """In bytes of UTF-8."""
    utf16: int = 1
    """In UTF-16 code units."""
    cell: int = 1
    """In terminal cells, tabs expanded."""


def location(path: Path, text: str, offset: int) -> Location:
    """The location of the character at an offset of the file's decoded text."""
    place = locate(text, offset)
    offset = min(max(offset, 0), len(text))
    return Location(
        path=absolute(path),
        line=place.line,
        column=place.column,
        byte=place.byte,
        utf16=place.utf16,
        cell=_cells(text[offset - place.column + 1 : offset]) + 1,
    )


def _cells(before: str) -> int:
    first, *others = before.split("\t")
    cells = cell_width(first)
    for part in others:
        cells += _TAB - cells % _TAB + cell_width(part)
    return cells
