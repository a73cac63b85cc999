"""The line that is typed before the interface is there: what it understands, and what it leaves to others."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.line import PASTE, PASTED, Line, one_line
from tui.prompt import _tail

TYPED = {
    "letters-of-every-length": ("aé中𠮷b".encode(), "aé中𠮷b", b""),
    "half-a-character": ("é中".encode()[:3], "é", "中".encode()[:1]),
    "no-character": (b"a\xffb", "a", b"\xffb"),
    "backspace": ("长期\x7f\x08主".encode(), "主", b""),
    "clear": ("长期\x15主".encode(), "主", b""),
    "a-word-back": (b"long term\x17x", "long x", b""),
    "all-of-one-word-back": ("长期\x17".encode(), "", b""),
    "a-key-and-all-behind-it": (b"ab\x1b[Acd", "ab", b"\x1b[Acd"),
    "enter": (b"ab\r", "ab", b"\r"),
    "lines-pasted-unmarked": (b"ab\r\n\tcd", "ab cd", b""),
    "blank-lines-first": (b"\r\ncd", "cd", b""),
    "pasted": (b"a" + PASTE + "长\r\n\r\n期\t主".encode() + PASTED + b"b", "a长 期 主b", b""),
    "half-pasted": (b"a" + PASTE + b"bc", "a", PASTE + b"bc"),
    "leave": (b"ab\x11", "ab", b"\x11"),
}


@pytest.mark.parametrize(("data", "text", "rest"), TYPED.values(), ids=TYPED.keys())
def test_what_is_typed_becomes_text_up_to_what_is_not_understood(data: bytes, text: str, rest: bytes) -> None:
    line = Line()
    leaves = line.feed(data)
    assert (line.text, line.rest) == (text, rest)
    assert leaves is rest.startswith(b"\x11")


PIECES = [*"a字é𠮷 \x7f\x15\x17\r\n\t\x1b", "\x1b[A", PASTE.decode(), PASTED.decode()]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.lists(st.integers(0, 60), max_size=4))
def test_in_how_many_pieces_it_comes_makes_no_difference(typed: str, cuts: list[int]) -> None:
    data = typed.encode()
    whole, parts = Line(), Line()
    whole.feed(data)
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    for start, end in pairwise(edges):
        parts.feed(data[start:end])
    assert (parts.text, parts.rest) == (whole.text, whole.rest)


@pytest.mark.parametrize(
    ("data", "leaves"),
    [(b"ab\x03", True), (b"\x1b[A\x03", True), (b"\x1b[A\x11", False), (PASTE + b"ab\x03", False)],
)
def test_ctrl_c_leaves_behind_any_key_but_not_where_it_is_pasted(data: bytes, leaves: bool) -> None:
    assert Line().feed(data) is leaves


def test_esc_steps_out_of_the_query_and_then_of_the_program() -> None:
    line = Line("长期")
    line.feed(b"\x1b")
    assert line.escaping and not line.escape()
    assert (line.text, line.rest) == ("", b"")
    line.feed(b"\x1b")
    assert line.escape()


def test_a_pasted_text_is_one_line() -> None:
    assert one_line("长期\r\n\n  \n主\t义\x00\x9b\u2028者") == "长期 主 义 者"


@pytest.mark.parametrize(("room", "shown"), [(6, "长期a"), (5, "长期a"), (4, " 期a"), (3, "期a"), (0, "")])
def test_of_a_line_that_does_not_fit_its_end_is_shown_half_a_character_being_a_blank(
    room: int, shown: str
) -> None:
    assert _tail("长期a", room) == shown
