"""The flow of a page into rows: nothing is lost, nothing moves, and no step is long."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.pilot.fakes import DOCUMENTS
from tui.cells import cell_width
from tui.page import PIECE, SLICE, Flow, Page

TEXTS = {
    "empty": "",
    "one": "字",
    "breaks": "\n\n甲\r\n乙\n\n",
    "long": "没有标点的一行" * 9000,
    "latin": "a word " * 5000,
    "emoji": "👨‍👩‍👧" * 4000,
    "many": "\n".join(f"第{number}行" for number in range(20_000)),
    **{document.id: document.text for document in DOCUMENTS},
}


def page(text: str) -> Page:
    return Page(replace(DOCUMENTS[0], text=text, hidden=()), "", ()).prepare()


def whole(text: str, width: int, offset: int) -> Flow:
    flow = Flow(page(text), width, offset)
    while not flow.complete:
        flow.grow()
    return flow


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("width", [2, 7, 40, 96])
def test_rows_join_back_to_the_text_and_fit(name: str, width: int) -> None:
    text = TEXTS[name]
    flow = whole(text, width, len(text) // 2)
    assert flow.starts == sorted(set(flow.starts))
    assert flow.starts[0] == 0 and flow.end == len(text)
    rows = [flow.bounds(row) for row in range(len(flow.starts))]
    assert all(cell_width(text[start:end]) <= max(2, width) for start, end in rows[:3000])
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(rows)]
    assert not "".join(gaps).strip("\r\n")


@pytest.mark.parametrize("offset", [0, 10_000, 63_000])
def test_the_first_step_reaches_the_offset_and_is_bounded(offset: int) -> None:
    flow = Flow(page(TEXTS["long"]), 40, offset)
    assert flow.reaches(min(offset, len(TEXTS["long"]) - 1))
    assert flow.end - flow.starts[0] <= SLICE + 2 * PIECE


def test_growing_keeps_the_rows_there_were() -> None:
    flow = Flow(page(TEXTS["many"]), 40, len(TEXTS["many"]) // 2)
    before = list(flow.starts)
    above = flow.grow()
    assert flow.starts[above : above + len(before)] == before


def test_lines_are_numbered_at_their_first_row() -> None:
    flow = whole("甲乙丙丁戊己\n庚\n\n辛", 4, 0)
    assert [flow.label(row) for row in range(len(flow.starts))] == ["1", "", "", "2", "3", "4"]
    assert flow.page.place_of(7) == (2, 1)
