"""What a text without a title is called: its first heading, else its first line where that may be a title.

The rule: a line that is too long for a title, or ends as a sentence does, is where the text begins. It names
nothing, but says first what the text is about: its lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from index.model import Kind
from index.sources.linemarks import HEAD, NAMED
from index.sources.markdown import markup
from index.sources.paired import pairs
from index.text.entities import visible

LONGEST = 80
"""Characters of a title that is made of a line of text; a longer heading is cut."""

_HEAD = 8_192
"""Characters at the beginning of the body in which a heading is the document's title."""

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""What `str.splitlines` gives, one line at a time: a heading is among the first ones."""

_HEADING = re.compile(
    r"(?:#[ \t]+|(#{2,6}|={2,5})[ \t]+|=[ \t]+)(\S.*)|#\+title:[ \t]*(\S.*)|\\title\{([^{}]+)\}", re.I
)
"""Headings of Markdown, of AsciiDoc and Typst, of Org and of LaTeX."""
_KEPT = re.compile(
    r"#{1,6}[ \t]+(?:元数据|元資料|(?:基本|书籍|图书|文献)信息|metadata|excalidraw data|text elements)"
    r"[ \t#]*\Z",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[-*+][ \t]")
_UNDERLINE = re.compile(r"={3,}[ \t]*$")
_ADORNMENT = re.compile(r"([=*\-~^\"#+])\1{2,}\Z")
_NO_TITLE = re.compile(
    r"\.\.\s|@?\[\[?toc\]|\{[{%:].*[}%]\}\Z|import\s.*['\"];?\Z|export\s+(?:const|default|function|let)\s|:{3}",
    re.IGNORECASE,
)
"""A directive, the place of the contents, a call alone, what MDX imports, a fence."""
_CALL = re.compile(r"\{\{.*\}\}|<%.*%>")
"""What is filled in where a template is used: its heading is no title, nor a line of it."""
_FENCE = re.compile(r"[ \t>]*(?:```|~~~)")
_BEGINNING = re.compile(rf"\A(?:{HEAD}|\d+[.)]\s)+")
_ENDING = re.compile(rf"\{{[#.-][^{{}}]*\}}[ \t]*\Z|[ \t]#+[ \t]*\Z|{NAMED}")
_UNDERSCORES = re.compile(r"(?<![\w\\])__(?=\S)(.{1,100}?)(?<=\S)__(?!\w)")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_WORD = re.compile(r"\w")
_CLAUSE_END = re.compile(r"[。！？!?；;，,、：:\s]")
_PROSE = re.compile(r"[。．.；;，,、](?:\[\^\w{1,20}\]|#[^\s#]{1,40}+|[\W_])*+\Z")
"""How a line ends that is no title: as a sentence, or in the middle of one; tags may stand behind it."""
_END = 100
"""Characters of a line in which it ends."""


def title_of(text: str, body: int = 0, kind: Kind = Kind.MARKDOWN) -> str:
    """The first heading near the beginning of the body, unless it is one of a section, cut to `LONGEST`
    characters and an ellipsis, else the first line with a word in it, both without marks; empty where that
    line cannot be a title."""
    lines = [*_lines(text[body : body + _HEAD])]
    for number, line in enumerate(lines):
        heading = _HEADING.match(line)
        if heading is not None and (title := plain_line(heading[heading.lastindex or 0], kind)):
            if _CALL.fullmatch(title):
                return ""
            if announces(line) or (heading[1] and _is_section(lines, number, kind)):
                lines = lines[:number]
                break
            return _cut(title)
        before = lines[number - 1] if number else ""
        if before and _underlines(line, before, kind) and (title := plain_line(before, kind)):
            return _cut(title)
    first = _first_line(lines, kind)
    return "" if len(first) > LONGEST or _PROSE.search(first) else first


def _is_section(lines: list[str], number: int, kind: Kind) -> bool:
    """Whether a heading that is not of the first level has a sentence above it, or a list below it and others
    beside it."""
    if any(_PROSE.search(plain_line(line, kind)[-_END:]) for line in lines[:number]):
        return True
    level, below = _level(lines[number]), lines[number + 1 :]
    listed = bool(below) and _ITEM.match(below[0]) is not None
    return listed and any(0 < _level(line) <= level for line in below)


def _level(line: str) -> int:
    """That of a heading; 0 for what is none."""
    heading = _HEADING.match(line)
    return len(heading[1] or " ") if heading is not None else 0


def announces(line: str) -> bool:
    """Whether a line is a heading above what a program keeps of a text, which is no part of it."""
    return _KEPT.match(line) is not None


def lead_of(text: str, body: int = 0, kind: Kind = Kind.MARKDOWN) -> str:
    """The first line with a word in it near the beginning of the body, without marks, cut to `LONGEST`
    characters and an ellipsis; empty where there is none."""
    return _cut(_first_line(_lines(text[body : body + _HEAD]), kind))


def _underlines(line: str, title: str, kind: Kind) -> bool:
    """Whether a line makes a title of the one before; of plain texts in any of the marks that
    reStructuredText has, about as wide as the title."""
    if kind is not Kind.TEXT:
        return _UNDERLINE.match(line) is not None
    width = sum(2 if ord(char) > 0x1100 else 1 for char in title)
    if _PROSE.search(title):
        return False
    return _ADORNMENT.match(line) is not None and width <= len(line) <= 2 * width + 4


def _first_line(lines: Iterable[str], kind: Kind) -> str:
    named = (line for line in lines if not _NO_TITLE.match(line))
    return next(filter(None, (plain_line(line, kind) for line in named)), "")


def plain_line(line: str, kind: Kind = Kind.MARKDOWN) -> str:
    """A line as it reads without its Markdown marks, link targets and asides; empty if no word is left."""
    line = _BEGINNING.sub("", _IMAGE.sub("", line))
    line = _UNDERSCORES.sub(r"\1", _ENDING.sub("", line))
    hidden, asides, _ = markup(line, kind=kind)
    marks = chain.from_iterable(pairs(line, hidden, (0, len(line)), kind))
    plain = _SPACE.sub(" ", visible(line, sorted((*hidden, *asides, *marks)))).strip()
    return plain if _WORD.search(plain) else ""


def _lines(head: str) -> Iterator[str]:
    """The lines that are not blank and stand in no fence."""
    fenced = False
    for match in LINE.finditer(head):
        line = match[0].strip()
        if _FENCE.match(line):
            fenced = not fenced
        elif line and not fenced:
            yield line


def _cut(title: str) -> str:
    """The title, or as much of it as fits, up to the last end of a clause if one is not too early."""
    if len(title) <= LONGEST:
        return title
    ends = [match.start() for match in _CLAUSE_END.finditer(title, LONGEST // 2, LONGEST)]
    return title[: ends[-1] if ends else LONGEST].rstrip() + "…"
