"""What checking a draft takes: 100,000 characters with quotations of every kind from the library itself."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator

from index import Checker, Library, Verdict, quotations
from tests.bench.queries import SEED, han_runs, texts_of
from tests.bench.tables import Table

CHARACTERS = 100_000
EVERY = 400
"""Characters of the draft from one quotation to the next."""

QUOTED = (6, 40)
"""Characters of a quotation, from and to."""

CHANGED = 3
"""One in so many quotations has a character changed; as many stand nowhere."""


def measure(library: Library) -> Iterator[Table]:
    """Seconds for the whole draft, and milliseconds a quotation."""
    draft = _draft([run for run in han_runs(texts_of(library)) if len(run) >= QUOTED[0]])
    began = time.perf_counter()
    found = list(quotations(draft))
    verdicts = Counter(one.verdict for one in Checker(library).check(found))
    seconds = time.perf_counter() - began
    rows: list[tuple[str, float | int]] = [
        ("characters of the draft", len(draft)),
        ("quotations", len(found)),
        *((f"of them {verdict}", verdicts[verdict]) for verdict in Verdict),
        ("seconds", seconds),
        ("milliseconds a quotation", seconds * 1000 / len(found)),
    ]
    yield Table("checking a draft", ("what", "figure"), rows)


def _draft(runs: list[str]) -> str:
    """Paragraphs of the texts with quotations between them."""
    rng = random.Random(SEED)
    pieces: list[str] = []
    length = 0
    while length < CHARACTERS:
        run = rng.choice(runs)
        said = run[: rng.randint(*QUOTED)]
        place = rng.randrange(len(said))
        match rng.randrange(CHANGED):
            case 0:
                said = said[:place] + rng.choice(rng.choice(runs)) + said[place + 1 :]
            case 1:
                said = "".join(rng.choice(rng.choice(runs)) for _ in said)
        filling = "".join(rng.choice(runs) for _ in range(EVERY // 12))[: EVERY - len(said)]
        pieces.append(f"{filling}：“{said}”。\n\n")
        length += len(pieces[-1])
    return "".join(pieces)
