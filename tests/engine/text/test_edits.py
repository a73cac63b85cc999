"""The nearest stretch of a longer text, against every stretch there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.text.edits import nearest_stretch
from index.text.fold import to_codes


def edits_between(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for number, char in enumerate(one):
        above, row = row, [number + 1]
        for place, code in enumerate(other):
            row.append(min(above[place + 1] + 1, row[place] + 1, above[place] + (char != code)))
    return row[-1]


@given(st.text("甲乙丙", max_size=6), st.text("甲乙丙丁", max_size=9))
def test_no_stretch_is_nearer(text: str, within: str) -> None:
    start, end, edits = nearest_stretch(to_codes(text), to_codes(within))
    every = [
        edits_between(text, within[low:high])
        for low in range(len(within) + 1)
        for high in range(low, len(within) + 1)
    ]
    assert edits == min(every) == edits_between(text, within[start:end])
