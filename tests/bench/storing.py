"""What the store takes: to be opened, to look something up, to take a change; and what its files hold."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from statistics import median

from whoosh.index import open_dir

from index import Library
from index.codec.arrays import ArrayFile
from index.store.snapshot import Snapshot
from index.text.fold import to_codes
from index.text.pairs import pair_keys
from tests.bench.queries import FRAGMENTS, queries, texts_of
from tests.bench.tables import Table

TIMES = 20
COLUMNS = ("kind", "language", "day", "body_start", "title", "authors", "tags", "hosts", "path")


def measure(library: Library) -> Iterator[Table]:
    """Times in microseconds, the median of several; then bytes by part of the files."""
    texts = texts_of(library)
    asked = [query for ones in queries(texts, TIMES).items() if ones[0] in FRAGMENTS for query in ones[1]]
    index = open_dir(str(library.folder))

    def opened() -> None:
        Snapshot(index).close()

    snapshot = Snapshot(index)
    keys = [key for query in asked for key in pair_keys(to_codes(query)).tolist()]
    codes = [ord(query[0]) for query in asked]
    ends = range(0, snapshot.character_count, max(1, snapshot.character_count // 300))
    rows = (
        ("open", _microseconds(opened)),
        ("how many passages hold a pair", _each(lambda key: snapshot.pairs.frequencies([key]), keys)),
        ("which passages hold a pair", _each(snapshot.pairs.passages, keys)),
        ("which passages hold a word", _each(snapshot.words.postings, asked)),
        ("which passages hold a character", _each(snapshot.char_passages, codes)),
        ("300 characters of text", _each(lambda first: snapshot.text(first, first + 300), ends)),
        ("all columns, once", _once(lambda: [getattr(snapshot.columns, name) for name in COLUMNS])),
        ("all files' states, once", _once(lambda: list(snapshot.file_states()))),
        ("all records, once", _once(lambda: list(snapshot.records()))),
    )
    snapshot.close()
    yield Table("store, microseconds", ("what", "median"), rows)
    yield Table("bytes of the index by part", ("part", "bytes"), list(_sizes(library).items()))


def _microseconds(call: Callable[[], object]) -> float:
    return median(_once(call) for _ in range(TIMES))


def _each(call: Callable[..., object], values: Iterable[object]) -> float:
    return median(_once(partial(call, value)) for value in values)


def _once(call: Callable[[], object]) -> float:
    gc.disable()  # as a search does: the texts that the queries are cut from are looked through with it
    began = time.perf_counter()
    call()
    taken = time.perf_counter() - began
    gc.enable()
    return taken * 1e6


def _sizes(library: Library) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for path in (*library.folder.glob("MAIN_*.fields"), *library.folder.glob("MAIN_*.docs")):
        file = ArrayFile(path)
        for name in file.names():
            part = name.partition(".")[0] if path.suffix == ".docs" else name
            sizes[part] = sizes.get(part, 0) + file.array(name).nbytes
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))
