"""Columns: what filters, sorting and facets ask of every document, in the order of a snapshot's heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain, compress
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from index.codec.block import Codes
from index.codec.documents import STATES
from index.store.leaves import Leaf

T = TypeVar("T", bound=np.generic)


class SnapshotColumns:
    """One value a document; each column is read when it is first asked for. Raises IndexDamaged."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves

    @cached_property
    def kind(self) -> Codes:
        return self._codes("kind")

    @cached_property
    def language(self) -> Codes:
        return self._codes("language")

    @cached_property
    def day(self) -> npt.NDArray[np.int32]:
        """Ordinal of the day of publication, else of creation; 0 for none."""
        return self._array(lambda leaf: leaf.documents.numbers("day"), np.dtype(np.int32))

    @cached_property
    def body_start(self) -> npt.NDArray[np.uint32]:
        """In the document's own characters."""
        return self._array(lambda leaf: leaf.documents.numbers("body_start"), np.dtype(np.uint32))

    @cached_property
    def titles(self) -> list[list[str]]:
        """The title, then what else it is called, and the titles of its sections."""
        return self._strings("titles")

    @cached_property
    def lead(self) -> list[str]:
        """How it begins; empty where the title says what it is about."""
        return self._strings("lead")

    @cached_property
    def authors(self) -> list[list[str]]:
        return self._strings("authors")

    @cached_property
    def tags(self) -> list[list[str]]:
        return self._strings("tags")

    @cached_property
    def hosts(self) -> list[list[str]]:
        return self._strings("hosts")

    @cached_property
    def path(self) -> list[str]:
        """Relative to the root."""
        return self._strings("path")

    @cached_property
    def site(self) -> list[str]:
        """The host that the document is from, or who published it; empty for none."""
        return self._strings("site")

    def states(self) -> list[list[Any]]:
        """What tells whether the document's file has changed; it is not kept."""
        return self._strings(STATES)

    def _array(self, read: Callable[[Leaf], Any], kind: np.dtype[T]) -> npt.NDArray[T]:
        values = [read(leaf)[leaf.live_documents] for leaf in self._leaves]
        return np.concatenate([np.empty(0, kind), *values])

    def _strings(self, name: str) -> list[Any]:
        live = (leaf.live_documents.tolist() for leaf in self._leaves)
        values = (leaf.documents.strings(name) for leaf in self._leaves)
        return list(chain.from_iterable(map(compress, values, live)))

    def _codes(self, name: str) -> Codes:
        numbers: dict[str, int] = {}
        codes = self._array(lambda leaf: leaf.documents.codes(name).recoded(numbers), np.dtype(np.uint8))
        return Codes(codes, list(numbers))
