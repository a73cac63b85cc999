"""Clippings of a Kindle: one file of what was marked in many books, each below its book and the place in it.

The rule: a clipping is known by the line of its place, in whatever language, and by the rules between them.
Only what was marked is from the book: a note is whose file it is, and so is what stands behind a rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from index.model import Section, Span
from index.sources import names
from index.sources.dates import day_within
from index.text.fold import HAN_RUN

_RULE = re.compile(r"^={10}(?=[ \t]*\r?$)", re.MULTILINE)
_HEAD = re.compile(
    r"^[ \t\ufeff]*+(?P<book>[^\s=][^\n]{0,500})\n(?P<place>-[ \t][^\n]*\|(?P<taken>[^\n\r|]{8,100}))\r?$",
    re.MULTILINE,
)
_TIME = re.compile(r"(?<!\d)\d{4}(?!\d).*\d[:.]\d\d")
_NOTE = re.compile(r"笔记|筆記|註記|注記|メモ|메모|\b(?:note|nota|notiz|notitie)\b", re.IGNORECASE)
"""What is said where somebody has written it, and not the book."""
_BOOK = re.compile(r"(?P<title>.*\S)\s+\((?P<authors>(?:[^()]|\([^()]*\))+)\)")
"""The brackets that the device writes authors in, behind those of a title."""
_PARAGRAPH = re.compile(r"\s*+(?:\S.*\n?)*+")
_AUTHOR_BREAK = re.compile(r"\s*[;；]\s*")


class Clippings(NamedTuple):
    """What a text has of them."""

    sections: tuple[Section, ...] = ()
    hidden: tuple[Span, ...] = ()
    """The rules between them: sorted, disjoint."""
    asides: tuple[Span, ...] = ()
    """The lines that tell places: sorted, disjoint."""
    begins: int | None = None
    """Where the first one does."""


def read_clippings(text: str, body: int = 0) -> Clippings:
    """The clippings behind offset `body`; none where no rule ends one. The time is linear in the text's
    length."""
    if text.find("\n==========", body) < 0:
        return Clippings()
    heads = [head for head in _HEAD.finditer(text, body) if _TIME.search(head["taken"])]
    rules = [rule.span() for rule in _RULE.finditer(text, heads[0].end())] if heads else []
    if not rules:
        return Clippings()
    sections = tuple(_sections(text, heads, rules))[::-1]
    asides = tuple(head.span("place") for head in heads)
    return Clippings(sections, tuple(rules), asides, heads[0].start())


def _sections(text: str, heads: list[re.Match[str]], rules: list[Span]) -> Iterator[Section]:
    """One for each head, the last first: up to the rule behind it, and no further than its first paragraph
    where none stands before the next head."""
    end = len(text)
    for head in reversed(heads):
        start, body = head.start(), min(head.end() + 1, end)
        rule = bisect_left(rules, (body, 0))
        if rule < len(rules) and rules[rule][0] <= end:
            end = rules[rule][0]
        elif (paragraph := _PARAGRAPH.match(text, body, end)) is not None:
            end = paragraph.end()
        if _NOTE.search(head["place"]):
            yield Section(start, body, end)
        else:
            day = day_within(head["taken"])
            yield Section(start, body, end, *_book(head["book"].strip()), day.iso if day else "")
        end = start


def _book(line: str) -> tuple[str, tuple[str, ...]]:
    """Title and authors; the whole line is the title where what is in brackets at its end may be no names."""
    found = _BOOK.fullmatch(line)
    parts = [_names(part) for part in _AUTHOR_BREAK.split(found["authors"])] if found is not None else []
    if found is None or not all(parts):
        return line, ()
    return found["title"], tuple(dict.fromkeys(chain.from_iterable(parts)))


def _names(text: str) -> tuple[str, ...]:
    """Those of some who share a stretch; `Lee, Ann` is one."""
    return names.people(text) if HAN_RUN.search(text) or "," not in text else (text.strip(),)
