"""Documents that come one by one through Whoosh's own writer, gathered into arrays.

The files keep whole numbers of times and no positions, and values that JSON gives back as they were;
anything else is refused when it comes, so that no document is half kept.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import formats
from whoosh.codec import base
from whoosh.filedb.structfile import StructFile

from index.codec.arrays import ArrayWriter
from index.codec.characters import CharactersWriter
from index.codec.field import Run, write_field
from index.codec.readers import STORED, STORED_ENDS, column_name, lengths_name
from index.codec.segment import DOCUMENTS_SUFFIX, FIELDS_SUFFIX


class RowsWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Lengths, columns and stored values of rows."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._path = _path(storage, segment, DOCUMENTS_SUFFIX)
        self._lengths: dict[str, dict[int, int]] = defaultdict(dict)
        self._columns: dict[str, tuple[BytesIO, Any]] = {}
        self._stored = CharactersWriter()
        self._stored_ends = array("Q")
        self._row = 0
        self._values: dict[str, Any] = {}
        self._row_lengths: dict[str, int] = {}
        self._row_columns: list[tuple[str, Any, Any]] = []
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        self._row = docnum
        self.cancel_doc()

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        _check_format(fieldname, fieldobj)
        if value is not None:
            self._values[fieldname] = _checked(fieldname, value)
        if length:
            self._row_lengths[fieldname] = length

    def add_column_value(self, fieldname: str, columnobj: Any, value: Any) -> None:
        self._row_columns.append((fieldname, columnobj, value))

    def add_vector_items(self, fieldname: str, fieldobj: Any, items: Any) -> None:
        raise ValueError(f"the field {fieldname} has vectors, which the codec does not keep")

    def cancel_doc(self) -> None:
        self._values, self._row_lengths, self._row_columns = {}, {}, []

    def finish_doc(self) -> None:
        for name, column, value in self._row_columns:
            if name not in self._columns:
                buffer = BytesIO()
                self._columns[name] = buffer, column.writer(StructFile(buffer))
            self._columns[name][1].add(self._row, value)
        for name, length in self._row_lengths.items():
            self._lengths[name][self._row] = length
        self._stored.add(json.dumps(self._values, ensure_ascii=False))
        self._stored_ends.append(self._stored.length)
        self.cancel_doc()

    def close(self) -> None:
        """Writes the file, also where no row came: what Whoosh merges may have lost all of its own. Raises
        OSError."""
        self.is_closed = True
        rows = len(self._stored_ends)
        file = ArrayWriter(self._path)
        try:
            for name, lengths in self._lengths.items():
                values = np.zeros(rows, np.uint32)
                values[list(lengths)] = list(lengths.values())
                file.add(lengths_name(name), np.uint32, values)
            for name, (buffer, writer) in self._columns.items():
                writer.finish(rows)
                file.add(column_name(name), np.uint8, np.frombuffer(buffer.getvalue(), np.uint8))
            self._stored.write(file, STORED)
            file.add(STORED_ENDS, np.uint64, self._stored_ends)
            file.close()
        finally:
            file.abandon()


class FieldsWriter(base.FieldWriter):  # type: ignore[misc]
    """Terms and postings, field by field in order."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._path = _path(storage, segment, FIELDS_SUFFIX)
        self._file: ArrayWriter | None = None
        self._name = ""
        self._start()
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Any]) -> None:
        self._file = ArrayWriter(self._path)
        super().add_postings(schema, lengths, items)

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        _check_format(fieldname, fieldobj)
        self._name = fieldname
        self._start()

    def start_term(self, text: bytes) -> None:
        self._terms.append(text)
        self._begins.append(len(self._rows))

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        self._rows.append(docnum)
        self._weights.append(weight)

    def finish_term(self) -> None:
        pass

    def finish_field(self) -> None:
        assert self._file is not None
        begins = np.array(self._begins, np.int64)
        lists = np.append(begins[1:], len(self._rows)) - begins
        run = Run(lists, np.frombuffer(self._rows, np.uint32), np.frombuffer(self._weights, np.float32))
        for _ in write_field(self._file, self._name, self._terms, [run]):
            pass

    def close(self) -> None:
        """Ends the file; there is none where no document came. Raises OSError."""
        if self._file is not None and not self.is_closed:
            self._file.close()
        self.is_closed = True

    def _start(self) -> None:
        self._terms: list[bytes] = []
        self._begins: list[int] = []
        self._rows = array("I")
        self._weights = array("f")


def _path(storage: Any, segment: Any, suffix: str) -> Path:
    return Path(storage.folder, segment.make_filename(suffix))


def _check_format(fieldname: str, fieldobj: Any) -> None:
    if fieldobj.format is not None and type(fieldobj.format) not in (formats.Existence, formats.Frequency):
        raise ValueError(f"the field {fieldname} has positions, which the codec does not keep (phrase=False)")


def _checked(fieldname: str, value: Any) -> Any:
    """The value, where JSON gives it back as it was. Raises ValueError."""
    try:
        same = json.loads(json.dumps(value)) == value
    except (TypeError, ValueError):
        same = False
    if not same:
        raise ValueError(
            f"the value of {fieldname} cannot be stored: {type(value).__name__} is no JSON value"
        )
    return value
