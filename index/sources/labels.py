"""Which labels a text defines: of links, that say where these lead, and of footnotes."""

from __future__ import annotations

import re
from functools import cached_property

from index.model import Span
from index.sources.code import LONGEST_INDENT
from index.sources.grammar import END, TARGET, TITLE
from index.sources.linemarks import NOTE
from index.text.places import line_start

LONGEST = 1_010
"""Characters of a line up to the end of a label."""

_LABEL = re.compile(r"[ \t>]{0,8}\[(?!\^)((?:[^\[\]\\\n]|\\.){1,999}+)\]")
_LEADS = re.compile(rf"[ \t]*+({TARGET})(?:[ \t]*+(?:\r?\n[ \t])?+[ \t]*+{TITLE}{END})?+{END}")
"""Where a definition leads, with the title behind it or, further in, on the next line."""
_DEFINITION = re.compile(rf"^{_LABEL.pattern}:{_LEADS.pattern}", re.MULTILINE)
_NOTE_LINE = re.compile(rf"^[ \t>]*+\[((?=\^){NOTE}(?=:)|(?=f){NOTE}(?=[ \t]))", re.MULTILINE)
_PATH_MARK = re.compile(r"[/.#:]")


def leads_on(target: str) -> bool:
    """Whether this may lead somewhere: a remark does not."""
    return _PATH_MARK.search(target) is not None


class Labels:
    """The labels of one text. Those that it defines are looked for once they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def definition(self, bracket: int, end: int) -> Span | None:
        """Where a definition leads, with its title, if the closed bracket, behind which a colon ends, is its
        label's. That is looked at first: there is one at most in a line, but there may be many brackets."""
        line = line_start(self._text, bracket, LONGEST)
        if line is None or not _LABEL.fullmatch(self._text, line, bracket + 1):
            return None
        leads = _LEADS.match(self._text, end)
        return (leads.start(1), leads.end()) if leads is not None and leads_on(leads[1]) else None

    def has_link(self, label: str) -> bool:
        """Whether a link with this label is defined."""
        return _compared(label) in self._links

    def is_mark(self, start: int, end: int) -> bool:
        """Whether this is the mark of a footnote that is there, and does not stand before that itself."""
        if self._text[start + 1 : end].casefold() not in self._notes:
            return False
        line = line_start(self._text, start, LONGEST_INDENT)
        footnote = _NOTE_LINE.match(self._text, line) if line is not None else None
        return footnote is None or footnote.end() != end

    @cached_property
    def _links(self) -> frozenset[str]:
        found = _DEFINITION.finditer(self._text)
        return frozenset(_compared(one[1]) for one in found if leads_on(one[2]))

    @cached_property
    def _notes(self) -> frozenset[str]:
        """Without case."""
        return frozenset(map(str.casefold, _NOTE_LINE.findall(self._text)))


def _compared(label: str) -> str:
    """A label as it is compared with another."""
    return " ".join(label.split()).casefold()
