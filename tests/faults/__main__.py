"""`make faults`, or `make faults ARGS="--trials 500"`: everything that may happen to an index, many times."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from random import Random

from tests.faults import damaging, filling, killing, sharing
from tests.faults.cases import CASES, Case, case

Fault = Callable[[Case, int, Random], int]

FAULTS: dict[str, Fault] = {
    "killed at random moments; the new index counted": killing.at_random_moments,
    "killed at every file event; events": lambda case, _, __: killing.at_every_file_event(case),
    "a bit flipped; noticed": damaging.flipped_bits,
    "a file cut; noticed": damaging.cut_files,
    "the disk full; refused": lambda case, trials, _: filling.at_every_size(case, trials),
    "three writers at once; done": lambda case, trials, _: sharing.writers_at_once(case, 1 + trials // 10),
    "readers meanwhile; rounds of searches": lambda case, trials, _: sharing.readers_meanwhile(
        case, 1 + trials // 10
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--trials", type=int, default=100, help="of each fault (100)")
    parser.add_argument("--seed", type=int, default=0, help="of what is random (0)")
    options = parser.parse_args()
    random = Random(options.seed)
    for name in CASES:
        with case(name) as made:
            for fault, run in FAULTS.items():
                began = time.perf_counter()
                count = run(made, options.trials, random)
                print(f"{name}: {fault}: {count} ({time.perf_counter() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
