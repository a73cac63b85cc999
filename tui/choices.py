"""What can be chosen in a list, and how: values, without the screen that shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Choice(NamedTuple):
    """One of what can be chosen."""

    text: str
    value: str
    detail: str = ""
    """What stands at the right: a key, a query, a time."""
    bad: bool = False
    name: str = ""
    """What else it is called, and found by."""


class Choosing(NamedTuple):
    """What a list to choose from is made of; sentences are given by their keys in the catalogue."""

    title: str
    choices: Sequence[Choice]
    keys: str = "chooser.keys"
    """What is said of the keys where no choice may be forgotten."""
    nothing: str = ""
    """What is said where there are no choices."""
    forget: Callable[[str], bool] | None = None
    """Forgets the choice of a value and says whether it did; without it none may be."""
    free: bool = False
    """What is typed is the choice, unless one of the list is pointed at after it."""
    typed: str = ""
    """What is only suggested for that: it leaves nothing out of the list, and typing replaces it."""
