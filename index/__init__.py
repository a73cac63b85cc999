"""Xunju's engine: a library of documents, kept in an index, searched by fragments and by words.

It knows no interface. Everything outside enters here. All but the errors is imported when it is first asked
for, so that the first frame of an interface waits for nothing that it does not show.
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
from index.single import single_threaded

if TYPE_CHECKING:
    from index.allocator import give_back, share_one_heap
    from index.audit import Audit, AuditReport, AuditRow, Miss
    from index.checking.quotations import quotations
    from index.checking.verdicts import Checked, Quotation, QuotedPlace, Verdict
    from index.home import Home
    from index.library import Library
    from index.model import (
        Count,
        Cue,
        Document,
        Facet,
        Failure,
        Hit,
        Kind,
        Likeness,
        Metadata,
        Note,
        Progress,
        Relaxation,
        Results,
        Span,
        Status,
        SyncReport,
        Tier,
        Versions,
    )
    from index.order import Order
    from index.planning import state_of
    from index.private import write_private
    from index.query import Filter, asks_for, condition, conditions, toggled
    from index.sizes import byte_count
    from index.sources import SUFFIXES, read_text
    from index.sources.ignores import IGNORE_FILES, ignore_files_above
    from index.sources.kinds import kind_of
    from index.sources.linemarks import block_name, line_marks
    from index.sources.links import site_of
    from index.sources.paired import paired_marks
    from index.sources.transcript import unsaid
    from index.sources.walk import PASSED_OVER
    from index.sources.wording import wording
    from index.text.clauses import pauses
    from index.text.collation import collation_key
    from index.text.entities import as_plain, as_read
    from index.text.extents import SENTENCE
    from index.text.fold import fold
    from index.text.lexicon import Lexicon
    from index.text.places import Place, locate
    from index.text.sentences import is_speech, sentence_around
    from index.text.spelt import is_read_as
    from index.text.wraps import seams

_HOMES = {
    "Audit": "index.audit",
    "AuditReport": "index.audit",
    "AuditRow": "index.audit",
    "Checked": "index.checking.verdicts",
    "Quotation": "index.checking.verdicts",
    "QuotedPlace": "index.checking.verdicts",
    "Verdict": "index.checking.verdicts",
    "Filter": "index.query",
    "Home": "index.home",
    "IGNORE_FILES": "index.sources.ignores",
    "Lexicon": "index.text.lexicon",
    "Library": "index.library",
    "Miss": "index.audit",
    "Order": "index.order",
    "PASSED_OVER": "index.sources.walk",
    "Place": "index.text.places",
    "SENTENCE": "index.text.extents",
    "SUFFIXES": "index.sources.kinds",
    "as_plain": "index.text.entities",
    "as_read": "index.text.entities",
    "asks_for": "index.query",
    "block_name": "index.sources.linemarks",
    "byte_count": "index.sizes",
    "collation_key": "index.text.collation",
    "condition": "index.query",
    "conditions": "index.query",
    "fold": "index.text.fold",
    "give_back": "index.allocator",
    "ignore_files_above": "index.sources.ignores",
    "is_read_as": "index.text.spelt",
    "is_speech": "index.text.sentences",
    "kind_of": "index.sources.kinds",
    "line_marks": "index.sources.linemarks",
    "locate": "index.text.places",
    "paired_marks": "index.sources.paired",
    "pauses": "index.text.clauses",
    "quotations": "index.checking.quotations",
    "read_text": "index.sources",
    "seams": "index.text.wraps",
    "sentence_around": "index.text.sentences",
    "share_one_heap": "index.allocator",
    "site_of": "index.sources.links",
    "state_of": "index.planning",
    "toggled": "index.query",
    "unsaid": "index.sources.transcript",
    "wording": "index.sources.wording",
    "write_private": "index.private",
}
"""Where names are defined that are imported when they are first used; all others are values of the model."""

__all__ = [
    "IGNORE_FILES",
    "PASSED_OVER",
    "SENTENCE",
    "SUFFIXES",
    "Audit",
    "AuditReport",
    "AuditRow",
    "Cancelled",
    "Checked",
    "Count",
    "Cue",
    "Document",
    "Facet",
    "Failure",
    "Filter",
    "Hit",
    "Home",
    "HomeError",
    "IndexBusy",
    "IndexDamaged",
    "IndexWriteError",
    "Kind",
    "Lexicon",
    "Library",
    "Likeness",
    "Metadata",
    "Miss",
    "Note",
    "Order",
    "Place",
    "Progress",
    "Quotation",
    "QuotedPlace",
    "Relaxation",
    "Results",
    "RootError",
    "Span",
    "Status",
    "SyncReport",
    "Tier",
    "UnknownDocument",
    "UnreadableFile",
    "Verdict",
    "Versions",
    "XunjuError",
    "as_plain",
    "as_read",
    "asks_for",
    "block_name",
    "byte_count",
    "collation_key",
    "condition",
    "conditions",
    "fold",
    "give_back",
    "ignore_files_above",
    "is_read_as",
    "is_speech",
    "kind_of",
    "line_marks",
    "locate",
    "paired_marks",
    "pauses",
    "quotations",
    "read_text",
    "seams",
    "sentence_around",
    "share_one_heap",
    "site_of",
    "state_of",
    "toggled",
    "unsaid",
    "wording",
    "write_private",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    with single_threaded():
        value: object = getattr(import_module(_HOMES.get(name, "index.model")), name)
    globals()[name] = value
    return value
