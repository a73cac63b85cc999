"""Searching beside peers: the same queries over the same passages, asked in turns.

tantivy has the words and pairs of `tests.bench.peers_build`; SQLite's FTS5 has trigrams; grep scans the
files. Of a fragment the peers find every passage, this program the first hits.
"""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
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

QUERIES_A_KIND = 60
SCANNED = 10
"""Queries of a kind that grep is asked: a scan takes long, and always as long."""

MOST_WORDS = 4
MANY = 100_000
"""More passages than are checked for one fragment."""

_HAN = re.compile("[\u4e00-\u9fff]{2,}")

Ask = Callable[[str], object]


def measure(library: Library) -> Iterator[Table]:
    """Percentiles of each kind of query for each program, and how they compare."""
    texts = texts_of(library)
    asked = dict(queries(texts, QUERIES_A_KIND))
    fragments = {kind: asked[kind] for kind in (*FRAGMENTS, LATIN_FRAGMENTS) if kind in asked}
    with TemporaryDirectory(prefix="xunju-peers-") as folder, _again(library) as again:
        ours = {OURS: _ours(library), f"{OURS}, quoted": _quoted(again)}
        try:
            tantivy = Tantivy(library.roots[0], Path(folder) / "tantivy")
        except ImportError:
            tantivy = None
        sqlite = Trigrams(library.roots[0], Path(folder) / "fts5.db")
        if tantivy is not None:
            both = {OURS: _ours(library), "tantivy": tantivy.words}
            yield _side_by_side("words", word_queries(texts), both)
        peers = {**ours, "tantivy": tantivy.fragment} if tantivy is not None else ours
        yield _side_by_side("fragments", fragments, {**peers, "FTS5 trigram": sqlite.fragment})
        sqlite.close()
        paths = [document.path for document in library.documents()]
        yield _beside_grep(ours, paths, fragments)


@contextmanager
def _again(library: Library) -> Iterator[Library]:
    """The same library opened again, both warm: what one keeps of a query is of no use to the other."""
    with Library.open(library.roots, home=library.folder.parent) as again:
        library.warm()
        again.warm()
        yield again


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


def _ours(library: Library) -> Ask:
    return lambda query: library.search(query, LIMIT)


def _quoted(library: Library) -> Ask:
    """Letter for letter, as peers find fragments, and nothing like it."""
    return lambda query: library.search(f'"{query}"', LIMIT)


def _side_by_side(title: str, asked: Mapping[str, Sequence[str]], programs: Mapping[str, Ask]) -> Table:
    """Each query is asked of every program before the next one is."""
    rows = []
    for kind, ones in asked.items():
        # Pairs say nothing about a single character.
        asking = [name for name in programs if name != "tantivy" or kind != FRAGMENTS[0]]
        times: dict[str, list[float]] = {name: [] for name in asking}
        for query in ones:
            for name in asking:
                times[name] += milliseconds(programs[name], [query])
        ours = percentiles(times[OURS])
        for name, taken in times.items():
            p50, p95, p99, worst = percentiles(taken)
            rows.append((kind, name, len(taken), p50, p95, p99, worst, p50 / ours[0], p99 / ours[2]))
    columns = ("kind", "program", "queries", *PERCENTILES, "p50 ÷ ours", "p99 ÷ ours")
    return Table(f"{title}, beside peers ({LIMIT} hits; peers of fragments: all)", columns, rows)


def _beside_grep(asks: Mapping[str, Ask], paths: Sequence[Path], asked: Mapping[str, Sequence[str]]) -> Table:
    """In quotation marks a fragment is sought as grep seeks it: letter for letter, and nothing like it."""
    tool = "rg" if shutil.which("rg") else "grep"
    programs: tuple[Ask, ...] = (lambda query: scan(tool, query, paths), *asks.values())
    times = {kind: [milliseconds(ask, ones[:SCANNED]) for ask in programs] for kind, ones in asked.items()}
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
