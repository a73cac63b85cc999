"""Sizes as they are written."""

from __future__ import annotations

import pytest

from index import byte_count

SIZES = {
    "52428800": 50 << 20,
    "50_000": 50_000,
    "500K": 500 << 10,
    "50M": 50 << 20,
    " 50 mb ": 50 << 20,
    "2G": 2 << 30,
    "2GiB": 2 << 30,
    "1.5k": 1536,
    "7b": 7,
    "0": 0,
    "": 0,
    "M": 0,
    "-1": 0,
    "5T": 0,
    "5 megabytes": 0,
    "²": 0,
    "nan": 0,
    "1e3": 0,
}


@pytest.mark.parametrize(("text", "size"), SIZES.items())
def test_the_bytes_of_a_size(text: str, size: int) -> None:
    assert byte_count(text) == size
