"""A disk that takes no more: a sentence says so, the old index stays, and nothing temporary is left."""

from __future__ import annotations

import resource
from multiprocessing import get_context
from pathlib import Path

from index import IndexWriteError
from tests.faults.cases import Case, check_files
from tests.faults.damaging import files

_fork = get_context("fork")

REFUSED = 7
"""How a process ends whose disk is full and which says so."""


def at_every_size(case: Case, steps: int) -> int:
    """Syncs with a limit on the size of a file, from nothing up to what is needed; returns how often that
    was met."""
    with case.copy() as home:
        case.sync(home)
        largest = max(path.stat().st_size for path in files(home))
    limits = (int(largest * (step / steps) ** 3) for step in range(steps + 1))  # more of the small ones
    return sum(_refused(case, limit) for limit in limits)


def _refused(case: Case, limit: int) -> bool:
    with case.copy() as home:
        process = _fork.Process(target=_sync_below, args=(case, home, limit))
        process.start()
        process.join()
        assert process.exitcode in (0, REFUSED)
        refused = process.exitcode == REFUSED
        if refused:
            check_files(home)
        assert case.answers(home) == (case.before if refused else case.after)
        case.check_recovery(home)
        return refused


def _sync_below(case: Case, home: Path, limit: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        case.sync(home)
    except IndexWriteError as error:
        assert "could not be written" in str(error)
        raise SystemExit(REFUSED) from error
