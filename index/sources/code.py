"""Which of a text is code, where backticks or tildes stand, and by its indentation: nothing in it is markup.

As readers of Markdown have it: code within a paragraph is closed by as many backticks as have opened it, a
fence by a line of as many marks or more, and one that never closes goes on to the end of the text. What is
indented is code where no paragraph goes on in it, nor one of the item or of the note above begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from index.model import Span
from index.text.places import line_start

_BACKTICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t>]*+\r?\n")
_FENCE_LINE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?+")
"""What may stand before a fence."""
LONGEST_INDENT = 100
"""Characters before what begins a line, at most."""

CODE_INDENT = TAB = 4
"""Columns by which code is indented, and between two stops of tabs."""

_LINE = re.compile(
    r"(?m)^(?P<indent>[ \t]*+)(?:(?P<item>(?:[-*+]|\d{1,9}[.)])(?:[ \t]{1,4}(?=\S)|(?=\s|\Z)))"
    r"|(?P<note>\[\^[^\]\s]++\]:)|(?P<block>#{1,6}[ \t]|```|~~~)|(?P<words>\S))?"
)
"""The beginning of a line: of an item, of what a footnote says, of a heading or a fence, of words; or it is
blank."""


_DATA = re.compile(
    r"(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{60,}+(?:[ \t>]*+\r?\n){0,2}+[ \t>]*+)++"
    r"(?:[A-Za-z0-9+/]{0,59}+=)?+=?+"
)
"""Long lines of Base64, with blank ones between, and a shorter last one that says by its end what it is."""
LEAST_DATA = 1_000
"""Characters of what is certainly data: keys and marks that somebody looks for are shorter."""
_CASES = re.compile(r"(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[^0-9]*[0-9]")


def data(text: str, start: int, end: int) -> Iterator[Span]:
    """What of some code is no text but data, as a drawing that is kept in it."""
    if end - start >= LEAST_DATA:
        for found in _DATA.finditer(text, start, end):
            if len(found[0]) >= LEAST_DATA and _CASES.match(found[0]):
                yield found.start(), found.start() + len(found[0].rstrip(" \t\r\n>"))


class Code:
    """The code in one text, asked for in the order in which it stands there: the time is linear."""

    def __init__(self, text: str, start: int = 0) -> None:
        """`start`: where the text begins that is Markdown."""
        self._text = text
        self._backticks: dict[int, list[int]] | None = None
        self._blank_line = -1
        self._lines = _LINE.finditer(text, start)
        self._read, self._indented = -1, False
        self._paragraph, self._columns = False, [0]

    def is_indented(self, at: int) -> bool:
        """Whether a line is code by its indentation, in which a place stands that is no line break."""
        while self._read < at:
            line = next(self._lines, None)
            self._read = self._text.find("\n", line.end()) if line is not None else -1
            if line is None or self._read < 0:
                self._read = len(self._text)
            self._indented = line is not None and self._take(line)
        return self._indented

    def _take(self, line: re.Match[str]) -> bool:
        """Whether a line, which follows those that have been taken, is code by its indentation."""
        kind, column = line.lastgroup, len(line["indent"].expandtabs(TAB))
        goes_on = self._paragraph and kind == "words"
        self._paragraph = kind not in ("indent", "block")
        if kind == "indent" or goes_on:
            return False
        while column < self._columns[-1]:
            self._columns.pop()
        if kind == "item":
            self._columns.append(len(line[0].expandtabs(TAB)))
        elif kind == "note":
            self._columns.append(column + CODE_INDENT)
        elif column - self._columns[-1] >= CODE_INDENT:
            self._paragraph = False
            return True
        return False

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
