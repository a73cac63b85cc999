"""The quotations in a draft: what stands between quotation marks, and block quotations.

The rule: what is shorter than four characters is a word set off, not a quotation; and what stands in a block
quotation is part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.model import Span
from index.text.squeeze import is_solid

LEAST = 4
"""Letters, digits and Han characters of a quotation."""

LONGEST = 2_000
"""Characters between two quotation marks; marks that are farther apart do not belong together."""

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_MARK = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_SOURCE = re.compile(r"\s*(?:——|—|--|–)")
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_OPENED = re.compile('[“‘「『"]|\n[ \t]*\n')
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a draft quotes, and where."""

    start: int
    """Of what is quoted, in the draft, in characters; the marks are not part of it."""
    end: int
    text: str
    """Without the marks of a block quotation."""


def quotations(text: str, start: int = 0) -> Iterator[Quotation]:
    """The quotations behind an offset of a Markdown draft, in their order. Code is passed over."""
    taken = [found.span() for found in _FENCE.finditer(text, start)]
    found: list[Quotation] = []
    for block in _BLOCK.finditer(text, start):
        if not _inside(block.start(), taken):
            found += _paragraphs(text, block.span())
            taken.append(block.span())
    found += [one for one in _marked(text, start) if not _inside(one.start, taken)]
    yield from sorted(found, key=lambda one: one.start)


def _paragraphs(text: str, block: Span) -> Iterator[Quotation]:
    """The paragraphs of a block quotation, its source left out."""
    lines: list[tuple[int, int]] = []
    for line in [*re.finditer(r"[^\n]*(?:\n|\Z)", text[: block[1]][block[0] :]), None]:
        mark = _MARK.match(line.group()) if line is not None else None
        body = line.group()[mark.end() :] if line is not None and mark is not None else ""
        if line is not None and mark is not None and body.strip() and not _SOURCE.match(body):
            begin = block[0] + line.start() + mark.end()
            lines.append((begin, begin + len(body.rstrip())))
        elif lines:
            said = "\n".join(text[start:end] for start, end in lines)
            if _is_quoted(said):
                yield Quotation(lines[0][0], lines[-1][1], said)
            lines = []


def _marked(text: str, start: int) -> Iterator[Quotation]:
    """What stands between marks that belong together, the outer ones, within a paragraph."""
    at = start
    while (opened := _OPENED.search(text, at)) is not None:
        at = opened.end()
        mark = opened.group()
        if mark.strip() == "":
            continue
        closed = _closing(text, opened.start(), mark)
        if closed is None:
            continue
        said = text[at:closed]
        if _is_quoted(said) and (mark != '"' or _HAN.search(said)):
            yield Quotation(at, closed, said)
            at = closed + 1


def _closing(text: str, start: int, mark: str) -> int | None:
    """Where what a mark opens is closed; None where it is not within the paragraph."""
    limit = min(len(text), start + LONGEST)
    paragraph = re.compile(r"\n[ \t]*\n").search(text, start, limit)
    limit = paragraph.start() if paragraph else limit
    if mark == '"':
        place = text.find('"', start + 1, limit)
        return place if place >= 0 else None
    depth = 0
    for place in range(start, limit):
        if text[place] == mark:
            depth += 1
        elif text[place] == _PAIRS[mark]:
            depth -= 1
            if not depth:
                return place
    return None


def _is_quoted(text: str) -> bool:
    return sum(map(is_solid, text)) >= LEAST


def _inside(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)
