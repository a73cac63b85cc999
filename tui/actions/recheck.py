"""Looking again before a jump: a file may have changed since it was indexed.

The rule: the cursor goes to the sentence, not to the number; where the sentence is no more, that is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from tui.actions.location import Location, location
from tui.paths import absolute

if TYPE_CHECKING:
    from index import Document, Span

CONTEXTS = ((24, 24), (24, 6), (6, 24), (12, 12), (24, 0), (0, 24), (6, 6), (12, 0), (0, 12), (2, 2), (0, 0))
"""Characters before and behind a match that must still stand there, tried in turn."""

SEAM = 24
"""Characters beside a lost match that tell where it was."""


class Standing(StrEnum):
    """What became of a match since its file was indexed."""

    SAME = "same"
    MOVED = "moved"
    """The file has changed; the sentence was found again."""
    LOST = "lost"
    """The file has changed and the sentence is no longer in it."""
    GONE = "gone"
    """There is no file any more."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Jump:
    """Where to go. `location` is the nearest place that makes sense, whatever became of the match."""

    standing: Standing
    location: Location
    error: Exception | None = None
    """Why the file cannot be read."""


def recheck(document: Document, span: Span, read: Callable[[Path], str]) -> Jump:
    """Where the match at `span` of the document as indexed stands in the file as it is now.

    `read` decodes a file as the index does (`index.read_text`), and raises what that raises. Reads the file
    only if its size or time of change differs from the document's.
    """
    old = location(document.path, document.text, span[0])
    try:
        now = document.path.stat()
    except FileNotFoundError:
        return Jump(Standing.GONE, old)
    except OSError as error:
        return Jump(Standing.UNREADABLE, old, error)
    if (now.st_size, now.st_mtime_ns) == (document.size, document.modified):
        return Jump(Standing.SAME, old)
    from index import UnreadableFile

    try:
        text = read(document.path)
    except UnreadableFile as error:
        return Jump(Standing.GONE if error.code == "gone" else Standing.UNREADABLE, old, error)
    if text == document.text:
        return Jump(Standing.SAME, old)
    found = find_again(document.text, span, text)
    if found is not None:
        return Jump(Standing.MOVED, location(document.path, text, found))
    return Jump(Standing.LOST, _near(document, span, text, old))


def find_again(before: str, span: Span, now: str) -> int | None:
    """Offset in `now` of what stood at `span` of `before`: with the most context that agrees, and nearest."""
    start, end = span
    for ahead, behind in CONTEXTS:
        first = max(0, start - ahead)
        place = nearest(now, before[first : end + behind], first)
        if place is not None:
            return place + start - first
    return None


def nearest(text: str, part: str, offset: int) -> int | None:
    """Where `part` stands nearest to the offset; None if nowhere, or if it is empty."""
    if not part:
        return None
    after = text.find(part, offset)
    earlier = text.rfind(part, 0, max(0, offset + len(part) - 1))
    if after < 0 or earlier < 0:
        found = max(after, earlier)
        return found if found >= 0 else None
    return after if after - offset <= offset - earlier else earlier


def _near(document: Document, span: Span, text: str, old: Location) -> Location:
    """The seam where the lost sentence was: behind what stood before it, else before what stood behind it."""
    start, end = span
    before, behind = document.text[max(0, start - SEAM) : start], document.text[end : end + SEAM]
    if len(before) == SEAM and (place := nearest(text, before, start - SEAM)) is not None:
        return location(document.path, text, place + SEAM)
    if len(behind) == SEAM and (place := nearest(text, behind, end)) is not None:
        return location(document.path, text, place)
    return Location(absolute(document.path), line=min(old.line, text.count("\n") + 1))
