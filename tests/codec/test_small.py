"""Small numbers come back as they were, the large ones among them in their places."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.arrays import ArrayFile, ArrayWriter
from index.codec.small import read_small, write_small
from index.errors import IndexDamaged

NUMBERS = st.one_of(st.integers(0, 300), st.sampled_from([0, 254, 255, 256, 65_536, 4_294_967_295]))


def written(folder: str, numbers: list[int]) -> ArrayFile:
    path = Path(folder) / "file"
    writer = ArrayWriter(path)
    write_small(writer, "numbers", np.array(numbers, np.int64))
    writer.close()
    return ArrayFile(path)


@given(st.lists(NUMBERS))
def test_numbers_come_back(numbers: list[int]) -> None:
    with TemporaryDirectory() as folder:
        found = read_small(written(folder, numbers), "numbers")
        assert found.dtype == np.uint32
        assert found.tolist() == numbers


def test_most_take_a_byte(tmp_path: Path) -> None:
    file = written(str(tmp_path), [*range(255), 255, 70_000])
    assert [file.length(name) for name in file.names()] == [257, 2]


def test_what_is_not_there_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        read_small(written(str(tmp_path), [1]), "others")
