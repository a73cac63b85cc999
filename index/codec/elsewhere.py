"""Fields that are merged by another process meanwhile, into a scratch file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.codec.arrays import ArrayFile, ArrayWriter
from index.codec.field import write_field
from index.codec.merging import Source, merge
from index.errors import IndexDamaged

WAIT_SECONDS = 0.05
"""How long the other process is waited for before the caller hears that it goes on."""


class Elsewhere(Protocol):
    """A process that does one task after the other, and may end at any time."""

    def begin(self, task: Callable[[], None]) -> bool:
        """Whether it has been told to do a task."""

    def done(self, seconds: float) -> bool | None:
        """Whether it has done the task: None while it has not, after so many seconds, and False where it
        never will."""

    def leave(self) -> None:
        """Lets it end: nothing more is asked of it."""


@dataclass(frozen=True, slots=True)
class FieldsTask:
    """Merging some fields of sources that are files."""

    path: Path
    """The scratch file."""
    fields: Mapping[str, Sequence[Source]]
    """The sources of each."""

    def __call__(self) -> None:
        """Writes the scratch file. Raises OSError."""
        writer = ArrayWriter(self.path)
        try:
            for _ in self._merged(writer):
                pass
            writer.close(durable=False)
        finally:
            writer.abandon()

    def finish(self, elsewhere: Elsewhere, writer: ArrayWriter) -> Iterator[None]:
        """Adds the fields to a file when they are there, or merges them here where they never will be. Yields
        now and then. Raises OSError, and IndexDamaged for a source that is."""
        while (done := elsewhere.done(WAIT_SECONDS)) is None:
            yield
        elsewhere.leave()
        if not (done and self._copied(writer)):
            yield from self._merged(writer)

    def _merged(self, writer: ArrayWriter) -> Iterator[None]:
        for name, sources in self.fields.items():
            yield from write_field(writer, name, *merge(sources))

    def _copied(self, writer: ArrayWriter) -> bool:
        """Adds what the scratch file holds to another file; whether it is whole."""
        try:
            file = ArrayFile(self.path)
            for name in file.names():
                array = file.array(name)
                writer.add(name, array.dtype, array)
        except IndexDamaged:
            return False
        return True
