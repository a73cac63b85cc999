"""Several processes at one index: one writes, others wait or read, and every reader sees one state of it."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from index import Library
from index.search import Searcher
from index.store.snapshot import Snapshot
from tests.faults.cases import QUERIES, Case, answer, answers

_fork = get_context("fork")


def writers_at_once(case: Case, trials: int, processes: int = 3) -> int:
    """Several syncs at the same time, each of which waits for the others; returns how many there were."""
    for _ in range(trials):
        with case.copy() as home:
            start = _fork.Barrier(processes)
            writers = [_fork.Process(target=_sync, args=(case, home, start)) for _ in range(processes)]
            for writer in writers:
                writer.start()
            for writer in writers:
                writer.join()
            assert [writer.exitcode for writer in writers] == [0] * processes
            assert case.answers(home) == case.after
            case.check_recovery(home)
    return trials * processes


def readers_meanwhile(case: Case, trials: int) -> int:
    """Searches while another process syncs, with a library that follows and with a snapshot that is kept;
    returns how many searches there were."""
    searches = 0
    for _ in range(trials):
        with case.copy() as home, Library.open(case.root, home=home) as library:
            kept = Snapshot(library._index)
            old = [Searcher(kept).search(query, 50).totals for query in QUERIES]
            writer = _fork.Process(target=_sync, args=(case, home))
            writer.start()
            while writer.is_alive():
                query = QUERIES[searches % len(QUERIES)]
                assert answer(library, query) in (case.before[query], case.after[query])
                searches += 1
            writer.join()
            assert writer.exitcode == 0
            assert answers(library) == case.after
            assert [Searcher(kept).search(query, 50).totals for query in QUERIES] == old
            kept.close()
    return searches


def _sync(case: Case, home: Path, start: Barrier | None = None) -> None:
    if start:
        start.wait()
    case.sync(home)
