"""The quotations of a draft: what stands between quotation marks, and blockquotes of Markdown and of Org.

Only the outermost counts: a quotation within a quotation is part of it, one within a title of the name.
Quotation marks never pair across an empty line, so that one left open spoils no more than its paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from index.checking.verdicts import Quotation
from index.model import Document, Kind, Metadata, Span
from index.sources.front_matter import split
from index.sources.markdown import hidden_spans
from index.sources.wording import wording
from index.text.entities import visible
from index.text.fold import HAN_RUN, fold
from index.text.spans import behind
from index.text.squeeze import squeeze
from index.text.traits import is_solid

SHORTEST = 4
"""Solid characters that a quotation has at least: a shorter one is a name or a word."""

DEEPEST = 8
"""Quotation marks inside one another, at most, that one closes: so many are looked at for each."""

_CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_ASCII = '"＂'
_TOKEN = re.compile(rf"\n(?:[^\S\n]|>)*(?=\n)|(?<![A-Za-z0-9])’|’(?![A-Za-z0-9])|[“”‘「」『』{_ASCII}]")
_FENCED = re.compile(r"^ {0,3}(```++|~~~++)[^\n]*\n.*?(?:^ {0,3}\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_ORG_BLOCK = re.compile(
    r"^[ \t]*#\+begin_quote[^\n]*\n((?:(?!#\+begin_quote).)*?)^[ \t]*#\+end_quote",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_TITLE = re.compile(r"《[^《》\n]*》")
_PARAGRAPH = re.compile(r"(?:^[ >]*[^\s>][^\n]*(?:\n|\Z))+", re.MULTILINE)
_MARKER = re.compile(r"[ >]+")
_CALLOUT = re.compile(r"\[![\w-]+\][^\n]*\n?")
"""The line of a callout that says what it is."""
_SOURCE = re.compile(r"(?:\A|\n)[ \t>]*(?:[—–―─]|--)[^\n]*\Z|（[^（）\n]*《[^《》\n]*》[^（）\n]*）\Z")
"""What says at the end of a blockquote whose words they are: a line, or a title in brackets."""
_ELLIPSIS = re.compile(r"[\[(（]?(?:…+|\.{3,}|。{3,}|⋯+)[\])）]?|[\[(（][前中下后後]?略[\])）]")


def quotations(draft: str) -> tuple[Quotation, ...]:
    """Every quotation of at least `SHORTEST` solid characters, in order; front matter and fenced code hold
    none. Linear in the length of the draft, but for the sorting."""
    body = split(draft).body
    hidden = hidden_spans(draft, body)
    unquoted = sorted(match.span() for form in (_FENCED, _TITLE) for match in form.finditer(draft, body))
    spans = [*_blockquotes(draft, body), *_marked(draft, body)]
    found = []
    line, begin, counted = 1, 0, 0
    document = Document("", Path(), Path(), Kind.MARKDOWN, Metadata("-"), draft, body, hidden=hidden)
    for start, end in _outermost(spans):
        if _within(start, unquoted):
            continue
        text = _words(document, (start, end))
        line += draft.count("\n", counted, start)
        begin, counted = max(begin, draft.rfind("\n", counted, start) + 1), start
        if len(squeeze(fold(text))) >= SHORTEST:
            found.append(Quotation(text, start, end, line, start - begin + 1))
    return tuple(found)


def _blockquotes(draft: str, body: int) -> Iterator[Span]:
    """The paragraphs of blockquotes, without the line that names a source, which may be a paragraph."""
    blocks = [block.span() for block in _BLOCK.finditer(draft, body)]
    for block in [*blocks, *(block.span(1) for block in _ORG_BLOCK.finditer(draft, body))]:
        first = True
        for match in _PARAGRAPH.finditer(draft, *block):
            start = behind(_MARKER, draft, match.start())
            start = behind(_MARKER, draft, behind(_CALLOUT, draft, start))
            text = draft[start : match.end()].rstrip()
            source = _SOURCE.search(text)
            if source is not None and (source.start() or not first):
                text = text[: source.start()].rstrip()
            if text:
                yield start, start + len(text)
            first = False


def _marked(draft: str, body: int) -> Iterator[Span]:
    """What stands between quotation marks, these left out; between ASCII ones only what holds Han."""
    opened: list[tuple[str, int]] = []
    ascii_start = -1
    for match in _TOKEN.finditer(draft, body):
        token = match.group()
        if token[0] == "\n":
            opened.clear()
            ascii_start = -1
        elif token in _CLOSING:
            opened.append((_CLOSING[token], match.end()))
        elif token in _ASCII:
            if ascii_start >= 0 and HAN_RUN.search(draft, ascii_start, match.start()):
                yield ascii_start, match.start()
            ascii_start = -1 if ascii_start >= 0 else match.end()
        elif any(close == token for close, _ in opened[-DEEPEST:]):
            while (top := opened.pop())[0] != token:
                pass
            yield top[1], match.start()


def _outermost(spans: list[Span]) -> Iterator[Span]:
    last = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


def _within(place: int, spans: Sequence[Span]) -> bool:
    number = bisect_right(spans, place, key=itemgetter(0)) - 1
    return number >= 0 and place < spans[number][1]


def _words(draft: Document, span: Span) -> str:
    """What a reader sees of a stretch, without the marks of its lines and those around all of it."""
    words = wording(draft, span, visible)
    outer = _CLOSING.get(words[:1])
    return words[1:-1] if outer and words.endswith(outer) and words.count(outer) == 1 else words


def parts(text: str) -> tuple[str, ...]:
    """What stands around the ellipses of a quotation; the whole where there is none. A part of one solid
    character says nothing and is left out."""
    return tuple(one for one in _ELLIPSIS.split(text) if sum(map(is_solid, one)) > 1)
