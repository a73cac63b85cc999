"""The library: the facade's verbs over one index. What is below speaks in its own terms; this does not."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import TYPE_CHECKING, Any

from whoosh.index import _DEF_INDEX_NAME, TOC, FileIndex, clean_files
from whoosh.util.filelock import try_for

from index.collector import collector_paused
from index.errors import Cancelled, IndexBusy, IndexDamaged, IndexWriteError
from index.home import ABOUT, Home, read_json, resolve_roots, write_json
from index.model import (
    Count,
    Document,
    Facet,
    Failure,
    Hit,
    Progress,
    Relaxation,
    Results,
    Span,
    Status,
    SyncReport,
    Versions,
)
from index.search import Searcher
from index.sources import DEFAULT_LIMIT
from index.store.schema import FORMAT, make_schema
from index.store.snapshot import Snapshot, damage_as_error
from index.store.storage import IndexStorage
from index.sync import Past, Sync
from index.text.lexicon import Lexicon
from index.text.squeeze import Body
from index.text.words import ordinary, own_words

if TYPE_CHECKING:
    from index.checking import Checked, Quotation

SIZE_LIMIT = "XUNJU_MAX_BYTES"
"""The environment variable that says from how many bytes on a file is skipped."""

LOCK_SECONDS = 5.0
"""How long another process may write before an index is not made."""

DAMAGED = "damaged"
OTHER_VERSION = "version"
OTHER_WORDS = "words"
"""Why an index is made anew."""


class Library:
    """The documents below some folders, and their index. For one thread at a time."""

    def __init__(self, roots: tuple[Path, ...], home: Home, limit: int, lexicon: Lexicon) -> None:
        self.roots = roots
        self._lexicon = lexicon
        self._own_words = own_words(lexicon.words) if lexicon.words is not None else None
        self.rebuilt = ""
        """Why the index was made anew: `damaged`, `version`; empty where it was not."""
        self._home = home
        self.limit = limit
        """Bytes above which a file is skipped."""
        self.folder = home.prepare(roots)
        self._index = self._open_index()
        self._searcher: Searcher | None = None
        self._matched: tuple[Document, Body] | None = None
        """The document whose matches were asked for last."""

    @classmethod
    def open(
        cls,
        roots: Iterable[Path | str] | Path | str,
        home: Path | str | None = None,
        limit: int | None = None,
        lexicon: Lexicon | None = None,
    ) -> Library:
        """Opens the library of these folders; its index is made empty where there is none.

        `home` is where indexes live (see `Home`); `limit` is the size in bytes above which a file
        is skipped. An index cut by other words than `lexicon` has is asked as it was cut, until a sync makes
        it anew. A damaged index, or one of another version, is replaced by an empty one, and `rebuilt` says
        so. Raises RootError, HomeError, and where an index has to be made IndexWriteError and
        IndexBusy.
        """
        paths = [roots] if isinstance(roots, Path | str) else roots
        resolved = resolve_roots(paths)
        most = limit if limit is not None else _size_limit()
        return cls(resolved, Home(home), most, lexicon or Lexicon())

    def sync(
        self,
        progress: Callable[[Progress], None] | None = None,
        cancel: Event | None = None,
        *,
        rebuild: bool = False,
    ) -> SyncReport:
        """Brings the index up to date with the files, to the end; tells how far it has come.

        Where `cancel` is set meanwhile, the old index stays and the report says so. Raises
        RootError, IndexBusy, IndexWriteError.
        """
        steps = self.sync_steps(cancel, rebuild=rebuild)
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                report: SyncReport = end.value
                return report
            if progress:
                progress(step)

    def sync_steps(
        self, cancel: Event | None = None, *, rebuild: bool = False
    ) -> Generator[Progress, None, SyncReport]:
        """As `sync`, in the caller's own time: yields progress and returns the report."""
        began = time.perf_counter()
        about = read_json(self.folder / ABOUT)
        if about.get("damaged"):
            self.rebuilt, rebuild = DAMAGED, True
        renewed = False
        past = Past(about.get("mark", ""), _failures(about))
        while True:
            sync = Sync(self._index, self.roots, self.limit, past, rebuild=rebuild, own=self._own_words)
            try:
                yield from sync.steps(cancel or Event())
                break
            except Cancelled:
                return SyncReport(cancelled=True, seconds=time.perf_counter() - began)
            except IndexDamaged:
                if renewed:
                    raise
                renewed, self.rebuilt = True, DAMAGED
                self._renew()
        self._note(sync.report, sync.mark)
        rebuilt = self.rebuilt or (OTHER_WORDS if sync.relearned else "")
        return replace(sync.report, rebuilt=rebuilt, seconds=time.perf_counter() - began)

    def warm(self) -> None:
        """Loads what the first search would have to wait for: the index, the tables, the dictionaries."""
        ordinary("预热")
        for query in ("预热 warm", "~预热", "yureqi"):
            self.search(query)

    def search(self, query: str, limit: int = 50, stopped: Callable[[], bool] = bool) -> Results:
        """The best hits of a query, over the newest state of the index.

        Any text is a query; see `Results.notes` for what was amiss with it. `stopped` is asked now and
        then: where it says so, Cancelled is raised. Raises IndexDamaged where the index cannot be read: a
        sync makes it anew.
        """
        with self._noticing_damage(), collector_paused():
            return self._current().search(query, limit, stopped)

    def count(self, query: str, stopped: Callable[[], bool] = bool) -> Count:
        """How many hits a query has, all of them, and where they are from; see `search` for `stopped`."""
        with self._noticing_damage(), collector_paused():
            return self._current().count(query, stopped)

    def facets(self, query: str, stopped: Callable[[], bool] = bool) -> Mapping[str, tuple[Facet, ...]]:
        """The values of each field over all hits of a query, as in `Count.facets`, to narrow it by. Of a
        field whose conditions are alternatives to each other, also those that these conditions leave out; see
        `search` for `stopped`."""
        with self._noticing_damage(), collector_paused():
            return self._current().facets(query, stopped)

    def places(self, query: str) -> Mapping[Path, tuple[Span, ...]]:
        """Every place that the exact hits of a query light, by document: complete, sorted, none touching.

        Raises IndexDamaged.
        """
        with self._noticing_damage():
            return self._current().places(query)

    def documents(self) -> Iterator[Document]:
        """Every document that is indexed, without its text and what of it is hidden. Raises IndexDamaged."""
        with self._noticing_damage():
            for _, document in self._current().snapshot.records():
                yield document

    def document(self, id: str) -> Document:  # noqa: A002 - the facade's word for it
        """The document of a hit, whole, as it was when it was indexed.

        Raises UnknownDocument where it has changed or gone since.
        """
        with self._noticing_damage():
            snapshot = self._current().snapshot
            return snapshot.document(snapshot.head(id))

    def length(self, id: str) -> int:  # noqa: A002 - as above
        """Characters of a document's text, without reading it. Raises UnknownDocument."""
        with self._noticing_damage():
            snapshot = self._current().snapshot
            head = snapshot.head(id)
            return int(snapshot.edges[head] - snapshot.starts[head])

    def matches(self, query: str, document: Document) -> tuple[Span, ...]:
        """Every place in a document that the query matches: sorted, disjoint, in bounds."""
        with self._noticing_damage():
            return self._current().spans(query, self._body(document))

    def _body(self, document: Document) -> Body:
        """A document's text as it is matched; that of the document asked for last is kept."""
        kept = self._matched
        if kept is None or kept[0] is not document:
            kept = self._matched = document, Body.of(document.text, document.hidden)
        return kept[1]

    def relaxations(self, query: str, stopped: Callable[[], bool] = bool) -> tuple[Relaxation, ...]:
        """Why a query finds so little: each demand without which it would find more, and how much; nothing
        for a query that finds enough. Each asks the index once more; see `search` for `stopped`."""
        with self._noticing_damage():
            return self._current().relaxations(query, stopped)

    def versions(self, hits: Sequence[Hit], stopped: Callable[[], bool] = bool) -> Versions:
        """Which documents of these hits are versions of one work (only the first of them are compared), and
        which hits say the same; see `search` for `stopped`. Raises UnknownDocument where one has gone."""
        with self._noticing_damage():
            return self._current().versions.among(hits, stopped)

    def counterpart(self, document: str, offset: int, other: str) -> int | None:
        """The offset in another document at which it says what stands at an offset of this one; None where
        it does not. Raises UnknownDocument where one has gone."""
        with self._noticing_damage():
            return self._current().versions.counterpart(document, offset, other)

    def check(self, quotations: Iterable[Quotation], draft: Path | None = None) -> Iterator[Checked]:
        """What becomes of each quotation, in order, one by one. Where the draft itself is in the library, it
        is passed over. Raises IndexDamaged."""
        from index.checking import Checker

        with self._noticing_damage():
            checker = Checker(self._current().snapshot, draft)
            yield from map(checker.check, quotations)

    def status(self) -> Status:
        """Where the index lives and what it holds."""
        about = read_json(self.folder / ABOUT)
        snapshot = self._current().snapshot
        return Status(
            roots=self.roots,
            folder=self.folder,
            bytes=sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file()),
            documents=snapshot.document_count,
            passages=snapshot.passage_count,
            characters=int(about.get("characters", 0)),
            synced=about.get("synced"),
            failures=_failures(about),
        )

    def close(self) -> None:
        """Lets go of the files. The library is not used after."""
        if self._searcher:
            self._searcher.snapshot.close()
            self._searcher = None
        self._index.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _noticing_damage(self) -> Iterator[None]:
        """Leaves word for the next sync, whoever runs it, where the index cannot be read."""
        try:
            yield
        except IndexDamaged:
            about = read_json(self.folder / ABOUT)
            with suppress(OSError):
                self._write_about({**about, "damaged": True})
            raise

    def _current(self) -> Searcher:
        """A searcher over the newest generation; the last one is kept while it is that."""
        with damage_as_error():
            newest = self._index.latest_generation()
        if self._searcher and self._searcher.snapshot.generation != newest:
            self._searcher.snapshot.close()
            self._searcher = None
        if not self._searcher:
            self._searcher = Searcher(Snapshot(self._index), self._lexicon.synonyms)
        return self._searcher

    def _open_index(self) -> FileIndex:
        storage = IndexStorage(str(self.folder))
        generation = _latest_generation(storage)
        index = self._existing(storage)
        if index is None:
            with self._writing(storage):
                if _latest_generation(storage) != generation:  # another process was first
                    index = self._existing(storage)
                index = index or self._create(storage)
        return index

    def _existing(self, storage: IndexStorage) -> FileIndex | None:
        """The index that is there; None where there is none that can be used, and `rebuilt` says why."""
        about = read_json(self.folder / ABOUT)
        self.rebuilt = ""
        if about.get("format", FORMAT) != FORMAT:
            self.rebuilt = OTHER_VERSION
        elif about or _latest_generation(storage) >= 0:
            try:
                with damage_as_error():
                    index = _open_newest(storage)
                Snapshot(index).close()
                return index
            except IndexDamaged:
                self.rebuilt = DAMAGED
        return None

    def _renew(self) -> None:
        self.close()
        storage = IndexStorage(str(self.folder))
        with self._writing(storage):
            self._index = self._create(storage)

    @contextmanager
    def _writing(self, storage: IndexStorage) -> Iterator[None]:
        """No other process writes meanwhile. Raises IndexBusy where one does so for long."""
        lock = storage.lock(f"{_DEF_INDEX_NAME}_WRITELOCK")
        try:
            free = try_for(lock.acquire, timeout=LOCK_SECONDS)
        except OSError as error:
            raise self._unwritable(error) from error
        if not free:
            raise IndexBusy("another process is writing this index", self.folder)
        try:
            yield
        finally:
            lock.release()

    def _create(self, storage: IndexStorage) -> FileIndex:
        """An empty index in the place of whatever is there: a newer generation, as readers see it."""
        generation = _latest_generation(storage) + 1
        try:
            TOC(make_schema(), [], generation).write(storage, _DEF_INDEX_NAME)
            clean_files(storage, _DEF_INDEX_NAME, generation, [])
            self._write_about({"synced": None})
        except OSError as error:
            raise self._unwritable(error) from error
        return storage.open_index()

    def _unwritable(self, error: OSError) -> IndexWriteError:
        reason = error.strerror or error
        return IndexWriteError(f"The index in {self.folder} could not be written: {reason}.", self.folder)

    def _note(self, report: SyncReport, mark: str) -> None:
        """Keeps beside the index what a later `status` tells."""
        characters = read_json(self.folder / ABOUT).get("characters")
        if report.added or report.changed or report.removed or characters is None:
            characters = self._current().snapshot.character_count
        failures = [
            [os.fspath(failure.path), failure.code, failure.detail, failure.skipped]
            for failure in report.failures
        ]
        with suppress(OSError):
            self._write_about(
                {"synced": time.time(), "characters": characters, "failures": failures, "mark": mark}
            )

    def _write_about(self, values: dict[str, object]) -> None:
        roots = [str(root) for root in self.roots]
        write_json(self.folder / ABOUT, values | {"format": FORMAT, "roots": roots})


def _failures(about: Mapping[str, Any]) -> tuple[Failure, ...]:
    """What the last pass could not read, or not without something amiss."""
    return tuple(Failure(Path(path), *rest) for path, *rest in about.get("failures", []))


def _latest_generation(storage: IndexStorage) -> int:
    """The newest commit there is; -1 for none."""
    return int(TOC._latest_generation(storage, _DEF_INDEX_NAME))


def _open_newest(storage: IndexStorage) -> FileIndex:
    """The index as it is now, though a commit of another process may remove what has just been found."""
    while True:
        generation = _latest_generation(storage)
        try:
            return storage.open_index()
        except FileNotFoundError:
            if _latest_generation(storage) == generation:
                raise


def _size_limit() -> int:
    value = os.environ.get(SIZE_LIMIT, "")
    return int(value) if value.isdigit() else DEFAULT_LIMIT
