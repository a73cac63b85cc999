"""A stretch of a document → its words, as a person quotes them: without what only says what a line is.

That is the marks of headings, list items, quotations, callouts, containers and footnotes and the times of a
row at its beginning, the id of a block and the break at its end, the bars of a table, the key of a field of
front matter or of Org, a rule, and where a block of Org begins and ends; of subtitles, their numbers and
times, and who speaks. What marks words within a line stays in Markdown, except what is nothing elsewhere:
marks of footnotes, and one mark of two that belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from index.model import Document, Kind, Span
from index.sources.calls import call_end
from index.sources.front_matter import value_span
from index.sources.linemarks import CLOSED, HEAD, NAMED, NOTE, RULE
from index.sources.paired import PAIRED, elements, is_emphasis, pairs
from index.sources.transcript import unsaid
from index.text.entities import Reading, visible, written
from index.text.spans import within
from index.text.wraps import joint, wraps

_HEADS = re.compile(f"(?:{HEAD})*")
_TAIL = re.compile(rf"\s*{NAMED}|(?<!\\)\\\s*\Z")
"""What ends a line of Markdown: by what others name it, or that it is broken there."""
_RULE = re.compile(RULE, re.I)
_BAR = re.compile(r"(?<!\\)\|")
_COLUMNS = re.compile(r"[ \t>]*+\|?+[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)++\|?\s*?(?:\n|\Z)")
"""The line below the heads of a table."""
_OWN = re.compile(rf"\[{NOTE}|\{{\{{[<%]|\{{[%:#.-]|(?:id|collapsed)::")
"""How begins what is something in this document alone."""
_OWN_TARGET = ("][", "]({{", "]({%")
"""How a link is closed that says where it leads in this document alone."""

LONGEST_TAIL = 100
"""Characters."""

REACH = 2_000
"""Characters on either side of a stretch in which what belongs to its marks is looked for."""

LONGEST_TABLE = 10_000
"""Characters above a row in which the heads of its table are looked for."""


def wording(document: Document, span: Span, reading: Reading = written) -> str:
    """The words of a stretch; the stretch as it is where it holds none.

    Every line is one again, with those that go on from it, blank ones left out; rows of subtitles are one
    line, of what is said. Of a canvas it is what is seen; of all others `reading` says what becomes of
    entities and of what is hidden.
    """
    text, (start, end) = document.text, span
    if document.kind.framed:
        rows = document.kind is Kind.SUBTITLES
        whole = start, max((end, *(high for _, high in _hidden(document, (end - 1, end + 1)))))
        said = _read(document, whole, within(document.asides, span) if rows else (), visible)
        words = (" " if rows else "\n").join(filter(None, map(str.strip, said.split("\n"))))
    else:
        words, going_on = "", wraps(text, start, end)
        for line in _lines(text, start, end):
            more = _words(document, line, span, reading)
            if words and more:
                words += joint(words, more) if line[0] - 1 in going_on else "\n"
            words += more
    return words or text[start:end].strip()


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines that a stretch has something of, whole; none that is empty."""
    place = text.rfind("\n", 0, start) + 1
    while place <= end:
        behind = text.find("\n", place)
        last = behind if behind >= 0 else len(text)
        if place < last:
            yield place, last
        place = last + 1


def _words(document: Document, line: Span, span: Span, reading: Reading) -> str:
    """What of a line and of a stretch are words."""
    text, (low, high) = document.text, line
    if _RULE.fullmatch(text, low, high):
        return ""
    if low < document.body_start:
        low, high = value_span(text, low, high)
    elif (heads := _HEADS.match(text, low, high)) is not None:
        low = heads.end()
        tail = _TAIL.search(text, max(low, high - LONGEST_TAIL), high)
        if tail is not None and document.kind is Kind.MARKDOWN:
            high = tail.start()
        if (heading := CLOSED.match(text, line[0], high)) is not None:
            high = heading.start("marks")
    part = max(low, span[0]), min(high, span[1])
    unpaired = _unpaired(document, (low, high), part, reading)
    dropped = sorted((*_own(document, part), *_heads(document, part), *unpaired))
    bars = []
    if "|" in text[slice(*part)] and (text.startswith("|", low) or _in_table(text, high)):
        bars = [bar.span() for bar in _BAR.finditer(text, *part)]
    cells = (_read(document, cell, dropped, reading).strip() for cell in _between(part, bars))
    return " ".join(filter(None, cells))


def _own(document: Document, part: Span) -> Iterator[Span]:
    """What of a part of a line is hidden and something in this document alone: the marks of footnotes, what
    is no word of shortcodes, tags of templates and attributes."""
    text, until = document.text, 0
    for start, end in _hidden(document, part):
        if _OWN.match(text, start):
            braces = text.startswith("{", start)
            until = (call_end(text, start) or text.find("}", start, part[1]) + 1) if braces else end
        elif end > until:
            continue
        yield max(part[0], start), min(part[1], end)


def _heads(document: Document, part: Span) -> Iterator[Span]:
    """What only says when a part of a line of a transcript is said."""
    for start, end in unsaid(document, part):
        yield max(start, part[0]), min(end, part[1])


def _unpaired(document: Document, line: Span, part: Span, reading: Reading) -> Iterator[Span]:
    """The marks in a part of a line that belong to one that is not in it, or not whole; and those of links
    and of emphases, where it is not told where they lead."""
    start, end = part
    if not (PAIRED.search(document.text, start, end) or _hidden(document, part)):
        return
    near = max(line[0], start - REACH), min(line[1], end + REACH)
    hidden = _hidden(document, near)
    both = pairs(document.text, hidden, near, document.kind), elements(document.text, hidden)
    for pair in chain.from_iterable(both):
        link = document.text[pair[1][0]] == "]"
        emphasis = is_emphasis(document.text, pair)
        if (
            document.text.startswith(_OWN_TARGET, pair[1][0])
            or ((link or emphasis) and reading is not written)
            or not all(start <= low and high <= end for low, high in pair)
        ):
            yield from ((max(low, start), min(high, end)) for low, high in pair if low < end and high > start)


def _in_table(text: str, end: int) -> bool:
    """Whether the line that ends here is a row of a table: it, or one above it, has columns below."""
    first = end - LONGEST_TABLE
    while not _COLUMNS.match(text, end + 1):
        start = text.rfind("\n", 0, end) + 1
        if start <= max(first, 0) or "|" not in text[start:end]:
            return False
        end = start - 1
    return True


def _between(span: Span, parted: Iterable[Span]) -> Iterator[Span]:
    """What is left of a stretch without some others, which ascend: one more than these are."""
    place, end = span
    for low, high in parted:
        yield place, max(place, min(low, end))
        place = max(place, high)
    yield place, max(place, end)


def _read(document: Document, span: Span, dropped: Iterable[Span], reading: Reading) -> str:
    """A stretch as it is read, without what is dropped of it."""
    pieces = []
    for start, end in _between(span, dropped):
        hidden = [(low - start, high - start) for low, high in _hidden(document, (start, end))]
        pieces.append(reading(document.text[start:end], hidden))
    return "".join(pieces)


def _hidden(document: Document, span: Span) -> Sequence[Span]:
    """The hidden spans that have something in a stretch."""
    return within(document.hidden, span)
