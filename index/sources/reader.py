"""One file → one document, with its digest and what was amiss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from index.model import Cue, Document, Failure, Kind, Metadata, Section, Span
from index.sources import org
from index.sources.bylines import read_bylines
from index.sources.canvas import read_canvas
from index.sources.clippings import read_clippings
from index.sources.dates import day_in_name
from index.sources.decode import Decoded, decode
from index.sources.files import DEFAULT_LIMIT, Raw, digest, load
from index.sources.front_matter import FrontMatter, split
from index.sources.kinds import kind_of, suffix_of
from index.sources.links import hosts, with_publisher
from index.sources.markdown import markup
from index.sources.metadata import bad_dates, distinct, metadata_of
from index.sources.properties import properties
from index.sources.subtitles import are_subtitles, read_subtitles
from index.sources.titles import lead_of, plain_line, title_of
from index.sources.transcript import read_transcript
from index.text.entities import visible
from index.text.language import language
from index.text.spans import apart, merged


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file."""

    document: Document
    digest: str
    """Of the file's bytes, as `digest` makes it: equal if and only if the contents are."""
    failures: tuple[Failure, ...] = ()
    """What is amiss though the text is searchable; `skipped` is False in each."""
    settled: bool = True
    """As `Raw` has it."""


def read(path: Path, root: Path, limit: int = DEFAULT_LIMIT) -> Reading:
    """The document in the file at `path`, found under `root`; who indexes it gives it an id.

    The text is the whole decoded file; every span in the document is sorted, disjoint and within it. The
    file is opened once and read once. Raises `UnreadableFile` as `load` and `decode` do, and nothing else
    whatever the file holds.
    """
    raw = load(path, limit)
    decoded = decode(raw.data)
    front = split(decoded.text)
    document = _document(path, root, raw, decoded, front)
    return Reading(document, digest(raw.data), tuple(_failures(path, decoded, front)), raw.settled)


def read_text(source: Path | bytes, limit: int = DEFAULT_LIMIT) -> str:
    """The text of a file, or of its bytes, exactly as `read` decodes it. Raises what that raises."""
    return decode(source if isinstance(source, bytes) else load(source, limit).data).text


class _Content(NamedTuple):
    """What of a document is told by its kind."""

    metadata: Metadata
    hidden: tuple[Span, ...]
    cues: tuple[Cue, ...]
    asides: tuple[Span, ...] = ()
    lead: str = ""
    sections: tuple[Section, ...] = ()


def _document(path: Path, root: Path, raw: Raw, decoded: Decoded, front: FrontMatter) -> Document:
    text, kind = decoded.text, kind_of(path.name)
    if kind is Kind.TEXT and are_subtitles(text, front.body):
        kind = Kind.SUBTITLES
    metadata, hidden, cues, asides, lead, sections = _content(text, front, path, kind)
    if not (metadata.dated or sections):
        metadata = replace(metadata, created=day_in_name(path.stem))
    return Document(
        id="",
        path=path,
        root=root,
        kind=kind,
        metadata=metadata,
        text=text,
        body_start=front.body,
        encoding=decoded.encoding,
        hidden=hidden,
        asides=asides,
        cues=cues,
        sections=sections,
        hosts=with_publisher(hosts(text, hidden, metadata.url), metadata),
        lead=lead,
        language=language(visible(text, hidden) if kind.framed else text),
        size=raw.size,
        modified=raw.modified,
    )


def _completed(metadata: Metadata, values: Mapping[str, Any]) -> Metadata:
    """The metadata with these values in the fields that are empty."""
    return replace(metadata, **{name: value for name, value in values.items() if not getattr(metadata, name)})


def _content(text: str, front: FrontMatter, path: Path, kind: Kind) -> _Content:
    match kind:
        case Kind.SUBTITLES:
            return _subtitles(text, front, path)
        case Kind.CANVAS:
            return _canvas(text, path)
    return _text(text, front, path, kind)


def _canvas(text: str, path: Path) -> _Content:
    """It is called by its file's name."""
    hidden, asides, tags, lead = read_canvas(text)
    return _Content(Metadata(_name(path), tags=tags), hidden, (), asides, lead)


def _subtitles(text: str, front: FrontMatter, path: Path) -> _Content:
    """Rows have no heading: the title is the front matter's, the tags', or the file's name."""
    timed = read_subtitles(text, suffix_of(path.name), front.body)
    metadata = metadata_of(front.values, lambda: plain_line(timed.title) or _name(path))
    if timed.author:
        metadata = _completed(metadata, {"authors": (timed.author,)})
    return _Content(metadata, timed.hidden, timed.cues, timed.asides)


def _text(text: str, front: FrontMatter, path: Path, kind: Kind) -> _Content:
    """What no front matter says, the first lines may say, and the file's name."""
    own, body = properties(text, front.body) if kind is Kind.MARKDOWN else ({}, front.body)
    (hidden, notes, tags), rows = markup(text, front.body, kind), read_transcript(text, front.body)
    clippings = read_clippings(text, front.body)
    if suffix_of(path.name) == org.SUFFIX:
        own, tags = org.keywords(text), tuple(org.heading_tags(text))
    head = text[: rows.begins][: clippings.begins]  # what is said in a row is no title
    said = read_bylines(head, body, kind)
    metadata = metadata_of(
        {**own, **front.values},
        lambda: said.values.get("title") or title_of(head, said.body, kind) or _name(path),
    )
    metadata, lead = _completed(metadata, said.values), ""
    if metadata.title == _name(path):
        start = rows.cues[0].start if rows.cues else body
        lead = lead_of(head, said.body, kind) or lead_of(text, start, kind)
    if tags:
        metadata = replace(metadata, tags=distinct((*metadata.tags, *tags)))
    hidden = merged((*hidden, *clippings.hidden)) if clippings.hidden else hidden
    asides = tuple(apart(merged((*notes, *rows.asides, *clippings.asides)), hidden))
    return _Content(metadata, hidden, rows.cues, asides, lead, clippings.sections)


def _name(path: Path) -> str:
    """The file's name without its suffix, fit to be shown even where it is no valid UTF-8."""
    name = path.stem or path.name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _failures(path: Path, decoded: Decoded, front: FrontMatter) -> list[Failure]:
    failures = []
    if decoded.replaced:
        detail = f"{decoded.replaced:,} characters could not be read as {decoded.encoding}."
        failures.append(Failure(path, "encoding", detail, skipped=False))
    if front.problem:
        failures.append(Failure(path, "front-matter", front.problem, skipped=False))
    failures += (Failure(path, "date", entry, skipped=False) for entry in bad_dates(front.values))
    return failures
