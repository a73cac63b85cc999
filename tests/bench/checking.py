"""How long it takes to check the quotations of a long draft."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator

from index import Library, Verdict, quotations
from tests.bench.tables import Table, percentiles
from tui.cli.checking import PLACES

CHARACTERS = 100_000
"""Characters of the draft."""

DOCUMENTS = 200
"""The most documents that are quoted."""

FILLER = "这一段是草稿自己的话，没有引用谁，只是把前后的意思连起来。" * 8

_SENTENCE = re.compile(r"[\u4e00-\u9fff，]{12,60}")


def measure(library: Library) -> Iterator[Table]:
    """By what became of them: verbatim quotations, ones with a character replaced, and invented ones."""
    draft = draft_from(library, random.Random(1))
    library.warm()
    began = time.perf_counter()
    found = quotations(draft)
    reading = time.perf_counter() - began
    times: dict[Verdict, list[float]] = {}
    began = last = time.perf_counter()
    for one in library.check(found, None, PLACES):
        now = time.perf_counter()
        times.setdefault(one.verdict, []).append((now - last) * 1000)
        last = now
    total = time.perf_counter() - began
    columns = ("verdict", "quotations", "mean ms", "p50 ms", "p95 ms", "worst ms")
    rows = [_row(verdict, times[verdict]) for verdict in Verdict if verdict in times]
    every = [one for ones in times.values() for one in ones]
    title = f"a draft of {len(draft):,} characters, read in {reading:.2f} s, checked in {total:.1f} s"
    yield Table(title, columns, [*rows, _row("all", every)] if every else [])


def draft_from(library: Library, chance: random.Random) -> str:
    """A draft with a quotation a paragraph: a third verbatim, a third changed, a third invented."""
    ids = [one.id for one in library.documents()]
    texts = [library.document(one).text for one in chance.sample(ids, min(DOCUMENTS, len(ids)))]
    sentences = [sentence for text in texts for sentence in _SENTENCE.findall(text)]
    han = sorted(set("".join(sentences)) - {"，"})
    paragraphs: list[str] = []
    length = 0
    while sentences and length < CHARACTERS:
        quoted = chance.choice(sentences)
        if len(paragraphs) % 3 == 1:
            place = chance.randrange(len(quoted))
            quoted = quoted[:place] + chance.choice(han) + quoted[place + 1 :]
        elif len(paragraphs) % 3 == 2:
            quoted = "".join(chance.choices(han, k=len(quoted)))
        paragraphs.append(f"{FILLER}他说：“{quoted}”\n\n")
        length += len(paragraphs[-1])
    return "".join(paragraphs)


def _row(name: str, times: list[float]) -> tuple[str, int, float, float, float, float]:
    p50, p95, _, worst = percentiles(times)
    return str(name), len(times), sum(times) / len(times), p50, p95, worst
