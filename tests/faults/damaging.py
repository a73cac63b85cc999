"""Files that are other than they were written: every answer is the true one, or there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.faults.cases import Case


def files(home: Path) -> list[Path]:
    """The files of the index in a home that say anything."""
    (about,) = home.rglob("library.json")
    return sorted(path for path in about.parent.iterdir() if path.is_file() and path.stat().st_size)


def flipped_bits(case: Case, trials: int, random: Random) -> int:
    """Flips one random bit of each file in turn; returns how often that was noticed."""

    def flip(content: bytes) -> bytes:
        changed = bytearray(content)
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
        return bytes(changed)

    return sum(_noticed(case, number, flip) for number in range(trials))


def cut_files(case: Case, trials: int, random: Random) -> int:
    """Shortens each file in turn to a random length; returns how often that was noticed."""

    def cut(content: bytes) -> bytes:
        return content[: random.randrange(len(content))]

    return sum(_noticed(case, number, cut) for number in range(trials))


def _noticed(case: Case, number: int, change: Callable[[bytes], bytes]) -> bool:
    with case.copy() as home:
        damaged = files(home)
        path = damaged[number % len(damaged)]
        path.write_bytes(change(path.read_bytes()))
        found = case.answers(home)
        assert found in (None, case.before), f"{case.name}: {path.name} answers otherwise and says nothing"
        case.check_recovery(home)
        return found is None
