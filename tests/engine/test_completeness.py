"""If it is in the files, it is found: random fragments, against a plain scan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Library
from tests.conftest import SEEDS, MakeLibrary
from tests.engine.plain_scan import PlainScan, Sample, documents, misses


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(SEEDS, home=tmp_path_factory.mktemp("home")) as library:
        library.sync()
        yield library


@pytest.fixture(scope="module")
def scan() -> PlainScan:
    return PlainScan(documents(SEEDS))


def test_every_fragment_of_the_five_real_documents_is_found(
    real_documents: Path, make_library: MakeLibrary
) -> None:
    library = make_library(folder=real_documents)
    scan = PlainScan(documents(real_documents))
    samples = scan.samples(2_000, range(1, 13), seed=20261122)
    assert misses(library, samples) == []


@pytest.mark.parametrize("length", [1, 2, 3, 5, 8, 12, 16, 32, 64, 100])
def test_fragments_of_every_length_are_found_in_the_seeds(
    seeds: Library, scan: PlainScan, length: int
) -> None:
    assert misses(seeds, scan.samples(60, [length], seed=length)) == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_piece_of_a_line_of_the_seeds_is_found(
    seeds: Library, scan: PlainScan, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(scan.documents) - 1))
    text, body = scan.documents[number].text, scan.bodies[number]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 64)))
    typed = text[start:end].split("\n")[0].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if typed and "\0" not in body[start : start + len(typed)]:
        assert misses(seeds, [Sample(typed, frozenset({(scan.documents[number].path, start)}))]) == []
