"""The audit itself: what the library finds of each fragment, against where the judge says it stands."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from threading import Event

import numpy as np

from index.audit.plain_scan import Places, PlainScan
from index.audit.report import AuditReport, AuditRow, Miss
from index.audit.samples import Sample, samples
from index.errors import UnreadableFile
from index.library import Library
from index.model import Document, Progress
from index.sources import Found, read, walk
from index.steps import finished
from index.text.places import locate

MISSES_KEPT = 20
"""Misses that a report names."""

SETTLING = 2.0
"""Seconds by which a file must be older than the end of a sync to have been there for it."""


class Audit:
    """One comparison of a library's answers with its files. `steps` does the work."""

    def __init__(self, library: Library, count: int, seed: int) -> None:
        """`count` is how many fragments to check; the same seed takes the same ones from the same files."""
        self._library = library
        self._count = count
        self._seed = seed
        self._scan = PlainScan([])
        self._changed: set[Path] = set()
        self._unreadable = 0
        self._tally: dict[int | None, Counter[str]] = defaultdict(Counter)
        self._misses: list[Miss] = []

    def steps(self, cancel: Event | None = None) -> Generator[Progress, None, AuditReport]:
        """Reads the files, checks the fragments, yields progress and returns the report.

        Where `cancel` is set meanwhile, the report is of what was checked so far. A file that has changed
        since it was indexed is never counted as missed. Raises RootError, IndexDamaged.
        """
        began = time.perf_counter()
        cancel = cancel or Event()
        documents = yield from self._documents(cancel)
        self._scan = PlainScan(documents)
        for done, sample in enumerate(samples(self._scan, self._count, self._seed)):
            if cancel.is_set():
                break
            yield Progress("compare", done, self._count)
            self._check(sample)
        return self._report(time.perf_counter() - began, cancelled=cancel.is_set())

    def run(
        self, progress: Callable[[Progress], object] | None = None, cancel: Event | None = None
    ) -> AuditReport:
        """As `steps`, to the end; tells how far it has come."""
        return finished(self.steps(cancel), progress)

    def _documents(self, cancel: Event) -> Generator[Progress, None, list[Document]]:
        """The files as they are, those that are other than the index has them left out."""
        synced = self._library.status().synced
        indexed = {document.path: document for document in self._library.documents()}
        met = walk(self._library.roots, self._library.limit)
        files = [file for file in met if isinstance(file, Found)]
        documents = []
        for done, file in enumerate(files):
            if cancel.is_set():
                break
            yield Progress("load", done, len(files))
            try:
                document = read(file.path, file.root, limit=self._library.limit).document
            except UnreadableFile:
                self._unreadable += 1
                continue
            if _as_indexed(document, indexed.get(file.path), synced):
                documents.append(document)
            else:
                self._changed.add(file.path)
        self._changed |= indexed.keys() - {file.path for file in files}
        return documents

    def _check(self, sample: Sample) -> None:
        """Counts one fragment; what a file that has changed meanwhile holds is not counted."""
        missed = self._scan.unlit(sample.places, self._library.places(sample.typed))
        numbers = self._scan.numbers(missed)
        changed = [number for number in np.unique(numbers).tolist() if not self._unchanged(number)]
        excused = np.isin(numbers, changed)
        missed = missed[~excused]
        places = len(sample.places) - int(excused.sum())
        self._tally[sample.length].update(fragments=1, places=places, found=places - len(missed))
        room = MISSES_KEPT - len(self._misses)
        self._misses += (self._miss(sample, place) for place in missed[:room])

    def _unchanged(self, number: int) -> bool:
        document = self._scan.documents[number]
        if _same_file(document):
            return True
        self._changed.add(document.path)
        return False

    def _miss(self, sample: Sample, place: Places) -> Miss:
        number = int(self._scan.numbers(place[None, :])[0])
        document = self._scan.documents[number]
        where = locate(document.text, int(place[0]) - self._scan.start(number))
        return Miss(sample.typed, document.path, where.line, where.column)

    def _report(self, seconds: float, *, cancelled: bool) -> AuditReport:
        lengths = sorted(self._tally, key=lambda length: (length is None, length))
        return AuditReport(
            rows=tuple(AuditRow(length, **self._tally[length]) for length in lengths),
            misses=tuple(self._misses),
            seed=self._seed,
            documents=len(self._scan.documents),
            characters=sum(len(document.text) for document in self._scan.documents),
            changed=len(self._changed),
            unreadable=self._unreadable,
            seconds=seconds,
            cancelled=cancelled,
        )


def _as_indexed(document: Document, known: Document | None, synced: float | None) -> bool:
    """Whether the file is as the last sync must have seen it; one that it passed over is missed."""
    if known:
        return (document.size, document.modified) == (known.size, known.modified)
    with suppress(OSError):
        return synced is not None and document.path.stat().st_ctime + SETTLING <= synced
    return False


def _same_file(document: Document) -> bool:
    """Whether the file is still as it was read."""
    with suppress(OSError):
        status = document.path.stat()
        return (status.st_size, status.st_mtime_ns) == (document.size, document.modified)
    return False
