"""The values that cross the facade: frozen, plain, and free of any library's types.

Every offset is a character offset in the decoded file; every span is a half-open pair of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import attrgetter, itemgetter
from pathlib import Path

from index.order import Order

Span = tuple[int, int]
"""Start and end, in characters, end excluded."""


class Kind(StrEnum):
    """The shape of a document, which decides how it is read."""

    MARKDOWN = "markdown"
    TEXT = "text"
    SUBTITLES = "subtitles"
    CANVAS = "canvas"

    @property
    def framed(self) -> bool:
        """Whether what is hidden is only how a program keeps what there is to read."""
        return self in (Kind.SUBTITLES, Kind.CANVAS)


class Tier(StrEnum):
    """How a hit was found. Declared best first: a later tier never outranks an earlier one."""

    EXACT = "exact"
    WORDS = "words"
    SOUND = "sound"
    FUZZY = "fuzzy"


class Likeness(StrEnum):
    """How a hit of the sound tier sounds like what was typed. Declared best first."""

    TONE = "tone"
    """Same syllables, same tones, other characters."""
    SYLLABLE = "syllable"
    """Same syllables."""
    PINYIN = "pinyin"
    """The syllables that were typed in Latin letters."""
    INITIALS = "initials"
    """The initials that were typed."""
    NEAR = "near"
    """Syllables that are taken for one another: zh z, ch c, sh s, n l, -ng -n."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself: in front matter, first lines, or by its file's name."""

    title: str
    """Never empty: front matter, first heading, a first line that may be one, or the name of the file."""
    url: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    published: str = ""
    """A date is in ISO form and as precise as the document says it: 2025-11-03, 2025-11, 2025; else empty."""
    created: str = ""
    downloaded: str = ""
    publisher: str = ""
    """The name of who published it: a newspaper, a site, an account, a house."""
    description: str = ""
    abstract: str = ""
    aliases: tuple[str, ...] = ()
    """What else it is called: it is looked for by these names, and shown by its title."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Front matter keys that have no field here, with JSON-like values."""

    @property
    def dated(self) -> str:
        """When it was published, else created, as precise as the document or its file's name says it."""
        return self.published or self.created

    @property
    def day(self) -> date | None:
        """The day that filters and sorting go by: the first one of that date."""
        return date.fromisoformat(self.dated + "0000-01-01"[len(self.dated) :]) if self.dated else None


@dataclass(frozen=True, slots=True)
class Cue:
    """One timed row of subtitles: its text's span and its times in seconds."""

    start: int
    end: int
    begins: float
    ends: float | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document that stands by itself, mostly from a source of its own."""

    start: int
    body: int
    """Where its text begins: behind the lines that say where it is from."""
    end: int
    title: str = ""
    """Of where it is from; empty where it is the document's own."""
    authors: tuple[str, ...] = ()
    day: str = ""
    """When it was taken from there, in ISO form; empty for unknown."""

    @property
    def source(self) -> Metadata:
        """What is said of where it is from; of what else the document says of itself nothing."""
        return Metadata(self.title, authors=self.authors, downloaded=self.day)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file as it was read when it was indexed."""

    id: str
    path: Path
    root: Path
    kind: Kind
    metadata: Metadata
    text: str
    """The decoded file, every character of it, without a byte order mark."""
    body_start: int = 0
    """Where the body begins: behind the front matter, where there is one."""
    encoding: str = "utf-8"
    hidden: tuple[Span, ...] = ()
    """What is not body text (link targets, bare URLs, HTML tags, cue times): sorted, disjoint."""
    asides: tuple[Span, ...] = ()
    """Body text that a reader reads past (times of a transcript's rows, notes within a sentence): a sentence
    is found over it as over what is hidden. Sorted, disjoint, and none hidden."""
    cues: tuple[Cue, ...] = ()
    sections: tuple[Section, ...] = ()
    """Sorted, disjoint; what stands in none is the document's own."""
    hosts: tuple[str, ...] = ()
    """Host names of the source URL and of every link, lower case, without `www.`, and who published it."""
    lead: str = ""
    """How a text begins that is called by its file's name: it says first what it is about."""
    language: str = "other"
    """As `index.text.language` tells it: `zh-Hans`, `zh-Hant`, `zh`, `en`, `mixed`, `ja` or `other`."""
    size: int = 0
    """Bytes of the file when it was read; with `modified` it tells whether the file has changed."""
    modified: int = 0
    """Modification time of the file when it was read, in nanoseconds since the epoch."""

    @property
    def title(self) -> str:
        return self.metadata.title

    def section_of(self, place: int) -> Section | None:
        """The one that a place is in."""
        index = bisect_right(self.sections, place, key=attrgetter("start")) - 1
        return self.sections[index] if index >= 0 and place < self.sections[index].end else None

    def source_of(self, place: int) -> Metadata:
        """What is said of where the words at a place are from: whoever shows or quotes them asks this."""
        section = self.section_of(place)
        return section.source if section is not None and section.title else self.metadata

    def cue_of(self, span: Span) -> Cue | None:
        """The first timed row of a stretch, which may begin in front of it; else the one whose head it stands
        in, or the last one before."""
        index = bisect_right(self.cues, span[0], key=attrgetter("end"))
        last = index == len(self.cues)
        if last or (self.cues[index].start >= span[1] and not self._is_aside(span[0])):
            index -= 1
        return self.cues[index] if index >= 0 else None

    def _is_aside(self, place: int) -> bool:
        index = bisect_right(self.asides, place, key=itemgetter(1))
        return index < len(self.asides) and self.asides[index][0] <= place


@dataclass(frozen=True, slots=True)
class Hit:
    """One place to read: the matches on one line (or, for words, in one passage)."""

    document: str
    """The id of the document that holds it."""
    path: Path
    metadata: Metadata
    """Of where the match to go to is from: `Document.source_of` tells it."""
    tier: Tier
    score: float
    line: int
    """Line of the match to go to, from 1."""
    column: int
    """Column of the match to go to, in characters from 1."""
    text: str
    """The passage around the match, in its original characters."""
    text_offset: int
    """Where `text` begins in the file."""
    spans: tuple[Span, ...]
    """Matches in the file: sorted, disjoint, at least one."""
    hidden: tuple[Span, ...] = ()
    """What of `before`, `text` and `after` is not to be read, in the file: sorted, disjoint. A front matter
    block is, where a match stands in it, and when rows of a transcript are said, where none does."""
    focus: int = 0
    """Which of `spans` to go to: the first, or where most of what was asked for stands together."""
    likeness: Likeness | None = None
    """How a hit of the sound tier sounds."""
    begins: float | None = None
    """Where the match to go to is said in a recording, in seconds; None where the text has no times."""
    before: str = ""
    """What stands right before `text` in the file, cut short: a passage may begin close to a match."""
    after: str = ""
    """What stands right behind `text`, cut short."""
    sectioned: bool = False
    """Whether it stands in a section: then its text and what is beside it are of that section."""

    @property
    def offset(self) -> int:
        return self.spans[self.focus][0]

    @property
    def end(self) -> int:
        return self.spans[self.focus][1]

    @property
    def title(self) -> str:
        return self.metadata.title


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about a query, at a place in it."""

    code: str
    """A stable name: `unclosed-quote`, `only-operators`, `only-filters`, `empty-field`, `unknown-field`,
    `bad-date`, `bad-kind`, `bad-lang`, `date-word`, `too-long`, `too-many-parts`, `sound-short`."""
    start: int
    end: int
    detail: str = ""
    """A field, a number or the days of a date word (`2025-01-01..2025-12-31`), as the code has it."""


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one query: its first hits in an order, and how many there are in all."""

    query: str
    hits: tuple[Hit, ...] = ()
    totals: Mapping[Tier, int] = field(default_factory=dict)
    """Hits that have been found of each tier, whether they are in `hits` or not."""
    complete: bool = True
    """Whether `totals` are all there are; else `Library.count` counts them."""
    order: Order = Order.RELEVANCE
    """How `hits` are sorted."""
    limit: int | None = None
    """How many were asked for at most; None for all."""
    notes: tuple[Note, ...] = ()
    seconds: float = 0.0

    @property
    def total(self) -> int:
        return sum(self.totals.values())

    @property
    def cut(self) -> bool:
        """Whether more are known than were asked for."""
        return self.limit is not None and self.total > self.limit

    def __len__(self) -> int:
        return len(self.hits)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a field, and how many hits stand in documents that have it."""

    field: str
    """`kind`, `site`, `author`, `tag`, or `published` for the year."""
    value: str
    """Empty for documents without a value."""
    hits: int
    condition: str
    """What asks for this value, as a token of a query; empty for documents without one."""


@dataclass(frozen=True, slots=True)
class Count:
    """All the hits of a query, counted."""

    totals: Mapping[Tier, int] = field(default_factory=dict)
    facets: Mapping[str, tuple[Facet, ...]] = field(default_factory=dict)
    """By field: the most frequent value first, the empty one last; years from the newest on."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Which documents of some hits are versions of one work, and which hits are the same place in two."""

    groups: tuple[tuple[str, ...], ...] = ()
    """The ids of the documents of each work, in the order of the hits."""
    repeats: Mapping[int, int] = field(default_factory=dict)
    """By the number of a hit, the number of one before it that another version has at the same place."""

    def group(self, document: str) -> tuple[str, ...]:
        """The versions of a document, itself among them; alone where there are no others."""
        return next((group for group in self.groups if document in group), (document,))


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One demand less of a query, or one otherwise, and what that brings."""

    code: str
    """A stable name: `any-field`, `any-date`, `no-exclusion`, `no-part`, `unquoted`, `by-sound`,
    `as-written`, `in-title`."""
    detail: str
    """What goes, or what is asked for otherwise, as it was typed."""
    query: str
    """The query to ask instead."""
    gain: int
    """How many more hits that has: exact ones, and for `by-sound` those that sound alike."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, or was read with something amiss, and why."""

    path: Path
    code: str
    """A stable name: `gone`, `denied`, `loop`, `special`, `unreadable`, `too-large`, `binary`, `encoding`; of
    a folder that was to be searched `away`, of one whose disk is away `unmounted`; of what can be read all
    the same `encoding`, `front-matter`, `date`."""
    detail: str = ""
    skipped: bool = True
    """False where the text is searchable all the same."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync or an audit has come."""

    stage: str
    """Of a sync `scan`, `read`, `write` or `done`; of an audit `load` or `compare`."""
    done: int = 0
    """Files finished; while an audit compares, fragments."""
    total: int = 0
    """Files (or fragments) there are."""
    characters: int = 0
    """Characters read so far."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one sync did."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    characters: int = 0
    """Characters read."""
    seconds: float = 0.0
    failures: tuple[Failure, ...] = ()
    rebuilt: str = ""
    """Why the index was made anew: `damaged`, `version`, `words`; empty where it was not."""
    cancelled: bool = False

    @property
    def empty(self) -> bool:
        """Whether the folders hold nothing to read, and nothing that could not be read."""
        return not (self.added or self.changed or self.unchanged or self.failures or self.cancelled)


@dataclass(frozen=True, slots=True)
class Status:
    """Where an index lives and what it holds."""

    roots: tuple[Path, ...]
    folder: Path
    bytes: int
    documents: int
    passages: int
    characters: int
    synced: float | None
    """Seconds since the epoch of the last sync; None before the first."""
    failures: tuple[Failure, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the folders have been looked at and hold nothing that could be read."""
        return self.synced is not None and not self.documents
