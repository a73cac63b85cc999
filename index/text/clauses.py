"""Clauses: where a reader would pause. Real punctuation first, then spoken markers, then width.

Speech recognition writes no punctuation, but speakers begin clauses with a handful of words
(然后, 所以, 但是, …). Both kinds of pause are found by regular expressions on the original text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TITLES = (r"\bMr", r"\bMrs", r"\bMs", r"\bDr", r"\bProf", r"\bSt", r"\b[A-Z]")
"""What a name follows, which begins with a capital as a sentence does; an initial among it."""

_SHORT = (r"\bvs", r"\betc", r"\be\.g", r"\bi\.e", r"\ba\.m", r"\bp\.m", r"\bU\.S", r"\bNo", r"\bFig")
"""Other abbreviations: a capital behind one begins a sentence."""


def _behind(words: Iterable[str]) -> str:
    """Matches right behind the full stop of one of these."""
    return "(?:" + "|".join(rf"(?<={word}\.)" for word in words) + ")"


_CLOSING = "”’」』）)》〉】〕\\]"

SENTENCE_END = re.compile(
    rf"(?:[。！？…]|!(?![A-Za-z0-9\[])|\?(?![A-Za-z0-9]))+[{_CLOSING}*_~]*"
    r"|(?<=[\w”\"’')\]])\."
    rf"(?!(?<!U\.S\.){_behind(_TITLES)}\s+\w|{_behind(_SHORT)}\s+[a-z0-9])"
    r"[”’\"')\]]*(?=\s|$)"
)
"""The marks that end a sentence, with the closing quotes and brackets that belong to them; the full stop
behind an abbreviation is none where the sentence goes on."""

CLAUSE_END = re.compile(
    rf"(?:[，、；：]|[,;:](?![A-Za-z0-9,;:/]))+[{_CLOSING}]*"
    r"|(?<![A-Za-z0-9,\s])[^\S\n]++(?![A-Za-z0-9\n])"
    r"|(?<![A-Za-z0-9,])[^\S\n]*+\n\s*+|[^\S\n]*+\n\s*+(?![A-Za-z0-9])"
    r"|——"
)
"""The marks that end a clause; a blank beside a Latin word is none, nor is a line break between two, nor
the mark in 1,000 or 12:30."""

SPOKEN_MARKER = re.compile(
    "然后|所以|但是|不过|就是说|因为|而且|那么|如果|比如说|其实|包括|另外|于是|可是|同时|首先|接着|最后|"
    "當然|当然|然後|因為|如果說|那麼|其實|對吧|对吧|或者说"
)
"""Words that a spoken clause begins with."""

MARKERS_AFTER = frozenset({"对吧", "對吧"})
"""Of those, the words that a clause ends with."""

_CLOSED = re.compile(rf'("|\*+|_+|~+)[{_CLOSING}]*')
_LINE = 20_000
"""Characters of a line in which marks are counted that open and close alike."""

SPEECH = 75
"""Characters without a mark, on either side of where one is looked for, that tell unpunctuated speech."""


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets just behind each sentence of `text[start:end]`, and the mark that it closes with."""
    return (_closed(text, match.end()) for match in SENTENCE_END.finditer(text, start, end))


def clause_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets just behind each clause mark of `text[start:end]`, and the mark that closes there."""
    return (_closed(text, match.end()) for match in CLAUSE_END.finditer(text, start, end))


def _closed(text: str, end: int) -> int:
    """Behind a straight quotation mark, or one of emphasis, at an offset where it closes: opening and closing
    ones look alike, and take turns in a line."""
    closing = _CLOSED.match(text, end)
    if closing is None:
        return end
    low = max(0, end - _LINE)
    opened = text.count(closing[1], max(low, text.rfind("\n", low, end) + 1), end) % 2
    return closing.end() if opened else end


def spoken_breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets of `text[start:end]` where a spoken clause begins."""
    for match in SPOKEN_MARKER.finditer(text, start, end):
        yield match.end() if match[0] in MARKERS_AFTER else match.start()


def pauses(text: str, start: int, end: int) -> tuple[int, ...]:
    """The offsets from `start` to `end`, both included, at which a reader would pause: ascending.

    Behind the marks that end sentences and clauses; in speech written without any, at spoken markers.
    """
    low, high = max(0, start - SPEECH), min(len(text), end + SPEECH)
    found = {*sentence_ends(text, low, high), *clause_ends(text, low, high)}
    if not found:
        found = set(spoken_breaks(text, low, high))
    return tuple(sorted(place for place in found if start <= place <= end))
