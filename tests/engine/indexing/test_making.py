"""Two processes make what one makes, whatever becomes of the other one, and it never stays behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import IO, Any, cast

import pytest

from index import Library
from index.codec.arrays import ArrayFile
from index.codec.block import Block
from index.indexing import batches, making, worker
from index.indexing.batches import Batch, Outcome, batches_of
from index.indexing.making import helping, make_blocks
from index.indexing.parcel import Opener
from index.indexing.vocabulary import Vocabulary
from index.indexing.worker import SIZE_BYTES, Slot
from index.sources import DEFAULT_LIMIT, Found, walk
from tests.conftest import ROOT
from tests.engine.indexing.test_block import content

WAIT_SECONDS = 60
"""Until a process that does not end is a failure."""

Processes = list["subprocess.Popen[bytes]"]


@pytest.fixture
def files(tmp_path: Path) -> Sequence[Found]:
    """Files that make a dozen batches, one of which cannot be read."""
    root = tmp_path / "files"
    root.mkdir()
    for number in range(24):
        text = f"第{number}篇讲强化学习与 Python 3.{number} 的话。\n" * (number + 1)
        (root / f"{number:02}.md").write_text(text, "utf-8")
    (root / "07.md").write_bytes(b"\0\1\2" * 400)
    return [found for found in walk([root]) if isinstance(found, Found)]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Processes:
    """The other processes, which are begun for however few files."""
    processes: Processes = []

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            processes.append(self)

    monkeypatch.setattr(batches, "BATCH_FILES", 2)
    monkeypatch.setattr(making, "LEAST_BYTES", 0)
    monkeypatch.setattr("index.indexing.helper.subprocess.Popen", Popen)
    monkeypatch.setenv(making.PROCESSES, "2")
    return processes


def made(
    files: Sequence[Found], meanwhile: Callable[[], object] = lambda: None
) -> tuple[list[Outcome], list[Block]]:
    """The outcomes and blocks of some files; something is done after each step."""
    outcomes, blocks = [], []
    with helping(files, DEFAULT_LIMIT) as helper:
        for one in make_blocks(files, DEFAULT_LIMIT, Vocabulary(), helper):
            if isinstance(one, Outcome):
                outcomes.append(one)
            elif one is not None:
                blocks.append(one)
            meanwhile()
    return sorted(outcomes, key=lambda outcome: outcome.number), blocks


def same(one: tuple[list[Outcome], list[Block]], other: tuple[list[Outcome], list[Block]]) -> bool:
    def said(blocks: list[Block]) -> list[object]:
        return [
            (content(block), block.ids, block.documents.records, block.documents.text) for block in blocks
        ]

    return one[0] == other[0] and said(one[1]) == said(other[1])


def until_answered(processes: Processes) -> Callable[[], object]:
    """Waits, once, until the other process has made something, so that both have a share in what is made."""
    answered: list[object] = []

    def wait() -> None:
        if processes and not answered:
            asked = select.poll()
            asked.register(cast(IO[bytes], processes[0].stdout), select.POLLIN)
            answered.append(asked.poll(WAIT_SECONDS * 1000))

    return wait


def test_two_make_what_one_makes(
    files: Sequence[Found], started: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_two = made(files, until_answered(started))
    (process,) = started
    assert process.returncode is not None
    monkeypatch.setenv(making.PROCESSES, "1")
    by_one = made(files)
    assert len(started) == 1
    assert len(by_one[1]) == 12
    assert [outcome.number for outcome in by_one[0] if not outcome.digest] == [7]
    assert same(by_one, by_two)


@pytest.mark.parametrize("steps", [0, 3, 20])
def test_what_the_other_one_does_not_finish_is_made(
    files: Sequence[Found], started: Processes, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    count = 0

    def kill() -> None:
        nonlocal count
        if count == steps:
            started[0].kill()
        count += 1

    by_two = made(files, kill)
    assert count > steps
    monkeypatch.setenv(making.PROCESSES, "1")
    assert same(made(files), by_two)


def test_a_process_that_cannot_be_started_is_done_without(
    files: Sequence[Found], started: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert len(made(files)[1]) == 12


def test_it_ends_with_the_pass(files: Sequence[Found], started: Processes) -> None:
    with helping(files, DEFAULT_LIMIT) as helper:
        next(make_blocks(files, DEFAULT_LIMIT, Vocabulary(), helper))
        assert started[0].poll() is None
    assert started[0].returncode is not None
    assert all(pipe is not None and pipe.closed for pipe in (started[0].stdin, started[0].stdout))


@pytest.mark.parametrize("ended_by", ["cancel", "close", "error"])
def test_it_ends_with_a_sync_that_does_not_end(
    files: Sequence[Found], started: Processes, ended_by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = Event()
    with Library.open(files[0].root) as library:
        steps = library.sync_steps(cancel)
        while not started:
            next(steps)
        if ended_by == "cancel":
            cancel.set()
            list(steps)
        elif ended_by == "close":
            steps.close()
        else:
            monkeypatch.setattr("index.sync.Sync._count", None)
            with pytest.raises(TypeError):
                list(steps)
        assert started[0].returncode is not None
        assert library.status().documents == 0
        assert [path.name for path in library.folder.glob("MAIN_*.*")] == []


@pytest.mark.parametrize("killed", [False, True])
def test_a_segment_is_the_same_whoever_writes_it(
    files: Sequence[Found], started: Processes, monkeypatch: pytest.MonkeyPatch, killed: bool, tmp_path: Path
) -> None:
    def synced(home: str) -> list[dict[str, bytes]]:
        with Library.open(files[0].root, home=tmp_path / home) as library:
            for progress in library.sync_steps(Event()):
                if killed and started and progress.stage == "write":
                    started[0].kill()
            written = map(ArrayFile, sorted(library.folder.glob("MAIN_*.*"), key=lambda path: path.suffix))
            return [{name: file.array(name).tobytes() for name in file.names()} for file in written]

    monkeypatch.setattr("index.sync.REPORT_INTERVAL", 0)
    by_two = synced("two")
    assert started[0].returncode is not None
    monkeypatch.setenv(making.PROCESSES, "1")
    assert synced("one") == by_two


@pytest.fixture
def alone(files: Sequence[Found]) -> Iterator[tuple[subprocess.Popen[bytes], Slot, Batch]]:
    """The other process by itself, with something for it to do."""
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as words:
        size = int.from_bytes(Slot(words.fileno()).put(()), "little")
        numbers = (DEFAULT_LIMIT, size, words.fileno(), file.fileno())
        command = [sys.executable, "-m", worker.__name__, *map(str, numbers)]
        with subprocess.Popen(
            command,
            bufsize=0,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[words.fileno(), file.fileno()],
        ) as process:
            (batch,) = batches_of(files)
            yield process, Slot(file.fileno()), batch
            process.kill()


def answer(process: subprocess.Popen[bytes], slot: Slot, batch: Batch) -> tuple[list[Outcome], Block]:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(slot.put(batch))
    return Opener().open(slot.take(process.stdout.read(SIZE_BYTES)))


def test_it_ends_when_nobody_tells_it_anything(
    alone: tuple[subprocess.Popen[bytes], Slot, Batch],
) -> None:
    process, slot, batch = alone
    outcomes, block = answer(process, slot, batch)
    assert len(outcomes) == len(block.ids) + 1 == 24
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(WAIT_SECONDS) == 0


def test_it_ends_when_nobody_listens(alone: tuple[subprocess.Popen[bytes], Slot, Batch]) -> None:
    process, slot, batch = alone
    assert process.stdin is not None and process.stdout is not None
    process.stdout.close()
    process.stdin.write(slot.put(batch))
    assert process.wait(WAIT_SECONDS) == 0


def test_it_leaves_interrupts_to_the_one_that_started_it(
    alone: tuple[subprocess.Popen[bytes], Slot, Batch],
) -> None:
    process, slot, batch = alone
    answer(process, slot, batch)
    os.kill(process.pid, signal.SIGINT)
    assert len(answer(process, slot, batch)[0]) == 24
