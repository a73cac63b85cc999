"""Keys that take turns.

The rule: a key is handled when everything is done that the key before it has set off. So of keys that come
in quick succession, each acts on the screen that those before it have led to. Letters that are typed in a box
lead nowhere, so they go in together.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from textual import events
from textual.app import App, ReturnType
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.widgets import Input

from tui.keyboard import typed


class TakingTurns(App[ReturnType], inherit_bindings=False):
    """An application whose keys wait for one another; all of them wait for the first `next_turn`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._waiting: deque[events.Key | events.Paste] = deque()
        """What was typed and pasted, and has not had its turn."""
        self._taken = True
        """Whether it is somebody's turn."""

    @property
    def busy(self) -> bool:
        """Whether a key is still to have its turn, or to end it."""
        return self._taken or bool(self._waiting)

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._taken:
            self._waiting.append(event)
        else:
            start = self.focused or self.screen
            self._taken = not (isinstance(start, Input) and _is_typed(event))
            await super().on_event(event)
            if self._taken:
                self._follow(self._way(start))

    async def next_turn(self) -> None:
        """Let the next key come in, and those behind it that need not wait for it."""
        self._taken = False
        while self._waiting and not self._taken:
            await self.on_event(self._waiting.popleft())

    def _follow(self, way: Iterator[MessagePump]) -> None:
        """Go the rest of a key's way behind it; one that has closed by now is passed over."""
        if not any(stop.call_later(self._follow, way) for stop in way):
            self.call_later(self.next_turn)

    def _way(self, start: DOMNode) -> Iterator[MessagePump]:
        """Where a key that comes in here passes, each place twice: what it makes somebody say there passes
        behind it. In the end there may be a new screen, which takes keys once it is mounted."""
        for stop in start.ancestors_with_self:
            yield from (stop, stop)
        yield from self.screen_stack[-1:]


def _is_typed(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Paste) or bool(typed(event))
