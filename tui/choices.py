"""What can be chosen in a list: values, without the screen that shows them."""

from __future__ import annotations

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
