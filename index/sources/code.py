"""Which of a text is code, where backticks or tildes stand: nothing in it is markup.

As readers of Markdown have it: code within a paragraph is closed by as many backticks as have opened it, a
fence by a line of as many marks or more, and one that never closes goes on to the end of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from index.text.places import line_start

_BACKTICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t>]*+\r?\n")
_FENCE_LINE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?+")
"""What may stand before a fence."""
LONGEST_INDENT = 100
"""Characters before what begins a line, at most."""


class Code:
    """The code in one text, asked for in the order in which it stands there: the time is linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._backticks: dict[int, list[int]] | None = None
        self._blank_line = -1

    def behind(self, start: int, end: int) -> int:
        """Behind the code that a run of backticks opens, or behind the run where it opens none."""
        if end - start >= 3 and (behind := self.behind_fence(start, end)):
            return behind
        closes = self._runs(start).get(end - start, [])
        index = bisect_right(closes, start)
        if index == len(closes) or self._next_blank_line(end) < closes[index]:
            return end
        return closes[index] + end - start

    def _runs(self, start: int) -> dict[int, list[int]]:
        """Where the runs of backticks from `start` on begin, by their length."""
        if self._backticks is None:
            self._backticks = {}
            for run in _BACKTICKS.finditer(self._text, start):
                self._backticks.setdefault(run.end() - run.start(), []).append(run.start())
        return self._backticks

    def _next_blank_line(self, at: int) -> int:
        """Where the first blank line at or behind `at` is; asked for places in their order only."""
        if self._blank_line < at:
            found = _BLANK_LINE.search(self._text, at)
            self._blank_line = found.start() if found is not None else len(self._text)
        return self._blank_line

    def behind_fence(self, start: int, end: int) -> int:
        """Behind the fenced code that opens here, 0 where none does. What never closes goes on to the
        end of the text, as readers of Markdown have it."""
        text = self._text
        line = line_start(text, start, LONGEST_INDENT)
        if line is None or not _FENCE_LINE.fullmatch(text, line, start):
            return 0
        mark = text[start]
        line_end = text.find("\n", end)
        if line_end < 0:
            line_end = len(text)
        if mark == "`" and text.find("`", end, line_end) >= 0:
            return 0
        closing = re.compile(rf"\n[ \t>]*+{mark}{{{end - start},}}+[ \t\r]*+(?=\n|\Z)")
        found = closing.search(text, line_end)
        return found.end() if found is not None else len(text)
