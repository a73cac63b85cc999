"""A sentence in as many rows as it takes, broken where Chinese may be; gone where there is none."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.cells import wrap, wrapped


class Sentence(Widget):
    """Text that is harmless, in the style of the widget."""

    def __init__(self, text: str = "", *, widget_id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=widget_id, classes=classes)
        self._text = text
        if not text:
            self.display = False

    def show(self, text: str) -> None:
        """Show another sentence, or none."""
        if text != self._text:
            self._text, self.display = text, bool(text)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(wrap(self._text, width))

    def render(self) -> Content:
        return Content("\n".join(wrapped(self._text, self.size.width)))
