"""A few of each fault; `make faults` is the full run."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tests.faults import damaging, filling, killing, sharing
from tests.faults.cases import CASES, Case, case

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Whoosh leaves open what it cannot read
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module", params=CASES)
def made(request: pytest.FixtureRequest) -> Iterator[Case]:
    with case(request.param) as one:
        assert one.before != one.after
        yield one


def test_killed_at_random_moments(made: Case) -> None:
    killing.at_random_moments(made, 4, Random(made.name))


def test_killed_at_file_events(made: Case) -> None:
    assert killing.at_every_file_event(made, step=7) > 20


def test_flipped_bits(made: Case) -> None:
    assert damaging.flipped_bits(made, 10, Random(made.name))


def test_cut_files(made: Case) -> None:
    assert damaging.cut_files(made, 10, Random(made.name))


def test_a_full_disk(made: Case) -> None:
    assert filling.at_every_size(made, 5)


def test_writers_at_once(made: Case) -> None:
    assert sharing.writers_at_once(made, 1)


def test_readers_meanwhile(made: Case) -> None:
    assert sharing.readers_meanwhile(made, 1)
