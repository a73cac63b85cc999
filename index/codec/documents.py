"""The documents of a segment: what is known of every row and of every document, and their texts.

Written run by run and read the same way, so that a merge never holds more than one run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from index.codec.arrays import Array, ArrayFile, ArrayWriter
from index.codec.block import Codes, Columns, Documents
from index.codec.characters import Characters, CharactersWriter, read_whole, write_whole

RUN_CHARACTERS = 1_000_000
"""Characters after which a run of documents ends."""

ROWS = ("lengths.words", "starts", "edges", "lines")
"""The arrays of a number a row."""

SPANS = ("hidden", "asides")
"""The arrays of spans, ascending, as many as there are."""

NUMBERS = {"day": np.int32, "body_start": np.uint32}
"""The columns of a number a document."""

CODED = ("kind", "language")
"""Those of one of a few names."""

LISTS = tuple(field.name for field in fields(Columns) if field.name not in (*NUMBERS, *CODED))
"""Those of strings, or of lists of them, which are kept as JSON."""

STATES = "states"
"""What is kept as they are: what tells of each document whether its file has changed."""


class DocumentsWriter:
    """Gathers runs of documents."""

    def __init__(self) -> None:
        self.rows = 0
        self._arrays: dict[str, list[Array]] = {
            name: [] for name in (*ROWS, "heads", *SPANS, *NUMBERS, *CODED)
        }
        self._names: dict[str, dict[str, int]] = {name: {} for name in CODED}
        self._lists: dict[str, list[Any]] = {name: [] for name in (*LISTS, STATES)}
        self._text = CharactersWriter()
        self._records = CharactersWriter()
        self._record_ends: list[int] = []

    def add(self, run: Documents) -> None:
        """The documents that come next."""
        characters = np.uint32(self._text.length)
        self._arrays["lengths.words"].append(run.lengths)
        self._arrays["heads"].append(run.heads + np.uint32(self.rows))
        self._arrays["starts"].append(run.starts + characters)
        self._arrays["edges"].append(run.edges + characters)
        self._arrays["lines"].append(_lines(run))
        for name in SPANS:
            self._arrays[name].append(getattr(run, name).reshape(-1) + characters)
        for name in NUMBERS:
            self._arrays[name].append(getattr(run.columns, name))
        for name in CODED:
            self._arrays[name].append(getattr(run.columns, name).recoded(self._names[name]))
        for name in LISTS:
            self._lists[name] += getattr(run.columns, name)
        self._lists[STATES] += run.states
        for record in run.records:
            self._records.add(record)
            self._record_ends.append(self._records.length)
        self._text.add(run.text)
        self.rows += len(run.lengths)

    def write(self, file: ArrayWriter) -> None:
        """Writes everything that was gathered. Raises OSError."""
        types: dict[str, npt.DTypeLike] = {"lengths.words": np.uint16, **NUMBERS}
        types |= dict.fromkeys(CODED, np.uint8)
        for name, arrays in self._arrays.items():
            kind = types.get(name, np.uint32)
            file.add(name, kind, np.concatenate([np.empty(0, kind), *arrays]))
        self._text.write(file, "text")
        self._records.write(file, "records")
        file.add("record_ends", np.uint32, self._record_ends)
        for name, names in self._names.items():
            self._lists[f"{name}_names"] = list(names)
        for name, values in self._lists.items():
            write_whole(file, name, json.dumps(values, ensure_ascii=False))


class SegmentDocuments:
    """Reads what `DocumentsWriter` wrote. Raises IndexDamaged."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file

    @property
    def lengths(self) -> npt.NDArray[np.uint16]:
        return self._file.array("lengths.words")

    @property
    def starts(self) -> npt.NDArray[np.uint32]:
        return self._file.array("starts")

    @property
    def edges(self) -> npt.NDArray[np.uint32]:
        return self._file.array("edges")

    @property
    def lines(self) -> npt.NDArray[np.uint32]:
        """How many line breaks of its document stand before each passage."""
        return self._file.array("lines")

    @property
    def heads(self) -> npt.NDArray[np.uint32]:
        return self._file.array("heads")

    def spans(self, name: str) -> npt.NDArray[np.uint32]:
        """(n, 2): the spans of a name among SPANS, of all documents, ascending."""
        return self._file.array(name).reshape(-1, 2)

    @cached_property
    def text(self) -> Characters:
        """The texts of all documents, one behind the other."""
        return Characters(self._file, "text")

    def record(self, number: int) -> str:
        """The record of the document of this number."""
        ends = self._record_ends
        return self._records.text(int(ends[number - 1]) if number else 0, int(ends[number]))

    def records(self) -> list[str]:
        """All records, in one go."""
        text, ends = self._records.all(), self._record_ends.tolist()
        return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def states(self) -> list[list[Any]]:
        """What tells of each document whether its file has changed."""
        return self.strings(STATES)

    def numbers(self, column: str) -> Array:
        """A column of numbers."""
        return self._file.array(column)

    def codes(self, column: str) -> Codes:
        """A column of a few names."""
        return Codes(self._file.array(column), self.strings(f"{column}_names"))

    def strings(self, column: str) -> list[Any]:
        """A column of strings, or of lists of them."""
        values: list[Any] = json.loads(read_whole(self._file, column))
        return values

    def columns(self) -> Columns:
        """All columns."""
        values: dict[str, Any] = {name: self.strings(name) for name in LISTS}
        values |= {name: self.codes(name) for name in CODED}
        values |= {name: self.numbers(name) for name in NUMBERS}
        return Columns(**values)

    def runs(self, kept: npt.NDArray[np.bool_]) -> Iterator[Documents]:
        """The documents that are to be kept, in order, in runs of neighbours."""
        columns, records, states = self.columns(), self.records(), self.states()
        last = 0
        for first, last in _stretches(kept, self.edges[self.heads]):
            part = _part(columns, first, last)
            yield self._run(first, last, part, records[first:last], states[first:last])

    def _run(
        self, first: int, last: int, columns: Columns, records: list[str], states: list[list[Any]]
    ) -> Documents:
        rows = slice(int(self.heads[first]), self._end_row(last))
        start, end = int(self.starts[rows.start]), int(self.edges[self.heads[last - 1]])
        return Documents(
            lengths=self.lengths[rows],
            starts=self.starts[rows] - np.uint32(start),
            edges=self.edges[rows] - np.uint32(start),
            heads=self.heads[first:last] - np.uint32(rows.start),
            records=records,
            states=states,
            text=self.text.text(start, end),
            **{name: self._spans(name, start, end) for name in SPANS},
            columns=columns,
        )

    def _spans(self, name: str, start: int, end: int) -> npt.NDArray[np.uint32]:
        """Those of whole documents between two offsets, as offsets from the first."""
        spans = self.spans(name)
        first, last = np.searchsorted(spans[:, 0], [start, end]).tolist()
        return spans[first:last] - np.uint32(start)

    def _end_row(self, last: int) -> int:
        return int(self.heads[last]) if last < len(self.heads) else len(self.lengths)

    @cached_property
    def _records(self) -> Characters:
        return Characters(self._file, "records")

    @property
    def _record_ends(self) -> Array:
        return self._file.array("record_ends")


def _lines(run: Documents) -> npt.NDArray[np.uint32]:
    """How many line breaks of its document stand before each passage."""
    codes = np.frombuffer(run.text.encode("utf-32-le", "surrogatepass"), "<u4")
    before = np.searchsorted(np.flatnonzero(codes == ord("\n")), run.starts)
    sizes = np.diff([*run.heads.tolist(), len(run.starts)])
    return (before - np.repeat(before[run.heads], sizes)).astype(np.uint32)


def _stretches(kept: npt.NDArray[np.bool_], ends: Array) -> Iterator[tuple[int, int]]:
    """The numbers of neighbouring documents that are kept, not too many characters at a time."""
    first = 0
    begin = 0
    for number, keep in enumerate(kept.tolist()):
        if not keep or (number > first and ends[number] - begin > RUN_CHARACTERS):
            if number > first:
                yield first, number
            first = number if keep else number + 1
            begin = int(ends[number - 1]) if keep else int(ends[number])
    if first < len(kept):
        yield first, len(kept)


def _part(columns: Columns, first: int, last: int) -> Columns:
    values: dict[str, Any] = {}
    for name in (*NUMBERS, *LISTS):
        values[name] = getattr(columns, name)[first:last]
    for name in CODED:
        coded = getattr(columns, name)
        values[name] = Codes(coded.codes[first:last], coded.names)
    return Columns(**values)
