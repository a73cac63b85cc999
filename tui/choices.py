"""What can be chosen in a list, and what came of it: values, without the screen that shows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One of what can be chosen."""

    text: str
    value: str
    detail: str = ""
    """What stands at the right: a key, a query, a time."""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came of it."""

    value: str
    removed: bool = False
    """Whether it is to be forgotten rather than taken."""
