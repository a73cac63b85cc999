"""Xunju's engine: a library of documents, kept in an index, searched by fragments and by words.

It knows no interface. Everything outside enters here.
"""

from index.errors import (
    Cancelled,
    HomeError,
    IndexBusy,
    IndexDamaged,
    IndexWriteError,
    RootError,
    UnknownDocument,
    UnreadableFile,
    XunjuError,
)
from index.home import Home
from index.library import Library
from index.model import (
    Cue,
    Document,
    Failure,
    Hit,
    Kind,
    Metadata,
    Note,
    Progress,
    Results,
    Span,
    Status,
    SyncReport,
    Tier,
)
from index.sources import read_text
from index.text.clauses import grow
from index.text.places import Place, locate

__all__ = [
    "Cancelled",
    "Cue",
    "Document",
    "Failure",
    "Hit",
    "Home",
    "HomeError",
    "IndexBusy",
    "IndexDamaged",
    "IndexWriteError",
    "Kind",
    "Library",
    "Metadata",
    "Note",
    "Place",
    "Progress",
    "Results",
    "RootError",
    "Span",
    "Status",
    "SyncReport",
    "Tier",
    "UnknownDocument",
    "UnreadableFile",
    "XunjuError",
    "grow",
    "locate",
    "read_text",
]
