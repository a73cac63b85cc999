"""Tags of HTML: which names in angle brackets are elements, what of their tags no reader sees, and what goes
with them.

The rule: only elements are markup: `List<String>` and `<br/>` are told apart by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Span
from index.sources.code import LONGEST_INDENT
from index.text.places import line_start

_NAMES = """
    a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body br button
    canvas caption center cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed
    fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr
    html i iframe img input ins kbd label legend li link main map mark menu meta meter nav nobr noscript
    object ol optgroup option output p param path picture pre progress q rb rect rp rt rtc ruby s samp script
    section select slot small source span strike strong style sub summary sup svg table tbody td template
    textarea tfoot th thead time title tr track tt u ul use var video wbr
"""
_ELEMENTS = frozenset(_NAMES.split())

_SHOWN = re.compile(r"""\s(?:alt|title)\s*=\s*(?:"([^"]+)"|'([^']+)')""", re.IGNORECASE)

_READINGS = frozenset(("rt", "rp"))
_READING_END = re.compile(r"</?+(?:rt|rp|rb|rtc|ruby)\b", re.IGNORECASE)
_LONGEST_READING = 100
"""Characters, with the tags in it."""

_CODES = frozenset(("script", "style"))
_BEFORE_CODE = re.compile(r"(?:> ?)*+ {0,3}")


def is_element(name: str) -> bool:
    """Whether this is an element of HTML, or a custom one (which has a hyphen inside)."""
    return name.lower() in _ELEMENTS or "-" in name.strip("-")


def _comparison(tag: str, name: str) -> bool:
    """Whether this is rather `x <b and c> y`: a letter, then words that are given no value."""
    return len(name) == 1 and "=" not in tag and " " in tag.rstrip("/> ")


def hidden_in_tag(text: str, start: int, end: int, name: str) -> Iterator[Span]:
    """The parts of the tag at `start` to `end` that no reader sees: nothing where `name` is no
    element, else all but the values of `alt` and `title`, of which a link's title stands in no text."""
    if not is_element(name) or _comparison(text[start:end], name):
        return
    for shown in _SHOWN.finditer(text, start, end) if name.lower() != "a" else ():
        group = 1 if shown[1] else 2
        yield start, shown.start(group)
        start = shown.end(group)
    yield start, end


def behind_reading(text: str, start: int, end: int, name: str) -> int:
    """Where what the tag at `start` to `end` opens has ended, if that says how the characters before it are
    read, above which it is set in small ones: a text goes on without it. Else the end of the tag."""
    if name.lower() not in _READINGS or text[start + 1] == "/":
        return end
    found = _READING_END.search(text, end, end + _LONGEST_READING)
    return end if found is None or "\n\n" in text[end : found.start()] else found.start()


def opens_code(text: str, start: int, name: str) -> bool:
    """Whether the tag at `start` begins a line and opens a script or a style."""
    line = line_start(text, start, LONGEST_INDENT) if name.lower() in _CODES else None
    return line is not None and _BEFORE_CODE.fullmatch(text, line, start) is not None
