"""Work in steps: a generator yields how far it has come, and returns what came of it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

Step = TypeVar("Step")
Result = TypeVar("Result")


def finished(steps: Generator[Step, None, Result], tell: Callable[[Step], object] | None = None) -> Result:
    """What comes of it, once all steps are taken; each of them is told."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        if tell:
            tell(step)
