"""Building beside tantivy: the same files, read and cut into the same passages, with the words of jieba's
search mode and pairs of characters; each build in a process of its own, in turns.

`python -m tests.bench.peers_build FOLDER …` prints a table a folder. It needs tantivy's Python package.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import rjieba

from index import Library
from index.errors import UnreadableFile
from index.sources import DEFAULT_LIMIT, Found, read, walk
from index.text.passages import passage_starts
from tests.bench.tables import Table, markdown

TIMES = 3
THREADS = 2
HEAP = 256_000_000
POLL_SECONDS = 0.02


class Taken(NamedTuple):
    """What one build took."""

    seconds: float
    """From the first look at the folder to the commit, what is loaded on first use included."""
    cpu: float
    """Seconds of all processors; other work on the machine changes this less."""
    peak: float
    """Megabytes, the sum of the peaks of its processes."""


def tantivy(folder: Path, home: Path) -> None:
    """Passages with their words and pairs in an index of tantivy's; the texts are stored."""
    from tantivy import (
        Document,
        Filter,
        Index,
        SchemaBuilder,
        TextAnalyzerBuilder,
        Tokenizer,
    )

    schema = SchemaBuilder()
    schema.add_text_field("path", stored=True, tokenizer_name="raw")
    schema.add_text_field("text", stored=True, tokenizer_name="pairs", index_option="basic")
    schema.add_text_field("words", tokenizer_name="blanks", index_option="freq")
    index = Index(schema.build(), path=str(home))
    pairs = TextAnalyzerBuilder(Tokenizer.ngram(min_gram=2, max_gram=2)).filter(Filter.lowercase())
    index.register_tokenizer("pairs", pairs.build())
    blanks = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.lowercase())
    index.register_tokenizer("blanks", blanks.build())
    cut = rjieba.cut_for_search
    writer = index.writer(heap_size=HEAP, num_threads=THREADS)
    for path, passage in passages(folder):
        writer.add_document(Document(path=path, text=passage, words=" ".join(cut(passage))))
    writer.commit()
    writer.wait_merging_threads()


def passages(folder: Path) -> Iterator[tuple[str, str]]:
    """The passages of all files that can be read, each with its path."""
    for found in walk([folder]):
        if isinstance(found, Found):
            try:
                document = read(found.path, found.root, limit=DEFAULT_LIMIT).document
            except UnreadableFile:
                continue
            starts = passage_starts(document.text, document.hidden)
            for start, end in zip(starts, [*starts[1:], len(document.text)], strict=True):
                yield str(found.path), document.text[start:end].encode("utf-8", "replace").decode()


def ours(folder: Path, home: Path) -> None:
    """The program's own index."""
    with Library.open(folder, home=home) as library:
        library.sync()


BUILDS: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "tantivy, 2 threads": (tantivy, "1"),
    "Xunju, 1 process": (ours, "1"),
    "Xunju, 2 processes": (ours, "2"),
}
"""What is built, and in how many processes of ours."""


def table(folder: Path, times: int = TIMES) -> Table:
    """The median of several builds each, in turns."""
    taken: dict[str, list[Taken]] = {name: [] for name in BUILDS}
    for _ in range(times):
        for name in BUILDS:
            taken[name].append(build(name, folder))
    peer = median(one.seconds for one in next(iter(taken.values())))
    rows = []
    for name, ones in taken.items():
        seconds = median(one.seconds for one in ones)
        cpu = median(one.cpu for one in ones)
        rows.append((name, seconds, seconds / peer, cpu, int(max(one.peak for one in ones))))
    return Table(
        "building, beside tantivy", ("index", "seconds", "÷ tantivy's", "CPU seconds", "peak MB"), rows
    )


def build(name: str, folder: Path) -> Taken:
    """One build, in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with TemporaryDirectory(prefix="xunju-bench-") as home:
        command = [sys.executable, "-m", __spec__.name, "--build", name, "--home", home, str(folder)]
        child = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "XUNJU_PROCESSES": BUILDS[name][1]}
        )
        peaks: dict[int, int] = {}
        watcher = threading.Thread(target=_watch, args=(child, peaks))
        watcher.start()
        said, _ = child.communicate()
        watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if child.returncode:
        raise SystemExit(f"{name} failed with {child.returncode}")
    return Taken(json.loads(said), cpu, sum(peaks.values()) / 1000)


def _watch(child: subprocess.Popen[str], peaks: dict[int, int]) -> None:
    """The peak of resident memory of a process and of its children, in kilobytes, while it runs."""
    while child.poll() is None:
        for pid in (child.pid, *_children(child.pid)):
            try:
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            for line in status.splitlines():
                if line.startswith("VmHWM:"):
                    peaks[pid] = int(line.split()[1])
        time.sleep(POLL_SECONDS)


def _children(pid: int) -> list[int]:
    children: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children += map(int, path.read_text().split())
        except OSError:
            continue
    return children


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=TIMES, help="builds of each, of which the median counts")
    parser.add_argument("--build", choices=BUILDS, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        began = time.perf_counter()
        BUILDS[options.build][0](options.folders[0], options.home)
        print(json.dumps(time.perf_counter() - began))
        return 0
    for folder in options.folders:
        print(markdown(folder.name, table(folder.resolve(), options.times)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
