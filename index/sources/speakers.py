"""Who speaks, where it is only a number that says so: `说话人 1`, `SPEAKER_00`, in a row of what is said.

The rule: a number is nobody's name, so where the same one goes on, it says nothing that has not been said.
"""

from __future__ import annotations

import re

NUMBERED = r"[\[(（【]?[^\W\d_]{1,12}[ _-]?\d{1,3}[\])）】]?"
"""What recognition calls a speaker whom it does not know."""

_SPEAKS = re.compile(rf"({NUMBERED})[ \t]*+(?:[:：]|$|(?<=[\])）】])|(?<=[\])）】][ \t]))[ \t]*+")


class Speakers:
    """Rows in their order, and who of them goes on speaking."""

    def __init__(self) -> None:
        self._last = ""

    def turn(self, name: str) -> bool:
        """Whether a row with this name is of the speaker before, who is only a number."""
        before, self._last = self._last, name
        return name == before and numbered(name)

    def again(self, text: str, start: int, end: int) -> int:
        """Where what is said begins in a row of a text: behind the number of the speaker, where the same one
        goes on."""
        speaks = _SPEAKS.match(text, start, end)
        if speaks is None:
            return start
        return speaks.end() if self.turn(speaks[1]) else start


def numbered(name: str) -> bool:
    """Whether a speaker is only a number."""
    return re.fullmatch(NUMBERED, name) is not None
