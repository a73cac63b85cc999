"""How what stands in a document differs from a quotation of it: in its forms, its marks, its characters."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from unicodedata import normalize

from index.text.fold import fold
from index.text.squeeze import squeeze
from index.text.traits import is_solid
from index.text.words import LATIN

_MARKDOWN = frozenset("*_`~#>|[]\\")

_BLANK = re.compile(f"(?<![{LATIN}]) | (?![{LATIN}])")
"""A blank that parts no words."""

_QUOTES = str.maketrans("“”„‘’「」『』'", '"' * 10)
"""Quotation marks are others where a quotation is within another, or where another region writes it."""


def same_forms(there: str, quoted: str) -> bool:
    """Whether the solid characters are of the same script, width and case."""
    return _solid(there) == _solid(quoted)


def same_marks(there: str, quoted: str) -> bool:
    """Whether the marks between the solid characters are the same."""
    return _marks(there) == _marks(quoted)


def changes(there: str, quoted: str) -> tuple[tuple[str, str], ...]:
    """What differs in the solid characters, as `Checked.changes`."""
    there, quoted = normalize("NFC", there), normalize("NFC", quoted)
    old = [place for place, char in enumerate(there) if is_solid(char)]
    new = [char for char in quoted if is_solid(char)]
    matcher = SequenceMatcher(None, squeeze(fold(there)), squeeze(fold(quoted)), autojunk=False)
    edges = [*old, len(there)]
    found, place = [], 0
    for code, first, last, begin, end in matcher.get_opcodes():
        if code == "equal":
            here = there[place : edges[last]]
            found.append((here, here))
        else:  # The marks behind what differs stand there anyhow.
            here = there[place : old[last - 1] + 1] if last > first else ""
            found.append((here, "".join(new[begin:end])))
        place += len(here)
    return tuple(found)


def _solid(text: str) -> str:
    return "".join(filter(is_solid, normalize("NFC", text)))


def _marks(text: str) -> str:
    """The text with the marks between its solid characters as they fold, without Markdown and blanks that
    part no words; quotation marks are all the same."""
    text = normalize("NFC", text).translate(_QUOTES)
    solid = [place for place, char in enumerate(text) if is_solid(char)]
    inner = fold(text[solid[0] : solid[-1] + 1]).replace("![", "")
    shown = "".join(char for char in inner if char.isprintable() and char not in _MARKDOWN)
    return _BLANK.sub("", " ".join(shown.split()))
