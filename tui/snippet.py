"""Snippets: one row of a passage around a match, for lists and for the command line.

The rule: a snippet begins and ends where a reader would pause if that is near, and an ellipsis stands only
where it does not; pauses are the engine's. It stays in the paragraph of the match unless that is short, and
leaves out what is not body text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import index
from tui.cells import NO_START, cell_width, cut, harmless, widths, wrap

if TYPE_CHECKING:
    from index import Hit, Span

    Shown = tuple[str, tuple[Span, ...]]
    """A text as it is shown, and the matches in it."""

ELLIPSIS = "…"

LINE = 80
"""Cells of a snippet that no terminal gives a width."""

SPARE = 0.6
"""Share of one row that a paragraph may leave empty; a shorter one (a row of subtitles) is not alone."""

_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")

_BLANKS = re.compile(r"\s+")

_LINK_CLOSING = ("](", "][", "]{")
"""Behind the words of a link or of a stretch that something is said of."""
_WIKI_OPENING, _WIKI_CLOSING = re.compile(r"!?\[\[\Z"), re.compile(r"[^\[\]\n]*(\]\])")

_LOSSES = (0, 2, 5, 10, 20)
"""Cells a row that breaking a snippet into rows may cost, tried in turn until all of it is in view."""


def snippet_rows(hit: Hit, rows: int, width: int) -> list[Shown]:
    """A snippet in so many rows of at most `width` cells each; a short one leaves the last of them empty. A
    match shorter than half a row stands in one."""
    for loss in _LOSSES:
        text, spans = snippet(hit, max(1, width * rows - loss * (rows - 1)), rows)
        within = frozenset(place for start, behind in spans for place in range(start + 1, behind))
        starts = [*wrap(text, width, within), *[len(text)] * rows][:rows]
        end = starts[-1] + len(cut(text[starts[-1] :], width))
        if end == len(text):
            break
    return [
        (
            text[low:high],
            tuple((max(a, low) - low, min(b, high) - low) for a, b in spans if a < high and b > low),
        )
        for low, high in pairwise([*starts, end])
    ]


def snippet(hit: Hit, cells: int, rows: int = 1) -> Shown:
    """At most `cells` cells around the match to go to, for so many rows, and the matches in them.

    The text is harmless and without line breaks; runs of blanks are one blank, or none where a line is only
    broken between wide characters. Spans are characters of it.
    """
    spans = [(start - hit.text_offset, end - hit.text_offset) for start, end in hit.spans]
    hidden = [(start - hit.text_offset, end - hit.text_offset) for start, end in unread(hit)]
    low, high = _paragraph(hit.text, spans[hit.focus])
    if cell_width(hit.text[low:high]) < cells * (1 - SPARE / rows):
        low, high = 0, len(hit.text)
    return excerpt(
        hit.text[low:high],
        [(start - low, end - low) for start, end in spans],
        cells,
        [(max(0, start - low), end - low) for start, end in hidden if end > low],
        hit.focus,
    )


def excerpt(
    text: str, spans: Sequence[Span], cells: int, hidden: Sequence[Span] = (), focus: int = 0
) -> Shown:
    """As `snippet`, for any text with sorted spans of it, around the one that `focus` counts to."""
    edges = [_within(edge, text) for span in spans for edge in span]
    flat, moved = _flatten(index.as_read(text, hidden), unshown(text, hidden), edges)
    lit = list(zip(moved[::2], moved[1::2], strict=True))
    if cell_width(flat) <= cells:
        return flat, tuple(span for span in lit if span[0] < span[1])
    start, end, before, after = _window(flat, lit[focus], max(1, cells))
    shown = before + flat[start:end] + after
    shift = len(before) - start
    clipped = ((max(a, start) + shift, min(b, end) + shift) for a, b in lit)
    return shown, tuple((a, b) for a, b in clipped if a < b)


def unread(hit: Hit) -> list[Span]:
    """What of a hit's text and of what is beside it is not read, in the file, sorted: what `passed_over` has,
    and where lines are only broken."""
    begins = hit.text_offset - len(hit.before)
    seams = index.seams(hit.before + hit.text + hit.after)
    return sorted([*passed_over(hit), *((begins + start, begins + end) for start, end in seams)])


def passed_over(hit: Hit) -> list[Span]:
    """What of the same is hidden, sorted; and, but for subtitles and canvases and unless a match begins or
    ends there, what only says what a line is, which in rows that have times may say who speaks, and the marks
    of emphases and of wiki links."""
    text, begins = hit.before + hit.text + hit.after, hit.text_offset - len(hit.before)
    kind = index.kind_of(hit.path.name)
    if kind.framed:
        return list(hit.hidden)
    marks = [*index.line_marks(text, kind)] if hit.begins is None else []
    hidden = [(start - begins, end - begins) for start, end in hit.hidden]
    marks += index.paired_marks(text, hidden, kind)
    spans = ((begins + start, begins + end) for start, end in marks)
    return sorted([*hit.hidden, *(span for span in spans if not _meets(span, hit.spans))])


def _meets(stretch: Span, matches: Sequence[Span]) -> bool:
    """Whether a match begins or ends within a stretch."""
    low, high = stretch
    return any(low <= start < high or low < end <= high for start, end in matches)


def _within(offset: int, text: str) -> int:
    return min(max(0, offset), len(text))


def _paragraph(text: str, match: Span) -> Span:
    """The stretch between blank lines that holds a match."""
    low = max((blank.end() for blank in _BLANK_LINES.finditer(text, 0, max(0, match[0]))), default=0)
    behind = _BLANK_LINES.search(text, match[1])
    return low, behind.start() if behind else len(text)


def unshown(text: str, hidden: Sequence[Span]) -> list[Span]:
    """What is left out: hidden spans, and the brackets that a hidden link target closes or stands in;
    sorted."""
    spans = [*hidden]
    opened: set[int] = set()
    for start, end in hidden:
        before = _WIKI_OPENING.search(text, max(0, start - len("![[")), max(0, start))
        if before is not None and (behind := _WIKI_CLOSING.match(text, end)) is not None:
            spans += [before.span(), behind.span(1)]
        addressed = start > 0 and text.startswith("[", start - 1) and "](" in text[start:end]
        opening = start if addressed or text.startswith(_LINK_CLOSING, start, end) else 0
        while (opening := text.rfind("[", 0, opening)) in opened:
            pass  # it is that of a link in the words of this one
        if opening >= 0:
            opened.add(opening)
            spans.append((opening - text.startswith("![", max(0, opening - 1)), opening + 1))
    return sorted(spans)


def _flatten(text: str, dropped: Sequence[Span], offsets: Sequence[int]) -> tuple[str, list[int]]:
    """The text on one row without some stretches of it, and where each of some offsets has gone."""
    text = harmless(text)
    ends: dict[int, int] = {}
    for start, end in dropped:
        ends[start] = max(end, ends.get(start, 0))
    cuts = sorted({0, len(text), *offsets, *(min(edge, len(text)) for span in dropped for edge in span)})
    kept: list[str] = []
    length, blank, until = 0, True, 0
    moved = {0: 0}
    for low, high in pairwise(cuts):
        until = max(until, ends.get(low, 0))
        piece = _BLANKS.sub(" ", text[low:high]) if low >= until else ""
        if piece := piece.removeprefix(" ") if blank else piece:
            kept.append(piece)
            length, blank = length + len(piece), piece[-1] == " "
        moved[high] = length
    flat = "".join(kept).removesuffix(" ")
    return flat, [min(moved[offset], len(flat)) for offset in offsets]


def _window(flat: str, match: Span, cells: int) -> tuple[int, int, str, str]:
    """Start and end of what is shown, and the ellipses before and behind it."""
    sums = [0, *accumulate(widths(flat))]
    start, end = match
    while 0 < start < len(flat) and sums[start + 1] == sums[start]:
        start -= 1
    room = max(0, cells - (sums[end] - sums[start]))
    behind = sums[-1] - sums[end]
    if room < 2 * len(ELLIPSIS):
        return start, bisect_right(sums, sums[start] + cells) - 1, "", ""
    low, before = _left(flat, sums, start, max(room // 3, room - behind))
    high, after = _right(flat, sums, low, end, cells - len(before))
    # A pause on the right may have left room that the left can use.
    low, before = _left(flat, sums, start, cells - len(after) - (sums[high] - sums[start]))
    return low, high, before, after


def _left(flat: str, sums: list[int], match: int, budget: int) -> tuple[int, str]:
    """Where to begin, at most `budget` cells before the match."""
    low = bisect_left(sums, sums[match] - budget)
    if low == 0:
        return 0, ""
    if rests := _rests(flat, low, match):
        return _past_blank(flat, rests[0], match), ""
    low = bisect_left(sums, sums[match] - max(0, budget - 1))
    while low < match and (in_word(flat, low) or sums[low + 1] == sums[low]):
        low += 1
    return _past_blank(flat, low, match), ELLIPSIS if budget > 0 else ""


def _right(flat: str, sums: list[int], low: int, match_end: int, room: int) -> tuple[int, str]:
    """Where to end, at most `room` cells behind `low`: at the last pause if that wastes less than a third."""
    high = bisect_right(sums, sums[low] + room) - 1
    if high >= len(flat):
        return len(flat), ""
    least = bisect_left(sums, sums[low] + room * 2 // 3)
    if rests := _rests(flat, max(match_end, least, low + 1), high):
        return rests[-1] - (flat[rests[-1] - 1] == " "), ""
    high = max(low, bisect_right(sums, sums[low] + room - 1) - 1)
    end = high
    while end > max(match_end, least) and in_word(flat, end):
        end -= 1
    if in_word(flat, end):
        end = high
    if end > match_end and flat[end - 1] == " ":
        end -= 1
    return end, ELLIPSIS


def _rests(flat: str, start: int, end: int) -> list[int]:
    """Where a clause ends between two offsets, and what follows may begin a row."""
    if start > end:
        return []
    return [place for place in index.pauses(flat, start, end) if flat[place : place + 1] not in NO_START]


def in_word(text: str, place: int) -> bool:
    """Whether a place is inside a Latin word or a number."""
    around = text[place - 1 : place + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


def _past_blank(flat: str, place: int, limit: int) -> int:
    return place + 1 if place < limit and flat[place] == " " else place
