"""The folder of one index: the index in it is opened, or an empty one made where there is none to open, and
what there is to tell of it stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.index import _DEF_INDEX_NAME, TOC, FileIndex, clean_files
from whoosh.util.filelock import try_for

from index.errors import IndexBusy, IndexDamaged, IndexWriteError
from index.home import ABOUT, read_json, write_json
from index.store.damage import damage_as_error
from index.store.schema import FORMAT, make_schema
from index.store.snapshot import Snapshot
from index.store.storage import IndexStorage, of_newest

LOCK_SECONDS = 5.0
"""How long another process may write before an index is not made."""

DAMAGED, OTHER_VERSION = "damaged", "version"
"""Why an index is made anew."""


class IndexFolder:
    """Where the index of some roots is."""

    def __init__(self, path: Path, roots: tuple[Path, ...]) -> None:
        self.path = path
        self.rebuilt = ""
        """Why the index was made anew: `damaged`, `version`; empty where it was not."""
        self._roots = roots
        self._storage = IndexStorage(str(path))

    @property
    def about(self) -> Mapping[str, Any]:
        """What was told of the index last."""
        return read_json(self.path / ABOUT)

    def tell(self, values: Mapping[str, object]) -> None:
        """Replaces what is told of the index. Raises OSError."""
        roots = [str(root) for root in self._roots]
        write_json(self.path / ABOUT, {**values, "format": FORMAT, "roots": roots})

    def tell_damage(self) -> None:
        """Leaves word for the next sync, whoever runs it, that the index cannot be read."""
        with suppress(OSError):
            self.tell({**self.about, "damaged": True})

    def open(self) -> FileIndex:
        """The index; a damaged one, or one of another version, is replaced by an empty one, and `rebuilt`
        says so. Raises IndexWriteError and IndexBusy where an index has to be made."""
        generation = self._latest_generation()
        index = self._existing()
        if index is None:
            with self._writing():
                if self._latest_generation() != generation:  # another process was first
                    index = self._existing()
                index = index or self._create()
        return index

    def renew(self) -> FileIndex:
        """An empty index in the place of the one that is there, which nothing here has open. Raises as
        `open`."""
        with self._writing():
            return self._create()

    def _existing(self) -> FileIndex | None:
        """The index that is there; None where there is none that can be used, and `rebuilt` says why."""
        about = self.about
        self.rebuilt = ""
        if about.get("format", FORMAT) != FORMAT:
            self.rebuilt = OTHER_VERSION
        elif about or self._latest_generation() >= 0:
            try:
                with damage_as_error():
                    index = of_newest(self._latest_generation, self._storage.open_index)
                Snapshot(index).close()
                return index
            except IndexDamaged:
                self.rebuilt = DAMAGED
        return None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """No other process writes meanwhile. Raises IndexBusy where one does so for long."""
        lock = self._storage.lock(f"{_DEF_INDEX_NAME}_WRITELOCK")
        try:
            free = try_for(lock.acquire, timeout=LOCK_SECONDS)
        except OSError as error:
            raise self._unwritable(error) from error
        if not free:
            raise IndexBusy("another process is writing this index", self.path)
        try:
            yield
        finally:
            lock.release()

    def _create(self) -> FileIndex:
        """An empty index in the place of whatever is there: a newer generation, as readers see it."""
        generation = self._latest_generation() + 1
        try:
            TOC(make_schema(), [], generation).write(self._storage, _DEF_INDEX_NAME)
            clean_files(self._storage, _DEF_INDEX_NAME, generation, [])
            self.tell({"synced": None})
        except OSError as error:
            raise self._unwritable(error) from error
        return self._storage.open_index()

    def _latest_generation(self) -> int:
        """The newest commit there is; -1 for none."""
        return int(TOC._latest_generation(self._storage, _DEF_INDEX_NAME))

    def _unwritable(self, error: OSError) -> IndexWriteError:
        reason = error.strerror or error
        return IndexWriteError(f"The index in {self.path} could not be written: {reason}.", self.path)
