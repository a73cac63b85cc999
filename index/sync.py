"""Keeping up with the files: one pass compares, reads what changed, and commits once.

A file of the same size and modification time is not opened. One that differs is read, and where
its bytes are the same after all only its record is renewed. One that was read within the tick of the
clock in which it was written is read once more, since another write in that tick would not show.
Whatever ends a pass early, the old index stays. Where the files are all as the last pass left them,
the index is not even opened.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from whoosh.index import FileIndex

from index.codec.block import Block
from index.collector import collector_eased
from index.errors import Cancelled, IndexBusy, IndexWriteError
from index.model import Failure, Progress, SyncReport
from index.planning import Indexed, Plan, Seen, plan_of
from index.sources import Found, find
from index.store.damage import damage_as_error
from index.store.leaves import Identity
from index.store.records import document_id
from index.store.schema import own_words_of
from index.store.snapshot import Snapshot
from index.store.storage import of_newest
from index.store.writer import SegmentWriter, clear_leftovers
from index.text.words import Own

if TYPE_CHECKING:
    from index.indexing.batches import Outcome
    from index.indexing.vocabulary import Vocabulary

    Outcomes = dict[int, Outcome]

KEPT_BYTES = 8_000_000
"""Of a vocabulary that is kept, at most."""

REPORT_INTERVAL = 0.1
"""Seconds between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a pass leaves for the next one, to be told beside the index."""

    mark: str = ""
    """Of the files and the generation that agree; empty where they do not."""
    failures: tuple[Failure, ...] = ()
    mounts: frozenset[str] = frozenset()
    """Folders where something was mounted; what was on a disk that has been unplugged is not gone."""

    @classmethod
    def of(cls, about: Mapping[str, Any]) -> Past:
        """What is told of the last pass; empty before the first."""
        failures = tuple(Failure(Path(path), *rest) for path, *rest in about.get("failures", ()))
        return cls(about.get("mark", ""), failures, frozenset(about.get("mounts", ())))

    def told(self) -> dict[str, object]:
        """The values that `of` reads."""
        failures = [
            [os.fspath(failure.path), failure.code, failure.detail, failure.skipped]
            for failure in self.failures
        ]
        return {"failures": failures, "mark": self.mark, "mounts": sorted(self.mounts)}


@dataclass(slots=True)
class Memory:
    """What a process keeps from one pass to the next, so that it need not be read or made again."""

    indexed: Indexed = field(default_factory=Indexed)
    vocabulary: Vocabulary | None = None
    """The words of what was read last, unless it was much: what someone works on is read again and again."""

    def take_vocabulary(self, own: Own) -> Vocabulary:
        """The one that is kept, or a new one; nothing is kept until it is whole again."""
        from index.indexing.vocabulary import Vocabulary

        kept, self.vocabulary = self.vocabulary, None
        return kept if kept is not None and kept.own == own else Vocabulary(own)

    def keep_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Keeps it for the next pass, if it is small."""
        self.vocabulary = vocabulary if vocabulary.bytes <= KEPT_BYTES else None


class Sync:
    """One pass over the files. `steps` does the work; then `report` holds the outcome, and `past` what it
    leaves for the next one."""

    def __init__(
        self,
        index: FileIndex,
        roots: tuple[Path, ...],
        limit: int,
        past: Past,
        memory: Memory,
        *,
        rebuild: bool,
        own: Own | None,
    ) -> None:
        """With `rebuild`, everything is read again, whatever the index has of it; so it is where its words
        were cut by other ones of the user's own than `own`, if that is given."""
        self._index = index
        self._roots = roots
        self._limit = limit
        self.past = past
        self._memory = memory
        self._rebuild = rebuild
        self._own = own
        self.relearned = False
        """Whether everything was read again for the sake of other words."""
        self.report = SyncReport()

    def steps(self, cancel: Event) -> Iterator[Progress]:
        """Runs the pass, yielding progress at most every REPORT_INTERVAL seconds.

        Raises IndexBusy, IndexDamaged, IndexWriteError, RootError, Cancelled. Closing the generator cancels.
        """
        with collector_eased():
            yield from self._steps(cancel)

    def _steps(self, cancel: Event) -> Iterator[Progress]:
        yield Progress("scan")
        mounts = set() if self._rebuild else set(self.past.mounts)
        seen = Seen.of(find(self._roots, self._limit, cancel.is_set, mounts))
        digest = seen.digest()
        generation, own = self._state()
        relearns = self._own not in (None, own)
        if _mark(digest, generation) == self.past.mark and not self._rebuild and not relearns:
            self.report = SyncReport(unchanged=len(seen.files), failures=self.past.failures)
            self.past = replace(self.past, mounts=frozenset(mounts))
            yield Progress("done")
            return
        snapshot = Snapshot(self._index)
        try:
            if self._own is None:
                self._own = snapshot.own_words
            self.relearned = self._own != snapshot.own_words and snapshot.document_count > 0
            self._rebuild |= self.relearned
            plan = plan_of(self._indexed(snapshot), seen)
            outcomes: Outcomes = {}
            identity = snapshot.identity
            if plan.fresh or plan.gone or self._rebuild:
                identity, outcomes = yield from self._write(snapshot, plan, cancel)
            else:
                clear_leftovers(self._index)
                self.report = SyncReport(unchanged=plan.unchanged)
        finally:
            snapshot.close()
        self._memory.indexed = _indexed_by(plan, seen, identity, outcomes)
        self.report = replace(self.report, failures=tuple(_failures(plan, seen, outcomes)))
        # What could not be read as it was met is tried again by every pass.
        whole = all(outcome.read == plan.fresh[number] for number, outcome in outcomes.items())
        mark = _mark(digest, identity.generation) if whole else ""
        self.past = Past(mark, self.report.failures, frozenset(mounts))
        yield Progress("done", len(plan.fresh), len(plan.fresh), self.report.characters)

    def _state(self) -> tuple[int, Own]:
        """The newest generation, and by which words of the user's own it is cut."""
        index = self._index
        with damage_as_error():
            schema = of_newest(index.latest_generation, lambda: index.schema)
            return index.latest_generation(), own_words_of(schema)

    def _indexed(self, snapshot: Snapshot) -> Indexed:
        if self._rebuild:
            return Indexed()
        known = self._memory.indexed
        return known if known.identity == snapshot.identity else Indexed.by(snapshot)

    def _write(
        self, snapshot: Snapshot, plan: Plan, cancel: Event
    ) -> Generator[Progress, None, tuple[Identity, Outcomes]]:
        try:
            writer = SegmentWriter(self._index, self._own)
            try:
                if writer.generation != snapshot.generation + 1:
                    raise IndexBusy("another process has just updated this index")
                outcomes = yield from self._fill(writer, snapshot, plan, cancel)
                writer.commit()
                return writer.identity, outcomes
            finally:
                writer.cancel()
        except OSError as error:
            raise IndexWriteError.because(error, Path(self._index.storage.folder)) from error

    def _fill(
        self, writer: SegmentWriter, snapshot: Snapshot, plan: Plan, cancel: Event
    ) -> Generator[Progress, None, Outcomes]:
        # Imported once there is something to write, which most passes find there is not.
        from index.indexing.making import helping, make_blocks

        known = filter(None, map(snapshot.file, plan.gone))
        for head in snapshot.heads.tolist() if self._rebuild else (head for head, _ in known):
            writer.remove(snapshot.rows_of(head))
        tally = Counter({"removed": len(plan.gone), "unchanged": plan.unchanged})
        steps = _Steps(len(plan.fresh), cancel)
        outcomes: Outcomes = {}
        vocabulary = self._memory.take_vocabulary(self._own or ())
        with helping(plan.fresh, self._limit, vocabulary.own) as helper:
            for made in make_blocks(plan.fresh, self._limit, vocabulary, helper):
                if isinstance(made, Block):
                    writer.add(made)
                elif made is not None:
                    outcomes[made.number] = made
                    tally["characters"] += made.characters
                    if counted := self._count(writer, snapshot, plan.fresh[made.number], made):
                        tally[counted] += 1
                yield from steps.at("read", len(outcomes), tally["characters"])
            for _ in writer.write(helper):
                yield from steps.at("write", len(plan.fresh), tally["characters"])
        self.report = SyncReport(
            tally["added"], tally["changed"], tally["removed"], tally["unchanged"], tally["characters"]
        )
        self._memory.keep_vocabulary(vocabulary)
        return outcomes

    def _count(self, writer: SegmentWriter, snapshot: Snapshot, found: Found, outcome: Outcome) -> str:
        """What the report counts a file as that was read; as nothing, if it never could be. What the index
        has of it goes."""
        old = None if self._rebuild else snapshot.file(found.name)
        if old:
            writer.remove(snapshot.rows_of(old[0]))
        if not outcome.digest:
            return "removed" if old else ""
        if old is None:
            return "added"
        return "unchanged" if old[1] == document_id(found.path, outcome.digest) else "changed"


def _indexed_by(plan: Plan, seen: Seen, identity: Identity, outcomes: Outcomes) -> Indexed:
    """What a pass leaves: the files that it met, those that it read as they were then."""
    files, amiss = {**seen.files, **plan.kept}, dict(plan.amiss)
    for number, outcome in outcomes.items():
        name = plan.fresh[number].name
        if outcome.read is None:
            del files[name]
            continue
        files[name] = outcome.read
        if outcome.failures:
            amiss[name] = outcome.failures
    return Indexed(identity, files, amiss)


def _failures(plan: Plan, seen: Seen, outcomes: Outcomes) -> Iterator[Failure]:
    """What a pass tells of: what it could not look at, and what is amiss with files that are there; of a
    folder whose disk is away only if something of it is kept."""
    for failure in seen.failures:
        if failure.code != "unmounted" or _holds(failure.path, plan.kept):
            yield failure
    for path, failures in plan.amiss.items():
        if path not in plan.kept:
            yield from failures
    for number in sorted(outcomes):
        yield from outcomes[number].failures


def _holds(folder: Path, paths: Iterable[str]) -> bool:
    """Whether any of some files is in a folder."""
    return any(path.startswith(f"{folder}/") for path in paths)


class _Steps:
    """Times progress, and notices when the caller wants an end."""

    def __init__(self, total: int, cancel: Event) -> None:
        self.total = total
        self._cancel = cancel
        self._last = 0.0

    def at(self, stage: str, done: int, characters: int) -> Iterator[Progress]:
        """One report, if it is time. Raises Cancelled."""
        if self._cancel.is_set():
            raise Cancelled("the sync was cancelled")
        now = time.monotonic()
        if now - self._last >= REPORT_INTERVAL:
            self._last = now
            yield Progress(stage, done, self.total, characters)


def _mark(digest: str, generation: int) -> str:
    """Of what a walk has met, by its fingerprint, and of the generation that it is compared with."""
    return f"{generation} {digest}"
