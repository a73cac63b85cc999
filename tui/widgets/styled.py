"""A widget that paints with the styles of its component classes, each looked up once.

The rule: what was looked up is forgotten whenever the styles may be others.
"""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


class Styled(Widget):
    """Knows the styles of its component classes by their names."""

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self._styles_by_name: dict[str, Style] = {}

    def style_of(self, name: str) -> Style:
        """The style of a component class on its own background; without a name, that of the widget."""
        if name not in self._styles_by_name:
            self._styles_by_name[name] = (
                self.get_component_rich_style(name, partial=True) if name else self.rich_style
            )
        return self._styles_by_name[name]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_by_name.clear()
