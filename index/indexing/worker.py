"""A process that makes blocks for another one, which starts it, tells it what to do, and outlives it.

What is said goes through files that both have open and no folder lists (`Slot`); the pipes only tell which
slot has been filled. So nothing is left behind and neither side ever waits for the other to read.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from itertools import accumulate
from types import FrameType
from typing import Any

from index.codec.block import Block
from index.indexing.batches import Batch, Maker, Outcome
from index.indexing.parcel import Packer, Parcel
from index.indexing.vocabulary import Vocabulary
from index.steps import finished

SIZE_BYTES = 8
"""Of what a pipe tells: how many parts there are in a slot."""

Task = Callable[[], None]
"""Something to do that gives nothing back."""


class Slot:
    """A file as a place to put one value, by whoever's turn it is."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def put(self, value: object) -> bytes:
        """Replaces what is there; what to tell the other side. Raises OSError."""
        buffers: list[pickle.PickleBuffer] = []
        content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
        parts = [memoryview(content), *(buffer.raw() for buffer in buffers)]
        sizes = array("Q", map(len, parts)).tobytes()
        written = 0
        for part in (memoryview(sizes), *parts):
            while part:
                count = os.pwrite(self.descriptor, part, written)
                written, part = written + count, part[count:]
        return len(parts).to_bytes(SIZE_BYTES, "little")

    def take(self, told: bytes) -> Any:
        """What the other side has put; arrays in it cannot be written to. Raises OSError."""
        head = 8 * int.from_bytes(told, "little")
        sizes = array("Q", self._read(0, head))
        starts = accumulate(sizes, initial=head)
        content, *buffers = map(self._read, starts, sizes)
        return pickle.loads(content, buffers=buffers)

    def _read(self, first: int, size: int) -> bytes:
        parts: list[bytes] = []
        while size:
            parts.append(os.pread(self.descriptor, size, first))
            if not parts[-1]:
                raise OSError("what another process has written is not whole")
            first, size = first + len(parts[-1]), size - len(parts[-1])
        return b"".join(parts)


def main() -> None:
    """Makes blocks, or does other tasks, until the input ends. One slot tells the words of the user's own; by
    the others comes what is to do, in turns, and so does what comes of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    gc.disable()  # nothing here makes cycles
    limit, told_words, *descriptors = map(int, sys.argv[1:])
    words, *slots = (Slot(descriptor) for descriptor in descriptors)
    maker = Maker(limit, Vocabulary(words.take(told_words.to_bytes(SIZE_BYTES, "little"))))
    packer = Packer()
    turn = 0
    while len(told := os.read(0, SIZE_BYTES)) == SIZE_BYTES:
        slot = slots[turn % len(slots)]
        said = slot.put(_done(slot.take(told), maker, packer))
        try:
            os.write(1, said)
        except BrokenPipeError:
            return
        turn += 1


def _done(task: Batch | Task, maker: Maker, packer: Packer) -> Parcel | None:
    """Does what there is to do, and gives what goes back."""
    if isinstance(task, Batch):
        return packer.pack(*_made(maker, task))
    maker.forget()
    task()
    return None


def _made(maker: Maker, batch: Batch) -> tuple[list[Outcome], Block]:
    """What came of each file, and the block."""
    told: list[Outcome | None] = []
    block = finished(maker.steps(batch), told.append)
    return [outcome for outcome in told if outcome is not None], block


def _leave(number: int, frame: FrameType | None) -> None:
    """Ends in order, so that what is open is cleared away."""
    sys.exit(0)


if __name__ == "__main__":
    with suppress(SystemExit):
        main()
    os._exit(0)  # the system takes memory back at once, while Python would let go of one word after the other
