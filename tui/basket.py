"""The basket: quotations gathered across searches, in a Markdown file of one's own.

The rule: it is a text like any other, and all that counts is what stands in it. What is put in goes to its
end at once and is safe from then on; an editor may do anything to it. What the program moves or removes are
entries, to the letter as they stand there, and only where the file is still what the user has seen; what it
did is undone only where nobody else has written since.
"""

from __future__ import annotations

import json
import os
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tui.locking import locked, write_all

NAME = "basket.md"
SOURCES = "basket.jsonl"
"""The file that tells where each quotation is from; the basket is whole without it."""

_OPENING = re.compile(r">|#{1,6}\s|#\+begin_quote", re.IGNORECASE)
"""What an entry begins with that is not known word for word."""

_STRAY = re.compile("[\udc80-\udcff]")
"""Bytes that are no text, as they are read."""


_UNDONE = 100
"""Changes that can be undone, one after the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A quotation and what its owner has written below it; all parts together are the text of the file."""

    quotation: str
    note: str = ""
    source: Path | None = None
    """The file it is from, where that is known."""
    before: str = ""
    between: str = ""
    after: str = ""
    """Blank lines before the quotation, before the note, and behind both."""
    foreword: bool = False
    """Whether it stands above the first quotation, and stays there: below one it would be its note."""

    @property
    def text(self) -> str:
        """As it stands in the file."""
        return "".join((self.before, self.quotation, self.between, self.note, self.after))

    def noted(self, note: str) -> Entry:
        """With another note, or with none."""
        note = note.strip()
        if _OPENING.match(note):
            note = "\\" + note  # or it would begin an entry
        between = (self.between or "\n\n") if note else ""
        return replace(self, note=note, between=between, after=self.after or "\n")


class Basket:
    """The file of one folder; without a folder nothing can be put in."""

    def __init__(self, folder: Path | None = None) -> None:
        self.path = folder / NAME if folder is not None else None
        self._sources = folder / SOURCES if folder is not None else None
        self._past: deque[str] = deque(maxlen=_UNDONE)
        """The text before each change made by this object, nobody else having written in between."""
        self._left = ""
        """The text that the last change left."""

    @property
    def undoable(self) -> bool:
        """Whether anything was done that `undo` might take back."""
        return bool(self._past)

    def text(self) -> str:
        """What is in it; empty where there is nothing yet. Raises OSError."""
        return _STRAY.sub("\ufffd", self._read())

    def entries(self) -> list[Entry]:
        """What is in it, entry by entry: their texts together are the file. Raises OSError."""
        return parted(self._read(), self._known())

    def add(self, quotation: str, source: Path | None = None) -> bool:
        """Put a quotation at the end, apart from what is before it by an empty line; several programs may do
        so at once. False where it is in there already, word for word. Raises OSError."""
        # As it will be read again: what is no text stands as a question mark.
        made = quotation.strip("\n").encode("utf-8", "replace").decode("utf-8")
        if self.path is None:
            raise FileNotFoundError
        with locked(self.path) as file:
            before = self._read()
            if f"\n\n{made}\n\n" in "\n\n" + before.strip("\n") + "\n\n":
                return False
            self._note_source(made, source)
            ends = len(before) - len(before.rstrip("\n"))
            gap = "\n" * max(0, 2 - ends) if before else ""
            write_all(file, f"{gap}{made}\n")
            self._did(before, f"{before}{gap}{made}\n")
        return True

    def change(self, before: Sequence[Entry], after: Sequence[Entry]) -> bool:
        """Put entries in the place of all there are, at once. False where the file holds others than `before`
        by now: then nothing happens. Raises OSError."""
        if self.path is None:
            raise FileNotFoundError
        with locked(self.path):
            if (held := self._read()) != "".join(entry.text for entry in before):
                return False
            self._write(changed := joined(after))
            self._did(held, changed)
        return True

    def undo(self) -> bool:
        """Take back the last change made by this object, a quotation that was put in included. False where
        there is none, or others have written since: then nothing happens, and what was done before can no
        longer be taken back, or theirs would be lost. Raises OSError."""
        if self.path is None or not self._past:
            return False
        with locked(self.path):
            if self._read() != self._left:
                self._past.clear()
                return False
            self._write(self._past[-1])
            self._left = self._past.pop()
        return True

    def export(self, path: Path) -> None:
        """Write what is in it into a file that is not there yet. Raises OSError."""
        with path.open("xb") as file:
            file.write(self._read().encode("utf-8", "surrogateescape"))

    def clear(self) -> None:
        """Empty it. Raises OSError."""
        for path in (self.path, self._sources):
            if path is not None:
                path.unlink(missing_ok=True)

    def _read(self) -> str:
        """The text of the file, each byte of it that is none included."""
        try:
            return self.path.read_bytes().decode("utf-8", "surrogateescape") if self.path is not None else ""
        except FileNotFoundError:
            return ""

    def _write(self, text: str) -> None:
        """Write the file anew. Whoever calls has locked it."""
        from index import write_private

        assert self.path is not None
        # Where the file is a link, what it leads to.
        write_private(self.path.resolve(), text.encode("utf-8", "surrogateescape"))

    def _did(self, before: str, left: str) -> None:
        """Note a change, to be undone."""
        if before != self._left:
            self._past.clear()
        self._past.append(before)
        self._left = left

    def _note_source(self, quotation: str, source: Path | None) -> None:
        if self._sources is not None and source is not None:
            line = json.dumps({"quotation": quotation, "source": os.fspath(source)})
            with locked(self._sources) as file:
                write_all(file, line + "\n")

    def _known(self) -> Mapping[str, Path]:
        """The quotations that were put in, and where they are from; damaged lines are passed over."""
        known = {}
        with suppress(OSError):
            rows = self._sources.read_text("utf-8", "replace").splitlines() if self._sources else []
            for row in rows:
                with suppress(ValueError, TypeError, KeyError):
                    said = json.loads(row)
                    known[str(said["quotation"])] = Path(said["source"])
        return known


def parted(text: str, known: Mapping[str, Path]) -> list[Entry]:
    """The entries of a text. One begins with a quotation that is known, word for word; else with what
    Markdown has for one, or for a heading; what stands below, up to the next one, is its note."""
    blocks = list(_blocks(text))
    sources = {
        tuple(quotation[slice(*block)] for block in _blocks(quotation)): quotation for quotation in known
    }
    sizes = sorted({len(one) for one in sources}, reverse=True)
    opened: list[tuple[int, int, Path | None]] = []
    number, foreword = 0, False
    while number < len(blocks):
        found = (tuple(text[slice(*block)] for block in blocks[number : number + size]) for size in sizes)
        whole = next((one for one in found if one in sources), None)
        start, end = blocks[number]
        if whole is not None:
            opened.append((start, blocks[number + len(whole) - 1][1], known[sources[whole]]))
        elif not opened or _OPENING.match(text, start):
            foreword |= not _OPENING.match(text, start)
            opened.append((start, end, None))
        number += len(whole) if whole is not None else 1
    entries = []
    for place, (start, end, source) in enumerate(opened):
        first = start if place else 0
        last = opened[place + 1][0] if place + 1 < len(opened) else len(text)
        rest = text[end:last]
        note = rest.strip()
        between, _, behind = rest.partition(note) if note else ("", "", rest)
        blank = text[first:start], between, behind
        entries.append(Entry(text[start:end], note, source, *blank, foreword=foreword and not place))
    return entries


def joined(entries: Sequence[Entry]) -> str:
    """The text of entries in this order, each apart from the next by an empty line at least."""
    text = ""
    for entry in entries:
        if text:
            breaks = text[len(text.rstrip()) :].count("\n")
            text += "\n" * max(0, 2 - breaks, not text.endswith("\n"))
        text += entry.text
    return text


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where lines stand together, without an empty one between them; their last line break left out."""
    start, place, end = -1, 0, 0
    for line in text.split("\n"):
        if line.strip():
            start = place if start < 0 else start
            end = place + len(line.rstrip("\r"))
        elif start >= 0:
            yield start, end
            start = -1
        place += len(line) + 1
    if start >= 0:
        yield start, end
