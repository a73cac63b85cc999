"""Tokens: where each part, exclusion and condition begins and ends in what was typed.

An operator is one only at the beginning of a token, so that pasted text is rarely mistaken; and what
cannot be an operator is text. Operators are looked for in the folded text, whose places are those of
the text: every width of them is understood, and either script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.text.fold import SKIPPED, fold
from index.text.spans import behind

FIELDS = {
    "title": "title", "标题": "title",
    "author": "author", "作者": "author",
    "tag": "tag", "标签": "tag",
    "site": "site", "网站": "site",
    "path": "path", "路径": "path",
    "kind": "kind", "类型": "kind",
    "lang": "lang", "语言": "lang",
    "after": "after", "之后": "after",
    "before": "before", "之前": "before",
    "published": "published", "date": "published", "日期": "published",
}  # fmt: skip
"""What may stand before a colon, folded, and the field that it names."""

QUOTES = {'"': ('"', "“”"), "“": ("“”", '"'), "”": ("“”",), "「": ("」", "』"), "『": ("』", "」")}
"""What opens a quotation, and what closes it: the nearest of the first marks, else of the next.

An input method that has lost count sets `”…“` for `“…”`; but a ” that nothing closes is text.
"""

MINUS = "-−"
TILDE = "~〜"
OR = frozenset({"OR", "ＯＲ", "|", "｜"})

_EXCLUDED = re.compile(rf"[{''.join(QUOTES)}]|(?![{MINUS}>])\S*?[^\W_]")
_FIELD = re.compile(f"({'|'.join(FIELDS)}):")
_SPACE = re.compile(f"[ {SKIPPED}]*")
_WORD = re.compile("[^ ]*")


@dataclass(frozen=True, slots=True)
class Token:
    """One of what stands between spaces or in quotation marks."""

    text: str
    """Without operators and quotation marks; it may be empty or blank."""
    start: int
    value: int
    """Where it begins when the operators are passed over, but not the quotation mark."""
    end: int
    minus: bool = False
    field: str = ""
    called: str = ""
    """The field as it was typed."""
    sound: bool = False
    quoted: bool = False
    unclosed: bool = False

    @property
    def bare(self) -> bool:
        """Whether it came without any operator."""
        return not (self.minus or self.field or self.sound or self.quoted)

    @property
    def joins(self) -> bool:
        """Whether it may make alternatives of what stands on both sides of it."""
        return self.bare and self.text in OR


def tokens(typed: str) -> Iterator[Token]:
    """The tokens of a text, in their order."""
    folded = fold(typed)
    place = behind(_SPACE, folded, 0)
    while place < len(typed):
        token = _token(typed, folded, place)
        yield token
        place = behind(_SPACE, folded, token.end)


def _token(typed: str, folded: str, start: int) -> Token:
    place = start
    minus = folded[place] in MINUS and _EXCLUDED.match(folded, place + 1) is not None
    place += minus
    name = _FIELD.match(folded, place)
    place = name.end() if name else place
    sound = not name and folded[place] in TILDE and _has_sound(folded[place + 1 : place + 2])
    place += sound
    closing = _closing(folded, place)
    quoted = closing is not None
    end = behind(_WORD, folded, place) if closing is None else closing
    return Token(
        text=typed[place + quoted : end],
        start=start,
        value=place,
        end=min(end + quoted, len(typed)),
        minus=minus,
        field=FIELDS[name[1]] if name else "",
        called=typed[slice(*name.span(1))] if name else "",
        sound=sound,
        quoted=quoted,
        unclosed=quoted and end == len(typed),
    )


def _has_sound(char: str) -> bool:
    """Whether a tilde before this is an operator: not in `~/notes`, `~100` or `~~~`."""
    return char.isalpha() or char in QUOTES


def _closing(folded: str, place: int) -> int | None:
    """Where the quotation that opens here ends, unclosed with the text; None where none opens."""
    opening = folded[place : place + 1]
    if opening not in QUOTES:
        return None
    for marks in QUOTES[opening]:
        places = [end for mark in marks if (end := folded.find(mark, place + 1)) >= 0]
        if places:
            return min(places)
    return None if opening == "”" else len(folded)
