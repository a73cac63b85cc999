"""Tables that take a while to compute, and so are read from `data`, where `make tables` has put them.

They hold for one version of Unicode, in a folder of its own; under another they are computed. Either way a
table is an array that nobody changes, made when it is first asked for.
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

FOLDER = DATA / f"unicode-{unicodedata.unidata_version}"

MADE: dict[str, Callable[[], npt.NDArray[Any]]] = {}
"""What computes each table that may be stored, by the table's name."""

T = TypeVar("T", bound=np.generic)


def stored(make: Callable[[], npt.NDArray[T]]) -> Callable[[], npt.NDArray[T]]:
    """The result of a function, out of the file of its name where there is one, mapped into memory."""
    name = make.__name__.strip("_")
    MADE[name] = make

    @cache
    @wraps(make)
    def table() -> npt.NDArray[T]:
        try:
            return np.asarray(np.load(path_of(name), mmap_mode="r"))
        except FileNotFoundError:
            return make()

    return table


def path_of(name: str) -> Path:
    """The file of a table."""
    return FOLDER / f"{name}.npy"
