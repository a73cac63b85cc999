"""A segment on disk: two files, one of fields and one of documents.

It is written from blocks and from older segments at once, in this order: a merge is no more than that.
Nothing is read as a segment before it is whole and on the disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.codec.arrays import ArrayFile, ArrayWriter
from index.codec.block import Block
from index.codec.documents import DocumentsWriter, SegmentDocuments
from index.codec.elsewhere import Elsewhere, FieldsTask
from index.codec.field import Field, write_field
from index.codec.merging import FieldSource, Source, merge
from index.codec.scratch import FIELDS, BlockField, block_fields, put_aside

FIELDS_SUFFIX, DOCUMENTS_SUFFIX = ".fields", ".docs"
"""What the names of the two files end with, behind that of the segment."""

ELSEWHERE = ("marks", "words")
"""The fields that are merged elsewhere, which takes about as long as what is left, and there is less of them
to copy afterwards than of the pairs."""

MEMORY_POSTINGS = 4_000_000
"""Postings of blocks that wait in memory; from there on they are put aside."""


class SegmentFiles:
    """Reads the files of a segment, each opened when it is first asked for. Raises IndexDamaged, OSError."""

    def __init__(self, folder: Path, name: str) -> None:
        self._stem = folder / name
        self._fields: dict[str, Field] = {}

    @cached_property
    def fields(self) -> ArrayFile:
        """The file of fields."""
        return ArrayFile(self._stem.with_name(self._stem.name + FIELDS_SUFFIX))

    @cached_property
    def documents(self) -> ArrayFile:
        """The file of documents."""
        return ArrayFile(self._stem.with_name(self._stem.name + DOCUMENTS_SUFFIX))

    def opened(self) -> SegmentFiles:
        """These, both files opened, so that neither can be removed before it is read."""
        self.fields, self.documents  # noqa: B018
        return self

    def field_names(self) -> list[str]:
        """The fields there are, in order."""
        return sorted(name.removesuffix(".kinds") for name in self.fields.names() if name.endswith(".kinds"))

    def field(self, name: str) -> Field:
        """A field that the segment has."""
        if name not in self._fields:
            self._fields[name] = Field(self.fields, name)
        return self._fields[name]


class SegmentBuilder:
    """Makes one segment. Ends with `write` or with `abandon`; both leave no scratch files. Raises OSError."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._documents = DocumentsWriter()
        self._sources: list[tuple[dict[str, FieldSource], int, npt.NDArray[np.bool_] | None]] = []
        self._waiting = 0
        self._scratch: list[Path] = []

    @property
    def rows(self) -> int:
        """Rows so far."""
        return self._documents.rows

    def add(self, block: Block) -> None:
        """A block that follows what has been added."""
        fields = block_fields(block)
        self._sources.append((dict(fields), self.rows, None))
        self._documents.add(block.documents)
        self._waiting += sum(len(field.postings.rows) for field in fields.values())
        if self._waiting > MEMORY_POSTINGS:
            self._put_aside()

    def add_segment(self, files: SegmentFiles, removed: npt.NDArray[np.bool_]) -> None:
        """The documents of a segment without those that have a row removed."""
        documents = SegmentDocuments(files.documents)
        kept = live_documents(documents.heads, removed)
        rows = np.diff(documents.heads, append=np.uint32(len(removed))).astype(np.int64)
        fields: dict[str, FieldSource] = {name: files.field(name) for name in FIELDS}
        self._sources.append((fields, self.rows, None if kept.all() else np.repeat(kept, rows)))
        for run in documents.runs(kept):
            self._documents.add(run)

    def write(self, elsewhere: Elsewhere | None = None) -> Iterator[None]:
        """Writes the segment, durably; yields now and then. Some fields are merged elsewhere meanwhile, if
        there is such a place."""
        fields = ArrayWriter(self._folder / f"{self._name}{FIELDS_SUFFIX}")
        documents = ArrayWriter(self._folder / f"{self._name}{DOCUMENTS_SUFFIX}")
        try:
            yield from self._written(fields, documents, elsewhere)
        finally:
            fields.abandon()
            documents.abandon()
            self.abandon()

    def _written(
        self, fields: ArrayWriter, documents: ArrayWriter, elsewhere: Elsewhere | None
    ) -> Iterator[None]:
        """Writes both files."""
        task = self._begun(elsewhere) if elsewhere else None
        for name in FIELDS:
            if not task or name not in task.fields:
                yield from write_field(fields, name, *merge(self._field(name)))
        self._documents.write(documents)
        documents.close()
        if elsewhere and task:
            yield from task.finish(elsewhere, fields)
        fields.close()

    def abandon(self) -> None:
        """Lets go of everything that was added."""
        self._sources.clear()
        while self._scratch:
            self._scratch.pop().unlink(missing_ok=True)

    def _field(self, name: str) -> list[Source]:
        return [Source(fields[name], base, live) for fields, base, live in self._sources]

    def _begun(self, elsewhere: Elsewhere) -> FieldsTask | None:
        """The task that has been begun elsewhere."""
        self._put_aside()
        self._scratch.append(self._folder / f"{self._name}.elsewhere.scratch")
        task = FieldsTask(self._scratch[-1], {name: self._field(name) for name in ELSEWHERE})
        return task if elsewhere.begin(task) else None

    def _put_aside(self) -> None:
        for number, (fields, base, live) in enumerate(self._sources):
            blocks = {name: field for name, field in fields.items() if type(field) is BlockField}
            if blocks:
                path = self._folder / f"{self._name}.{number}.scratch"
                self._scratch.append(path)
                self._sources[number] = (dict(put_aside(path, blocks)), base, live)
        self._waiting = 0


def live_documents(heads: npt.NDArray[np.uint32], removed: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which documents have no row among those removed."""
    if not len(heads):
        return np.empty(0, np.bool_)
    return ~np.logical_or.reduceat(removed, heads.astype(np.intp))
