"""Wrapped lines: where a line ends only because it was full, and one reads on in the next.

The rule: a line is full that the first word of the next one would have made wider than most around it are.
Rows of verse and of subtitles are too narrow for that, paragraphs of one line too wide; and what begins an
item, a heading, a row of a table or what someone says begins anew. The lines of a quotation go on as others
do, whatever says of each that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from unicodedata import east_asian_width

from index.model import Span
from index.text.fold import HAN

NARROWEST, WIDEST = 40, 120
"""Cells of a terminal at which lines are broken."""

AROUND = 1_000
"""Characters before and behind in which it is told how wide lines are."""

_LINE = re.compile(r"[^\n]+")
_QUOTED = re.compile(r"\A(?:[ \t]*>)+")
"""What says of a line that it is quoted, and how deep."""
_ANEW = re.compile(
    r"\u3000|[ \t]*(?:[#=•|]|[-*+]\s|[-*_`~:]{3}|\[[\^!]|\d{1,9}[.)、]|[\w-]{1,20}(?::\s|：))|.*\s\|\s"
)
"""How a line begins that does not go on from the one before."""
_ENDING = re.compile(r"[ \t]*(?:[#|]|=+\s|\[!)|.*(?:\s\|\s|  \r?\Z|\\\r?\Z)")
"""How a line is that does not go on: a heading, the title of a callout, a row of a table, or broken as
Markdown says it."""
_FIRST = re.compile(rf"\s*([^\w\s]*(?:[{HAN}]|[^\s{HAN}]+)[^\w\s]*)")
"""The first word, with the marks that no line may begin or end with."""


def wraps(text: str, start: int, end: int) -> frozenset[int]:
    """Where the line breaks of a stretch are at which one reads on; nowhere, where most lines around are not
    full."""
    if text.find("\n", start, end) < 0:
        return frozenset()
    pairs = list(_going_on(text, start - AROUND, end + AROUND))
    widths = [_width(line) for _, line, _ in pairs]
    wide = sorted(widths)[len(widths) * 3 // 4] if widths else 0
    if not NARROWEST <= wide <= WIDEST:
        return frozenset()
    told = zip(pairs, widths, strict=True)
    full = [pair[0] for pair, width in told if width + _width(_first_word(*pair[1:])) > wide]
    return frozenset(place for place in full if start <= place < end and 2 * len(full) > len(pairs))


def joint(before: str, behind: str) -> str:
    """What a line break is read as at which one reads on: nothing between wide characters, else a blank."""
    return "" if all(map(_is_wide, before.rstrip()[-1:] + behind.lstrip()[:1])) else " "


def seams(text: str) -> Iterator[Span]:
    """What stands between two lines of a text of which one reads on in the other without a blank: the break,
    blanks beside it, and what says that the next line is quoted as well; in no order."""
    for place in wraps(text, 0, len(text)):
        start, behind = text.rfind("\n", 0, place) + 1, begins_again(text, place)
        line = text[start:place].rstrip()
        if not joint(line, text[behind : behind + 1]):
            yield start + len(line), behind


def begins_again(text: str, place: int) -> int:
    """Where the words begin of the line that one reads on in behind a line break."""
    line = _LINE.match(text, place + 1)
    return line.end() - len(_unquoted(line[0])[1].lstrip()) if line else place + 1


def _unquoted(line: str) -> tuple[int, str]:
    """How deep in quotations a line is, and what it says."""
    said = _QUOTED.sub("", line, count=1)
    return line.count(">", 0, len(line) - len(said)), said


def _going_on(text: str, low: int, high: int) -> Iterator[tuple[int, str, str]]:
    """Where each line ends that may go on in the next one, with both."""
    first = text.rfind("\n", 0, max(0, low)) + 1
    last = text.find("\n", max(0, high))
    for line, following in pairwise(_LINE.finditer(text, first, last if last >= 0 else len(text))):
        (depth, said), (other, more) = _unquoted(line[0]), _unquoted(following[0])
        adjoining = following.start() == line.end() + 1 and said.strip() and more.strip()
        ending = len(line[0]) <= WIDEST and _ENDING.match(said)
        if adjoining and other in (0, depth) and not ending and not _ANEW.match(more[:WIDEST]):
            yield line.end(), line[0], more


def _first_word(line: str, following: str) -> str:
    """The word that a line goes on with, and the blank before it where there would be one."""
    word = _FIRST.match(following)
    return joint(line, word[1]) + word[1] if word else ""


def _width(text: str) -> int:
    """Cells that a line takes; of one that is too wide, at least that many."""
    text = text.rstrip()
    return len(text) + (0 if text.isascii() else sum(map(_is_wide, text[:WIDEST])))


@cache
def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"
