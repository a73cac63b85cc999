"""The looks of the program as Textual's themes."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from tui.colours import COLOURS, DARK


def _theme(name: str, variables: Mapping[str, str]) -> Theme:
    cursor = {
        "input-cursor-background": variables["ink"],
        "input-cursor-foreground": variables["rim"],
        "input-selection-background": variables["marked-ground"],
        "input-selection-foreground": variables["marked-text"],
        "screen-selection-background": variables["marked-ground"],
        "screen-selection-foreground": variables["marked-text"],
    }
    return Theme(
        name=name,
        primary=variables["heading"],
        secondary=variables["tier-words"],
        accent=variables["seal"],
        warning=variables["match"],
        error=variables["seal"],
        success=variables["tier-exact"],
        foreground=variables["ink"],
        background=variables["shelf"],
        surface=variables["rim"],
        panel=variables["rim"],
        dark=name == DARK,
        variables={**variables, **cursor},
    )


THEMES = {name: _theme(name, variables) for name, variables in COLOURS.items()}
