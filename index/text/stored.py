"""Tables that take a while to compute, and so are read from `data`, where `make tables` has put them.

Those that hold for one version of Unicode are in a folder of its own; under another they are computed. Either
way a table is an array that nobody changes, there when it is first asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

DATA = Path(__file__).with_name("data")

UNICODE = f"unicode-{unicodedata.unidata_version}"
"""The folder of what follows from Python's version of Unicode."""

T = TypeVar("T", bound=np.generic)

Table = Callable[[], npt.NDArray[T]]

MADE: dict[Path, Table[Any]] = {}
"""The file of each table that may be stored, and what computes it."""


def stored(folder: str = "") -> Callable[[Table[T]], Table[T]]:
    """The result of a function comes out of the file of its name, where there is one, mapped into memory."""

    def decorated(make: Table[T]) -> Table[T]:
        path = DATA / folder / f"{make.__name__.strip('_')}.npy"
        MADE[path] = make

        @cache
        @wraps(make)
        def table() -> npt.NDArray[T]:
            try:
                return np.asarray(np.load(path, mmap_mode="r"))
            except FileNotFoundError:
                return make()

        return table

    return decorated
