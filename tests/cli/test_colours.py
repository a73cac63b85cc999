"""What is to be told apart is of different colours, on a terminal of sixteen as well."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from rich.color import Color, ColorSystem

from tui.colours import COLOURS, LIGHT, SIXTEEN
from tui.themes import Themed

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


@pytest.mark.parametrize("look", COLOURS)
@pytest.mark.parametrize("system", [ColorSystem.STANDARD, ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR])
def test_what_is_to_be_told_apart_is(look: str, system: ColorSystem) -> None:
    colours = (SIXTEEN if system is ColorSystem.STANDARD else COLOURS)[look]

    def shown(name: str) -> object:
        colour = Color.parse(colours[name]).downgrade(system)
        return colour.triplet or colour.number

    assert [pair for pair in PAIRS if shown(pair[0]) == shown(pair[1])] == []
    assert colours.keys() == COLOURS[LIGHT].keys()


@pytest.mark.parametrize(
    ("system", "looks"), [("standard", SIXTEEN), ("256", COLOURS), ("truecolor", COLOURS)]
)
def test_a_terminal_is_given_what_it_can_show(
    monkeypatch: pytest.MonkeyPatch, system: str, looks: Mapping[str, Mapping[str, str]]
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", system)
    app: Themed[None] = Themed()
    for name, colours in looks.items():
        assert app.available_themes[name].variables.items() >= colours.items()
