"""Several processes at one index: one writes, others wait or read, and every reader sees one state of it."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from index import IndexBusy, Library
from index.search import Searcher
from index.store.snapshot import Snapshot
from tests.faults.cases import QUERIES, Case, answer, answers

_fork = get_context("fork")

BUSY = 8
"""How a process ends that finds another one writing."""


def writers_at_once(case: Case, trials: int, processes: int = 3) -> int:
    """Several syncs at the same time; returns how often one found the index busy."""
    busy = 0
    for _ in range(trials):
        with case.copy() as home:
            start = _fork.Barrier(processes)
            writers = [_fork.Process(target=_sync, args=(case, home, start)) for _ in range(processes)]
            for writer in writers:
                writer.start()
            for writer in writers:
                writer.join()
            ends = [writer.exitcode for writer in writers]
            assert set(ends) <= {0, BUSY}
            assert 0 in ends
            busy += ends.count(BUSY)
            assert case.answers(home) == case.after
            case.check_recovery(home)
    return busy


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
    try:
        case.sync(home)
    except IndexBusy as error:
        raise SystemExit(BUSY) from error
