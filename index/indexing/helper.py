"""The other process that makes blocks, as the one that started it sees it.

It is never waited for without need: it gets its next batch while it is busy with one. It may end at any
time, and then gives back what it has not done; no failure of it is one of ours.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import tempfile
from collections import deque
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Any

from index.codec.block import Block
from index.indexing import worker
from index.indexing.batches import Batch, Outcome
from index.indexing.parcel import Opener
from index.indexing.worker import SIZE_BYTES, Slot, Task
from index.single import ENVIRONMENT
from index.text.words import Own

AHEAD = 2
"""Batches that it has at most."""

LEAVE_SECONDS = 0.1
"""How long it may take to end by itself."""

Made = tuple[list[Outcome], Block]
"""What came of each file of a batch, and the block."""

Numbered = tuple[int, Batch]


class Helper:
    """Another process that makes blocks. Nothing here raises OSError."""

    def __init__(self, limit: int, own: Own = ()) -> None:
        """As for `Maker`."""
        self._limit = limit
        self._own = own
        self._given: deque[Numbered] = deque()
        self._slots: list[Slot] = []
        self._opener = Opener()
        self._turn = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._open = ExitStack()

    def __enter__(self) -> Helper:
        with suppress(OSError):
            # There may be more words than an argument takes.
            words, *self._slots = (self._slot() for _ in range(1 + AHEAD))
            told = int.from_bytes(words.put(self._own), "little")
            descriptors = [slot.descriptor for slot in (words, *self._slots)]
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", worker.__name__, *map(str, (self._limit, told, *descriptors))],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=descriptors,
                env={**os.environ, **ENVIRONMENT, "PYTHONPATH": _path()},
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._open.close()

    def _slot(self) -> Slot:
        return Slot(self._open.enter_context(tempfile.TemporaryFile()).fileno())

    def exchange(self, waiting: deque[Numbered], done: dict[int, Made]) -> None:
        """Takes what it has done, and gives it of what is waiting. Where it has ended, puts back what it was
        given."""
        try:
            while self._given and self._answered(0):
                self._take(done)
            while self._process is not None and waiting and self._wants(len(waiting)):
                self._give(waiting)
        except OSError:
            waiting.extendleft(reversed(self._given))
            self._given.clear()
            self._end()

    def wait(self, seconds: float) -> None:
        """Until it has done something or ended, but not longer than that."""
        if self._given:
            self._answered(seconds)

    def begin(self, task: Task) -> bool:
        """Has it do something else, if it is there and has nothing to do."""
        if self._process is None or self._given:
            return False
        try:
            self._send(task)
        except OSError:
            self._end()
        return self._process is not None

    def done(self, seconds: float) -> bool | None:
        """Whether it has done what it has begun: None where it has not after so many seconds, False where it
        has ended before."""
        if self._process is None:
            return False
        if not self._answered(seconds):
            return None
        try:
            self._receive(self._turn - 1)
        except OSError:
            self._end()
        return self._process is not None

    def leave(self) -> None:
        """Lets it end while this process goes on: what it has of memory takes the system a while to clear."""
        if self._process is not None:
            self._process.terminate()

    def _wants(self, waiting: int) -> bool:
        """Whether it gets another batch: the last ones only when it has nothing to do."""
        return not self._given or len(self._given) < AHEAD < waiting

    def _give(self, waiting: deque[Numbered]) -> None:
        self._given.append(waiting.popleft())
        self._send(self._given[-1][1])

    def _take(self, done: dict[int, Made]) -> None:
        done[self._given[0][0]] = self._opener.open(self._receive(self._turn - len(self._given)))
        self._given.popleft()

    def _send(self, task: Batch | Task) -> None:
        assert self._process is not None and self._process.stdin is not None
        slot = self._slots[self._turn % AHEAD]
        self._turn += 1
        self._process.stdin.write(slot.put(task))

    def _receive(self, turn: int) -> Any:
        assert self._process is not None and self._process.stdout is not None
        said = self._process.stdout.read(SIZE_BYTES)
        if len(said) < SIZE_BYTES:
            raise BrokenPipeError("the other process has ended")
        return self._slots[turn % AHEAD].take(said)

    def _answered(self, seconds: float) -> bool:
        assert self._process is not None and self._process.stdout is not None
        asked = select.poll()
        asked.register(self._process.stdout, select.POLLIN)
        return bool(asked.poll(seconds * 1000))

    def _end(self) -> None:
        """Ends it, if there is one, and waits for that."""
        if self._process is not None:
            with self._process as process:
                self._process = None
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(LEAVE_SECONDS)
                process.kill()


def _path() -> str:
    """Where it finds modules: where this process does."""
    return os.pathsep.join(map(os.path.abspath, sys.path))
