"""What the interface asks of the engine, and the engine over a real library.

The rule: nothing here runs on the event loop. The library is opened by the first thread that asks it
something, and brought up to date by a child process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index import Order, XunjuError
from tui.child import Child, OnProgress

if TYPE_CHECKING:
    from index import (
        Count,
        Document,
        Facet,
        Hit,
        Lexicon,
        Library,
        Relaxation,
        Results,
        Span,
        Status,
        SyncReport,
        Versions,
    )


class Engine(Protocol):
    """A library that can be searched, read and brought up to date; every verb may take its time."""

    @property
    def roots(self) -> Sequence[Path]: ...

    @property
    def rebuilt(self) -> str:
        """Why the index was made anew when it was opened; empty where it was not, or is not open yet."""
        ...

    def search(
        self,
        query: str,
        limit: int,
        stopped: Callable[[], bool] = bool,
        order: Order = Order.RELEVANCE,
    ) -> Results:
        """The first hits in an order; `stopped` is asked now and then, and where it says so Cancelled is
        raised."""
        ...

    def count(self, query: str, stopped: Callable[[], bool] = bool) -> Count:
        """How many hits there are, and where they are from; `stopped` as in `search`."""
        ...

    def facets(self, query: str, stopped: Callable[[], bool] = bool) -> Mapping[str, tuple[Facet, ...]]:
        """The values of each field over all hits of a query, to narrow it by; `stopped` as in `search`."""
        ...

    def relaxations(self, query: str, stopped: Callable[[], bool] = bool) -> tuple[Relaxation, ...]:
        """What a query with few hits would find with one of its demands less; `stopped` as in `search`."""
        ...

    def versions(self, hits: Sequence[Hit], stopped: Callable[[], bool] = bool) -> Versions:
        """Which documents of some hits are versions of one work; `stopped` as in `search`."""
        ...

    def counterpart(self, document: str, offset: int, other: str) -> int | None:
        """Where another version says what stands at an offset; None where it does not."""
        ...

    def document(self, document: str) -> Document: ...

    def length(self, document: str) -> int:
        """Characters of a document's text, without reading it."""
        ...

    def matches(self, query: str, document: Document) -> tuple[Span, ...]: ...

    def sync(self, on_progress: OnProgress) -> SyncReport: ...

    def status(self) -> Status: ...

    def close(self) -> None:
        """Stop a running sync and let go of the index; safe to call twice."""
        ...


class LibraryEngine:
    """The engine over an index on disk."""

    def __init__(
        self,
        roots: Sequence[Path],
        home: Path | None = None,
        language: str = "",
        lexicon: Lexicon | None = None,
    ) -> None:
        self.roots: Sequence[Path] = tuple(roots)
        self._lexicon = lexicon
        self._home = home
        self._language = language
        """What the child complains in."""
        self._library: Library | None = None
        self._child: Child | None = None
        self._closed = False
        self._remembered = False
        """Whether these folders have been noted as used last: they are from when they were opened."""
        self._lock = threading.Lock()

    @property
    def rebuilt(self) -> str:
        return self._library.rebuilt if self._library is not None else ""

    def search(
        self,
        query: str,
        limit: int,
        stopped: Callable[[], bool] = bool,
        order: Order = Order.RELEVANCE,
    ) -> Results:
        return self._opened().search(query, limit, stopped, order)

    def count(self, query: str, stopped: Callable[[], bool] = bool) -> Count:
        return self._opened().count(query, stopped)

    def facets(self, query: str, stopped: Callable[[], bool] = bool) -> Mapping[str, tuple[Facet, ...]]:
        return self._opened().facets(query, stopped)

    def relaxations(self, query: str, stopped: Callable[[], bool] = bool) -> tuple[Relaxation, ...]:
        return self._opened().relaxations(query, stopped)

    def versions(self, hits: Sequence[Hit], stopped: Callable[[], bool] = bool) -> Versions:
        return self._opened().versions(hits, stopped)

    def counterpart(self, document: str, offset: int, other: str) -> int | None:
        return self._opened().counterpart(document, offset, other)

    def document(self, document: str) -> Document:
        return self._opened().document(document)

    def length(self, document: str) -> int:
        return self._opened().length(document)

    def matches(self, query: str, document: Document) -> tuple[Span, ...]:
        return self._opened().matches(query, document)

    def status(self) -> Status:
        library = self._opened()
        library.warm()
        return library.status()

    def sync(self, on_progress: OnProgress) -> SyncReport:
        from index import Home, SyncReport

        with self._lock:
            if self._closed:
                return SyncReport(cancelled=True)
            self._child = Child(self.roots, self._home, self._language)
        report = self._child.report(on_progress)
        if not (self._remembered or report.cancelled):
            self._remembered = True
            Home(self._home).remember(self.roots)
        return report

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.end()
            if self._library is not None:
                self._library.close()
                self._library = None

    def _opened(self) -> Library:
        with self._lock:
            if self._closed:
                raise XunjuError("closed")
            if self._library is None:
                from index import Library

                self._library = Library.open(self.roots, self._home, lexicon=self._lexicon)
            return self._library
