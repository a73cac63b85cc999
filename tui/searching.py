"""The threads between the interface and the engine: what they find comes back as messages.

The rule: only the newest question is asked. One thread waits for it, answers, and posts; a question that
was overtaken while it waited is never asked, and an answer that was overtaken says so by the query it
carries. Searching goes before reading, so that hits are on the screen first; what nobody sees at once (hits
beyond the first, and how many there are) comes last, and gives way. Every way ends in a message.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from index import Cancelled
from tui.page import Page

if TYPE_CHECKING:
    from index import Document, Facet, Hit, Progress, Relaxation, Results, Span, Status, SyncReport, Versions
    from tui.engine import Engine

Post = Callable[[Message], object]

FIRST_HITS = 50
"""Hits that are found at once: more than a screen holds."""

FEW_HITS = 10
"""Exact hits below which it is asked what else might be typed."""

KEPT_DOCUMENTS = 4
"""Documents that are kept in memory for coming back to them."""

REST_SECONDS = 0.15
"""How long nothing is asked before the rest of the hits is found: the first ones are painted meanwhile."""

STOP_SECONDS = 0.5
"""How long quitting waits for a search that is under way."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The wish to read a document with the matches of a query lit."""

    query: str
    document: str


class Searcher:
    """One thread that searches and reads."""

    @dataclass
    class Relaxed(Message):
        """Other queries that find more than one that found few."""

        query: str
        relaxations: tuple[Relaxation, ...]

    @dataclass
    class Compared(Message):
        """Which documents of some hits are versions of one work."""

        hits: tuple[Hit, ...]
        versions: Versions

    @dataclass
    class Located(Message):
        """Where another version says what stands at a place of a document; None where it does not."""

        document: str
        other: str
        place: int | None
        length: int

    @dataclass
    class Faceted(Message):
        """Where all the hits of a query are from."""

        query: str
        facets: Mapping[str, tuple[Facet, ...]]

    @dataclass
    class Found(Message):
        query: str
        results: Results

    @dataclass
    class SearchFailed(Message):
        query: str
        error: Exception

    @dataclass
    class Opened(Message):
        reading: Reading
        page: Page

    @dataclass
    class OpenFailed(Message):
        reading: Reading
        error: Exception

    @dataclass
    class Counted(Message):
        """What the library holds."""

        status: Status
        rebuilt: str

    def __init__(self, engine: Engine, post: Post, limit: int) -> None:
        self._engine = engine
        self._post = post
        self._limit = limit
        self._wake = threading.Condition()
        self._query: str | None = None
        self._reading: Reading | None = None
        self._deeper: str | None = None
        """The query of which not all hits have been found."""
        self._comparing: tuple[Hit, ...] | None = None
        """Hits of which it is still to be found out which documents are versions of one work."""
        self._locating: tuple[str, Span, str] | None = None
        """A document, a place in it, and the version in which that is to be found."""
        self._few: str | None = None
        """A query that found few hits, for which it is still to be asked why."""
        self._narrowing: str | None = None
        """A query of which it is still to be counted where its hits are from."""
        self._facets_wanted = False
        """Whether that is to be counted of every query."""
        self._count = False
        self._working = False
        self._stopped = False
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._thread = threading.Thread(target=self._run, name="xunju-search", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def search(self, query: str) -> None:
        """Ask for the hits of a query instead of anything asked before."""
        with self._wake:
            self._forget()
            self._query = query
            self._wake.notify()

    def drop(self) -> None:
        """Ask for nothing any more."""
        with self._wake:
            self._forget()

    def _forget(self) -> None:
        self._query = self._reading = self._deeper = self._few = self._narrowing = None
        self._comparing = self._locating = None

    def want_facets(self, query: str) -> None:
        """Ask from now on where the hits of queries are from, first those of this one, where there is one."""
        with self._wake:
            self._facets_wanted, self._narrowing = True, query or None
            self._wake.notify()

    def want_no_facets(self) -> None:
        """Ask no longer where hits are from."""
        with self._wake:
            self._facets_wanted, self._narrowing = False, None

    def read(self, reading: Reading) -> None:
        """Ask for a page instead of any other page."""
        with self._wake:
            self._reading = reading
            self._wake.notify()

    def compare(self, document: str, span: Span, other: str) -> None:
        """Ask where another version says what stands at a place of a document."""
        with self._wake:
            self._locating = document, span, other
            self._wake.notify()

    def count(self) -> None:
        """Ask what the library holds; documents may have changed, so none is kept."""
        with self._wake:
            self._count = True
            self._wake.notify()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        with self._wake:
            return self._working or self._waiting()

    def stop(self) -> None:
        """End the thread; a search that takes long is left behind."""
        with self._wake:
            self._stopped = True
            self._wake.notify()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        while (work := self._next()) is not None:
            message = work()
            if message is not None and not self._stopped:
                self._post(message)
            with self._wake:
                self._working = False

    def _waiting(self) -> bool:
        return self._urgent() or self._lingering()

    def _lingering(self) -> bool:
        """Whether there is something to ask that nobody sees at once."""
        waiting = (self._deeper, self._comparing, self._few, self._narrowing)
        return any(one is not None for one in waiting)

    def _urgent(self) -> bool:
        asked = (self._query, self._reading, self._locating)
        return self._count or any(one is not None for one in asked)

    def _next(self) -> Callable[[], Message | None] | None:
        """The most urgent thing to do; waits for one, and is None at the end."""
        with self._wake:
            self._wake.wait_for(lambda: self._stopped or self._waiting())
            self._wake.wait_for(lambda: self._stopped or self._urgent(), REST_SECONDS)
            if self._stopped:
                return None
            self._working = True
            if self._count:
                self._documents.clear()
            if (query := self._query) is not None:
                self._query = None
                return lambda: self._search(query)
            if (reading := self._reading) is not None:
                self._reading = None
                return lambda: self._read(reading)
            if (locating := self._locating) is not None:
                self._locating = None
                return lambda: self._locate(*locating)
            if self._count:
                self._count = False
                return self._counted
            if (deeper := self._deeper) is not None:
                self._deeper = None
                return lambda: self._go_deeper(deeper)
            if (hits := self._comparing) is not None:
                self._comparing = None
                return lambda: self._compare(hits)
            if (narrowing := self._narrowing) is not None:
                self._narrowing = None
                return lambda: self._narrow(narrowing)
            few, self._few = self._few, None
            return lambda: self._relax(few) if few is not None else None

    def _search(self, query: str) -> Message:
        from index import Tier

        try:
            results = self._engine.search(query, min(FIRST_HITS, self._limit))
            if not results.complete or len(results) < results.total:
                with self._wake:
                    self._deeper = query if self._query is None else None
            if results.totals.get(Tier.EXACT, 0) < FEW_HITS:
                with self._wake:
                    self._few = query if self._query is None else None
            self._ask_for_versions(results)
            with self._wake:
                self._narrowing = query if self._facets_wanted and self._query is None else None
            return self.Found(query, results)
        except Exception as error:  # whatever happens there is told here, and the thread lives on
            return self.SearchFailed(query, error)

    def _go_deeper(self, query: str) -> Message | None:
        """The rest of the hits, and how many there are; what is asked meanwhile goes first."""
        try:
            results = self._engine.search(query, self._limit, self._interrupted)
            if not results.complete:
                count = self._engine.count(query, self._interrupted)
                results = replace(results, totals=count.totals, complete=True)
            self._ask_for_versions(results)
            return self.Found(query, results)
        except Cancelled:
            with self._wake:
                self._deeper = query if self._query is None else None
            return None
        except Exception as error:
            return self.SearchFailed(query, error)

    def _ask_for_versions(self, results: Results) -> None:
        with self._wake:
            several = len({hit.document for hit in results.hits}) > 1
            self._comparing = results.hits if several and self._query is None else None

    def _compare(self, hits: tuple[Hit, ...]) -> Message | None:
        """Which documents are versions of one work. Nobody waits for it, so nobody hears that it failed."""
        try:
            return self.Compared(hits, self._engine.versions(hits, self._interrupted))
        except Cancelled:
            with self._wake:
                self._comparing = hits if self._query is None else None
            return None
        except Exception:
            return None

    def _locate(self, document: str, span: Span, other: str) -> Message:
        try:
            place = self._engine.counterpart(document, span[0], other)
            return self.Located(document, other, place, span[1] - span[0])
        except Exception as error:
            return self.SearchFailed("", error)

    def _narrow(self, query: str) -> Message | None:
        """Where the hits are from. Nobody waits for it, so nobody hears that it failed."""
        try:
            return self.Faceted(query, self._engine.facets(query, self._interrupted))
        except Cancelled:
            with self._wake:
                self._narrowing = query if self._query is None else None
            return None
        except Exception:
            return None

    def _relax(self, query: str) -> Message | None:
        """What else to ask, where there are few hits. Nobody waits for it, so nobody hears that it failed."""
        try:
            return self.Relaxed(query, self._engine.relaxations(query, self._interrupted))
        except Cancelled:
            with self._wake:
                self._few = query if self._query is None else None
            return None
        except Exception:
            return None

    def _interrupted(self) -> bool:
        return self._stopped or self._urgent()

    def _read(self, reading: Reading) -> Message:
        try:
            document = self._document(reading.document)
            matches = self._engine.matches(reading.query, document)
            return self.Opened(reading, Page(document, reading.query, tuple(matches)).prepare())
        except Exception as error:
            return self.OpenFailed(reading, error)

    def _document(self, name: str) -> Document:
        document = self._documents.pop(name, None) or self._engine.document(name)
        self._documents[name] = document
        if len(self._documents) > KEPT_DOCUMENTS:
            self._documents.popitem(last=False)
        return document

    def _counted(self) -> Message:
        try:
            return self.Counted(self._engine.status(), self._engine.rebuilt)
        except Exception as error:
            return self.SearchFailed("", error)


class Syncer:
    """A thread that brings the library up to date, one run at a time."""

    @dataclass
    class Advanced(Message):
        progress: Progress

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Syncer.Advanced)

    @dataclass
    class Synced(Message):
        report: SyncReport

    @dataclass
    class SyncFailed(Message):
        error: Exception

    def __init__(self, engine: Engine, post: Post) -> None:
        self._engine = engine
        self._post = post
        self.running = False
        """Whether a run is under way."""

    def start(self) -> None:
        """Begin a run, unless one is under way."""
        if not self.running:
            self.running = True
            threading.Thread(target=self._run, name="xunju-sync", daemon=True).start()

    def _run(self) -> None:
        said: Message
        try:
            said = self.Synced(self._engine.sync(self._advance))
        except Exception as error:
            said = self.SyncFailed(error)
        # Whoever hears of the end may begin the next run.
        self.running = False
        self._post(said)

    def _advance(self, progress: Progress) -> None:
        self._post(self.Advanced(progress))
