"""The writer: blocks of documents in, one atomic commit out.

What comes in becomes one new segment, together with old segments that are small or worn. Nothing is
visible before `commit`, and whatever ends the process before that leaves the old index as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from whoosh.index import TOC, FileIndex, clean_files

from index.codec.block import Block
from index.codec.codec import ArraySegment
from index.codec.elsewhere import Elsewhere
from index.codec.segment import SegmentBuilder
from index.errors import IndexBusy, IndexDamaged, IndexRemoved
from index.home import ABOUT
from index.lock import FolderLock
from index.store.damage import damage_as_error
from index.store.leaves import Identity
from index.store.schema import make_schema
from index.store.storage import TOC_SUFFIX
from index.text.words import Own

MOST_SEGMENTS = 8
"""Segments above which small ones are merged, so that a search reads few."""

WASTE = 0.3
"""Share of removed rows from which a segment is written anew without them."""


class SegmentWriter:
    """Writes the next generation of an index. Ends with `commit` or `cancel`.

    Raises IndexBusy where another process holds the index, IndexDamaged where there is none that can be read,
    OSError where the disk does not take it.
    """

    def __init__(self, index: FileIndex, own: Own | None = None) -> None:
        """`own`: the words beside jieba's by which everything that stays is cut; None for those of before."""
        self._storage = index.storage
        self._name: str = index.indexname
        self._folder = Path(index.storage.folder)
        self._lock = FolderLock(self._folder)
        try:
            if not self._lock.acquire():
                raise IndexBusy("another process is writing this index")
        except FileNotFoundError as error:
            raise IndexRemoved from error
        self._open = True
        try:
            with damage_as_error():
                toc = TOC.read(self._storage, self._name)
        except BaseException:
            self._finish()
            raise
        self.generation: int = toc.generation + 1
        """Which commit this will be."""
        self._schema = toc.schema if own is None else make_schema(own)
        self._committed: tuple[ArraySegment, ...] = tuple(toc.segments)
        self._segments = list(self._committed)
        self._new = ArraySegment(self._name)
        self._builder = SegmentBuilder(self._folder, self._new.segment_id())

    @property
    def identity(self) -> Identity:
        """Of the commit, once it is one."""
        return Identity.of(self.generation, self._segments)

    def remove(self, rows: range) -> None:
        """A document's rows, as the snapshot of the generation before this writer's numbers them."""
        base = 0
        for segment in self._segments:
            if rows.start < base + segment.rows:
                segment.removed.update(range(rows.start - base, rows.stop - base))
                return
            base += segment.rows

    def add(self, block: Block) -> None:
        """Documents that are new."""
        self._builder.add(block)

    def write(self, elsewhere: Elsewhere | None = None) -> Iterator[None]:
        """Writes what was added and what is to be merged, not yet visible; yields now and then. A part of it
        is done elsewhere, if there is such a place."""
        self._segments = [segment for segment in self._segments if segment.doc_count()]
        merged = merged_with(self._builder.rows, self._segments)
        for segment in merged:
            files = segment.codec().files(self._storage, segment)
            self._builder.add_segment(files, segment.removed_flags())
        self._segments = [segment for segment in self._segments if segment not in merged]
        self._new.rows = self._builder.rows
        if self._new.rows:
            yield from self._builder.write(elsewhere)
            self._segments.append(self._new)

    def commit(self) -> None:
        """Makes everything visible, at once and durably. Call after `write`."""
        TOC(self._schema, self._segments, self.generation).write(self._storage, self._name)
        clean_files(self._storage, self._name, self.generation, self._segments)
        self._finish()

    def cancel(self) -> None:
        """Leaves the old index as it was, unless an interrupted commit counts already; nothing after one."""
        if self._open:
            self._builder.abandon()
            counts = TOC._latest_generation(self._storage, self._name) == self.generation
            segments = self._segments if counts else self._committed
            with suppress(OSError):
                clean_files(self._storage, self._name, self.generation - (not counts), segments)
            self._finish()

    def _finish(self) -> None:
        with suppress(OSError):
            for pattern in (f"_{self._name}_*{TOC_SUFFIX}.*", f"{ABOUT}.*"):
                for draft in self._folder.glob(pattern):
                    draft.unlink(missing_ok=True)
        self._lock.release()
        self._open = False


def clear_leftovers(index: FileIndex) -> None:
    """Removes what a writer that was killed has left behind; nothing while another one writes."""
    with suppress(IndexBusy, IndexDamaged, OSError), damage_as_error():
        known = {segment.segment_id() for segment in TOC.read(index.storage, index.indexname).segments}
        names = [name.partition(".") for name in index.storage]
        written = {stem for stem, dot, _ in names if dot and stem.startswith(f"{index.indexname}_")}
        tables = [stem for stem, _, _ in names if stem.startswith(f"_{index.indexname}_")]
        drafts = [name for name in index.storage if name.startswith(f"{ABOUT}.")]
        if len(tables) > 1 or drafts or written - known:
            SegmentWriter(index).cancel()


def merged_with(new_rows: int, segments: Sequence[ArraySegment]) -> list[ArraySegment]:
    """The segments that are written anew together with so many new rows, in their order.

    Those with much waste; and where there would be too many, the smaller half, and each larger one
    that is no larger than all before it together: so a row is written again only when its segment
    has doubled, and a large segment never for a small change.
    """
    merged = {id(segment) for segment in segments if segment.deleted_count() > WASTE * segment.rows}
    left = sorted((segment for segment in segments if id(segment) not in merged), key=ArraySegment.doc_count)
    if len(left) + bool(new_rows or merged) > MOST_SEGMENTS:
        total = new_rows
        for number, segment in enumerate(left):
            if number >= len(left) // 2 and segment.doc_count() > total:
                break
            merged.add(id(segment))
            total += segment.doc_count()
    return [segment for segment in segments if id(segment) in merged]
