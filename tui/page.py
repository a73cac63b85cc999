"""A document made ready to be read: its lines, and the places in it that match a query.

The rule: every position is a character offset in the document's text. What holds no match is not laid out
where something better says it: front matter, which has a header instead, and of subtitles and transcripts
all that is not said, but for the times in the margin; nor is what nobody reads, the most of a long address.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

import index
from index import SENTENCE
from tui.cells import JOINERS

if TYPE_CHECKING:
    from index import Document, Metadata, Span

PIECE = 8_000
"""Characters of one line that are wrapped in one go; a longer line is laid out as several pieces."""

LONG_ADDRESS = 200
"""Characters of what is hidden from which on it is not laid out whole; a link is seldom as long."""

SHOWN_ADDRESS = 60
"""Characters that are laid out of it."""

UNSEEN = "\U000e0001"
"""Stands for each character within a row that is not laid out: it takes no cell, and no text has it."""

_SEAM = re.compile(r"[。！？!?；;，,、\s]")
_SEAM_REACH = 200
"""How far back from the end of a piece a place to part it is looked for."""


class Sheet:
    """A document and its lines: what is the same whatever is looked for in it, found out once."""

    def __init__(self, document: Document, unsaid: tuple[Span, ...] | None = None) -> None:
        """`unsaid`: what of the rows is not laid out; where it is not given, all that is not said."""
        self.document = document
        self.unsaid = index.unsaid(document) if unsaid is None else unsaid
        self._pieces: dict[int, list[Span]] = {}
        """By where they begin."""

    def showing(self, matches: Sequence[Span]) -> Sheet:
        """The sheet where all of these begin and end in what is laid out."""
        unsaid = index.unsaid(self.document, matches=matches)
        return self if unsaid == self.unsaid else Sheet(self.document, unsaid)

    @property
    def timed(self) -> bool:
        """Whether its rows have times rather than numbers."""
        return bool(self.document.cues)

    @property
    def rows(self) -> bool:
        """Whether not all of its lines are read: those of which nothing is laid out are none."""
        return self.timed or self.document.kind.framed

    @cached_property
    def lines(self) -> list[int]:
        """Where each line begins; an empty one after the last line break does not count."""
        text = self.document.text
        starts = [0, *(found.end() for found in re.finditer("\n", text))]
        if len(starts) > 1 and starts[-1] == len(text):
            starts.pop()
        return starts

    @cached_property
    def labels_width(self) -> int:
        """Cells of the longest label."""
        if self.timed:
            return len(clock(max(cue.begins for cue in self.document.cues)))
        return len(str(len(self.lines)))

    @cached_property
    def laid(self) -> str:
        """The text as it is laid out, as long as it is: of subtitles the characters that entities stand for,
        and `UNSEEN` in place of what is unsaid."""
        text, hidden = self.document.text, self.unsaid
        if not hidden:
            return text
        read, parts, place = index.as_read(text, hidden), [], 0
        for start, end in hidden:
            parts += [read[place:start], UNSEEN * (end - start)]
            place = end
        return "".join([*parts, read[place:]])

    @cached_property
    def spoken(self) -> str:
        """The text to look for sentences in, as long as it is: what is unsaid within a row is no word, and
        between rows it is nothing but line breaks."""
        text, parts, place = index.as_read(self.document.text, self.unsaid), ["\n"], 0
        for start, end in self.unsaid:
            parts.append(text[place:start])
            between = "\n" in text[start : end + 1] or "".join(parts[-2:]).endswith("\n")
            parts.append(("\n" if between else UNSEEN) * (end - start))
            place = end
        return "".join([*parts[1:], text[place:]])

    def pieces(self, begins: int) -> list[Span]:
        """What is laid out from an offset on, in order: lines, and the parts of every long one; never
        nothing."""
        if begins not in self._pieces:
            end = len(self.document.text)
            self._pieces[begins] = list(self._parted(begins)) or [(end, end)]
        return self._pieces[begins]

    def _parted(self, begins: int) -> Iterator[Span]:
        begun = False
        ends = [*self.lines[1:], len(self.document.text)]
        for start, end in zip(self.lines, ends, strict=True):
            # The blank lines behind front matter are left out with it; where rows are in a frame, the frame.
            if end <= begins or ((self.rows or (begins and not begun)) and self._is_bare(start, end)):
                continue
            begun, start = True, self._said(start, end)
            for low, high in self._rows(start, end):
                while high - low > PIECE:
                    seam = self._seam(low + PIECE)
                    yield low, seam
                    low = seam
                yield low, high

    def _rows(self, start: int, end: int) -> Iterator[Span]:
        """A line, or what it is broken into where that is how it is read, without what nobody reads."""
        begin = start
        for broken in re.finditer(r"\n(?!\Z)", self.laid[start:end]) if self.unsaid else ():
            yield start, begin + broken.end()
            start = begin + broken.end()
        if begin < start and self._is_bare(start, end):
            return
        if end - start <= LONG_ADDRESS:
            yield start, end
        else:
            yield from self._read(start, end)

    def _said(self, start: int, end: int) -> int:
        """Where a row begins that may have its time in front of it, which stands in the margin alone."""
        cues = self.document.cues
        index = bisect_left(cues, start, key=attrgetter("start"))
        if index < len(cues) and cues[index].start < end and self._is_bare(start, cues[index].start):
            return cues[index].start
        return start

    @cached_property
    def _addresses(self) -> list[Span]:
        """What is hidden, laid out and long, such as a picture within its own address."""
        spans = () if self.document.kind.framed else self.document.hidden
        return [(start, end) for start, end in spans if end - start > LONG_ADDRESS]

    def _read(self, start: int, end: int) -> Iterator[Span]:
        """What of a line anyone reads: of a long address its beginning."""
        text, addresses, low = self.document.text, self._addresses, start
        first, last = (bisect_left(addresses, edge, key=itemgetter(0)) for edge in (start, end))
        for left, right in addresses[first:last]:
            yield low, min(left + SHOWN_ADDRESS, end)
            low = right + text.startswith(")", right)
        if low == start or text[low:end].strip():
            yield low, end

    def _is_bare(self, start: int, end: int) -> bool:
        """Whether nothing but blanks stands between two offsets, besides what is unsaid."""
        text, hidden = self.document.text, self.unsaid
        index = bisect_right(hidden, start, key=itemgetter(1))
        while start < end:
            left, right = hidden[index] if index < len(hidden) else (end, end)
            if text[start : max(start, min(left, end))].strip():
                return False
            start, index = max(start, right), index + 1
        return True

    def _seam(self, edge: int) -> int:
        """A good place at or before `edge` to part a long line, never inside what joins two characters."""
        text = self.document.text
        for place in range(edge, edge - _SEAM_REACH, -1):
            if _SEAM.match(text[place - 1]):
                return place
        while text[edge] in JOINERS or text[edge - 1] in JOINERS:
            edge -= 1
        return edge


@dataclass(frozen=True)
class Page:
    """A document, and the places in it that match a query."""

    sheet: Sheet
    query: str
    matches: tuple[Span, ...]

    @property
    def document(self) -> Document:
        return self.sheet.document

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def lines(self) -> list[int]:
        """Where each line begins."""
        return self.sheet.lines

    @property
    def laid(self) -> str:
        """The text as it is laid out; see `Sheet.laid`."""
        return self.sheet.laid

    @property
    def spoken(self) -> str:
        """The text to look for sentences in; see `Sheet.spoken`."""
        return self.sheet.spoken

    def shown(self, start: int, end: int) -> str:
        """What of a stretch is laid out."""
        return self.laid[start:end].replace(UNSEEN, "")

    def offset_of(self, start: int, end: int, count: int) -> int:
        """Where the character of a stretch is before which so many of what is laid out stand; `end` where
        there are no more."""
        places = (place for place in range(start, end) if self.laid[place] != UNSEEN)
        return next(islice(places, max(0, count), None), end)

    @cached_property
    def begins(self) -> int:
        """Where what is laid out begins: behind the front matter, unless a match is in there."""
        front = self.document.body_start
        return 0 if self.matches and self.matches[0][0] < front else front

    @cached_property
    def pieces(self) -> list[Span]:
        """What is laid out, in order; see `Sheet.pieces`."""
        return self.sheet.pieces(self.begins)

    @property
    def timed(self) -> bool:
        """Whether its rows have times rather than numbers."""
        return self.sheet.timed

    @property
    def labels_width(self) -> int:
        """Cells of the longest label."""
        return self.sheet.labels_width

    def label(self, start: int, end: int) -> str:
        """When is said what begins between two offsets, or the number of the line that begins at the first;
        empty where nothing does, or where the row before has the same time."""
        if self.timed:
            cues = self.document.cues
            index = bisect_left(cues, start, key=attrgetter("start"))
            if index == len(cues) or cues[index].start >= end:
                return ""
            again = index > 0 and cues[index - 1].begins == cues[index].begins
            return "" if again else clock(cues[index].begins)
        index = bisect_left(self.lines, start)
        return str(index + 1) if index < len(self.lines) and self.lines[index] == start else ""

    def prepare(self) -> Page:
        """Do the work that need not happen where it is painted."""
        self.pieces, self.labels_width, self.laid, self.spoken  # noqa: B018
        return self

    def place_of(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, in characters from 1."""
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def sentence(self, span: Span, size: int = SENTENCE) -> Span:
        """What would be quoted around a stretch, as `index.sentence_around` has it: of front matter alone, of
        the text of one section, of what is above that, or of what of the body is in none."""
        document, sections = self.document, self.document.sections
        place = bisect_right(sections, span[0], key=attrgetter("start"))
        near = sections[max(0, place - 1) : place + 1]
        edges = {0, document.body_start, *(edge for one in near for edge in (one.start, one.body, one.end))}
        low = max(edge for edge in edges if edge <= span[0])
        high = min((edge for edge in edges if edge > span[0]), default=len(self.text))
        return index.sentence_around(self.spoken, span, size, (low, max(high, span[1])))

    def source_of(self, current: Sequence[Span]) -> Metadata:
        """Where the first of some stretches is from; of none, what the document says of itself."""
        return self.document.source_of(current[0][0]) if current else self.document.metadata

    def match_at(self, offset: int) -> int:
        """The index of the first match that ends after an offset; the last one where there is none."""
        index = bisect_right(self.matches, offset, key=lambda span: span[1])
        return min(index, len(self.matches) - 1)


def clock(seconds: float) -> str:
    """A time in a recording: 12:34, or 1:02:03."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
