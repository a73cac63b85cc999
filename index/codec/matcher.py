"""One posting list as Whoosh steps through it."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.system import pack_uint

from index.codec.postings import Rows


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """The rows of one term, and how often each holds it.

    Makes no promise of quality, so that Whoosh skips nothing and counts every hit.
    """

    def __init__(
        self, rows: Rows, counts: npt.NDArray[np.float32], format_: Any, scorer: Any, term: tuple[str, bytes]
    ) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._rows: list[int] = rows.tolist()
        self._counts: list[float] = counts.tolist()
        self._place = 0

    def copy(self) -> ArrayMatcher:
        twin = ArrayMatcher.__new__(ArrayMatcher)
        twin.__dict__.update(self.__dict__)
        return twin

    def reset(self) -> None:
        self._place = 0

    def is_active(self) -> bool:
        return self._place < len(self._rows)

    def id(self) -> int:
        return self._rows[self._place]

    def all_ids(self) -> list[int]:
        return self._rows[self._place :]

    def next(self) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._place += 1

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's name for it
        if not self.is_active():
            raise ReadTooFar
        self._place = bisect_left(self._rows, id, self._place)

    def weight(self) -> float:
        return self._counts[self._place]

    def value(self) -> bytes:
        count: bytes = pack_uint(int(self.weight()))
        return count

    def supports_block_quality(self) -> bool:
        return False

    def max_quality(self) -> float:
        return math.inf

    def block_quality(self) -> float:
        return math.inf
