"""The folder of one index: the index in it is opened, or an empty one made where there is none to open, and
what there is to tell of it stands beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.index import _DEF_INDEX_NAME, TOC, FileIndex, clean_files

from index.errors import IndexDamaged, IndexWriteError
from index.home import ABOUT, Home
from index.lock import holding
from index.private import read_json, write_json
from index.store.damage import damage_as_error
from index.store.schema import FORMAT, make_schema
from index.store.snapshot import Snapshot
from index.store.storage import IndexStorage, of_newest

FIRST_BYTES = 3
"""Of the random number with which the generations of an index begin: one that is made where another one was
forgotten is not taken for that."""

DAMAGED, OTHER_VERSION = "damaged", "version"
"""Why an index is made anew."""


class IndexFolder:
    """Where the index of some roots is."""

    def __init__(self, home: Home, roots: tuple[Path, ...]) -> None:
        """Makes the folder. Raises HomeError."""
        self.path = home.prepare(roots)
        self.rebuilt = ""
        """Why the index was made anew: `damaged`, `version`; empty where it was not."""
        self._home = home
        self._roots = roots
        self._storage = IndexStorage(str(self.path))

    @property
    def about(self) -> Mapping[str, Any]:
        """What was told of the index last."""
        return read_json(self.path / ABOUT)

    def tell(self, values: Mapping[str, object]) -> None:
        """Replaces what is told of the index. Raises OSError."""
        roots = [str(root) for root in self._roots]
        write_json(self.path / ABOUT, {**values, "format": FORMAT, "roots": roots})

    def tell_damage(self) -> None:
        """Leaves word for the next sync, whoever runs it, that the index cannot be read, if there is one."""
        if self.generation >= 0:
            with suppress(OSError):
                self.tell({**self.about, "damaged": True})

    def open(self) -> FileIndex:
        """The index; a damaged one, or one of another version, is replaced by an empty one, and `rebuilt`
        says so. Raises IndexWriteError and IndexBusy where an index has to be made."""
        generation = self.generation
        return self._existing() or self.renew(generation)

    def renew(self, generation: int) -> FileIndex:
        """An empty index in the place of that of a generation, which nothing here has open; where another
        process has made one meanwhile, that. Raises as `open`."""
        with self._writing():
            index = self._existing() if self.generation != generation else None
            return index or self._create()

    def _existing(self) -> FileIndex | None:
        """The index that is there; None where there is none that can be used, and `rebuilt` says why."""
        self.rebuilt = ""
        if self.about.get("format", FORMAT) != FORMAT:
            self.rebuilt = OTHER_VERSION
        elif self.there:
            try:
                with damage_as_error():
                    index = of_newest(lambda: self.generation, self._storage.open_index)
                Snapshot(index).close()
                return index
            except IndexDamaged:
                self.rebuilt = DAMAGED if self.there else ""
        return None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """No other process writes or removes the index meanwhile. Raises IndexBusy where one does so for
        long."""
        try:
            with holding(self.path, lambda: self._home.prepare(self._roots)):
                yield
        except OSError as error:
            raise IndexWriteError.because(error, self.path) from error

    def _create(self) -> FileIndex:
        """An empty index in the place of whatever is there: a newer generation, as readers see it."""
        latest = self.generation
        generation = latest + 1 if latest >= 0 else int.from_bytes(os.urandom(FIRST_BYTES), "big")
        TOC(make_schema(), [], generation).write(self._storage, _DEF_INDEX_NAME)
        clean_files(self._storage, _DEF_INDEX_NAME, generation, [])
        self.tell({"synced": None})
        return self._storage.open_index()

    @property
    def generation(self) -> int:
        """The newest commit there is; -1 for none."""
        return int(TOC._latest_generation(self._storage, _DEF_INDEX_NAME))

    @property
    def there(self) -> bool:
        """Whether there is an index, be it damaged."""
        return bool(self.about) or self.generation >= 0
