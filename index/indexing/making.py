"""Files → blocks in the order of the files, by this process and, where it pays, by another one beside it.

Both take the next batch whenever they are done with one. What the other one does not finish, this one does.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager

from index.codec.block import Block
from index.codec.elsewhere import WAIT_SECONDS
from index.indexing.batches import Batch, Maker, Outcome, batches_of
from index.indexing.helper import Helper, Made
from index.indexing.vocabulary import Vocabulary
from index.sources import Found
from index.text.words import Own

PROCESSES = "XUNJU_PROCESSES"
"""The environment variable that says how many processes index: one, or more, which is two."""

LEAST_BYTES = 5_000_000
"""Bytes of files from which on another process is worth its start."""

MOST_WAITING = 4
"""Blocks that wait for one before them, from which on no more are made."""

Steps = Generator[Outcome | Block | None, None, None]


@contextmanager
def helping(files: Sequence[Found], limit: int, own: Own = ()) -> Iterator[Helper | None]:
    """Another process for these files, where it pays; None where it does not. `limit` as for `Maker`, and
    `own` as for `Vocabulary`."""
    if len(files) > 1 and sum(found.size for found in files) >= LEAST_BYTES and processes() > 1:
        with Helper(limit, own) as helper:
            yield helper
    else:
        yield None


def make_blocks(
    files: Sequence[Found], limit: int, vocabulary: Vocabulary, helper: Helper | None = None
) -> Steps:
    """Reads the files: yields what came of each, the blocks in the order of the files, and None now and then,
    so that the caller never waits for long. `limit` and `vocabulary` as for `Maker`."""
    batches = list(batches_of(files))
    maker = Maker(limit, vocabulary)
    if helper:
        yield from _shared(batches, maker, helper)
    else:
        for batch in batches:
            yield (yield from maker.steps(batch))


def processes() -> int:
    """How many processes may index: what PROCESSES says, else the cores that are there for this one."""
    said = os.environ.get(PROCESSES, "")
    if said.isdecimal():
        return int(said)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shared(batches: Sequence[Batch], maker: Maker, helper: Helper) -> Steps:
    """The blocks, made by two."""
    waiting = deque(enumerate(batches))
    done: dict[int, Made] = {}
    due = 0
    while due < len(batches):
        helper.exchange(waiting, done)
        while due in done:
            outcomes, block = done.pop(due)
            yield from outcomes
            yield block
            del block  # or it would be kept while the next one is made
            due += 1
        if waiting and (waiting[0][0] == due or len(done) < MOST_WAITING):
            number, batch = waiting.popleft()
            steps = maker.steps(batch)
            while number not in done:
                try:
                    yield next(steps)
                except StopIteration as end:
                    done[number] = [], end.value
                helper.exchange(waiting, done)
        elif due < len(batches) and due not in done:
            helper.wait(WAIT_SECONDS)
            yield None
