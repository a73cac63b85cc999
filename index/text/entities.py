"""Entities: what HTML writes as `&amp;` or `&#8212;`, Markdown as `\\*`, subtitles as `\\N` or `<br>`, JSON
as `\\n` or `\\u4e2d`, is one character to a reader; and so is where a string of JSON ends and one that is
read begins.

That stands where the entity begins, and what follows of it is skipped, so that no offset shifts.
Letters are left as they are written: words are cut of what is written. Tags that only say how letters look
are skipped whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.model import Span
from index.text.fold import HAN_RUN, SKIPPED, CodePoints, among, fold_char, from_codes
from index.text.traits import HIDDEN, is_solid

NAME = r"(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
"""What follows the ampersand."""

PUNCTUATION = r"!-/:-@\[-`{-~"
"""What a backslash of Markdown may stand before, as the inside of a set."""

_ENTITY = re.compile(f"&{NAME}")
_BLANKS = {
    r"\N": "\n",
    r"\n": "\n",
    r"\h": "\u00a0",
    r"\t": "\t",
    **dict.fromkeys((r"\r", r"\f", r"\b"), " "),
}
"""What breaks a row of SubStation Alpha, and a blank that does not; and those of JSON."""
_CODE = r"\\u(?:(?![dD][89a-fA-F])[0-9a-fA-F]{4}|[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
"""How JSON writes any character, one above the basic plane in two parts."""
_BORDER = r'"(?=\s*+[,}][^\n]*?"\s*+:\s*+")'
"""Where a string of JSON ends, before the key of another one on the same line."""
_WRITTEN = re.compile(rf"{_ENTITY.pattern}|\\[Nbfhnrt{PUNCTUATION}]|{_CODE}|<[bB][rR] ?/?>|{_BORDER}")
_ADDRESS = re.compile(r"<?(?:[a-z]{3,20}://|www\.|mailto:|[\w.%+-]++@)[^\s<>]*+>?", re.IGNORECASE)

_WITHIN_WORDS = re.compile(
    r"(?:</?(?:abbr|bdi|bdo|big|cite|code|del|dfn|em|font|ins|kbd|lang|mark|nobr|samp|small|span|strike|strong|sub|sup"
    r"|tt|var|wbr|[abciqsuv])(?:[.\s][^<>]*)?>|<[\d:.]++>|\[[\d:.,]++\]|\{[^{}]*+\}|\*\*|[~^])+",
    re.IGNORECASE,
)
"""Tags and marks that say how letters look, or when they are sung: what stands before and behind one is one
word."""
_may_begin = among("<[{*~^")
"""Says which characters one of these begins with."""
_may_stand = among('&\\<"')
"""Says which characters an entity begins with."""

Reading = Callable[[str, Sequence[Span]], str]
"""What a text is read as, given what of it is hidden: `written`, `as_plain`, `visible`."""


@lru_cache(maxsize=256)
def character(entity: str) -> str:
    """What an entity stands for; nothing, if it is none, or one that is left as it is written."""
    if entity[0] == "\\":
        if entity[1] != "u":
            return _BLANKS.get(entity, entity[1:])
        return _unless_letter(json.loads(f'"{entity}"'))
    if entity[0] in '<"':
        return "\n"
    from html import unescape  # whose table takes longer to load than most searches take

    return _unless_letter(unescape(entity))


def stands_for(escape: str) -> str:
    """As `character`, of what may be an escape of JSON."""
    return character(escape) if _WRITTEN.fullmatch(escape) else ""


def _unless_letter(char: str) -> str:
    if len(char) != 1 or char == HIDDEN or (is_solid(char) and not HAN_RUN.match(char)):
        return ""
    return char


def tails(text: str) -> Iterator[Span]:
    """What of each entity of HTML in a text is hidden."""
    for match in _ENTITY.finditer(text):
        if character(match[0]):
            yield match.start() + 1, match.end()


def as_read(text: str, hidden: Iterable[Span]) -> str:
    """A text, as long as before, with the character of each entity in the place where it begins. `hidden`:
    the hidden spans, sorted; they may begin before the text and end behind it."""
    if not any(mark in text for mark in '&\\<"'):
        return text
    pieces: list[str] = []
    place = 0
    for start, end in hidden:
        if start > place and (char := _begun(text[start - 1 : end])[0]):
            pieces += (text[place : start - 1], char)
            place = start
    return "".join([*pieces, text[place:]])


def written(text: str, _: Sequence[Span]) -> str:
    """A text as it is written."""
    return text


def as_plain(text: str, hidden: Sequence[Span]) -> str:
    """What of a text a reader sees, and the addresses that it names: they are hidden, but stand there."""
    return visible(text, list(_unnamed(text, hidden)))


def _unnamed(text: str, hidden: Iterable[Span]) -> Iterator[Span]:
    """What is hidden and no address."""
    for start, end in hidden:
        behind = max(0, start)
        if start > 0 and (begun := _begun(text[start - 1 : end]))[0]:
            behind = start - 1 + begun[1]
        address = _ADDRESS.match(text, behind, max(0, end))
        if address is not None:
            yield start, behind
            start = address.end()
        yield start, end


def visible(text: str, hidden: Sequence[Span]) -> str:
    """What of a text a reader sees; `hidden` as for `as_read`."""
    read, kept, place = as_read(text, hidden), [], 0
    for start, end in hidden:
        kept.append(read[place : max(place, start)])
        place = max(place, end)
    return "".join([*kept, read[place:]])


def stand_in(masked: CodePoints, codes: CodePoints, hidden: npt.NDArray[np.int64]) -> None:
    """As `as_read`, of the folded and masked code points of a text, in place: the rest of each entity is
    skipped. `codes` are those that are written."""
    before = hidden[(hidden[:, 0] > 0) & (hidden[:, 0] <= len(codes))]
    begun = codes[before[:, 0] - 1]
    for start, end in before[_may_stand(begun)].tolist():
        char, size = _begun(from_codes(codes[start - 1 : end]))
        if char:
            masked[start - 1] = ord(fold_char(char))
            masked[start : start - 1 + size] = ord(SKIPPED)


def pass_over(masked: CodePoints, codes: CodePoints, hidden: npt.NDArray[np.int64]) -> None:
    """Skips the tags and marks that part no words, in place; its arguments are those of `stand_in`."""
    inside = hidden[hidden[:, 0] < len(codes)]
    marks = inside[_may_begin(codes[inside[:, 0]])].tolist()
    text = from_codes(codes) if marks else ""
    for start, end in marks:
        if _WITHIN_WORDS.fullmatch(text, start, end):
            masked[start:end] = ord(SKIPPED)


def _begun(text: str) -> tuple[str, int]:
    """What the entity stands for that a text begins with, and how many characters it is written with."""
    match = _WRITTEN.match(text)
    return (character(match[0]), match.end()) if match else ("", 0)
