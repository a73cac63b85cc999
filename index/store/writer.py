"""The writer: documents in, one atomic commit out.

A document's record comes first, its passages follow; both are written in bulk, past Whoosh's
posting pool but through its codec. Nothing is visible before `commit`, and whatever ends the
process before that leaves the old index as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex, LockError, clean_files
from whoosh.system import pack_uint
from whoosh.util.numeric import byte_to_length, length_to_byte
from whoosh.writing import SegmentWriter

from index.errors import IndexBusy
from index.store.keys import write_keys
from index.store.postings import PairPostings, Posting, WordPostings
from index.store.records import Record, dump
from index.store.schema import RECORD
from index.store.snapshot import Snapshot
from index.text.pairs import Keys, char_keys, mark_keys, pair_keys
from index.text.passages import OVERLAP
from index.text.squeeze import Body
from index.text.words import words

SEGMENT_PAIRS = 6_000_000
"""Pair postings after which a segment is written out, which bounds the memory of a sync."""

TERMS_A_STEP = 5_000
"""Terms written between two looks at the clock and the cancel event."""

POSTINGS_A_BLOCK = 512
"""Larger blocks than Whoosh's 128: fewer of them to unpack when a whole list is read."""


class PassageWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's segment writer, fed with whole documents.

    Raises IndexBusy where another process holds the index.
    """

    def __init__(self, index: FileIndex) -> None:
        try:
            super().__init__(index, codec=W3Codec(blocklimit=POSTINGS_A_BLOCK, compression=1), compound=False)
        except LockError as error:
            raise IndexBusy("another process is writing this index") from error
        self.is_closed: bool
        self._folder = Path(index.storage.folder)
        self._written: list[Any] = []
        self._dropped: set[int] = set()
        self._begin_segment()

    def add_record(self, record: Record, text: str) -> None:
        """One document. `record.starts` says how it is cut into passages."""
        document = record.document
        fields = {"record": dump(record), "text": text.encode("utf-8", "surrogatepass")}
        self._ids.append((document.id.encode(), self.docnum))
        self._records.append(self.docnum)
        body = Body.of(text, document.hidden)
        self._pairs.add(self.docnum, char_keys(np.unique(body.codes)))
        self._add_row(fields)
        keys = pair_keys(body.codes)
        ends = (*record.starts[1:], len(text))
        solid = np.searchsorted(body.positions, (*record.starts, len(text)))
        for number, (start, end) in enumerate(zip(record.starts, ends, strict=True)):
            first, last = solid[number : number + 2]
            self._pairs.add(self.docnum, _passage_keys(body, keys, first, last, start))
            count = self._words.add(self.docnum, words(text[start:end], body.folded[start:end]))
            self._lengths.append(byte_to_length(length_to_byte(count)))
            self._add_row({"words": count})

    def remove(self, rows: Iterable[int]) -> None:
        """Rows of the snapshot of the generation before this writer's."""
        for row in rows:
            self.delete_document(row)

    def mergeable(self, snapshot: Snapshot, most: int, waste: float) -> Iterator[int]:
        """Heads to add again, because their segments go: too many of them, or too much removed.

        Adding a document again from its stored text costs what merging its postings would.
        """
        sizes = [segment.doc_count_all() for segment in self.segments]
        worn = {
            number
            for number, segment in enumerate(self.segments)
            if segment.deleted_count() > waste * sizes[number]
        }
        if len(sizes) - len(worn) + len(self._written) + self._added > most:
            by_size = sorted(range(len(sizes)), key=sizes.__getitem__)
            worn.update(by_size[: len(by_size) // 2 + 1])
        heads = [head for head in snapshot.heads if self._document_segment(head) in worn]
        self._dropped = worn
        return (head for head in heads if not self.is_deleted(head))

    def add_document(self, **fields: Any) -> None:
        raise NotImplementedError("documents come in as records: add_record")

    @property
    def full(self) -> bool:
        """Whether `flush` should be called before more documents come."""
        return self._pairs.count >= SEGMENT_PAIRS

    def flush(self) -> Iterator[float]:
        """Writes out what has been added as a segment, not yet committed; yields the share done."""
        if self._added:
            self.perdocwriter.close()
            write_keys(self._folder, self.newsegment, self._pairs.keys())
            yield from self._write_postings()
            self._close_segment()
            segment = self.get_segment()
            self._written.append(segment)
            self._start_segment()
            self._begin_segment()

    def commit_records(self) -> None:
        """Makes everything flushed visible, at once and durably. Call after a last `flush`."""
        self._close_segment()
        self._drop_files([self.newsegment])
        kept = [segment for number, segment in enumerate(self.segments) if number not in self._dropped]
        segments = [s for s in kept if s.doc_count_all() > s.deleted_count()] + self._written
        self._sync_to_disk()
        self._commit_toc(segments)
        self._finish()

    def cancel(self) -> None:
        """Leaves the old index as it was."""
        if self.is_closed:
            return
        with suppress(Exception):
            self._close_segment()
        with suppress(OSError):
            clean_files(self.storage, self.indexname, self.generation - 1, self.segments)
        self._finish()

    def _finish(self) -> None:
        with suppress(OSError):
            super()._finish()
        if not self.is_closed and self.writelock:
            self.writelock.release()
        self.is_closed = True
        for leftover in self._folder.glob("*.tmp"):
            shutil.rmtree(leftover, ignore_errors=True)

    def _begin_segment(self) -> None:
        self._pairs = PairPostings()
        self._words = WordPostings()
        self._ids: list[tuple[bytes, int]] = []
        self._records: list[int] = []
        self._lengths: list[int] = []

    def _start_segment(self) -> None:
        """As Whoosh's constructor does it, for another segment of the same commit."""
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.docnum = self.docbase
        self._added = False

    def _add_row(self, fields: dict[str, Any]) -> None:
        writer, schema = self.perdocwriter, self.schema
        writer.start_doc(self.docnum)
        if "record" in fields:
            writer.add_field("record", schema["record"], fields["record"], 0)
            writer.add_column_value("text", schema["text"].column_type, fields["text"])
            self._lengths.append(0)
        else:
            writer.add_field("words", schema["words"], None, fields["words"])
        writer.finish_doc()
        self._added = True
        self.docnum += 1

    def _write_postings(self) -> Iterator[float]:
        """Fields in the order of their names, as the codec asks."""
        rows: dict[str, Iterable[Posting]] = {
            "id": ((term, [number], [1.0]) for term, number in sorted(self._ids)),
            "pairs": self._pairs.sorted(),
            "role": [(RECORD, self._records, [1.0] * len(self._records))],
            "words": self._words.sorted(),
        }
        for step, (name, postings) in enumerate(rows.items()):
            writer = self.fieldwriter
            writer.start_field(name, self.schema[name])
            lengths = self._lengths if name == "words" else None
            for number, (term, passages, weights) in enumerate(postings):
                _write_term(writer, term, passages, weights, lengths)
                if number % TERMS_A_STEP == 0:
                    yield step / len(rows)
            writer.finish_field()

    def _sync_to_disk(self) -> None:
        """Every file of the new segments, before the table of contents names them."""
        names = {segment.segment_id() for segment in self._written}
        for path in self._folder.iterdir():
            if path.name.split(".")[0] in names:
                with path.open("rb") as file:
                    os.fsync(file.fileno())

    def _drop_files(self, segments: Sequence[Any]) -> None:
        for segment in segments:
            for path in self._folder.glob(f"{segment.segment_id()}.*"):
                path.unlink(missing_ok=True)


def _passage_keys(body: Body, keys: Keys, first: int, last: int, start: int) -> Keys:
    """The distinct keys of one passage: its pairs, those of its overlap, and its marks."""
    overlap = min(last + OVERLAP, len(keys))
    edge = int(body.positions[overlap]) if overlap < len(keys) else len(body.folded)
    marks = mark_keys(body.folded[start:edge])
    return np.unique(np.concatenate((keys[first:overlap], marks)))


def _write_term(
    writer: Any, term: bytes, passages: Iterable[int], weights: Iterable[float], lengths: list[int] | None
) -> None:
    writer.start_term(term)
    add = writer.add
    if lengths is None:
        for passage in passages:
            add(passage, 1.0, b"", None)
    else:
        for passage, weight in zip(passages, weights, strict=True):
            add(passage, weight, pack_uint(int(weight)), lengths[passage])
    writer.finish_term()
