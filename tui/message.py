"""Messages that carry something.

The rule: a message is made, sent and read, and never compared or printed. So its class needs no code of its
own, such as a dataclass compiles for each while everybody waits for the first screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, dataclass_transform

from textual.message import Message

Post = Callable[[Message], object]
"""Sends a message to whoever waits for it, from any thread."""


@dataclass_transform(eq_default=False)
class Carrying(Message):
    """A message with the fields that its class annotates, in order; one with a value has it as default."""

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__()
        for name, value in (*zip(type(self).__annotations__, values, strict=False), *named.items()):
            setattr(self, name, value)
