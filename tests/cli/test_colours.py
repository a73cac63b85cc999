"""What is to be told apart is of different colours, on a terminal of sixteen as well."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem

from tui.colours import COLOURS, DARK, DARK_FEW, LIGHT, LIGHT_FEW, OTHER, theme_for

GROUNDS = (
    ("page", "sentence"),
    ("page", "match-ground"),
    ("sentence", "match-ground"),
    ("page", "seal-ground"),
    ("match-ground", "seal-ground"),
    ("shelf", "chosen"),
    ("shelf", "match-ground"),
    ("chosen", "chosen-focused"),
    ("chosen", "match-ground"),
    ("chosen-focused", "match-ground"),
    ("rim", "chosen-focused"),
    ("track", "thumb"),
)
TEXTS = {
    "ink": ("page", "shelf", "rim", "sentence", "chosen", "chosen-focused"),
    "quiet": ("page", "shelf", "rim", "chosen", "chosen-focused"),
    "faint": ("page", "shelf", "rim", "chosen", "chosen-focused", "sentence"),
    "heading": ("page", "shelf", "rim", "chosen-focused"),
    "match": ("match-ground",),
    "seal": ("page", "shelf", "rim", "chosen", "chosen-focused"),
    "seal-text": ("seal-ground",),
    "marked-text": ("marked-ground",),
}
PAIRS = [*GROUNDS, *((text, ground) for text, grounds in TEXTS.items() for ground in grounds)]


SYSTEMS = {
    DARK: (ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR),
    LIGHT: (ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR),
    DARK_FEW: (ColorSystem.STANDARD,),
    LIGHT_FEW: (ColorSystem.STANDARD,),
}


@pytest.mark.parametrize("look", COLOURS)
def test_what_is_to_be_told_apart_is(look: str) -> None:
    assert COLOURS[look].keys() == COLOURS[LIGHT].keys()
    for system in SYSTEMS[look]:
        shown = {name: _shown(colour, system) for name, colour in COLOURS[look].items()}
        assert [pair for pair in PAIRS if shown[pair[0]] == shown[pair[1]]] == []


def _shown(colour: str, system: ColorSystem) -> object:
    """A colour as it comes out on a terminal."""
    out = Color.parse(colour).downgrade(system)
    return out.triplet or out.number


@pytest.mark.parametrize(
    ("env", "look"),
    [
        ({}, DARK),
        ({"TERM": "xterm"}, DARK_FEW),
        ({"TERM": "screen", "XUNJU_THEME": "light"}, LIGHT_FEW),
        ({"TERM": "xterm", "NO_COLOR": "1", "COLORFGBG": "0;15"}, LIGHT_FEW),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, DARK),
        ({"TERM": "screen-256color", "COLORFGBG": "0;15"}, LIGHT),
        ({"TERM": "xterm-kitty"}, DARK),
    ],
)
def test_a_terminal_is_given_what_it_can_show(env: dict[str, str], look: str) -> None:
    assert theme_for(env) == look
    assert OTHER[OTHER[look]] == look
