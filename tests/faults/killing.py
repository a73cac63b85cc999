"""A process that is killed while it writes: the index is the old one or the new one, and is mended."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from random import Random

from tests.faults.cases import Case

FILE_EVENTS = frozenset({"open", "os.rename", "os.remove", "os.truncate", "os.mkdir"})
"""What Python tells its audit hooks of the doings of a process with files."""

_fork = get_context("fork")


def at_random_moments(case: Case, trials: int, random: Random) -> int:
    """Kills a sync at random moments; returns how often the new index counted already."""
    began = time.perf_counter()
    with case.copy() as home:
        _run(case.sync, home)
    longest = time.perf_counter() - began
    new = 0
    for _ in range(trials):
        with case.copy() as home:
            process = _fork.Process(target=case.sync, args=(home,))
            process.start()
            process.join(random.uniform(0, longest))
            process.kill()
            process.join()
            new += _check(case, home)
    return new


def at_every_file_event(case: Case, step: int = 1) -> int:
    """Kills a sync before the first thing it does with a file, before the second (or the one that is `step`
    further), and so on to the last; returns how many there are."""
    event = 0
    while True:
        with case.copy() as home:
            killed = _run(_sync_until, case, home, event)
            _check(case, home)
        if not killed:
            return event
        event += step


def _check(case: Case, home: Path) -> bool:
    found = case.answers(home)
    assert found in (case.before, case.after), f"{case.name}: neither the old answers nor the new ones"
    case.check_recovery(home)
    return found == case.after


def _sync_until(case: Case, home: Path, event: int) -> None:
    count = 0

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if name in FILE_EVENTS and str(home) in str(arguments[0]):
            if count == event:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1

    sys.addaudithook(hook)
    case.sync(home)


def _run(work: Callable[..., None], *arguments: object) -> bool:
    """Whether a process that does some work is killed before its end."""
    process = _fork.Process(target=work, args=arguments)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0
