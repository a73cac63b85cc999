"""How well questions find the passage that answers them: CMRC 2018 (CC BY-SA 4.0), where it lies at hand.

Asked as they are, in simplified characters, and in the traditional ones that OpenCC's s2t makes of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from opencc import OpenCC

from index import Library
from tests.bench.tables import Cell, Table

DEPTH = 10
"""Documents that are looked at."""

LIMIT = 100
"""Hits that are asked for, so that there are as many documents among them."""

Figures = tuple[float, float, float]
"""Mean reciprocal rank, and recall of the first and of DEPTH documents: MRR@10, R@1, R@10."""


def measure(folder: Path) -> Iterator[Table]:
    """Both ways of asking, and their difference."""
    passages = folder / "cmrc2018_passages.jsonl"
    if not passages.exists():
        yield Table("relevance", ("what", "figure"), [("questions", "skipped: they are not at hand")])
        return
    questions = map(json.loads, (folder / "cmrc2018_queries.jsonl").read_text("utf-8").splitlines())
    asked = [(row["query"], row["relevant"]) for row in questions]
    with TemporaryDirectory(prefix="xunju-bench-") as place:
        texts = Path(place) / "texts"
        texts.mkdir()
        for row in map(json.loads, passages.read_text("utf-8").splitlines()):
            (texts / f"{row['id']}.txt").write_text(row["text"], "utf-8")
        with Library.open(texts, home=Path(place) / "home") as library:
            library.sync()
            simplified = _figures(library, asked, str)
            traditional = _figures(library, asked, OpenCC("s2t").convert)
    rows: list[tuple[Cell, ...]] = [
        ("as they are", *simplified),
        ("in traditional characters (OpenCC s2t)", *traditional),
        ("difference", *(other - one for one, other in zip(simplified, traditional, strict=True))),
    ]
    yield Table(f"relevance, {len(asked):,} questions", ("asked", f"MRR@{DEPTH}", "R@1", f"R@{DEPTH}"), rows)


def _figures(library: Library, asked: list[tuple[str, str]], convert: Callable[[str], str]) -> Figures:
    ranks = [_rank(library, convert(question), relevant) for question, relevant in asked]
    count = len(ranks)
    return (
        sum(1 / rank for rank in ranks if rank) / count,
        sum(rank == 1 for rank in ranks) / count,
        sum(rank > 0 for rank in ranks) / count,
    )


def _rank(library: Library, question: str, relevant: str) -> int:
    """The place of the right document among the first DEPTH, from 1; 0 where it is not there."""
    seen = list(dict.fromkeys(hit.path.stem for hit in library.search(question, LIMIT)))[:DEPTH]
    return seen.index(relevant) + 1 if relevant in seen else 0
