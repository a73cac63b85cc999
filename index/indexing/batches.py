"""Batches of files → blocks: what one process does at a time.

A batch is cut by the sizes of its files alone, so that the same files always make the same blocks.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from index.allocator import keep_freed
from index.codec.block import Block
from index.errors import UnreadableFile
from index.indexing.block import block_steps
from index.indexing.vocabulary import Vocabulary
from index.model import Failure
from index.sources import Found, read
from index.store.records import Record, document_id
from index.text.passages import passage_starts

BATCH_BYTES = 1_500_000
"""Bytes of files after which a batch ends."""

MANY_BYTES, LAST_BYTES = 4 * BATCH_BYTES, BATCH_BYTES // 6
"""From so many bytes on, the last batches become shorter, down to this: who is done first has not long to
wait."""

BATCH_FILES = 500
"""Files after which a batch ends, however small they are."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Neighbouring files to read."""

    first: int
    """The number of the first of them."""
    files: Sequence[Found]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading one file."""

    number: int
    characters: int = 0
    digest: str = ""
    """Of the file's bytes; empty where it cannot be read."""
    failures: tuple[Failure, ...] = ()
    """What was amiss; why it cannot be read."""
    read: Found | None = None
    """The file as it was read, which is as it was found unless it changed meanwhile."""


def batches_of(files: Sequence[Found]) -> Iterator[Batch]:
    """The files in batches, in their order."""
    first, size = 0, 0
    left = sum(found.size for found in files)
    least = LAST_BYTES if left >= MANY_BYTES else BATCH_BYTES
    for number, found in enumerate(files):
        size += found.size
        if size >= min(BATCH_BYTES, max(least, left // 4)) or number - first + 1 >= BATCH_FILES:
            yield Batch(first, files[first : number + 1])
            first, left, size = number + 1, left - size, 0
    if first < len(files):
        yield Batch(first, files[first:])


class Maker:
    """Makes blocks of one batch after the other."""

    def __init__(self, limit: int, vocabulary: Vocabulary) -> None:
        """`limit`: bytes above which a file is not read; `vocabulary`: the one that it begins with."""
        self._limit = limit
        self._vocabulary = vocabulary
        keep_freed()

    def forget(self) -> None:
        """Lets go of what it keeps from one batch to the next."""
        self._vocabulary = Vocabulary(self._vocabulary.own)

    def steps(self, batch: Batch) -> Generator[Outcome | None, None, Block]:
        """Reads the files, yielding what came of each, and None now and then; returns the block of those
        that could be read."""
        documents: list[tuple[Record, str]] = []
        for number, found in enumerate(batch.files, batch.first):
            try:
                record, text = read_record(found, self._limit)
            except UnreadableFile as error:
                yield Outcome(number, failures=(Failure(found.path, error.code, error.detail),))
            else:
                documents.append((record, text))
                then = found._replace(size=record.size, modified=record.document.modified)
                yield Outcome(number, len(text), record.digest, record.failures, then)
        if self._vocabulary.full:
            self.forget()
        return (yield from block_steps(documents, self._vocabulary))


def read_record(found: Found, limit: int) -> tuple[Record, str]:
    """The record of a file, and its text apart. Raises UnreadableFile."""
    path = found.path
    reading = read(path, found.root, limit=limit)
    text = reading.document.text
    document = replace(reading.document, id=document_id(path, reading.digest), text="")
    sections = {section.start for section in document.sections}
    starts = tuple(passage_starts(text, sorted(document.hidden + document.asides), sections))
    return Record(document, reading.digest, len(text), starts, reading.failures, reading.settled), text
