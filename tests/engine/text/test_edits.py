"""Near words and near stretches, against the plain definition over all there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.text.edits import WordsByLength, nearest_stretch
from index.text.fold import to_codes


def edits_between(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for number, char in enumerate(one):
        above, row = row, [number + 1]
        for place, code in enumerate(other):
            row.append(min(above[place + 1] + 1, row[place] + 1, above[place] + (char != code)))
    return row[-1]


def alignment(one: str, other: str) -> int:
    """Optimal string alignment, cell by cell."""
    table = {(row, -1): row + 1 for row in range(-1, len(one))}
    table |= {(-1, at): at + 1 for at in range(len(other))}
    for row, char in enumerate(one):
        for at, code in enumerate(other):
            best = min(table[row - 1, at], table[row, at - 1]) + 1
            best = min(best, table[row - 1, at - 1] + (char != code))
            if row and at and char == other[at - 1] and code == one[row - 1]:
                best = min(best, table[row - 2, at - 2] + 1)
            table[row, at] = best
    return table[len(one) - 1, len(other) - 1]


WORDS = st.text("abcq2", min_size=1, max_size=8)


@given(WORDS, st.lists(WORDS, max_size=9))
def test_near_words_are_all_those_a_few_edits_away(word: str, words: list[str]) -> None:
    words = sorted(set(words))
    for most in (0, 1, 2):
        near = sorted(WordsByLength(words).near(word, most))
        assert near == [(one, edits) for one in words if 0 < (edits := alignment(word, one)) <= most]


@given(WORDS, st.lists(WORDS, max_size=9), st.integers(0, 3))
def test_words_that_begin_so_are_all_that_do(text: str, words: list[str], most: int) -> None:
    found = sorted(WordsByLength(sorted(set(words))).beginning(text, most))
    assert found == sorted(one for one in set(words) if one.startswith(text) and len(one) <= len(text) + most)


@given(st.text("甲乙丙", max_size=6), st.text("甲乙丙丁", max_size=9))
def test_no_stretch_is_nearer(text: str, within: str) -> None:
    start, end, edits = nearest_stretch(to_codes(text), to_codes(within))
    every = [
        edits_between(text, within[low:high])
        for low in range(len(within) + 1)
        for high in range(low, len(within) + 1)
    ]
    assert edits == min(every) == edits_between(text, within[start:end])
