"""Files of arrays: what was written is read, and not one changed byte of it is believed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.arrays import PAGE, Array, ArrayFile, ArrayWriter
from index.errors import IndexDamaged

ARRAYS: dict[str, Array] = {
    "none": np.empty(0, np.uint32),
    "bytes": np.arange(3 * PAGE + 5, dtype=np.uint64).astype(np.uint8),
    "keys": np.arange(PAGE, dtype=np.uint64) << np.uint64(40),
    "odd name\n": np.array([1.5, -2.0], np.float32),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("arrays") / "some.fields"
    write(made)
    return made


def write(path: Path) -> None:
    writer = ArrayWriter(path)
    for name, values in ARRAYS.items():
        writer.add(name, values.dtype, values)
    writer.close()


def read(path: Path) -> dict[str, list[float]]:
    file = ArrayFile(path)
    return {name: file.array(name).tolist() for name in file.names()}


CONTENT = {name: values.tolist() for name, values in ARRAYS.items()}


def test_arrays_come_back_whole_and_in_parts(path: Path) -> None:
    assert read(path) == CONTENT
    file = ArrayFile(path)
    assert file.part("keys", 4_000, 4_003).tolist() == CONTENT["keys"][4_000:4_003]
    assert file.part("keys", 7, 7).tolist() == []
    assert all(file.array(name).ctypes.data % 8 == 0 for name in ARRAYS)


def test_an_array_that_grows_is_one_array(tmp_path: Path) -> None:
    writer = ArrayWriter(tmp_path / "file")
    with writer.growing("grown", np.uint16) as append:
        for start in range(0, 30_000, 7_000):
            append(np.arange(start, min(start + 7_000, 30_000)))
    writer.close()
    assert ArrayFile(tmp_path / "file").array("grown").tolist() == list(range(30_000))


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_is_noticed_or_changes_nothing(path: Path, place: float, bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    damaged = path.with_name("damaged")
    damaged.write_bytes(content)
    try:
        found = read(damaged)
    except IndexDamaged:
        return
    assert found == CONTENT


@given(st.floats(0, 1, exclude_max=True))
def test_a_shortened_file_is_noticed(path: Path, share: float) -> None:
    content = path.read_bytes()
    short = path.with_name("short")
    short.write_bytes(content[: int(share * len(content))])
    with pytest.raises(IndexDamaged):
        ArrayFile(short)


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 200, b"XunjuArrays 2\n".ljust(300, b"\0")])
def test_another_file_is_no_file_of_arrays(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(IndexDamaged):
        ArrayFile(tmp_path / "other")


def test_a_longer_file_is_noticed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "longer").write_bytes(path.read_bytes() + b"more")
    with pytest.raises(IndexDamaged):
        ArrayFile(tmp_path / "longer")


def test_only_the_pages_asked_for_are_checked(path: Path, tmp_path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.rfind(ARRAYS["keys"][-1:].tobytes())] ^= 1
    (tmp_path / "damaged").write_bytes(content)
    file = ArrayFile(tmp_path / "damaged")
    assert file.part("keys", 0, 10).tolist() == CONTENT["keys"][:10]
    with pytest.raises(IndexDamaged, match="damaged in page"):
        file.array("keys")


@given(ends=st.lists(st.integers(0, len(ARRAYS["bytes"])), max_size=12))
def test_stretches_come_one_behind_the_other(path: Path, ends: list[int]) -> None:
    firsts, lasts = np.array(sorted(ends)[: len(ends) // 2 * 2], np.int64).reshape(-1, 2).T
    wanted = [
        item for first, last in zip(firsts, lasts, strict=True) for item in CONTENT["bytes"][first:last]
    ]
    assert ArrayFile(path).stretches("bytes", firsts, lasts).tolist() == wanted


@pytest.mark.parametrize("stretches", [[(5, 3)], [(0, 1), (2, 3 * PAGE + 6)], [(-1, 2), (4, 6)]])
def test_stretches_beyond_an_array_are_damage(path: Path, stretches: list[tuple[int, int]]) -> None:
    firsts, lasts = np.array(stretches, np.int64).T
    with pytest.raises(IndexDamaged, match="has no"):
        ArrayFile(path).stretches("bytes", firsts, lasts)


def test_of_stretches_only_their_own_pages_are_checked(path: Path, tmp_path: Path) -> None:
    content = bytearray(path.read_bytes())
    begin = content.find(ARRAYS["bytes"].tobytes())
    content[begin + PAGE + 40] ^= 1
    (tmp_path / "damaged").write_bytes(content)
    file = ArrayFile(tmp_path / "damaged")
    firsts = np.array([3, 2 * PAGE + 9], np.int64)
    assert file.stretches("bytes", firsts, firsts + 2).tolist() == [
        3,
        4,
        *CONTENT["bytes"][2 * PAGE + 9 :][:2],
    ]
    with pytest.raises(IndexDamaged, match="damaged in page"):
        file.stretches("bytes", firsts, np.array([2 * PAGE, 3 * PAGE]))


def test_what_is_abandoned_is_gone(tmp_path: Path) -> None:
    writer = ArrayWriter(tmp_path / "file")
    writer.add("bytes", np.uint8, ARRAYS["bytes"])
    writer.abandon()
    assert list(tmp_path.iterdir()) == []
