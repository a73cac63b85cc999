"""What is done if it gets late."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.message_pump import MessagePump
from textual.timer import Timer

from tui.screens.delay import Delay


class _Owner(MessagePump):
    """What it is late for whenever the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[Callable[[], None]] = []

    def set_timer(self, delay: float, callback: Any = None, **_: Any) -> Timer:
        self.late.append(callback)
        return Timer(self, delay, callback=callback)


def test_what_is_late_as_it_is_stopped_is_not_done_and_takes_no_place() -> None:
    owner, done = _Owner(), list[str]()
    delay = Delay(owner, 1.0)
    delay.start(lambda: done.append("first"))
    delay.start(lambda: done.append("second"))
    owner.late[0]()
    assert (done, delay.running) == ([], True)
    owner.late[1]()
    assert (done, delay.running) == (["second"], False)
    delay.start(lambda: done.append("third"))
    delay.stop()
    owner.late[2]()
    assert done == ["second"]
