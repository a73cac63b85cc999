"""Xunju's engine: a library of documents, kept in an index, searched by fragments and by words.

It knows no interface. Everything outside enters here. What needs the index's libraries is imported
when it is first asked for, so that the first frame of an interface does not wait for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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
from index.model import (
    AuditReport,
    AuditRow,
    Count,
    Cue,
    Document,
    Facet,
    Failure,
    Hit,
    Kind,
    Likeness,
    Metadata,
    Miss,
    Note,
    Progress,
    Relaxation,
    Results,
    Span,
    Status,
    SyncReport,
    Tier,
)
from index.text.clauses import pauses
from index.text.places import Place, locate

if TYPE_CHECKING:
    from index.audit import Audit
    from index.library import Library
    from index.sources import read_text
    from index.text.collation import collation_key
    from index.text.fold import fold

_LATE = {
    "Audit": "index.audit",
    "Library": "index.library",
    "collation_key": "index.text.collation",
    "fold": "index.text.fold",
    "read_text": "index.sources",
}
"""Names that are imported when they are first used, and where they are defined."""

__all__ = [
    "Audit",
    "AuditReport",
    "AuditRow",
    "Cancelled",
    "Count",
    "Cue",
    "Document",
    "Facet",
    "Failure",
    "Hit",
    "Home",
    "HomeError",
    "IndexBusy",
    "IndexDamaged",
    "IndexWriteError",
    "Kind",
    "Library",
    "Likeness",
    "Metadata",
    "Miss",
    "Note",
    "Place",
    "Progress",
    "Relaxation",
    "Results",
    "RootError",
    "Span",
    "Status",
    "SyncReport",
    "Tier",
    "UnknownDocument",
    "UnreadableFile",
    "XunjuError",
    "collation_key",
    "fold",
    "locate",
    "pauses",
    "read_text",
]


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_LATE[name]), name)
    globals()[name] = value
    return value
