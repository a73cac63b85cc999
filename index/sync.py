"""Keeping up with the files: one pass compares, reads what changed, and commits once.

A file of the same size and modification time is not opened. One that differs is read, and where
its bytes are the same after all only its record is renewed. Whatever ends a pass early, the old
index stays. Where the files are all as the last pass left them, the index is not even opened.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from whoosh.index import FileIndex

from index.codec.block import Block
from index.collector import collector_eased
from index.errors import Cancelled, IndexBusy, IndexWriteError
from index.model import Failure, Progress, SyncReport
from index.sources import Found, walk
from index.store.records import FileState
from index.store.schema import own_words_of
from index.store.snapshot import Snapshot
from index.store.writer import SegmentWriter, clear_leftovers
from index.text.words import Own

if TYPE_CHECKING:
    from index.indexing.batches import Outcome

REPORT_INTERVAL = 0.1
"""Seconds between two reports of progress."""


LOOKED_AT = 500
"""Files that are found between two looks at whether to go on."""

_file_of = itemgetter(slice(len(Found._fields)))
"""What of a file's state is in the words of `Found`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a walk has met."""

    files: list[Found]
    failures: list[Failure]

    def digest(self) -> str:
        """A fingerprint of it."""
        failures = [(os.fspath(one.path), one.code) for one in self.failures]
        # This version of the format writes the same values in the same bytes, wherever they come from.
        content = marshal.dumps((list(zip(*self.files, strict=True)), failures), 2)
        return blake2b(content, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Past:
    """What the last pass left."""

    mark: str = ""
    """Of the files and the generation that agree; empty where they do not."""
    failures: tuple[Failure, ...] = ()


@dataclass(slots=True)
class Plan:
    """What a pass has to do."""

    fresh: list[Found]
    """Files to read: new, or other than when they were indexed."""
    known: dict[str, tuple[int, FileState]]
    """What the index has of each path where there is something else now: head number, and the file as it
    was."""
    gone: list[int]
    """Heads of documents whose files are no longer there."""
    failures: list[Failure]
    unchanged: int = 0


class Sync:
    """One pass over the files. `steps` does the work; `report` holds the outcome, `mark` is `Past`'s."""

    def __init__(
        self,
        index: FileIndex,
        roots: tuple[Path, ...],
        limit: int,
        past: Past = Past(),
        *,
        rebuild: bool = False,
        own: Own | None = None,
    ) -> None:
        """With `rebuild`, everything is read again, whatever the index has of it; so it is where its words
        were cut by other ones of the user's own than `own`, if that is given."""
        self._index = index
        self._roots = roots
        self._limit = limit
        self._past = past
        self._rebuild = rebuild
        self._own = own
        self.relearned = False
        """Whether everything was read again for the sake of other words."""
        self.report = SyncReport()
        self.mark = ""

    def steps(self, cancel: Event) -> Iterator[Progress]:
        """Runs the pass, yielding progress at most every REPORT_INTERVAL seconds.

        Raises IndexBusy, IndexWriteError, RootError, Cancelled. Closing the generator cancels.
        """
        with collector_eased():
            yield from self._steps(cancel)

    def _steps(self, cancel: Event) -> Iterator[Progress]:
        yield Progress("scan")
        seen = self._look(cancel)
        files, digest = len(seen.files), seen.digest()
        self.mark = _mark(digest, self._index.latest_generation())
        relearns = self._own not in (None, own_words_of(self._index.schema))
        if self.mark == self._past.mark and not self._rebuild and not relearns:
            self.report = SyncReport(unchanged=files, failures=self._past.failures)
            yield Progress("done")
            return
        snapshot = Snapshot(self._index)
        try:
            if self._own is None:
                self._own = snapshot.own_words
            self.relearned = self._own != snapshot.own_words and snapshot.document_count > 0
            self._rebuild |= self.relearned
            plan = self._plan(snapshot, seen)
            if plan.fresh or plan.gone:
                yield from self._write(snapshot, plan, cancel)
            else:
                clear_leftovers(self._index)
                self.report = SyncReport(unchanged=plan.unchanged)
        finally:
            snapshot.close()
        # What could not be read is tried again by every pass.
        whole = self.report.added + self.report.changed + self.report.unchanged == files
        generation = snapshot.generation + bool(plan.fresh or plan.gone)
        self.mark = _mark(digest, generation) if whole else ""
        self.report = replace(self.report, failures=tuple(plan.failures))
        yield Progress("done", len(plan.fresh), len(plan.fresh), self.report.characters)

    def _look(self, cancel: Event) -> Seen:
        seen = Seen([], [])
        found = walk(self._roots, self._limit)
        while some := list(islice(found, LOOKED_AT)):
            if cancel.is_set():
                raise Cancelled("the sync was cancelled")
            seen.files.extend(one for one in some if isinstance(one, Found))
            seen.failures.extend(one for one in some if isinstance(one, Failure))
        return seen

    def _plan(self, snapshot: Snapshot, seen: Seen) -> Plan:
        heads = snapshot.heads.tolist()
        states = [] if self._rebuild else snapshot.file_states()
        before, now = list(map(_file_of, states)), set(seen.files)
        same = now.intersection(before)
        fresh = [found for found in seen.files if found not in same]
        plan = Plan(fresh, {}, [], [*seen.failures], len(seen.files) - len(fresh))
        for file, head, state in zip(before, heads, states, strict=False):
            if file not in same:
                plan.known[state.path] = head, state
            elif state.amiss:
                plan.failures += state.failures
        there = {found.name for found in fresh}.union(os.fspath(one.path) for one in seen.failures)
        vanished = [head for path, (head, _) in plan.known.items() if path not in there]
        plan.gone = heads if self._rebuild else vanished
        return plan

    def _write(self, snapshot: Snapshot, plan: Plan, cancel: Event) -> Iterator[Progress]:
        try:
            writer = SegmentWriter(self._index, self._own)
            try:
                if writer.generation != snapshot.generation + 1:
                    raise IndexBusy("another process has just updated this index")
                yield from self._fill(writer, snapshot, plan, cancel)
                writer.commit()
            finally:
                writer.cancel()
        except OSError as error:
            raise IndexWriteError(
                f"The index could not be written ({error.strerror or error}); the old one is still there."
            ) from error

    def _fill(
        self, writer: SegmentWriter, snapshot: Snapshot, plan: Plan, cancel: Event
    ) -> Iterator[Progress]:
        # Imported once there is something to write, which most passes find there is not.
        from index.indexing.making import helping, make_blocks

        for head in plan.gone:
            writer.remove(snapshot.rows_of(head))
        report = SyncReport(removed=0 if self._rebuild else len(plan.gone), unchanged=plan.unchanged)
        steps = _Steps(len(plan.fresh), cancel)
        failures: dict[int, tuple[Failure, ...]] = {}
        own = self._own or ()
        with helping(plan.fresh, self._limit, own) as helper:
            for made in make_blocks(plan.fresh, self._limit, own, helper):
                if isinstance(made, Block):
                    writer.add(made)
                elif made is not None:
                    old = plan.known.get(plan.fresh[made.number].name)
                    if old:
                        writer.remove(snapshot.rows_of(old[0]))
                    failures[made.number] = made.failures
                    report = _counted(report, made, old and old[1].digest)
                yield from steps.at("read", len(failures), report.characters)
            yield from steps.through(writer.write(helper))
        plan.failures += (failure for number in sorted(failures) for failure in failures[number])
        self.report = report


def _counted(report: SyncReport, outcome: Outcome, digest: str | None) -> SyncReport:
    """The report with one more file; `digest` is the one that the index has of it."""
    if not outcome.digest:
        return replace(report, removed=report.removed + (digest is not None))
    return replace(
        report,
        added=report.added + (digest is None),
        changed=report.changed + (digest not in (None, outcome.digest)),
        unchanged=report.unchanged + (digest == outcome.digest),
        characters=report.characters + outcome.characters,
    )


class _Steps:
    """Times progress, and notices when the caller wants an end."""

    def __init__(self, total: int, cancel: Event) -> None:
        self.total = total
        self._cancel = cancel
        self._last = 0.0
        self._characters = 0

    def at(self, stage: str, done: int, characters: int) -> Iterator[Progress]:
        """One report, if it is time. Raises Cancelled."""
        if self._cancel.is_set():
            raise Cancelled("the sync was cancelled")
        self._characters = characters
        now = time.monotonic()
        if now - self._last >= REPORT_INTERVAL:
            self._last = now
            yield Progress(stage, done, self.total, characters)

    def through(self, shares: Iterable[float]) -> Iterator[Progress]:
        """Reports of a stage that counts in shares."""
        for _ in shares:
            yield from self.at("write", self.total, self._characters)


def _mark(digest: str, generation: int) -> str:
    """Of what a walk has met, by its fingerprint, and of the generation that it is compared with."""
    return f"{generation} {digest}"
