"""Sentences: the stretch of a text around a match that says something by itself, to be read out and quoted.

The rule: it begins and ends where a reader would pause, whoever wrote the text; a match is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from index.text.clauses import SPEECH, clause_ends, sentence_ends, spoken_breaks
from index.text.extents import CLAUSE, MATCH, SENTENCE
from index.text.wraps import begins_again, wraps

if TYPE_CHECKING:
    from index.model import Span

REACH = 300
"""Characters on either side in which a pause is looked for; where there is none, the stretch ends there."""

LONGEST = 160
"""Characters of a sentence; a longer one is not quoted whole unless it is asked for."""

_LEAST = 40
"""Characters of a sentence without an end, to be worth quoting."""

_MARKS = re.compile(r"[，。！？；：、,.!?;:]")
_COLONS = frozenset("：:")
_WORD = re.compile(r"\w")
_BREAK = re.compile("\n")
_SAMPLE = 6_000


def sentence_around(text: str, span: Span, size: int = SENTENCE, part: Span | None = None) -> Span:
    """The stretch of this size around a match, without blanks at its ends.

    Up to the sentence it stays within the line, or the lines that it was broken into where these were full,
    and always within the part of the text that is given, which holds the match. A sentence longer than
    LONGEST, and speech without marks, has as many clauses as give 40 characters.
    """
    if size <= MATCH:
        return span
    part = part or (0, len(text))
    low, high = _line(text, span, part)
    clause = _between(_pauses(text, low, high), span, (low, high))
    if size > CLAUSE:
        whole = _between(list(sentence_ends(text, low, high)), span, (low, high))
        if whole[1] - whole[0] <= LONGEST:
            clause = whole
        else:
            while clause[1] - clause[0] < _LEAST and (wider := _widened(text, clause, (low, high))) != clause:
                clause = wider
    for _ in range(size - SENTENCE):
        clause = _widened(text, clause, part)
    return _trimmed(text, clause, span)


def _line(text: str, span: Span, part: Span) -> Span:
    """As much as is in reach of the line around a match, or of the lines that it goes on over, in a part."""
    low, high = max(part[0], span[0] - REACH), min(part[1], span[1] + REACH)
    ends = {match.start() for match in _BREAK.finditer(text, low, high)} - wraps(text, low, high)
    before = (place + 1 for place in ends if place < span[0])
    behind = (place for place in ends if place >= span[1])
    return max(before, default=low), min(behind, default=high)


def is_speech(text: str) -> bool:
    """Whether a text is speech that was written down without punctuation, as recognition does it."""
    solid = "".join(text[:_SAMPLE].split())
    return len(solid) > SPEECH and len(_MARKS.findall(solid)) * SPEECH < len(solid)


def _pauses(text: str, start: int, end: int) -> list[int]:
    """Where a reader would pause; at spoken markers, too, where there are hardly any marks."""
    joints = ((place, begins_again(text, place)) for place in wraps(text, start, end))
    going_on = {place for low, high in joints for place in range(low, high + 1)}
    ends = chain(sentence_ends(text, start, end), clause_ends(text, start, end))
    found = [place for place in ends if place not in going_on]
    if end - start > SPEECH * (len(found) + 1):
        found += spoken_breaks(text, start, end)
    return found


def _between(stops: Sequence[int], span: Span, bounds: Span) -> Span:
    """From the last stop before a match to the first one behind it."""
    left = max((stop for stop in stops if stop <= span[0]), default=bounds[0])
    right = min((stop for stop in stops if stop >= span[1]), default=bounds[1])
    return left, right


def _widened(text: str, stretch: Span, bounds: Span) -> Span:
    """A clause more on either side, within bounds."""
    start, end = stretch
    low, high = max(bounds[0], start - REACH), min(bounds[1], end + REACH)
    # A colon announces what is said behind it: nothing is parted there.
    stops = [place for place in _pauses(text, low, high) if text[place - 1] not in _COLONS]
    # Where no word is in between, the pause is the one that ends the stretch now, or the mark of a line.
    before = (stop for stop in stops if _WORD.search(text, stop, start))
    behind = (stop for stop in stops if _WORD.search(text, end, stop))
    return max(before, default=low), min(behind, default=high)


def _trimmed(text: str, stretch: Span, span: Span) -> Span:
    """Without blanks at its ends."""
    start, end = stretch
    while start < span[0] and text[start].isspace():
        start += 1
    while end > span[1] and text[end - 1].isspace():
        end -= 1
    return start, end
