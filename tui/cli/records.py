"""Answers as JSON: the names other programs rely on, explained in `docs/integrations/README.md`. Offsets are
characters of the decoded file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index import AuditReport, Checked, Hit, Metadata, Results


def hit_record(hit: Hit) -> dict[str, Any]:
    """One hit; its `snippet` is the row that is printed for it, with spans of its own."""
    from tui.snippet import LINE, snippet

    row, lit = snippet(hit, LINE)
    return {
        "path": str(hit.path),
        "line": hit.line,
        "column": hit.column,
        "offset": hit.offset,
        "end": hit.end,
        "time": hit.begins,
        "title": hit.title,
        "score": hit.score,
        "tier": hit.tier.value,
        "likeness": hit.likeness and hit.likeness.value,
        "snippet": row,
        "snippet_spans": [list(span) for span in lit],
        "text": hit.text,
        "text_offset": hit.text_offset,
        "spans": [list(span) for span in hit.spans],
        "metadata": metadata_record(hit.metadata),
    }


def metadata_record(metadata: Metadata) -> dict[str, Any]:
    """What a document says about itself; dates in ISO form, as precise as it has them, None for one that is
    missing."""
    return {
        "title": metadata.title,
        "aliases": list(metadata.aliases),
        "url": metadata.url,
        "authors": list(metadata.authors),
        "tags": list(metadata.tags),
        "published": metadata.published or None,
        "created": metadata.created or None,
        "downloaded": metadata.downloaded or None,
        "publisher": metadata.publisher,
        "description": metadata.description,
        "abstract": metadata.abstract,
        "extra": dict(metadata.extra),
    }


def answer_record(query: str, results: Results) -> dict[str, Any]:
    """The answer to one query of a batch; `total` is how many hits were found, `complete` whether
    these are all; `ms` is the time of the search in milliseconds."""
    return {
        "query": query,
        "total": results.total,
        "complete": results.complete,
        "ms": round(results.seconds * 1000, 3),
        "hits": [hit_record(hit) for hit in results],
    }


def checked_record(checked: Checked) -> dict[str, Any]:
    """One quotation of a draft; `changes` go from what stands in the library to what is quoted, and
    `more` is how many places there are beside those of `places`."""
    quotation = checked.quotation
    return {
        "quotation": quotation.text,
        "line": quotation.line,
        "column": quotation.column,
        "offset": quotation.start,
        "end": quotation.end,
        "verdict": checked.verdict.value,
        "other_forms": checked.forms,
        "other_marks": checked.marks,
        "scattered": checked.scattered,
        "places": [
            {
                "path": str(place.path),
                "title": place.title,
                "line": place.line,
                "column": place.column,
                "offset": place.start,
                "end": place.end,
                "text": place.text,
            }
            for place in checked.places
        ],
        "more": checked.more,
        "changes": [list(change) for change in checked.changes],
    }


def audit_record(report: AuditReport) -> dict[str, Any]:
    """What an audit found; `length` is null for bridged fragments, `recall` is a share of 1."""
    total = report.total
    return {
        "fragments": total.fragments,
        "places": total.places,
        "found": total.found,
        "missed": total.missed,
        "rows": [
            {
                "length": row.length,
                "fragments": row.fragments,
                "places": row.places,
                "found": row.found,
                "recall": row.recall,
            }
            for row in report.rows
        ],
        "misses": [
            {"fragment": miss.fragment, "path": str(miss.path), "line": miss.line, "column": miss.column}
            for miss in report.misses
        ],
        "seed": report.seed,
        "documents": report.documents,
        "characters": report.characters,
        "changed": report.changed,
        "unreadable": report.unreadable,
        "seconds": round(report.seconds, 3),
        "cancelled": report.cancelled,
    }
