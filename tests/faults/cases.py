"""The libraries that faults happen to: files, an index of how they were, and both answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from index import Library, XunjuError
from index.codec import segment
from index.indexing import batches
from index.sources import files
from index.store import writer
from tests.conftest import SEEDS

QUERIES = (
    "铅字", "的", "句号", "图书馆 抽屉", '"同音字"', "tongyinzi", "qianzi", "印刷 -字", "排印OR铅字",
    "kind:md 字", "kind:字幕 的", "lang:zh 书", "tag:甲 正文", "author:乙 正文", "site:example.org 正文",
    "path:note 正文", "title:第3篇 正文", "date:2025 正文", "exampel", "example", "正文 第2篇", "图书管",
    "lang:en", "tag:乙", "没有这样的句子",
)  # fmt: skip
"""Together they read every part of an index."""

LIMIT = 1_000
"""Hits of an answer: all of them."""

Answers = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """Files as they are, an index of how they were, and the answers of both."""

    name: str
    root: Path
    home: Path
    before: Answers
    after: Answers

    @contextmanager
    def copy(self) -> Iterator[Path]:
        """A home of its own with the index as it was."""
        with TemporaryDirectory(prefix="xunju-faults-") as folder:
            home = Path(folder) / "home"
            shutil.copytree(self.home, home, symlinks=True)
            yield home

    def sync(self, home: Path) -> None:
        """Brings the index in a home up to date. Raises XunjuError."""
        with Library.open(self.root, home=home) as library:
            library.sync()

    def answers(self, home: Path) -> Answers | None:
        """What the index in a home answers; None where it says that it is damaged."""
        try:
            with Library.open(self.root, home=home) as library:
                return None if library.rebuilt else answers(library)
        except XunjuError:
            return None

    def check_recovery(self, home: Path) -> None:
        """Another pass makes the index up to date, and nothing is left over. Where it was made anew, hits of
        one score may have changed places."""
        self.sync(home)
        found = self.answers(home)
        assert found is not None
        assert unordered(found) == unordered(self.after)
        check_files(home)


def answers(library: Library) -> Answers:
    """All that a library answers to the queries, and its documents with their texts."""
    said: Answers = {query: answer(library, query) for query in QUERIES}
    said["documents"] = sorted(map(repr, library.documents()))
    said["texts"] = sorted({library.document(hit.document).text for hit in library.search("的", limit=LIMIT)})
    return said


def unordered(said: Answers) -> Answers:
    """The same answers, without the order of their hits."""
    return said | {query: (said[query][0], sorted(map(repr, said[query][1]))) for query in QUERIES}


def answer(library: Library, query: str) -> Any:
    """All that a library answers to one query."""
    results = library.search(query, limit=LIMIT)
    hits = [
        (hit.path.name, hit.tier, hit.spans, hit.text, hit.title, hit.line, round(hit.score, 6))
        for hit in results
    ]
    return dict(results.totals), hits


def check_files(home: Path) -> None:
    """The folder of the index holds one table of contents, whole segments, and nothing temporary."""
    (about,) = home.rglob("library.json")
    names = [path.name for path in about.parent.iterdir()]
    segments = {name.split(".")[0] for name in names if name.endswith(".docs")}
    assert len(segments) <= writer.MOST_SEGMENTS
    expected = {f"{segment}{suffix}" for segment in segments for suffix in (".docs", ".fields")}
    others = [name for name in names if name not in expected]
    assert sorted(name.split(".")[-1] for name in others if not name.startswith(".")) in (
        ["MAIN_WRITELOCK", "json", "toc"],
        ["json", "toc"],
    ), others


@contextmanager
def case(name: str) -> Iterator[Case]:
    """One of CASES, in a folder of its own. Memory is short, so that blocks are put aside; and what is
    written is as good as written long ago."""
    with (
        TemporaryDirectory(prefix="xunju-faults-") as folder,
        patch.object(batches, "BATCH_BYTES", 12_000),
        patch.object(segment, "MEMORY_POSTINGS", 3_000),
        patch.object(files, "FINE_TICK", 0),
        patch.object(files, "COARSE_TICK", 0),
    ):
        root, home = Path(folder) / "files", Path(folder) / "home"
        root.mkdir()
        before = CASES[name](root, home)
        other = Path(folder) / "other"
        shutil.copytree(home, other)
        with Library.open(root, home=other) as library:
            library.sync()
            after = answers(library)
        yield Case(name, root, home, before, after)


def _building(root: Path, home: Path) -> Answers:
    with Library.open(root, home=home) as library:
        library.sync()
        before = answers(library)
    _fill(root)
    return before


def _updating(root: Path, home: Path) -> Answers:
    _fill(root)
    with Library.open(root, home=home) as library:
        library.sync()
        before = answers(library)
    for number in (1, 3):
        _note(root, number, "改过的正文")
    (root / "note2.md").unlink()
    _note(root, 90, "新来的正文")
    return before


def _merging(root: Path, home: Path) -> Answers:
    """An index of as many segments as there may be, which the next change merges."""
    _fill(root)
    with Library.open(root, home=home) as library:
        library.sync()
        for number in range(1, writer.MOST_SEGMENTS):
            _note(root, 20 + number, f"第{number}段")
            library.sync()
        assert len(list(library.folder.glob("*.docs"))) == writer.MOST_SEGMENTS
        before = answers(library)
    _note(root, 90, "新来的正文")
    (root / "note4.md").unlink()
    return before


CASES: dict[str, Callable[[Path, Path], Answers]] = {
    "building": _building,
    "updating": _updating,
    "merging": _merging,
}


def _fill(root: Path) -> None:
    for seed in SEEDS.iterdir():
        shutil.copyfile(seed, root / seed.name)
    for number in range(6):
        _note(root, number, "正文")


def _note(root: Path, number: int, text: str) -> None:
    (root / f"note{number}.md").write_text(
        f"---\ntitle: 第{number}篇\nauthor: [乙]\ntags: [甲, 丙{number}]\n"
        f"published: 2025-03-0{number % 9 + 1}\n"
        f"source: https://www.example.org/{number}\n---\n\n{text}，说到[铅字](https://example.net/{number})，第{number}篇。"
        f"An example of plain words, number {number}.\n",
        "utf-8",
    )
