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
from typing import TYPE_CHECKING

from index.allocator import keep_freed
from index.collector import collector_paused
from index.errors import Cancelled, IndexBusy, IndexDamaged, IndexRemoved
from index.home import Home, resolve_roots
from index.lock import LOCK_SECONDS, LOOK_SECONDS
from index.model import (
    Count,
    Document,
    Facet,
    Hit,
    Progress,
    Relaxation,
    Results,
    Span,
    Status,
    SyncReport,
    Versions,
)
from index.order import Order
from index.search import Searcher
from index.sizes import byte_count
from index.sources import DEFAULT_LIMIT
from index.steps import finished
from index.store.cache import BoundedCache
from index.store.damage import damage_as_error
from index.store.opening import DAMAGED, IndexFolder
from index.store.snapshot import Snapshot
from index.sync import Memory, Past, Sync
from index.text.lexicon import Lexicon
from index.text.squeeze import Body
from index.text.words import ordinary, own_words

if TYPE_CHECKING:
    from index.checking import Checked, Quotation

KEPT_FOLDED = 1_000_000
"""Characters of documents that are kept as they are matched, for coming back to them."""

SIZE_LIMIT = "XUNJU_MAX_BYTES"
"""The environment variable that says from how many bytes on a file is skipped."""

OTHER_WORDS = "words"
"""Why an index is made anew, beside those of `index.store.opening`."""


class Library:
    """The documents below some folders, and their index. For one thread at a time."""

    def __init__(self, roots: tuple[Path, ...], home: Home, limit: int, lexicon: Lexicon) -> None:
        self.roots = roots
        self._lexicon = lexicon
        self._own_words = own_words(lexicon.words) if lexicon.words is not None else None
        self._home = home
        self.limit = limit
        """Bytes above which a file is skipped."""
        self._files = IndexFolder(home, roots)
        self.folder = self._files.path
        self._index = self._files.open()
        self.rebuilt = self._files.rebuilt
        """Why the index was made anew: `damaged`, `version`; empty where it was not."""
        self._memory = Memory()
        self._searcher: Searcher | None = None
        self._bodies: BoundedCache[tuple[str, str], Body] = BoundedCache(
            KEPT_FOLDED, lambda body: len(body.folded)
        )
        """By the id and the text of their documents."""

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

        Where `cancel` is set meanwhile, the old index stays and the report says so. While another process
        writes, that is waited for; where it takes longer than `LOCK_SECONDS`, IndexBusy is raised. Raises
        RootError and IndexWriteError as well.
        """
        return finished(self.sync_steps(cancel, rebuild=rebuild), progress)

    def sync_steps(
        self, cancel: Event | None = None, *, rebuild: bool = False
    ) -> Generator[Progress, None, SyncReport]:
        """As `sync`, in the caller's own time: yields progress and returns the report."""
        began = time.perf_counter()
        stop, due, renewed = cancel or Event(), time.monotonic() + LOCK_SECONDS, False
        while True:
            about, generation = self._files.about, self._files.generation
            if damaged := bool(about.get("damaged")):
                self.rebuilt = DAMAGED
            past, again, own = Past.of(about), rebuild or damaged, self._own_words
            sync = Sync(self._index, self.roots, self.limit, past, self._memory, rebuild=again, own=own)
            try:
                yield from sync.steps(stop)
                break
            except Cancelled:
                return SyncReport(cancelled=True, seconds=time.perf_counter() - began)
            except IndexBusy:
                if time.monotonic() >= due:
                    raise
                stop.wait(LOOK_SECONDS)
            except IndexDamaged:
                if renewed:
                    raise
                # One that another process has forgotten is not there any more, and is made as a new one.
                renewed, self.rebuilt = True, DAMAGED if self._files.there else ""
                self.close()
                self._index = self._files.renew(generation)
        self._note(sync)
        rebuilt = self.rebuilt or (OTHER_WORDS if sync.relearned else "")
        return replace(sync.report, rebuilt=rebuilt, seconds=time.perf_counter() - began)

    def warm(self) -> None:
        """Loads what the first search would have to wait for: the index, the tables, the dictionaries. What
        searches free is kept for the next one from then on."""
        keep_freed()
        ordinary("预热")
        for query in ("预热 warm", "~预热", "yureqi"):
            self.search(query)

    def search(
        self,
        query: str,
        limit: int = 50,
        stopped: Callable[[], bool] = bool,
        order: Order = Order.RELEVANCE,
    ) -> Results:
        """The first hits of a query in an order, over the newest state of the index. By relevance only those
        are looked for that may be among them; in any other order all there are, which takes as long as
        `count`.

        Any text is a query; see `Results.notes` for what was amiss with it. `stopped` is asked now and
        then: where it says so, Cancelled is raised. Raises IndexDamaged where the index cannot be read: a
        sync makes it anew.
        """
        with collector_paused(), self._reading() as searcher:
            return searcher.search(query, limit, stopped, order)

    def count(self, query: str, stopped: Callable[[], bool] = bool) -> Count:
        """How many hits a query has, all of them, and where they are from; see `search` for `stopped`."""
        with collector_paused(), self._reading() as searcher:
            return searcher.count(query, stopped)

    def facets(self, query: str, stopped: Callable[[], bool] = bool) -> Mapping[str, tuple[Facet, ...]]:
        """The values of each field over all hits of a query, as in `Count.facets`, to narrow it by. Of a
        field whose conditions are alternatives to each other, also those that these conditions leave out; see
        `search` for `stopped`."""
        with collector_paused(), self._reading() as searcher:
            return searcher.facets(query, stopped)

    def places(self, query: str) -> Mapping[Path, tuple[Span, ...]]:
        """Every place that the exact hits of a query light, by document: complete, sorted, none touching.

        Raises IndexDamaged.
        """
        with self._reading() as searcher:
            return searcher.places(query)

    def documents(self) -> Iterator[Document]:
        """Every document that is indexed, without its text, what of it is hidden, and its
        asides. Raises IndexDamaged."""
        with self._reading() as searcher:
            yield from searcher.snapshot.records()

    def document(self, id: str) -> Document:  # noqa: A002 - the facade's word for it
        """The document of a hit, whole, as it was when it was indexed.

        Raises UnknownDocument where it has changed or gone since.
        """
        with self._reading() as searcher:
            return searcher.snapshot.document(searcher.snapshot.head(id))

    def length(self, id: str) -> int:  # noqa: A002 - as above
        """Characters of a document's text, without reading it. Raises UnknownDocument."""
        with self._reading() as searcher:
            snapshot = searcher.snapshot
            head = snapshot.head(id)
            return int(snapshot.edges[head] - snapshot.starts[head])

    def matches(self, query: str, document: Document) -> tuple[Span, ...]:
        """Every place in a document that the query matches: sorted, disjoint, in bounds."""
        with self._reading() as searcher:
            return searcher.spans(query, self._body(document))

    def _body(self, document: Document) -> Body:
        """A document's text as it is matched, kept while matches of few others are asked for."""
        key = document.id, document.text
        return self._bodies.get(key, lambda _: Body.of(document.text, document.hidden, document.asides))

    def relaxations(self, query: str, stopped: Callable[[], bool] = bool) -> tuple[Relaxation, ...]:
        """Why a query finds so little: each demand without which it would find more, and how much; nothing
        for a query that finds enough. Each asks the index once more; see `search` for `stopped`."""
        with self._reading() as searcher:
            return searcher.relaxations(query, stopped)

    def versions(self, hits: Sequence[Hit], stopped: Callable[[], bool] = bool) -> Versions:
        """Which documents of these hits are versions of one work (only the first of them are compared), and
        which hits say the same; see `search` for `stopped`. Raises UnknownDocument where one has gone."""
        with self._reading() as searcher:
            return searcher.versions.among(hits, stopped)

    def counterpart(self, document: str, offset: int, other: str) -> int | None:
        """The offset in another document at which it says what stands at an offset of this one; None where
        it does not. Raises UnknownDocument where one has gone."""
        with self._reading() as searcher:
            return searcher.versions.counterpart(document, offset, other)

    def check(self, quotations: Iterable[Quotation], draft: Path | None, limit: int) -> Iterator[Checked]:
        """What becomes of each quotation, in order, one by one, with at most `limit` places. Where the draft
        itself is in the library, it is passed over. Raises IndexDamaged."""
        from index.checking import Checker

        with self._reading() as searcher:
            checker = Checker(searcher.snapshot, draft, limit)
            yield from map(checker.check, quotations)

    @property
    def synced(self) -> float | None:
        """Seconds since the epoch of the last sync; None before the first."""
        synced: float | None = self._files.about.get("synced")
        return synced

    def status(self) -> Status:
        """Where the index lives and what it holds."""
        about = self._files.about
        snapshot = self._current().snapshot
        return Status(
            roots=self.roots,
            folder=self.folder,
            bytes=self._home.size(self.roots),
            documents=snapshot.document_count,
            passages=snapshot.passage_count,
            characters=int(about.get("characters", 0)),
            synced=about.get("synced"),
            failures=Past.of(about).failures,
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
    def _reading(self) -> Iterator[Searcher]:
        """A searcher over the newest generation; leaves word for the next sync, whoever runs it, where the
        index cannot be read."""
        try:
            yield self._current()
        except IndexDamaged:
            self._files.tell_damage()
            raise

    def _current(self) -> Searcher:
        """A searcher over the newest generation; the last one is kept while it is that."""
        with damage_as_error():
            newest = self._index.latest_generation()
        if newest < 0:
            raise IndexRemoved
        if not self._searcher or self._searcher.snapshot.generation != newest:
            before = self._searcher.snapshot if self._searcher else None
            self._searcher = Searcher(Snapshot(self._index, before), self._lexicon.synonyms)
            if before:
                before.close()
        return self._searcher

    def _note(self, sync: Sync) -> None:
        """Keeps beside the index what a later `status` tells, and the next sync asks, unless it has gone."""
        report = sync.report
        with suppress(OSError, IndexDamaged):
            characters = self._files.about.get("characters")
            if report.added or report.changed or report.removed or characters is None:
                characters = self._current().snapshot.character_count
            self._files.tell({"synced": time.time(), "characters": characters, **sync.past.told()})


def _size_limit() -> int:
    return byte_count(os.environ.get(SIZE_LIMIT, "")) or DEFAULT_LIMIT
