"""Timed rows: what is said is body, when and how it is shown is hidden, and so is what captions that roll up
show again. Who says it, by a tag for voices, is read past, and hidden where the same one goes on. A row whose
time cannot be read keeps its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

from index.model import Cue, Span
from index.text.entities import tails, visible
from index.text.spans import apart, merged

FLASH = 0.1
"""Seconds: a cue that is shown no longer says nothing that has not been said."""

MOST_AGAIN = 16
"""Rows that a cue shows again, at most."""

BEGINNING = 20
"""Lines in which a text that is subtitles has its first time."""

Times = tuple[float, float | None]
"""When a row begins and ends, in seconds."""

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIME_LINE = re.compile(rf"[ \t]*{_CLOCK}(?:[ \t]*--+>[ \t]*|(?<=\.\d\d\d),){_CLOCK}(?:[ \t].*)?", re.ASCII)
"""Of SubRip and WebVTT; with a comma between its times of what YouTube calls SubViewer."""
_NUMBER = re.compile(r"\s*\d{1,9}\s*", re.ASCII)
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
_TAG = re.compile(
    r"<rt>[^<>\n]*+</rt>|</?(?:i|b|u|s|c|v|lang|ruby|rt|font|span)(?:[.\s][^<>\n]*)?>|<[\d:.]{5,15}>"
    r"|(?<=<)br[ ]?/?>|\{\\[^{}\n]*\}|(?<=\\)(?<!:\\)(?-i:[Nh])",
    re.IGNORECASE | re.ASCII,
)
"""Among them `<br>` and `\\N`, which break a row, and `\\h`, a blank, as in files that were something else
before: see `index.text.entities`."""
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+(?P<name>[^\s<>][^<>]*)>")
"""The tag of WebVTT that says who speaks: a reader sees the name, in its brackets."""
_SQUARE = r"\[\d{1,4}:\d{1,2}(?:[.,:]\d{1,3}){0,2}\]"
_DIALOGUE = re.compile(
    rf"Dialogue:[^,]*,[ \t]*{_CLOCK}[ \t]*,[ \t]*{_CLOCK}[ \t]*,(?:[^,]*,){{6}}", re.IGNORECASE | re.ASCII
)
"""What stands before the text of a row of SubStation Alpha: nine fields, the second and third its times."""
_SCRIPT_TAG = re.compile(
    r"\{(?=[^{}]*\\p[1-9])[^{}]*+\}.*?(?:\{(?=[^{}]*\\p0)[^{}]*+\}|\Z)"
    rf"|(?<!\\)\{{[^{{}}]*+\}}|{_TAG.pattern}|(?<=\\)(?-i:[Nnh])",
    re.IGNORECASE | re.ASCII,
)
"""As `_TAG`; and all that is in braces, with a drawing that begins there up to where it ends."""
_STAMPS = re.compile(rf"[ \t]*(?:{_SQUARE}[ \t]*)+", re.ASCII)
_STAMP = re.compile(r"\[(?:(\d{1,4}):(?=\d+:\d+[.,\]]))?(\d{1,4}):(\d{1,2})(?:[.,:](\d{1,3}))?")
_SUNG_TAG = re.compile(rf"{_SQUARE}|{_TAG.pattern}", re.IGNORECASE | re.ASCII)
"""As `_TAG`; and times in square brackets."""
_LYRICS_TAG = re.compile(r"[ \t]*\[([A-Za-z#_]{1,12}):(.*)\][ \t]*", re.ASCII)
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")
"""A line with its break, which the last one may lack."""


@dataclass(frozen=True, slots=True)
class Subtitles:
    """The rows of a file, what of it is hidden or an aside, and what its tags say of itself."""

    cues: tuple[Cue, ...]
    hidden: tuple[Span, ...]
    asides: tuple[Span, ...] = ()
    title: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's place: `end` is where its text ends, `next` where the next line begins."""

    start: int
    end: int
    next: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()


class _Taken:
    """What lines that are taken in their order say, and what of them is hidden or says who speaks."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.hidden: list[Span] = []
        self._voices: list[Span] = []
        self._last = ""

    def hide(self, line: _Line) -> None:
        """All of a line, with its break."""
        self.hidden.append((line.start, line.next))

    def show(self, line: _Line, start: int, times: Times | None, tag: re.Pattern[str] = _TAG) -> None:
        """A line from `start` on, but for its tags and entities; it is a cue if it has times. Who speaks is
        seen where it was somebody else before."""
        row = line.text[start - line.start :]
        self.hidden.append((line.start, start))
        for low, high in _unsaid(row, tag):
            voice = _VOICE.fullmatch(row, low, high)
            if voice is not None and voice["name"] != self._last:
                self._last = voice["name"]
                self._voices.append((start + low, start + high))
                low, high = low + 1, voice.start("name")
            self.hidden.append((start + low, start + high))
        said = row.strip()
        if times is not None and said:
            begin = start + len(row) - len(row.lstrip())
            self.cues.append(Cue(begin, begin + len(said), *times))

    def subtitles(self, title: str = "", author: str = "") -> Subtitles:
        hidden = merged(self.hidden)
        return Subtitles(tuple(self.cues), hidden, tuple(apart(self._voices, hidden)), title, author)


def read_subtitles(text: str, suffix: str, body: int = 0) -> Subtitles:
    """The rows of an `.srt`, `.vtt`, `.sbv`, `.ass`, `.ssa` or `.lrc` text behind offset `body`.

    One `Cue` a row, with the times of its block; times in seconds. Cues are in the order of the file,
    their spans without the blanks around the row. Hidden spans and asides are sorted and disjoint.
    """
    lines = list(_lines(text, body))
    if suffix == ".lrc":
        return _lyrics(lines)
    return _script(lines) if suffix in (".ass", ".ssa") else _blocks(lines)


def are_subtitles(text: str, body: int = 0) -> bool:
    """Whether a text behind offset `body` begins as SubRip or WebVTT does, whatever its file is called."""
    lines = [line.text for line in islice(_lines(text, body), BEGINNING) if not line.blank]
    if lines and lines[0].startswith("WEBVTT"):
        return any(map(_TIME_LINE.fullmatch, lines))
    numbers = len(lines) > 1 and _NUMBER.fullmatch(lines[0]) is not None
    return len(lines) > numbers and _TIME_LINE.fullmatch(lines[numbers]) is not None


def _lines(text: str, at: int) -> Iterator[_Line]:
    for line in _LINE.finditer(text, at):
        content = line[0].rstrip("\r\n")
        yield _Line(line.start(), line.start() + len(content), line.end(), content)


def _blocks(lines: list[_Line]) -> Subtitles:
    """SubRip, WebVTT, SubViewer: a number or a name, a line with two times, then rows up to a blank line."""
    taken = _Taken()
    rows: list[tuple[_Line, Times | None]] = []
    times: Times | None = None
    at = _header(lines)
    for line in lines[:at]:
        taken.hide(line)
    while at < len(lines):
        line = lines[at]
        fresh = at == 0 or lines[at - 1].blank
        match = _TIME_LINE.fullmatch(line.text)
        if match is not None:
            times = _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])
            taken.hide(line)
        elif (fresh or _NUMBER.fullmatch(line.text)) and _time_line_follows(lines, at):
            times = None
            taken.hide(line)
        elif line.blank:
            if not _more_rows(lines, at):
                times = None
        elif fresh and _BLOCK.fullmatch(line.text):
            while at < len(lines) and not lines[at].blank:
                taken.hide(lines[at])
                at += 1
            continue
        else:
            rows.append((line, times))
        at += 1
    again = set(_shown_again(rows))
    for line, times in rows:
        if line in again:
            taken.hide(line)
        else:
            taken.show(line, line.start, times)
    return taken.subtitles()


def _shown_again(rows: list[tuple[_Line, Times | None]]) -> Iterator[_Line]:
    """The rows that a cue begins with as the one before has ended: those of captions that roll up, where more
    follows, or where the cue is only a flash."""
    before: list[_Line] = []
    for times, cue in groupby(rows, itemgetter(1)):
        lines = [line for line, _ in cue]
        flash = times is not None and times[1] is not None and times[1] - times[0] <= FLASH
        most = min(MOST_AGAIN, len(lines) if flash else len(lines) - 1)
        if before and most:  # in most files cues have one row
            last, said = list(map(_said, before)), list(map(_said, lines))
            common = (size for size in range(most, 0, -1) if last[-size:] == said[:size])
            yield from lines[: next(common, 0)]
        before = lines if times is not None else []


def _said(line: _Line) -> str:
    return visible(line.text, _unsaid(line.text)).strip()


def _header(lines: list[_Line]) -> int:
    """How many lines the header of WebVTT has."""
    if not lines or not lines[0].text.startswith("WEBVTT"):
        return 0
    for number, line in enumerate(lines):
        if line.blank or _TIME_LINE.fullmatch(line.text):
            return number
    return 1


def _time_line_follows(lines: list[_Line], at: int) -> bool:
    return at + 1 < len(lines) and _TIME_LINE.fullmatch(lines[at + 1].text) is not None


def _more_rows(lines: list[_Line], at: int) -> bool:
    """Whether a row follows the blank line at `at` that belongs to the same block: there is no other
    time it could have. Broken SubRip files have such blank lines."""
    return at + 1 < len(lines) and not lines[at + 1].blank and not _time_line_follows(lines, at + 1)


def _script(lines: list[_Line]) -> Subtitles:
    """SubStation Alpha: a line of dialogue is a row; styles, comments and drawings are how it is shown."""
    taken = _Taken()
    for line in lines:
        fields = _DIALOGUE.match(line.text)
        if fields is not None and _SCRIPT_TAG.sub("", line.text[fields.end() :]).strip():
            times = _seconds(*fields.groups()[:4]), _seconds(*fields.groups()[4:])
            taken.show(line, line.start + fields.end(), times, _SCRIPT_TAG)
        elif fields is None and line.text.startswith("Dialogue:"):
            taken.show(line, line.start, None, _SCRIPT_TAG)
        else:
            taken.hide(line)
    return taken.subtitles()


def _unsaid(row: str, tag: re.Pattern[str] = _TAG) -> list[Span]:
    """The tags of a row and what of its entities is hidden, sorted."""
    return sorted([*(match.span() for match in tag.finditer(row)), *tails(row)])


def _lyrics(lines: list[_Line]) -> Subtitles:
    """LRC: times in square brackets before a row, those of its words within it, and tags."""
    taken = _Taken()
    tags: dict[str, str] = {}
    for line in lines:
        stamps = _STAMPS.match(line.text)
        tag = _LYRICS_TAG.fullmatch(line.text) if stamps is None else None
        if stamps is not None:
            first = _STAMP.search(line.text)
            times = (_seconds(*first.groups()), None) if first is not None else None
            taken.show(line, line.start + stamps.end(), times, _SUNG_TAG)
        elif tag is not None:
            tags.setdefault(tag[1].lower(), tag[2].strip())
            taken.show(line, line.start + tag.start(2), None)
            taken.hidden.append((line.start + tag.end(2), line.end))
        else:
            taken.show(line, line.start, None)
    return taken.subtitles(tags.get("ti", ""), tags.get("ar", ""))


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    part = int(fraction) / 10 ** len(fraction) if fraction else 0.0
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + part
