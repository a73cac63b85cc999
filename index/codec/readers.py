"""A segment as Whoosh reads it: terms with their statistics, matchers, and values of documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import ColumnReader
from whoosh.filedb.structfile import BufferFile
from whoosh.reading import TermInfo, TermNotFound

from index.codec.characters import Characters
from index.codec.documents import CODED, NUMBERS, SegmentDocuments
from index.codec.field import Field
from index.codec.matcher import ArrayMatcher
from index.codec.segment import SegmentFiles

COLUMN = "column."
"""What the array of a column is called that came through Whoosh's writer, before the column's own name."""

STORED, STORED_ENDS = "stored", "stored_ends"
"""The stored values of all rows that came so, as one text, and where those of each end."""

DOCUMENT_COLUMNS = (*CODED, *NUMBERS)
"""The columns that rows have in a segment made of blocks."""

TERMS_A_STEP = 1_000
"""Terms that are decoded together when a dictionary is walked through."""

Term = tuple[str, bytes]


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """The fields of a segment. Field names and terms come in order."""

    def __init__(self, files: SegmentFiles) -> None:
        self._files = files
        self._names = files.field_names()

    def __contains__(self, term: Term) -> bool:
        name, text = term
        return name in self._names and self._files.field(name).find(text) >= 0

    def indexed_field_names(self) -> list[str]:
        return self._names

    def terms(self) -> Iterator[Term]:
        return (term for name in self._names for term in self._terms(name, 0))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        for name in self._names:
            if name == fieldname:
                yield from self._terms(name, self._files.field(name).place(prefix))
            elif name > fieldname:
                yield from self._terms(name, 0)

    def items(self) -> Iterator[tuple[Term, Any]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, Any]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        field, number = self._get(fieldname, text)
        rows, counts = field.rows(number), field.counts(number)
        lengths = np.zeros(1, np.int64)
        if lengths_name(fieldname) in self._files.documents:
            lengths = self._files.documents.array(lengths_name(fieldname))[rows]
        return TermInfo(
            weight=float(counts.sum()),
            df=len(rows),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(counts.max()),
            minid=int(rows[0]),
            maxid=int(rows[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        found = self._find(fieldname, text)
        return float(found[0].counts(found[1]).sum()) if found else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        found = self._find(fieldname, text)
        return int(found[0].frequencies[found[1]]) if found else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        field, number = self._get(fieldname, text)
        return ArrayMatcher(field.rows(number), field.counts(number), format_, scorer, (fieldname, text))

    def cursor(self, fieldname: str, fieldobj: Any) -> Cursor:
        return Cursor(self._files.field(fieldname) if fieldname in self._names else None, fieldobj)

    def _find(self, name: str, text: bytes) -> tuple[Field, int] | None:
        if name in self._names:
            field = self._files.field(name)
            number = field.find(text)
            if number >= 0:
                return field, number
        return None

    def _get(self, name: str, text: bytes) -> tuple[Field, int]:
        found = self._find(name, text)
        if found is None:
            raise TermNotFound(f"No term {name}:{text!r}")
        return found

    def _terms(self, name: str, first: int) -> Iterator[Term]:
        field = self._files.field(name)
        for start in range(first, len(field), TERMS_A_STEP):
            for term in field.terms(start, min(start + TERMS_A_STEP, len(field))):
                yield name, term


class Cursor(base.FieldCursor):  # type: ignore[misc]
    """Walks through the terms of a field, as Whoosh's automata ask."""

    def __init__(self, field: Field | None, fieldobj: Any) -> None:
        self._field = field
        self._fieldobj = fieldobj
        self._number = 0

    def first(self) -> Any:
        self._number = 0
        return self.text()

    def find(self, term: Any) -> Any:
        if self._field is not None:
            self._number = self._field.place(
                term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
            )
        return self.text()

    def next(self) -> Any:
        self._number += 1
        return self.text()

    def text(self) -> Any:
        if self._field is None or not self.is_valid():
            return None
        return self._fieldobj.from_bytes(self._field.term(self._number))

    def is_valid(self) -> bool:
        return self._field is not None and self._number < len(self._field)


class DocumentsReader(base.PerDocumentReader):  # type: ignore[misc]
    """What is known of each row of a segment."""

    def __init__(self, files: SegmentFiles, segment: base.Segment) -> None:
        self._files = files
        self._segment = segment
        self._files.documents  # noqa: B018 - opened while Whoosh would try again if a commit removed it

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return int(self._segment.doc_count_all())

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> set[int]:
        removed: set[int] = self._segment.deleted_docs()
        return removed

    # Lengths

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        name = lengths_name(fieldname)
        return int(self._files.documents.array(name)[docnum]) if name in self._files.documents else default

    def field_length(self, fieldname: str) -> int:
        return sum(self._lengths(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        return min(self._lengths(fieldname), default=0)

    def max_field_length(self, fieldname: str) -> int:
        return max(self._lengths(fieldname), default=0)

    def _lengths(self, fieldname: str) -> list[int]:
        name = lengths_name(fieldname)
        lengths: list[int] = (
            self._files.documents.array(name).tolist() if name in self._files.documents else []
        )
        return lengths

    # Columns and stored values

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in self.list_columns()

    def list_columns(self) -> list[str]:
        if self._documents is not None:
            return list(DOCUMENT_COLUMNS)
        names = self._files.documents.names()
        return [name.removeprefix(COLUMN) for name in names if name.startswith(COLUMN)]

    def column_reader(self, fieldname: str, column: Any) -> Any:
        if self._documents is not None:
            return RowColumn(self._documents, fieldname)
        content = self._files.documents.array(column_name(fieldname)).tobytes()
        return column.reader(BufferFile(content), 0, len(content), self.doc_count_all())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        if self._documents is not None:
            number = int(np.searchsorted(self._documents.heads, docnum))
            is_head = number < len(self._documents.heads) and self._documents.heads[number] == docnum
            return {"record": self._documents.record(number)} if is_head else {}
        values: dict[str, Any] = json.loads(self._stored.text(*self._extent(docnum)))
        return values

    @cached_property
    def _documents(self) -> SegmentDocuments | None:
        """The documents of a segment that was made of blocks."""
        return SegmentDocuments(self._files.documents) if "heads" in self._files.documents else None

    @cached_property
    def _stored(self) -> Characters:
        return Characters(self._files.documents, STORED)

    def _extent(self, docnum: int) -> tuple[int, int]:
        ends = self._files.documents.array(STORED_ENDS)
        return int(ends[docnum - 1]) if docnum else 0, int(ends[docnum])


class RowColumn(ColumnReader):  # type: ignore[misc]
    """A column of documents as one of rows: a passage has the value of its document. Names are bytes, as
    Whoosh's own columns have them."""

    def __init__(self, documents: SegmentDocuments, name: str) -> None:
        if name in CODED:
            coded = documents.codes(name)
            names = [one.encode() for one in coded.names]
            values = [names[code] for code in coded.codes.tolist()]
        else:
            values = documents.numbers(name).tolist()
        heads = documents.heads.tolist()
        ends = [*heads[1:], len(documents.lengths)]
        self._values = [
            value for value, head, end in zip(values, heads, ends, strict=True) for _ in range(head, end)
        ]
        self._sign = 1

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, row: int) -> Any:
        return self._values[row]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def sort_key(self, row: int) -> Any:
        return self._values[row] if self._sign > 0 else -self._values[row]

    def set_reverse(self) -> None:
        self._sign = -1


def column_name(fieldname: str) -> str:
    """The array that holds a column of Whoosh's, as Whoosh writes it."""
    return f"{COLUMN}{fieldname}"


def lengths_name(fieldname: str) -> str:
    """The array that holds the lengths of a field."""
    return f"lengths.{fieldname}"
