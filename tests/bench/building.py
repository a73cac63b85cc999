"""What it takes to build an index and to keep it up, in time and in bytes."""

from __future__ import annotations

from collections.abc import Iterator

from index import Library
from tests.bench.queries import texts_of
from tests.bench.tables import Table


def measure(library: Library) -> Iterator[Table]:
    """Builds the index of a library that was never synced."""
    report = library.sync()
    again = library.sync()
    status = library.status()
    text_bytes = sum(len(text.encode("utf-8", "replace")) for text in texts_of(library))
    rows = (
        ("files", status.documents),
        ("characters", status.characters),
        ("passages", status.passages),
        ("build, scan to commit, s", report.seconds),
        ("characters a second", int(report.characters / report.seconds)),
        ("sync with nothing changed, s", again.seconds),
        ("index bytes / text bytes", status.bytes / text_bytes),
    )
    yield Table("building", ("what", "figure"), rows)
