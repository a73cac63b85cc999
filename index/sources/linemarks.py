"""What only says what a line is: the marks at its beginning and behind a heading, a rule, what begins or ends
code, the name of a block.

The rule: this loads nothing, since every list of hits asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Kind, Span

NOTE = r"(?:\^|fn:(?!:))[^\s\[\]]{1,100}+\]"
"""What follows the bracket of a footnote's mark, in Markdown and in Org."""

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{2,3}"
TIMES = rf"{_CLOCK} --> {_CLOCK}\]"
"""What follows the bracket of the times of a row, as Whisper writes them before what is said."""

_BOX = r"\[[ xX/<>?!-]\]\s+"
_STATUS = r"[-*+]\s+\[[A-Za-z\"'*~+^&@$%/\\]\]\s+"
"""A box and a task of any status, behind the mark of an item."""
HEAD = (
    rf"[\s>]+|#+\s+|{_STATUS}|[-*+=•]+\s+|(?:\d{{1,9}}[.)]\s+)?{_BOX}|\[![\w-]+\][-+]?\s*|\[{NOTE}:?\s*|\[{TIMES}\s*"
    r"|#\+\w+:\s+|:{3,}[ \t]*[\w-]*\s*"
)
"""One mark at the beginning of a line."""

RULE = r"[\s>|:*=_-]+|\s*#\+(?:begin|end)_.*"
"""A line without words, whatever the case of its letters."""

_FENCE = r"(?:`{3,}|~{3,})[^`\n]*"
_MARKS = re.compile(rf"^(?:(?:{RULE})$|(?>(?:{HEAD})*){_FENCE}$|(?:{HEAD})+)", re.I | re.M)
CLOSED = re.compile(r"^[ \t>]*#+[ \t][^\n]*\S(?P<marks>[ \t]+#+)[ \t\r]*$", re.M)
"""A heading with marks at its end as well."""


NAMED = r"(?<!\S)\^[A-Za-z0-9-]+[ \t\r]*$"
"""By what others name a block of Markdown, at its end."""
_NAMED = re.compile(NAMED, re.M)


def block_name(text: str, end: int) -> str:
    """By what others name the block of Markdown in which a stretch ends, behind its line or alone below it;
    empty for none."""
    behind = text.find("\n", max(0, end - 1))
    named = _NAMED.search(text, end, behind if behind >= 0 else len(text))
    if named is None and behind >= 0:
        named = _NAMED.match(text, behind + 1)
    return named[0].strip(" \t\r^") if named is not None else ""


def line_marks(text: str, kind: Kind) -> Iterator[Span]:
    """The marks of the lines of a text, in no order."""
    yield from (marks.span() for marks in _MARKS.finditer(text))
    yield from (heading.span("marks") for heading in CLOSED.finditer(text))
    if kind is Kind.MARKDOWN:
        yield from (name.span() for name in _NAMED.finditer(text))
