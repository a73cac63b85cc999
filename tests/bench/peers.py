"""Searching beside peers: the same queries over the same passages, the programs in turns.

tantivy has the words and pairs of `tests.bench.peers_build`; SQLite's FTS5 has trigrams; grep scans the
files. Of a fragment the peers find every passage, this program the first hits. In each turn a program is
asked every query of a kind; this one opens its library anew for it, so that nothing of a query is kept.
"""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import rjieba

from index import Library
from tests.bench import peers_build
from tests.bench.queries import FRAGMENTS, LATIN_FRAGMENTS, SEED, queries, texts_of
from tests.bench.tables import PERCENTILES, Table, milliseconds, percentiles

OURS = "Xunju"

LIMIT = 20
"""Hits that are asked for."""

QUERIES_A_KIND = 100
TURNS = 3
"""Turns of each program; of a query's times the median counts."""

SCANNED = 10
"""Queries of a kind that grep is asked: a scan takes long, and always as long."""

MOST_WORDS = 4
MANY = 100_000
"""More passages than are checked for one fragment."""

_HAN = re.compile("[\u4e00-\u9fff]{2,}")

Ask = Callable[[str], object]
Program = Callable[[], AbstractContextManager[Ask]]
"""What is asked in one turn."""


def measure(library: Library) -> Iterator[Table]:
    """Percentiles of each kind of query for each program, and how they compare."""
    texts = texts_of(library)
    asked = dict(queries(texts, QUERIES_A_KIND))
    fragments = {kind: asked[kind] for kind in (*FRAGMENTS, LATIN_FRAGMENTS) if kind in asked}
    ours: dict[str, Program] = {
        OURS: partial(_ours, library),
        f"{OURS}, quoted": partial(_ours, library, '"'),
    }
    with TemporaryDirectory(prefix="xunju-peers-") as folder:
        peers = dict(ours)
        try:
            tantivy = Tantivy(library.roots[0], Path(folder) / "tantivy")
        except ImportError:
            pass
        else:
            both = {OURS: ours[OURS], "tantivy": _again(tantivy.words)}
            yield _side_by_side("words", word_queries(texts), both)
            peers["tantivy"] = _again(tantivy.fragment)
        sqlite = Trigrams(library.roots[0], Path(folder) / "fts5.db")
        yield _side_by_side("fragments", fragments, {**peers, "FTS5 trigram": _again(sqlite.fragment)})
        sqlite.close()
        paths = [document.path for document in library.documents()]
        yield _beside_grep(ours, paths, fragments)


@contextmanager
def _ours(library: Library, mark: str = "") -> Iterator[Ask]:
    """The library opened once more, and warm. In quotation marks a fragment is sought as peers seek it:
    letter for letter, and nothing like it."""
    with Library.open(library.roots, home=library.folder.parent) as again:
        again.warm()
        yield lambda query: again.search(f"{mark}{query}{mark}", LIMIT)


def _again(ask: Ask) -> Program:
    """A program that is the same in every turn."""
    return lambda: nullcontext(ask)


def _in_turns(programs: Mapping[str, Program], asked: Sequence[str]) -> dict[str, list[float]]:
    """How long each program takes for each query, in milliseconds."""
    times: dict[str, list[list[float]]] = {name: [] for name in programs}
    for _ in range(TURNS):
        for name, program in programs.items():
            with program() as ask:
                times[name].append(milliseconds(ask, asked))
    return {name: list(map(median, zip(*turns, strict=True))) for name, turns in times.items()}


def word_queries(texts: Sequence[str]) -> dict[str, list[str]]:
    """One to four neighbouring words that jieba cuts, as people type them, with spaces between."""
    rng = random.Random(SEED)
    runs = [run for text in texts for run in _HAN.findall(text) if len(run) >= 3 * MOST_WORDS]
    asked: dict[str, list[str]] = {f"{count} words": [] for count in range(1, MOST_WORDS + 1)}
    for count, ones in enumerate(asked.values(), 1):
        while runs and len(ones) < QUERIES_A_KIND:
            words = [word for word in rjieba.cut_for_search(rng.choice(runs)) if len(word) > 1]
            if len(words) >= count:
                start = rng.randint(0, len(words) - count)
                ones.append(" ".join(words[start : start + count]))
    return {kind: ones for kind, ones in asked.items() if ones}


class Tantivy:
    """An index of `tests.bench.peers_build.tantivy`, searched. Raises ImportError without its package."""

    def __init__(self, folder: Path, home: Path) -> None:
        from tantivy import Index

        home.mkdir()
        peers_build.tantivy(folder, home)
        self._index = Index.open(str(home))
        self._index.reload()
        self._searcher = self._index.searcher()

    def words(self, query: str) -> list[Any]:
        """The best passages of any of the words, with their texts."""
        from tantivy import Occur, Query

        parts = [self._term("words", word) for word in query.split()]
        return self._texts(Query.boolean_query([(Occur.Should, part) for part in parts]), LIMIT)

    def fragment(self, query: str) -> list[Any]:
        """Every passage with the fragment: all candidates of its pairs are checked, as the count needs."""
        from tantivy import Occur, Query

        folded = query.lower()
        pairs = {folded[at : at + 2] for at in range(len(folded) - 1)} or {folded}
        wanted = Query.boolean_query([(Occur.Must, self._term("text", pair)) for pair in sorted(pairs)])
        return [text for text in self._texts(wanted, MANY) if folded in text.lower()]

    def _term(self, field: str, value: str) -> Any:
        from tantivy import Query

        return Query.term_query(self._index.schema, field, value.lower())

    def _texts(self, query: Any, limit: int) -> list[Any]:
        found = self._searcher.search(query, limit).hits
        return [self._searcher.doc(address).get_first("text") for _, address in found]


class Trigrams:
    """The passages in SQLite's full-text search by trigrams; fragments of three characters and more."""

    def __init__(self, folder: Path, file: Path) -> None:
        self._database = sqlite3.connect(file)
        self._database.execute(
            "CREATE VIRTUAL TABLE passages USING fts5(path UNINDEXED, text, tokenize='trigram')"
        )
        self._database.executemany("INSERT INTO passages VALUES (?, ?)", peers_build.passages(folder))
        self._database.commit()

    def fragment(self, query: str) -> list[Any]:
        """Every passage with the fragment; its trigrams, and then a check, where it has any."""
        sql = "SELECT text FROM passages WHERE text LIKE ?"
        pattern = query.replace("%", "_")
        return self._database.execute(sql, (f"%{pattern}%",)).fetchall()

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()


def _side_by_side(title: str, asked: Mapping[str, Sequence[str]], programs: Mapping[str, Program]) -> Table:
    rows = []
    for kind, ones in asked.items():
        # Pairs say nothing about a single character.
        asking = {name: one for name, one in programs.items() if name != "tantivy" or kind != FRAGMENTS[0]}
        times = _in_turns(asking, ones)
        ours = percentiles(times[OURS])
        for name, taken in times.items():
            p50, p95, p99, worst = percentiles(taken)
            rows.append((kind, name, len(taken), p50, p95, p99, worst, p50 / ours[0], p99 / ours[2]))
    columns = ("kind", "program", "queries", *PERCENTILES, "p50 ÷ ours", "p99 ÷ ours")
    return Table(f"{title}, beside peers ({LIMIT} hits; peers of fragments: all)", columns, rows)


def _beside_grep(
    ours: Mapping[str, Program], paths: Sequence[Path], asked: Mapping[str, Sequence[str]]
) -> Table:
    tool = "rg" if shutil.which("rg") else "grep"
    programs = {tool: _again(lambda query: scan(tool, query, paths)), **ours}
    times = {kind: [*_in_turns(programs, ones[:SCANNED]).values()] for kind, ones in asked.items()}
    times["all of these"] = [list(chain(*ones)) for ones in zip(*times.values(), strict=True)]
    rows = []
    for kind, taken in times.items():
        scans, searches, quoted = (percentiles(one)[0] for one in taken)
        rows.append((kind, len(taken[0]), scans, searches, quoted, scans / searches, scans / quoted))
    columns = (
        "kind",
        "queries",
        f"{tool} -F -c, p50 ms",
        "search, p50 ms",
        "quoted, p50 ms",
        "scan / search",
        "scan / quoted",
    )
    return Table(f"the same queries by {tool}, over the same files", columns, rows)


def scan(tool: str, query: str, paths: Sequence[Path]) -> None:
    """One pass over the files; a status of 123 only says that one of its calls found nothing."""
    command = ["xargs", "-0", tool, "-F", "-c", "-e", query, "--"]
    names = b"\0".join(str(path).encode("utf-8", "surrogateescape") for path in paths)
    subprocess.run(command, input=names, stdout=subprocess.DEVNULL, check=False)
