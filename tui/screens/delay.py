"""What is done if it gets late.

The rule: one thing waits at a time; what is begun later takes its place.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer


class Delay:
    """A timer of a screen or a widget, that calls something once unless it is stopped before."""

    def __init__(self, owner: MessagePump, seconds: float) -> None:
        self._owner = owner
        self._seconds = seconds
        self._timer: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether something is still to be called."""
        return self._timer is not None

    def start(self, then: Callable[[], None]) -> None:
        """Call something once it is late, instead of what waits for that."""
        self.stop()
        timer: Timer = self._owner.set_timer(self._seconds, lambda: self._end(timer, then))
        self._timer = timer

    def stop(self) -> None:
        """Call nothing."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _end(self, timer: Timer, then: Callable[[], None]) -> None:
        # One that has run out is stopped too late: what it calls has its turn already.
        if timer is self._timer:
            self._timer = None
            then()
