"""The store: a snapshot over one or several segments says what a plain look at the documents says."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from whoosh.index import open_dir
from whoosh.qparser import QueryParser
from whoosh.sorting import FieldFacet

from index import Document, Library
from index.codec.codec import ArraySegment
from index.store.cache import BoundedCache
from index.store.snapshot import Snapshot
from index.store.writer import MOST_SEGMENTS, merged_with
from index.text.fold import to_codes
from index.text.pairs import char_keys, pair_keys
from index.text.passages import OVERLAP, passage_starts
from index.text.squeeze import Body
from index.text.traits import is_mark
from index.text.words import words
from tests.conftest import MakeLibrary
from tests.engine.indexing.plain import marks_of

TEXTS = [
    "强化学习",
    "图灵奖",
    "，",
    "。\n\n",
    "abc ",
    "学",
    "[链接](https://example.org/a)",
    "\U00020000",
    "是的",
]


def text(number: int) -> str:
    chosen = random.Random(number)
    body = "".join(chosen.choices(TEXTS, k=chosen.choice([0, 1, 5, 80, 600])))
    return (
        f"---\ntitle: 第{number}篇\nauthor: [甲{number % 3}]\npublished: 2025-01-{number + 1:02}\n---\n{body}"
    )


@pytest.fixture(params=[1, 4])
def library(request: pytest.FixtureRequest, make_library: MakeLibrary, tmp_path: Path) -> Library:
    """Thirteen documents left of more, some removed and some changed, in one segment or in several."""
    made = make_library({"first.txt": "甲"})
    root = tmp_path / "library"
    for part in range(4):
        for number in range(part * 4, part * 4 + 4):
            (root / f"{number}.md").write_text(text(number), "utf-8")
        if request.param > 1:
            made.sync()
    for number in (2, 5, 8):
        (root / f"{number}.md").unlink()
    (root / "first.txt").unlink()
    made.sync(rebuild=request.param == 1)
    assert len(list(made.folder.glob("*.docs"))) == request.param
    return made


@pytest.fixture
def snapshot(library: Library) -> Iterator[Snapshot]:
    made = Snapshot(library._index)
    yield made
    made.close()


@pytest.fixture
def documents(snapshot: Snapshot) -> dict[int, Document]:
    return {head: snapshot.document(head) for head in snapshot.heads.tolist()}


def passages(snapshot: Snapshot, documents: dict[int, Document]) -> Iterator[tuple[int, int, int, Document]]:
    """Row, start and end of every passage, in its document."""
    for head, document in documents.items():
        starts = (*passage_starts(document.text, document.hidden), len(document.text))
        for number, (start, end) in enumerate(pairwise(starts)):
            yield head + 1 + number, start, end, document


def test_documents_come_back_whole(library: Library, documents: dict[int, Document]) -> None:
    assert len(documents) == 13 == library.status().documents
    for document in documents.values():
        assert document.text == document.path.read_text("utf-8")
        assert library.length(document.id) == len(document.text)
        assert [document.text[start:end] for start, end in document.hidden].count(
            "](https://example.org/a)"
        ) == len(document.hidden)


def test_rows_know_where_they_are(snapshot: Snapshot, documents: dict[int, Document]) -> None:
    for head, document in documents.items():
        base = int(snapshot.starts[head])
        assert snapshot.text(base, int(snapshot.edges[head])) == document.text
        for spans, own in ((snapshot.hidden, document.hidden), (snapshot.asides, document.asides)):
            assert spans.within([base], [base + len(document.text)], [base]) == [own]
    for row, start, end, document in passages(snapshot, documents):
        head = int(snapshot.heads_of(np.array([row]))[0])
        base = int(snapshot.starts[head])
        edge = int(snapshot.edges[row]) - base
        body = Body.of(document.text, document.hidden)
        behind = body.positions[body.positions >= end]
        assert snapshot.starts[row] - base == start
        assert edge == len(document.text) or np.count_nonzero(behind < edge) == OVERLAP
        assert snapshot.lengths[row] == len(words(document.text[start:end], body.folded[start:end]))
        assert row in snapshot.rows_of(head)
    assert snapshot.lengths[snapshot.heads].sum() == 0
    assert snapshot.lengths.sum() == sum(snapshot.lengths[row] for row, *_ in passages(snapshot, documents))
    assert snapshot.passage_count == len(list(passages(snapshot, documents)))
    assert snapshot.character_count == sum(len(document.text) for document in documents.values())


def test_words_stand_where_they_are_counted(snapshot: Snapshot, documents: dict[int, Document]) -> None:
    expected: dict[str, dict[int, int]] = {}
    for row, start, end, document in passages(snapshot, documents):
        folded = Body.of(document.text, document.hidden).folded[start:end]
        for word, count in Counter(words(document.text[start:end], folded)).items():
            expected.setdefault(word, {})[row] = count
    for word, rows in expected.items():
        found = snapshot.words.postings(word)
        assert dict(zip(found.passages.tolist(), found.counts.tolist(), strict=True)) == rows
        assert snapshot.words.frequency(word) >= len(rows)
    assert len(snapshot.words.postings("nowhere").passages) == snapshot.words.frequency("nowhere") == 0
    latin = {word for word in expected if word.isascii()}
    assert latin <= set(snapshot.words.latin())
    assert list(snapshot.words.latin()) == sorted(set(snapshot.words.latin()))


def test_pairs_stand_where_they_begin(snapshot: Snapshot, documents: dict[int, Document]) -> None:
    expected: dict[int, set[int]] = {}
    chars: dict[int, set[int]] = {}
    for row, start, end, document in passages(snapshot, documents):
        body = Body.of(document.text, document.hidden)
        first, last = np.searchsorted(body.positions, [start, end]).tolist()
        keys = pair_keys(body.codes)[first : last + OVERLAP].tolist()
        if len(body.codes) and first < len(body.codes) <= last + OVERLAP + 1:
            keys += char_keys(body.codes[-1:]).tolist()
        for key in keys:
            expected.setdefault(key, set()).add(row)
        for code in body.codes[first : last + OVERLAP].tolist():
            chars.setdefault(code, set()).add(row)
    for key, rows in expected.items():
        assert snapshot.pairs.passages(key).tolist() == sorted(rows)
        assert snapshot.pairs.frequencies([key])[0] >= len(rows)
    for code, rows in chars.items():
        assert rows <= set(snapshot.char_passages(code).tolist())
    low, high = min(expected), sorted(expected)[len(expected) // 2]
    keys, holding = snapshot.pairs.each_of([(low, high)], lambda keys: keys % np.uint64(2) == 0)
    assert sorted(zip(keys.tolist(), holding.tolist(), strict=True)) == [
        (key, row) for key in sorted(expected) if key < high and not key % 2 for row in sorted(expected[key])
    ]


def test_marks_stand_beside_what_they_are_beside(snapshot: Snapshot, documents: dict[int, Document]) -> None:
    expected: dict[int, set[int]] = {}
    marks: dict[str, set[int]] = {}
    for row, start, end, document in passages(snapshot, documents):
        body = Body.of(document.text, document.hidden)
        edge = int(snapshot.edges[row] - snapshot.starts[snapshot.heads_of(np.array([row]))[0]])
        for key in marks_of(body, start, edge):
            expected.setdefault(key, set()).add(row)
        for char in filter(is_mark, body.folded[start:end]):
            marks.setdefault(char, set()).add(row)
    assert expected
    for key, rows in expected.items():
        assert snapshot.marks.passages(key).tolist() == sorted(rows)
        assert snapshot.marks.frequencies([key])[0] >= len(rows)
    for char, rows in marks.items():
        assert rows <= set(snapshot.char_passages(ord(char)).tolist())


def test_columns_are_what_the_documents_say(snapshot: Snapshot, documents: dict[int, Document]) -> None:
    columns, expected = snapshot.columns, list(documents.values())
    assert columns.titles == [[document.title, *document.metadata.aliases] for document in expected]
    assert columns.lead == [document.lead for document in expected]
    assert columns.authors == [list(document.metadata.authors) for document in expected]
    assert columns.tags == [list(document.metadata.tags) for document in expected]
    assert columns.hosts == [list(document.hosts) for document in expected]
    assert columns.path == [document.path.name for document in expected]
    assert [columns.kind.names[code] for code in columns.kind.codes] == [doc.kind for doc in expected]
    assert [columns.language.names[code] for code in columns.language.codes] == [
        doc.language for doc in expected
    ]
    assert [date.fromordinal(day) for day in columns.day.tolist()] == [doc.metadata.day for doc in expected]
    assert columns.body_start.tolist() == [document.body_start for document in expected]


def test_a_single_character_is_found_wherever_it_stands(make_library: MakeLibrary) -> None:
    library = make_library(
        {"one.txt": "孤", "end.txt": "三个字", "marks.txt": "字，。" + "\n\n！" * 200, "none.txt": "别处"}
    )
    for query, names in (("孤", {"one"}), ("字", {"end", "marks"}), ("三", {"end"}), ("龘", set())):
        hits = [hit for hit in library.search(query) if hit.tier == "exact"]
        assert {hit.path.stem for hit in hits} == names


def test_an_empty_library_is_a_snapshot(make_library: MakeLibrary) -> None:
    snapshot = Snapshot(make_library()._index)
    assert (snapshot.document_count, snapshot.passage_count, snapshot.character_count) == (0, 0, 0)
    assert len(snapshot.heads) == len(snapshot.lengths) == 0
    assert snapshot.hidden.within([0], [9], [0]) == snapshot.asides.within([0], [9], [0]) == [()]
    assert snapshot.pairs.frequencies([7])[0] == len(snapshot.pairs.passages(7)) == 0
    assert len(snapshot.char_passages(int(to_codes("字")[0]))) == 0
    assert (snapshot.words.latin(), snapshot.columns.titles, list(snapshot.records())) == ((), [], [])


def test_whoosh_searches_the_index_by_itself(
    library: Library, snapshot: Snapshot, documents: dict[int, Document]
) -> None:
    """What the program never does, but an index of Whoosh's lets anyone do."""
    index = open_dir(str(library.folder))
    asked = QueryParser("words", index.schema).parse("图灵奖 OR abc")
    with index.searcher() as searcher:
        found = searcher.search(asked, limit=None, sortedby=FieldFacet("day", reverse=True), groupedby="kind")
        words = (snapshot.words.postings(word).passages for word in ("图灵奖", "abc"))
        assert found.docs() == set(np.concatenate(list(words)).tolist()) == set(found.groups()[b"markdown"])
        rows = [hit.docnum for hit in found]
        days = [
            documents[head].metadata.day or date.min for head in snapshot.heads_of(np.array(rows)).tolist()
        ]
        assert days == sorted(days, reverse=True)
        assert all(searcher.stored_fields(head)["record"] for head in documents)


def segments(*sizes: int | tuple[int, int]) -> list[ArraySegment]:
    """Segments of these rows, some of which may be removed."""
    made = []
    for size in sizes:
        rows, removed = size if isinstance(size, tuple) else (size, 0)
        segment = ArraySegment("MAIN")
        segment.rows = rows
        segment.removed.update(range(removed))
        made.append(segment)
    return made


@pytest.mark.parametrize(
    ("new", "sizes", "merged"),
    [
        (10, [1000], []),
        (10, [1000, 10, 10, 10, 10, 10, 10], []),
        (10, [1000, 10, 10, 10, 10, 10, 10, 10], [1, 2, 3, 4, 5, 6, 7]),
        (10, [5000, 900, 400, 161, 80, 40, 20, 10], [4, 5, 6, 7]),
        (0, [5000, 640, 320, 160, 80, 40, 20, 10], []),
        (10, [(1000, 299), 50], []),
        (10, [(1000, 301), 50], [0]),
        (0, [(1000, 301), 50], [0]),
    ],
)
def test_small_and_worn_segments_are_merged(
    new: int, sizes: list[int | tuple[int, int]], merged: list[int]
) -> None:
    made = segments(*sizes)
    assert [made.index(segment) for segment in merged_with(new, made)] == merged


def test_a_large_segment_is_seldom_written_again() -> None:
    """A row is written again about as often as the index has doubled."""
    made, written = segments(1_000), 0
    for _ in range(1_000):
        chosen = merged_with(1, made)
        rows = 1 + sum(segment.doc_count() for segment in chosen)
        written += rows
        made = [segment for segment in made if segment not in chosen] + segments(rows)
        assert len(made) <= MOST_SEGMENTS
    assert sum(segment.rows for segment in made) == 2_000
    assert written < 1_000 * 10


def test_a_cache_keeps_what_was_used_last_and_the_newest_however_heavy() -> None:
    made: list[str] = []
    cache: BoundedCache[str, str] = BoundedCache(4, len)

    def make(key: str) -> str:
        made.append(key)
        return key

    for key in ("aa", "bb", "aa", "cc", "aa", "bb", "heavier", "heavier", "bb"):
        assert cache.get(key, make) == key
    assert made == ["aa", "bb", "cc", "bb", "heavier", "bb"]


def test_what_was_removed_is_no_document(make_library: MakeLibrary) -> None:
    library = make_library({f"{name}.txt": "活字排版" for name in "abcde"})
    (library.roots[0] / "b.txt").unlink()
    library.sync()
    assert [document.path.stem for document in library.documents()] == ["a", "c", "d", "e"]
    with open_dir(library.folder).reader() as reader:
        assert reader.has_deletions()


@pytest.mark.parametrize(
    "lines", [[""], ["一", ""], ["一", "二，" * 900, ""]], ids=["first", "second", "third"]
)
def test_a_column_counts_from_the_beginning_of_a_line_however_long(
    make_library: MakeLibrary, lines: list[str]
) -> None:
    before = "".join(f"，第{number}句" for number in range(900))
    library = make_library({"a.txt": "\n".join(lines) + before + "活字排版" + before})
    (hit,) = library.search("活字排版")
    assert (hit.line, hit.column) == (len(lines), len(before) + 1)
