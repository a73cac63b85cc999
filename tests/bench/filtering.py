"""How good the postings are as a filter: candidates against the passages that hold the fragment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from whoosh.index import FileIndex, open_dir

from index import Library
from index.search.fragments import Fragment, candidates
from index.search.matches import find
from index.search.windows import windows
from index.store.snapshot import Snapshot
from tests.bench.queries import FRAGMENTS, LATIN_FRAGMENTS, queries, texts_of
from tests.bench.tables import Table

QUERIES_A_KIND = 100

FIELDS = ("pairs", "words")


def measure(library: Library) -> Iterator[Table]:
    """Precision of the filter by kind of fragment, then the size of what it reads."""
    asked = queries(texts_of(library), QUERIES_A_KIND)
    index = open_dir(str(library.folder))
    snapshot = Snapshot(index)
    try:
        kinds = [kind for kind in (*FRAGMENTS, LATIN_FRAGMENTS) if kind in asked]
        rows = [(kind, *_precision(snapshot, asked[kind])) for kind in kinds]
    finally:
        snapshot.close()
    columns = ("kind", "queries", "candidates", "true hits", "precision", "worst query")
    yield Table("filter: passages that the postings give, and those that hold the fragment", columns, rows)
    yield Table("postings", ("field", "distinct terms", "postings"), [_size(index, name) for name in FIELDS])


def _precision(snapshot: Snapshot, asked: Sequence[str]) -> tuple[int, int, int, float, float]:
    """Queries, candidates and true hits of all, the share of the second in the first, and the least share."""
    counts = [_counts(snapshot, Fragment(query)) for query in asked]
    given, true = (sum(column) for column in zip(*counts, strict=True))
    return len(asked), given, true, true / given, min(hits / found for found, hits in counts if found)


def _counts(snapshot: Snapshot, fragment: Fragment) -> tuple[int, int]:
    """Passages that the postings give, and those of them in which the fragment begins.

    One that begins in the overlap belongs to the next passage, and counts against the filter.
    """
    given = candidates(snapshot, fragment)
    if not len(given):
        return 0, 0
    seen = windows(snapshot, given, 0, len(fragment.literal))
    starts = find(seen.body, fragment).starts
    return len(given), len(np.unique(seen.number(starts[seen.own(starts)])))


def _size(index: FileIndex, name: str) -> tuple[str, int, int]:
    with index.reader() as reader:
        frequencies = [info.doc_frequency() for _, info in reader.iter_field(name, b"")]
    return name, len(frequencies), sum(frequencies)
