"""What the first lines of a text say of it, as a clipping, an article and a letter do without front matter.

The rule: lines above the first one of prose, and only what no other line of the text says otherwise. So
nobody who speaks is an author, no entry of a diary dates it, and of a list of works none is what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from typing import Any

from index.model import Kind
from index.sources import latex, names
from index.sources.dates import DATED, iso_date
from index.sources.labelled import Statement, statements
from index.sources.titles import LINE, announces
from index.text.places import line_start

_HEAD = 4_096
"""Characters at the beginning of the body in which such lines stand."""

_MOST = 30
"""Lines that are looked at."""

_LONGEST = 500
"""Characters of one of them."""

_PASSED = 3
"""Lines that say none of this and are no prose either, such as a title."""

_NOTHING = re.compile(r"\W*\Z|!\[|\[!\[|<")
"""A line without a word, a picture, a tag."""
_ENDS = re.compile(r"[ \t>]*(?:```|~~~|\|)")
"""Code and tables."""
_PICTURE = ("![", "<img", "<figure")
_OF_A_PICTURE = {"publisher", "url"}
"""What a line says of the picture above it, where it says nothing else."""
_WORD = re.compile(r"\w")
_HEADING = re.compile(r"#{1,6}[ \t]|={1,5}[ \t]+\S")
_MARKS = " \t\u3000>*+-:•●○■□◆◇◎▲△▍"
"""What stands before a line; a colon does before a field of reStructuredText, an attribute of AsciiDoc."""
_CALLOUT = re.compile(r"\A\[![\w-]+\][-+]?[ \t]*")
_ORDINAL = re.compile(r"\A\d+[.)、]\s+")
_EMPHASIS = re.compile(r"[*_`](?:[*_`]+|(?![\w/])|(?<![\w/\\].))")
"""Marks of emphasis, but for one within a word or an address."""
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_BRACKETS = ("()", "（）", "[]", "【】", "〔〕")
_BARS = "｜丨︱"
_BEFORE = 16
"""Characters of marks that may stand before a label."""

_LETTER = {"sender": "authors", "subject": "title", "sent": "published"}
"""What a letter says, and the fields that it is where somebody sends it, about something or at some time."""
_INSTEAD = {"interviewers": "authors", "permalink": "url", **_LETTER}
"""What is said in place of a field that nothing else says."""


@dataclass(frozen=True, slots=True)
class Bylines:
    """What is said, by the fields of `Metadata`, and where the text begins behind the first lines."""

    values: Mapping[str, Any] = field(default_factory=dict)
    body: int = 0


def read_bylines(text: str, body: int = 0, kind: Kind = Kind.MARKDOWN) -> Bylines:
    """What the first lines of the body say. The time is linear in the text's length."""
    said: list[Statement] = []
    passed, titled, pictured, start = 0, False, False, body
    for place in islice(LINE.finditer(text, body, body + _HEAD), _MOST):
        line = place[0].strip()
        words = _CALLOUT.sub("", line.lstrip(_MARKS))
        heading = _HEADING.match(line)
        if heading and announces(line) and not said:
            continue
        if _ENDS.match(line) or (heading and (titled or said)):
            break
        if heading:
            titled = True
        elif (found := _statements(words, passed + titled)) is not None:
            said += [] if pictured and {one.field for one in found} <= _OF_A_PICTURE else found
            start = start if titled or passed else place.end()
        elif not _NOTHING.match(words):
            passed += 1
            if passed > _PASSED or len(words) > 2 * names.LONGEST or names.is_sentence(words):
                break
        pictured = line.startswith(_PICTURE)
    values = _fields(text, body, said)
    return Bylines(values | _commands(text, kind), start if values else body)


def _statements(words: str, above: int) -> list[Statement] | None:
    """What a line says whose marks at its beginning are left out."""
    if len(words) > _LONGEST:
        return None
    plain = _ORDINAL.sub("", words)
    if plain[:1] + plain[-1:] in _BRACKETS:
        plain = plain[1:-1]
    for bar in _BARS:
        plain = plain.replace(bar, "|")
    if any(map(plain.__contains__, "*_`\\")):
        plain = _ESCAPE.sub("", _EMPHASIS.sub("", plain))
    return statements(plain, above)


def _fields(text: str, body: int, said: list[Statement]) -> dict[str, Any]:
    """The first value of each field; of what stands behind a label, and of days, where no other line says
    otherwise."""
    otherwise = cache(partial(_says_otherwise, text, body))
    kinds = {statement.field for statement in said if statement.value}
    letter = "sender" in kinds and not kinds.isdisjoint(("subject", "sent", "published"))
    fields: dict[str, Any] = {}
    for kind, value, label in sorted(said, key=lambda statement: statement.field in _INSTEAD):
        name = _INSTEAD.get(kind, kind)
        if value and name not in fields and (letter or kind not in _LETTER):
            compared = label or kind == "published"
            if not (compared and otherwise(label)):
                fields[name] = value
    return fields


def _says_otherwise(text: str, body: int, label: str) -> bool:
    """Whether several lines begin with a label, or with a day where there is none, and go on differently."""
    if not label:
        return len({day[0].strip() for day in DATED.finditer(text, body)}) > 1
    if text.count(label, body) < 2:
        return False
    values: set[str] = set()
    labelled = re.compile(rf"{re.escape(label)}[*_` \t]{{0,4}}[:：|｜丨︱/／]")
    for found in labelled.finditer(text, body):
        start = line_start(text, found.start(), _BEFORE)
        if start is not None and not _WORD.search(text, start, found.start()):
            end = text.find("\n", found.end())
            values.add(text[found.end() : end if end >= 0 else len(text)].strip(" \t\r*_`"))
    return len(values) > 1


def _commands(text: str, kind: Kind) -> dict[str, Any]:
    """What LaTeX says by its commands."""
    if kind is not Kind.TEXT:
        return {}
    said = latex.commands(text)
    values = {
        "authors": said.get("author", ()),
        "tags": said.get("keywords", ()),
        "title": "".join(said.get("title", ())),
        "published": iso_date("".join(said.get("date", ()))),
    }
    return {name: value for name, value in values.items() if value}
