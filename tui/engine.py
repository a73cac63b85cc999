"""What the interface asks of the engine, and the engine over a real library.

The rule: nothing here runs on the event loop. The library is opened by the first thread that asks it
something, and indexing happens in a child process, so that it never takes the interpreter from someone who
is typing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index import IndexBusy, Order, XunjuError

if TYPE_CHECKING:
    from index import (
        Count,
        Document,
        Facet,
        Hit,
        Lexicon,
        Library,
        Progress,
        Relaxation,
        Results,
        Span,
        Status,
        SyncReport,
        Versions,
    )

OnProgress = Callable[["Progress"], None]

_LAST_WORDS = 2000
"""Characters of a failed child's complaint that are kept."""


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
        self._child: subprocess.Popen[str] | None = None
        self._closed = False
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
        from index import SyncReport

        with self._lock:
            if self._closed:
                return SyncReport(cancelled=True)
            self._child = subprocess.Popen(
                self._command(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "XUNJU_LANG": self._language} if self._language else None,
                start_new_session=True,
            )
        with self._child as child:
            return self._report(child, on_progress)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._child is not None and self._child.poll() is None:
                self._child.kill()
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

    def _command(self) -> list[str]:
        home = ["--home", str(self._home)] if self._home is not None else []
        roots = [str(root) for root in self.roots]
        return [sys.executable, "-m", "tui.cli", "index", "--progress-json", *home, "--", *roots]

    def _report(self, child: subprocess.Popen[str], on_progress: OnProgress) -> SyncReport:
        """Read what the child says until it ends."""
        from index import SyncReport

        complaint: list[str] = []
        listener = threading.Thread(target=_listen, args=(child, complaint), daemon=True)
        listener.start()
        report: SyncReport | None = None
        told, kind = "", XunjuError
        for said in _objects(child):
            if "stage" in said:
                on_progress(_progress(said))
            elif "added" in said:
                report = _sync_report(said)
            elif "message" in said:
                told = str(said["message"])
                kind = IndexBusy if said.get("error") == IndexBusy.__name__ else XunjuError
        status = child.wait()
        listener.join()
        if self._closed:
            return SyncReport(cancelled=True)
        if report is None:
            raise kind(told or "".join(complaint).strip()[-_LAST_WORDS:] or f"exit status {status}")
        return report


def _listen(child: subprocess.Popen[str], complaint: list[str]) -> None:
    """Keep the error stream empty, or the child would stand still when it is full."""
    assert child.stderr is not None
    complaint.extend(child.stderr)


def _objects(child: subprocess.Popen[str]) -> Iterator[Mapping[str, Any]]:
    """The JSON objects of a child's output; a line that is none is passed over."""
    assert child.stdout is not None
    for line in child.stdout:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict):
            yield said


def _progress(said: Mapping[str, Any]) -> Progress:
    from index import Progress

    return Progress(
        stage=str(said["stage"]),
        done=int(said.get("done", 0)),
        total=int(said.get("total", 0)),
        characters=int(said.get("characters", 0)),
    )


def _sync_report(said: Mapping[str, Any]) -> SyncReport:
    from index import Failure, SyncReport

    failures = tuple(
        Failure(
            path=Path(str(failure.get("path", ""))),
            code=str(failure.get("code", "")),
            detail=str(failure.get("detail", "")),
            skipped=bool(failure.get("skipped", True)),
        )
        for failure in said.get("failures", ())
        if isinstance(failure, dict)
    )
    counts = {
        name: int(said.get(name, 0)) for name in ("added", "changed", "removed", "unchanged", "characters")
    }
    return SyncReport(
        **counts,
        seconds=float(said.get("seconds", 0.0)),
        failures=failures,
        rebuilt=str(said.get("rebuilt", "")),
        cancelled=bool(said.get("cancelled", False)),
    )
