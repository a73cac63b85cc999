"""How well questions find the passage that answers them: CMRC 2018 (CC BY-SA 4.0), where it lies at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from index import Library
from tests.bench.engine import Row

LIMIT = 20


def measure(folder: Path) -> Iterator[Row]:
    """Mean reciprocal rank and share of first places, over all the questions."""
    passages = folder / "cmrc2018_passages.jsonl"
    queries = folder / "cmrc2018_queries.jsonl"
    if not passages.exists():
        yield "questions", "skipped: ../shared/relevance is not here"
        return
    with TemporaryDirectory(prefix="xunju-bench-") as place:
        texts = Path(place) / "texts"
        texts.mkdir()
        for row in map(json.loads, passages.read_text("utf-8").splitlines()):
            (texts / f"{row['id']}.txt").write_text(row["text"], "utf-8")
        questions = list(map(json.loads, queries.read_text("utf-8").splitlines()))
        with Library.open(texts, home=Path(place) / "home") as library:
            library.sync()
            ranks = [_rank(library, row["query"], row["relevant"]) for row in questions]
    count = len(ranks)
    reciprocal = sum(1 / rank for rank in ranks if rank) / count
    yield f"{count:,} questions: mean reciprocal rank", f"{reciprocal:.3f}"
    yield "answered by the first document", f"{sum(rank == 1 for rank in ranks) / count:.1%}"


def _rank(library: Library, question: str, relevant: str) -> int:
    """The place of the right document, from 1; 0 where it is not listed."""
    seen = list(dict.fromkeys(hit.path.stem for hit in library.search(question, LIMIT)))
    return seen.index(relevant) + 1 if relevant in seen else 0
