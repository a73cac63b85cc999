"""The codec under plain Whoosh: the same documents in the same order with the same scores as its own codec.

Everything here goes through Whoosh's writers, searchers and query parser; nothing of the program's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, query, sorting
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, LockError
from whoosh.qparser import FuzzyTermPlugin, QueryParser

from index.codec.codec import ArrayCodec

LONGEST = 10
"""Words of a field: beyond, Whoosh's own codec keeps lengths in steps, and scores by these."""

WORDS = ["alfa", "alfaro", "bravo", "charlie", "delta", "中文", "中间", "文字", "zulu", "\U0002a700"]

Row = dict[str, Any]
Batches = Sequence[tuple[Sequence[Row], Sequence[int]]]
"""Several commits: the documents that each adds, and the ids that it removes."""


def schema() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        body=fields.TEXT(phrase=False),
        tags=fields.KEYWORD(commas=True, scorable=True, stored=True),
        kind=fields.ID(sortable=True),
        size=fields.NUMERIC(sortable=True, stored=True),
    )


@contextmanager
def indexed(batches: Batches, codec: type[Any], **commit: Any) -> Iterator[FileIndex]:
    with TemporaryDirectory() as folder:
        index = FileIndex.create(FileStorage(folder), schema())
        for added, removed in batches:
            writer = index.writer(codec=codec())
            for number in removed:
                writer.delete_by_term("id", str(number))
            for row in added:
                writer.add_document(**row)
            writer.commit(**(commit or {"merge": False}))
        yield index


@st.composite
def batches(draw: st.DrawFn) -> Batches:
    made: list[tuple[list[Row], list[int]]] = []
    count = 0
    for _ in range(draw(st.integers(1, 4))):
        rows = draw(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "body": st.lists(st.sampled_from(WORDS), max_size=LONGEST).map(" ".join),
                        "tags": st.lists(st.sampled_from("xyz"), max_size=3, unique=True).map(",".join),
                        "kind": st.sampled_from(["note", "text"]),
                        "size": st.integers(0, 5),
                    }
                ),
                max_size=8,
            )
        )
        removed = draw(st.lists(st.integers(0, max(0, count - 1)), max_size=3)) if count else []
        made.append(([row | {"id": str(count + number)} for number, row in enumerate(rows)], removed))
        count += len(rows)
    return made


QUERIES = [
    query.Term("body", "alfa"),
    query.Term("body", "nowhere"),
    query.Term("kind", "note"),
    query.And([query.Term("body", "alfa"), query.Term("body", "bravo")]),
    query.Or([query.Term("body", "alfa"), query.Term("body", "中文"), query.Term("tags", "x")]),
    query.And([query.Term("body", "bravo"), query.Not(query.Term("body", "delta"))]),
    query.AndMaybe(query.Term("body", "alfa"), query.Term("body", "zulu")),
    query.DisjunctionMax([query.Term("body", "alfa"), query.Term("body", "bravo")]),
    query.Prefix("body", "alf"),
    query.Prefix("body", "中"),
    query.Wildcard("body", "*a"),
    query.Wildcard("body", "文?"),
    query.FuzzyTerm("body", "bravi"),
    query.FuzzyTerm("body", "alf", maxdist=2),
    query.TermRange("body", "b", "d"),
    query.NumericRange("size", 1, 3),
    query.Every(),
    query.Every("body"),
    query.ConstantScoreQuery(query.Term("body", "alfa"), 3.0),
]


def same(
    mine: FileIndex, theirs: FileIndex, asked: query.Query, limit: int | None = None, **options: Any
) -> None:
    """Whoosh's own codec, asked for the best only, skips blocks by their quality and counts too few; so it is
    asked for all."""
    with mine.searcher() as one, theirs.searcher() as other:
        found = one.search(asked, limit=limit, **options)
        expected = other.search(asked, limit=None, **options)
        assert len(found) == len(expected) == len(set(found.docs()))
        best = list(expected)[:limit]
        assert [hit.docnum for hit in found] == [hit.docnum for hit in best]
        assert [hit.score for hit in found] == pytest.approx([hit.score for hit in best], rel=1e-6)
        assert [hit.fields() for hit in found] == [hit.fields() for hit in best]
        if "groupedby" in options:
            assert found.groups() == expected.groups()


@settings(max_examples=15)
@given(batches())
def test_queries_find_and_score_the_same(made: Batches) -> None:
    with indexed(made, ArrayCodec) as mine, indexed(made, W3Codec) as theirs:
        for asked in QUERIES:
            same(mine, theirs, asked)
            same(mine, theirs, asked, limit=3)


@settings(max_examples=15)
@given(batches(), st.sampled_from(QUERIES))
def test_sorting_grouping_and_filters_are_the_same(made: Batches, asked: query.Query) -> None:
    by_size = [sorting.FieldFacet("size", reverse=True), sorting.FieldFacet("id")]
    with indexed(made, ArrayCodec) as mine, indexed(made, W3Codec) as theirs:
        same(mine, theirs, asked, sortedby="size")
        same(mine, theirs, asked, sortedby=by_size)
        same(mine, theirs, asked, groupedby="kind")
        same(mine, theirs, asked, filter=query.Term("kind", "note"))
        same(mine, theirs, asked, mask=query.Term("kind", "note"))
        same(mine, theirs, asked, collapse="kind", collapse_order="id")


@settings(max_examples=15)
@given(batches(), st.sampled_from([{"merge": True}, {"optimize": True}]))
def test_segments_that_whoosh_merges_are_the_same(made: Batches, commit: dict[str, bool]) -> None:
    with indexed(made, ArrayCodec, **commit) as mine, indexed(made, W3Codec, **commit) as theirs:
        for asked in QUERIES:
            same(mine, theirs, asked)


def steps(matcher: Any) -> list[tuple[int, float]]:
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight()))
        matcher.next()
    return found


@settings(max_examples=15)
@given(batches())
def test_readers_tell_the_same(made: Batches) -> None:
    with indexed(made, ArrayCodec) as one, indexed(made, W3Codec) as other:
        mine, theirs = one.reader(), other.reader()
        assert list(mine.all_terms()) == list(theirs.all_terms())
        for name, term in theirs.all_terms():
            assert mine.doc_frequency(name, term) == theirs.doc_frequency(name, term)
            assert mine.frequency(name, term) == theirs.frequency(name, term)
            assert mine.term_info(name, term).max_weight() == theirs.term_info(name, term).max_weight()
            assert steps(mine.postings(name, term)) == steps(theirs.postings(name, term))
        for name in ("body", "tags"):
            assert mine.field_length(name) == theirs.field_length(name)
            assert list(mine.expand_prefix(name, "a")) == list(theirs.expand_prefix(name, "a"))
        assert list(mine.all_stored_fields()) == list(theirs.all_stored_fields())
        assert mine.doc_count() == theirs.doc_count()
        mine.close()
        theirs.close()


PARSED = [
    "alfa bravo",
    "alfa OR 中文",
    "bravo NOT delta",
    "alf*",
    "br?vo",
    "tags:x",
    "size:[1 TO 3]",
    "bravi~",
    "[a TO c]",
]


@pytest.mark.parametrize("text", PARSED)
def test_parsed_queries_find_the_same(text: str) -> None:
    rows = [
        {
            "id": str(n),
            "body": " ".join(WORDS[n % 5 : n % 7 + 3]),
            "tags": "xyz"[n % 3],
            "kind": "note",
            "size": n,
        }
        for n in range(20)
    ]
    made: Batches = [(rows[:9], []), (rows[9:], [3, 4])]
    parser = QueryParser("body", schema(), plugins=None)
    parser.add_plugin(FuzzyTermPlugin())
    with indexed(made, ArrayCodec) as mine, indexed(made, W3Codec) as theirs:
        same(mine, theirs, parser.parse(text))


def test_a_segment_of_each_codec_in_one_index() -> None:
    rows = [{"id": str(n), "body": "alfa bravo" * (n % 3 + 1), "size": n} for n in range(6)]
    with indexed([(rows[:3], [])], ArrayCodec) as mixed, indexed([(rows, [])], W3Codec) as theirs:
        writer = mixed.writer(codec=W3Codec())
        for row in rows[3:]:
            writer.add_document(**row)
        writer.commit(merge=False)
        same(mixed, theirs, query.Term("body", "bravo"), sortedby="size")


def test_what_the_codec_cannot_keep_is_refused_when_it_comes(tmp_path: Path) -> None:
    odd = fields.Schema(text=fields.TEXT(), when=fields.DATETIME(stored=True), pair=fields.STORED())
    index = FileIndex.create(FileStorage(str(tmp_path)), odd)
    writer = index.writer(codec=ArrayCodec())
    with pytest.raises(ValueError, match="text has positions"):
        writer.add_document(text="alfa bravo")
    with pytest.raises(ValueError, match="when cannot be stored"):
        writer.add_document(when=datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="pair cannot be stored"):
        writer.add_document(pair=(1, 2))
    writer.cancel()
    assert index.doc_count() == 0


def test_one_writer_at_a_time_and_generations_count_up(tmp_path: Path) -> None:
    index = FileIndex.create(FileStorage(str(tmp_path)), schema())
    writer = index.writer(codec=ArrayCodec())
    with pytest.raises(LockError):
        index.writer(codec=ArrayCodec())
    writer.add_document(id="0", body="alfa")
    old = index.reader()
    writer.commit()
    assert index.latest_generation() == 1
    assert (old.doc_count(), index.doc_count()) == (0, 1)
    assert {path.suffix for path in tmp_path.glob("MAIN_*.*")} == {".fields", ".docs"}
