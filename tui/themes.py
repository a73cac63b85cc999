"""The looks of the program as Textual's themes, and an application that has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App, ReturnType
from textual.theme import Theme

from tui.colours import COLOURS, DARK, DARK_FEW, OTHER


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
        dark=name in (DARK, DARK_FEW),
        variables={**variables, **cursor},
    )


THEMES = {name: _theme(name, variables) for name, variables in COLOURS.items()}


class Themed(App[ReturnType], inherit_bindings=False):
    """An application in one of the looks, which a key changes."""

    TITLE = "Xunju 寻句"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *args: Any, theme: str, **options: Any) -> None:
        super().__init__(*args, **options)
        for look in THEMES.values():
            self.register_theme(look)
        self.theme = theme
        self.stylesheet.set_variables(self.get_css_variables())
        self._styled = theme
        """The look that the style sheets are parsed in."""

    def refresh_css(self, animate: bool = True) -> None:
        # Textual asks for it for the first look, too, when everything is in that already.
        if self._styled != self.theme:
            self._styled = self.theme
            super().refresh_css(animate)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(next(iter(THEMES.values())).variables)

    def action_switch_theme(self) -> None:
        self.theme = OTHER[self.theme]
