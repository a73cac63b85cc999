"""One character in every unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.actions.location import Location, location

PLACES = {
    "start": ("甲乙", 0, (1, 1, 1, 1, 1)),
    "wide": ("甲乙丙", 2, (1, 3, 7, 3, 5)),
    "second-line": ("一\n强化abc反", 7, (2, 6, 10, 6, 8)),
    "beyond-the-plane": ("𠮷😀a", 2, (1, 3, 9, 5, 5)),
    "tab": ("甲\t乙", 2, (1, 3, 5, 3, 9)),
    "two-tabs": ("\ta\tb", 3, (1, 4, 4, 4, 17)),
    "end": ("ab\n", 3, (2, 1, 1, 1, 1)),
    "past-the-end": ("ab", 9, (1, 3, 3, 3, 3)),
    "carriage-return": ("ab\r\n甲", 4, (2, 1, 1, 1, 1)),
}


@pytest.mark.parametrize(("text", "offset", "numbers"), PLACES.values(), ids=PLACES.keys())
def test_a_place_in_every_unit(text: str, offset: int, numbers: tuple[int, int, int, int, int]) -> None:
    assert location(Path("/f"), text, offset) == Location(Path("/f"), *numbers)


def test_the_path_is_absolute() -> None:
    assert location(Path("a/../-x.md"), "", 0).path == Path.cwd() / "-x.md"


@given(st.text(), st.integers(0, 50))
def test_line_and_column_lead_back(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    where = location(Path("/f"), text, offset)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: where.line - 1]) + where.column - 1 == offset
    before = lines[where.line - 1][: where.column - 1]
    assert where.byte == len(before.encode()) + 1
    assert where.utf16 == len(before.encode("utf-16-le")) // 2 + 1
