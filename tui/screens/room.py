"""Who has the room and the focus.

The rule: what has the focus is seen; where that is hidden, the text that took its room has the focus, or the
query.
"""

from __future__ import annotations

from textual import events, on
from textual.widget import Widget

from tui.i18n import Catalog
from tui.screens.finding import FindingScreen
from tui.screens.world import World
from tui.searching import Searcher
from tui.widgets.query import QueryInput


class RoomScreen(FindingScreen, inherit_bindings=False):
    """A screen whose text can have all of it."""

    def __init__(self, catalog: Catalog, world: World, searcher: Searcher) -> None:
        super().__init__(catalog, world, searcher)
        self._before_whole: Widget | None = None
        """What had the focus before the text had the whole screen."""

    @property
    def text_alone(self) -> bool:
        """Whether the text hides the hits: on the whole screen, or on a low one while it is read."""
        return self.has_class("-whole") or (self.has_class("-tiny") and self.has_class("-reading"))

    def action_read_whole(self) -> None:
        """Give the text the whole screen, or everything the room and the focus it had before."""
        if self.has_class("-whole"):
            self.remove_class("-whole")
            self._go_to(self._before_whole or self.reader)
        elif self.reads:
            self._before_whole = self.focused
            self.add_class("-whole")
            self._go_to(self.reader)
        else:
            self.needed_hit()

    def _go_to(self, target: Widget) -> None:
        """Give something the focus, and the room to be seen."""
        self._set_reading(target is self.reader or (self.finding and target is self.find_box))
        self.set_focus(target)

    @on(events.DescendantFocus)
    def _make_room(self) -> None:
        """The text gives up the whole screen to what else has the focus."""
        if not (self._at_text or self._at_find):
            self.remove_class("-whole")

    @on(events.DescendantBlur)
    def _keep_focus(self) -> None:
        if self.focused is None and self.app.app_focus:
            self.set_focus(self.reader if self.text_alone else self.query_box)

    @on(events.ScreenResume)
    def _place_cursor(self) -> None:
        """Another screen, that is closed now, may have had the cursor."""
        if isinstance(self.focused, QueryInput):
            self.focused.place_cursor()
