"""Transcripts: a text whose rows say when they are said, and mostly who says them, as what recognises speech
exports them, or as they are pasted from beside a video.

The rule: it is one where it goes on from its beginning in time and has as much to read as was said
meanwhile. So no schedule is, no diary and no list of chapters, whose times stay what they are: text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from index.model import Cue, Document, Span
from index.sources.speakers import NUMBERED, Speakers, numbered
from index.text.spans import untouched, within

FEWEST = 3
"""Rows of a transcript."""

SLOWEST = 1.0
"""Characters a second: what is spoken more slowly is not spoken."""

MOST_BACK = 0.1
"""Of the rows: so many may begin before the row before, as of two who speak at once."""

_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d\d(?:[.,]\d{1,3})?(?!:?\d)"
_TIME = (
    rf"(?P<opened>[*_`\[(（【<]{{1,6}})?(?<![\d:])(?P<begins>{_CLOCK})"
    rf"(?:[ \t]*(?:--?>|[-–—~～至到])[ \t]*(?P<ends>{_CLOCK}))?(?P<closed>[*_`\])）】>]{{0,6}})"
)
_ROW = re.compile(
    r"^[^\w\n]{0,16}?(?:(?P<who>[^\W\d][^\d\n，。！？；：、,;!?:]{0,30}?\d{0,3}[*_`\])）】]{0,4})"
    rf"(?P<between>[ \t]*[-–—|]?[ \t]*))?{_TIME}(?P<behind>[ \t]*[:：]?[ \t]*)",
    re.MULTILINE,
)
"""The head of a row: a time, or somebody and a time."""

_HEAD = re.compile(
    rf"[^\w\n]*+(?:{NUMBERED}[^\w\n]*+)?{_CLOCK}(?:[^\w\n]*+{_CLOCK})?[^\w\n]*+(?:{NUMBERED}[^\w\n]*+)?"
)
"""What is read past of it."""

_BESIDE = " \t\r\n:：])）】"
"""What may stand behind a time that is behind somebody; else it parts two words."""
_BEGINNING = re.compile(r"0(?<![\d:]0)0{0,2}:\d\d")
"""How a time is written that is less than an hour behind the beginning, or a minute where it has no hours."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """Its rows, as those of subtitles, and what of their heads is read past, sorted and disjoint."""

    cues: tuple[Cue, ...] = ()
    asides: tuple[Span, ...] = ()
    begins: int | None = None
    """Where the first row does."""


class _Row(NamedTuple):
    """Where its line begins, what of it is read past, and its times in seconds."""

    start: int
    aside: Span
    begins: float
    ends: float | None


def read_transcript(text: str, body: int = 0) -> Transcript:
    """The rows of a text behind offset `body`; none where it is no transcript. The time is linear in the
    text's length."""
    beginning = _BEGINNING.search(text, body)
    rows = list(_rows(text, text.rfind("\n", body, beginning.start()) + 1 or body)) if beginning else []
    if not _is_said(rows):
        return Transcript()
    ends = (*(row.start for row in rows[1:]), len(text))
    cues = (_cue(text, row, end) for row, end in zip(rows, ends, strict=True))
    return Transcript(tuple(filter(None, cues)), tuple(row.aside for row in rows), rows[0].start)


def unsaid(document: Document, stretch: Span | None = None, matches: Sequence[Span] = ()) -> tuple[Span, ...]:
    """What only says how and when rows are said, of a document or what a stretch has of it: of subtitles, and
    of a canvas, what is hidden, of a transcript the asides in the heads of its rows, but those in which a
    match begins or ends, of any other text nothing."""
    stretch = stretch or (0, len(document.text))
    if document.kind.framed:
        return tuple(within(document.hidden, stretch))
    if not document.cues:
        return ()
    asides = within(document.asides, stretch)
    return tuple(span for span in untouched(asides, matches) if is_head(document.text, *span))


def is_head(text: str, start: int, end: int) -> bool:
    """Whether an aside of a transcript stands in the head of a row."""
    return _HEAD.fullmatch(text, start, end) is not None


def _rows(text: str, body: int) -> Iterator[_Row]:
    """From the first one on that is of the beginning."""
    speakers = Speakers()
    begun = False
    for head in _ROW.finditer(text, body):
        begun = begun or head["begins"].lstrip("0").startswith(":")
        if begun and (head["who"] is None or _heads_row(text, head)):
            aside, ends = _aside(text, head, speakers), head["ends"]
            yield _Row(head.start(), aside, seconds(head["begins"]), seconds(ends) if ends else None)


def _heads_row(text: str, head: re.Match[str]) -> bool:
    """Whether a time behind some words says when they are said who are named by them: at the end of its line,
    before a colon, or behind a number."""
    ends = head["behind"].strip() or text[head.end() : head.end() + 1] in "\r\n"
    return bool(ends) or numbered(head["who"])


def _aside(text: str, head: re.Match[str], speakers: Speakers) -> Span:
    """The time with what is around it, and the speaker, where nobody else has spoken since."""
    opened = len(head["opened"] or "")
    start = head.start("begins") - opened
    if head["who"] is not None:
        if speakers.turn(head["who"]):
            return head.start(), head.end()
        end = min(head.end("closed"), head.start("closed") + opened)
        glued = text[end : end + 1].strip(_BESIDE)
        return (start if glued else head.start("between")), end
    end = head.end()
    if len(head["closed"]) > opened:  # some of it is of what is said
        end = head.start("closed") + opened
    line = text.find("\n", end)
    return start, speakers.again(text, end, line if line >= 0 else len(text))


def _is_said(rows: Sequence[_Row]) -> bool:
    """Whether they are those of a transcript."""
    if len(rows) < FEWEST:
        return False
    begins = [row.begins for row in rows]
    back = sum(later < earlier for earlier, later in pairwise(begins))
    read = rows[-1].start - rows[0].start - sum(end - start for _, (start, end), *_ in rows[:-1])
    lasts = max(begins) - min(begins)
    return back <= MOST_BACK * len(rows) and 0 < lasts * SLOWEST <= read


def _cue(text: str, row: _Row, end: int) -> Cue | None:
    """What is said in a row that ends there, from its speaker on; none where it is nothing."""
    low, high = row.aside
    start = next(chain(_seen(text, row.start, low), _seen(text, high, end)), end)
    while end > start and text[end - 1].isspace():
        end -= 1
    return Cue(start, end, row.begins, row.ends) if start < end else None


def _seen(text: str, start: int, end: int) -> Iterator[int]:
    return (place for place in range(start, end) if not text[place].isspace())


def seconds(clock: str) -> float:
    """A time as a number."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
