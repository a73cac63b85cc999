"""Passages and places: where a text is cut, and how it is pointed at."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.passages import LONGEST_LINE, SIZE, passage_starts
from index.text.places import Place, locate
from tests.conftest import SEEDS

TEXT = st.text(alphabet=st.sampled_from("强化学习然后所以我a b，。！?\n#-")).map(lambda text: text * 7)


def sizes(text: str) -> list[int]:
    starts = [*passage_starts(text), len(text)]
    return [end - start for start, end in pairwise(starts)]


@given(TEXT)
def test_passages_tile_the_text(text: str) -> None:
    starts = passage_starts(text)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert all(start < len(text) for start in starts[1:])


@given(TEXT, st.sets(st.integers(0, 40)))
def test_a_passage_begins_where_a_section_does(text: str, numbers: set[int]) -> None:
    lines = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
    filled = [place for place in lines if text[place:].partition("\n")[0].strip()]
    sections = {place for number, place in enumerate(filled) if number in numbers}
    starts = passage_starts(text, sections=sections)
    assert starts == sorted(set(starts))
    assert sections - {*filled[:1]} <= {*starts}


@given(TEXT)
def test_only_a_long_line_is_split(text: str) -> None:
    for start in passage_starts(text)[1:]:
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", start) % (len(text) + 1)
        assert start == line_start or line_end - line_start > LONGEST_LINE


def test_speech_without_marks_is_cut_between_words_near_the_size() -> None:
    text = (SEEDS / "01-qianzi-duitan-transcript.txt").read_text("utf-8")
    assert max(sizes(text)) <= LONGEST_LINE
    assert min(sizes(text)) >= SIZE // 3


def test_speech_is_cut_before_a_spoken_marker() -> None:
    text = "我们今天聊了很多" * 36 + "然后" + "他们昨天说了一些" * 36
    assert text[passage_starts(text)[1] :].startswith("然后")


def test_a_long_line_is_cut_behind_a_sentence() -> None:
    text = ("字" * 139 + "。") * 4
    assert all(text[start - 1] == "。" for start in passage_starts(text)[1:])


def test_paragraphs_begin_passages_once_there_is_enough() -> None:
    text = "\n\n".join("段" * 210 for _ in range(3))
    assert [text[start - 1] for start in passage_starts(text)[1:]] == ["\n", "\n"]


def test_hidden_characters_do_not_count() -> None:
    target = "](https://example.org/" + "x" * 2000 + ")"
    text = f"[看图{target}这里说了一些话"
    assert passage_starts(text, [(3, 3 + len(target))]) == [0]


class Taken(tuple[tuple[int, int], ...]):
    """Spans that count how many are taken out of them."""

    taken = 0

    def __getitem__(self, which: Any) -> Any:
        found = super().__getitem__(which)
        self.taken += len(found) if isinstance(which, slice) else 1
        return found


def test_hidden_spans_are_looked_at_where_a_long_line_has_them() -> None:
    line = "一二" * LONGEST_LINE + "\n"
    hidden = Taken((place, place + 1) for place in range(0, len(line) * 100, 4))
    assert len(passage_starts(line * 100, hidden)) > 100
    assert hidden.taken < len(hidden) * 2


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        pytest.param("abc", 1, Place(1, 2, 2, 2), id="ascii"),
        pytest.param("一二三", 2, Place(1, 3, 7, 3), id="Han: three bytes each"),
        pytest.param("𠮷好", 1, Place(1, 2, 5, 3), id="above the basic plane: four bytes, two units"),
        pytest.param("一\r\n二三", 4, Place(2, 2, 4, 2), id="second line after CRLF"),
        pytest.param("a\u2028b", 2, Place(1, 3, 5, 3), id="a line separator is no line end"),
        pytest.param("ab", 99, Place(1, 3, 3, 3), id="past the end"),
        pytest.param("", 0, Place(1, 1, 1, 1), id="empty"),
    ],
)
def test_places(text: str, offset: int, place: Place) -> None:
    assert locate(text, offset) == place
