"""Records: what is known of a document as JSON, everything except what lies in arrays: its text, what of it
is hidden or an aside, and where its passages begin."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from hashlib import blake2b
from itertools import starmap
from pathlib import Path
from typing import Any, NamedTuple

from index.model import Cue, Document, Failure, Kind, Metadata, Section

APART = frozenset({"text", "hidden", "asides"})
"""Fields of a document that its record leaves out."""

UNSETTLED = -1
"""In place of its size, of a file that may be written again without another size and modification time: it
is like no file that is met, so the next pass reads it again."""

_DOCUMENT_FIELDS = tuple(field.name for field in fields(Document) if field.name not in APART)
_METADATA_FIELDS = tuple(field.name for field in fields(Metadata))
_CUE_FIELDS = tuple(field.name for field in fields(Cue))
_SECTION_FIELDS = tuple(field.name for field in fields(Section))


@dataclass(frozen=True, slots=True)
class Record:
    """What the index takes of a document beside its text."""

    document: Document
    """Without its text, which is stored apart."""
    digest: str
    """Of the file's bytes."""
    length: int
    """Characters of the text."""
    starts: tuple[int, ...]
    """Where each passage begins, in characters."""
    failures: tuple[Failure, ...] = ()
    """What was amiss when the file was read."""
    settled: bool = True
    """Whether the file cannot be written again without another size or modification time."""

    @property
    def size(self) -> int:
        """Of the file, in bytes, as it is compared with."""
        return self.document.size if self.settled else UNSETTLED


class FileState(NamedTuple):
    """What of a record tells whether a file is as it was; there is one for every file of a library, so it is
    made of what is stored as it stands."""

    path: str
    root: str
    size: int
    modified: int
    digest: str
    amiss: list[list[str]]
    """The codes and details of its failures."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        return tuple(Failure(Path(self.path), code, detail, skipped=False) for code, detail in self.amiss)


def document_id(path: Path, digest: str) -> str:
    """The id of one state of one file: it changes with the path and with the content."""
    return f"{path_id(path)}{digest[:16]}"


def path_id(path: Path | str) -> str:
    """What the ids of all states of a file begin with."""
    return blake2b(os.fsencode(path), digest_size=8).hexdigest()


def dump(document: Document) -> str:
    """The document as JSON: its values in the order of their fields, and so those of its metadata, each cue
    and each section. Paths may hold bytes that are no UTF-8."""
    values = {name: getattr(document, name) for name in _DOCUMENT_FIELDS}
    values |= {
        "path": str(document.path),
        "root": str(document.root),
        "metadata": [getattr(document.metadata, name) for name in _METADATA_FIELDS],
        "cues": [[getattr(cue, name) for name in _CUE_FIELDS] for cue in document.cues],
        "sections": [[getattr(one, name) for name in _SECTION_FIELDS] for one in document.sections],
    }
    return json.dumps([*values.values()], default=str, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Document:
    """The document of a record, without its text and what of it is hidden or an aside.

    Raises ValueError or TypeError where the text is no record.
    """
    fields = dict(zip(_DOCUMENT_FIELDS, json.loads(text), strict=True))
    fields["path"], fields["root"] = Path(fields["path"]), _root(fields["root"])
    fields["kind"], fields["metadata"] = Kind(fields["kind"]), _metadata(fields["metadata"])
    fields["cues"] = tuple(starmap(Cue, fields["cues"]))
    fields["sections"] = tuple(map(_section, fields["sections"]))
    fields["hosts"] = tuple(fields["hosts"])
    return Document(**fields, text="")


def dump_state(record: Record) -> list[Any]:
    """What of a record tells whether its file has changed, as a JSON value; apart from it, since it is asked
    for of all files at once."""
    document = record.document
    failures = [[failure.code, failure.detail] for failure in record.failures]
    return [
        str(document.path), str(document.root), record.size, document.modified, record.digest, failures
    ]  # fmt: skip


def load_states(values: Sequence[list[Any]]) -> list[FileState]:
    """The reverse of `dump_state`, for many. Raises TypeError where one is none."""
    return list(starmap(FileState, values))


def _metadata(values: Sequence[Any]) -> Metadata:
    fields = dict(zip(_METADATA_FIELDS, values, strict=True))
    return Metadata(**fields | {name: _strings(fields[name]) for name in ("aliases", "authors", "tags")})


def _section(values: Sequence[Any]) -> Section:
    fields = dict(zip(_SECTION_FIELDS, values, strict=True))
    return Section(**fields | {"authors": _strings(fields["authors"])})


@cache
def _root(path: str) -> Path:
    """A root, which many documents share."""
    return Path(path)


def _strings(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(str, values))
