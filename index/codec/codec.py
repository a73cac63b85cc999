"""The codec, and what a table of contents says of a segment.

Whoosh pickles these classes into the table of contents by module and name, so both stay where they
are; a segment's state is its name, its number of rows and the ranges of its removed ones.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec import base

from index.codec.segment import SegmentFiles


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Postings as arrays: see `index.codec.segment` for the files. One codec reads one segment."""

    length_stats = False

    def __init__(self) -> None:
        self._files: SegmentFiles | None = None

    def files(self, storage: Any, segment: Any) -> SegmentFiles:
        """The files of the segment that this codec was made for, opened once."""
        if self._files is None:
            self._files = SegmentFiles(Path(storage.folder), segment.segment_id())
        return self._files

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        from index.codec.writers import RowsWriter

        return RowsWriter(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> Any:
        from index.codec.writers import FieldsWriter

        return FieldsWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        from index.codec.readers import TermsReader

        return TermsReader(self.files(storage, segment))

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        from index.codec.readers import DocumentsReader

        return DocumentsReader(self.files(storage, segment), segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        return ArraySegment(indexname)


class ArraySegment(base.Segment):  # type: ignore[misc]
    """What the table of contents says of a segment."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self.rows = 0
        self.removed: set[int] = set()

    def __getstate__(self) -> dict[str, Any]:
        rows = sorted(self.removed)
        firsts = [row for before, row in pairwise((-2, *rows)) if row != before + 1]
        lasts = [row + 1 for row, behind in pairwise((*rows, -2)) if behind != row + 1]
        return {
            "indexname": self.indexname,
            "segid": self.segid,
            "rows": self.rows,
            "removed": list(zip(firsts, lasts, strict=True)),
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.indexname = state["indexname"]
        self.segid = state["segid"]
        self.rows = state["rows"]
        self.removed = {row for first, last in state["removed"] for row in range(first, last)}
        self.compound = False

    def removed_flags(self) -> npt.NDArray[np.bool_]:
        """Of every row whether it has been removed."""
        flags = np.zeros(self.rows, np.bool_)
        flags[list(self.removed)] = True
        return flags

    def codec(self) -> ArrayCodec:
        return ArrayCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        self.rows = doccount

    def doc_count_all(self) -> int:
        return self.rows

    def deleted_count(self) -> int:
        return len(self.removed)

    def deleted_docs(self) -> set[int]:
        return self.removed

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.removed

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        if not 0 <= docnum < self.rows:
            raise IndexError(f"no row {docnum} in a segment of {self.rows}")
        (self.removed.add if delete else self.removed.discard)(docnum)
