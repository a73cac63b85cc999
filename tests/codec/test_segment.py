"""Segments: however documents came, in one block or several, put aside, merged or cleared of removed ones,
they read as if they had been written in one block."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.codec import characters, documents, merging, segment
from index.codec.block import Block, Codes, Columns, Documents, Postings, Words
from index.codec.documents import SPANS, SegmentDocuments
from index.codec.scratch import FIELDS
from index.codec.segment import SegmentBuilder, SegmentFiles


@dataclass(frozen=True)
class Doc:
    """A document as a test makes it: its passages' texts, words and keys."""

    passages: list[tuple[str, list[str], set[int]]]
    hidden: bool
    aside: bool
    kind: str
    tags: list[str]

    @property
    def text(self) -> str:
        return "".join(text for text, _, _ in self.passages)


DOCS = st.lists(
    st.builds(
        Doc,
        st.lists(
            st.tuples(
                st.text("文字ab\n\U00020000\ud800", max_size=6),
                st.lists(st.sampled_from(["文", "字", "word", "\udc80"]), max_size=5),
                st.sets(st.sampled_from([1, 2, 3, 1 << 40, (1 << 64) - 1])),
            ),
            min_size=1,
            max_size=4,
        ),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["text", "markdown", "subtitles"]),
        st.lists(st.sampled_from(["甲", "乙"]), max_size=2),
    ),
    max_size=10,
)


def columns_of(docs: Sequence[tuple[int, Doc]]) -> Columns:
    kinds = sorted({doc.kind for _, doc in docs})
    return Columns(
        kind=Codes(np.array([kinds.index(doc.kind) for _, doc in docs], np.uint8), kinds),
        language=Codes(np.zeros(len(docs), np.uint8), ["zh"]),
        day=np.array([number - 3 for number, _ in docs], np.int32),
        body_start=np.array([number for number, _ in docs], np.uint32),
        titles=[[f"题{number}", "甲"][: 1 + number % 2] for number, _ in docs],
        lead=["" for _ in docs],
        authors=[[] for _ in docs],
        tags=[doc.tags for _, doc in docs],
        hosts=[["a.b"] for _ in docs],
        path=[f"{number}\udcff.txt" for number, _ in docs],
        site=["a.b" for _ in docs],
    )


def block_of(docs: Sequence[tuple[int, Doc]]) -> Block:
    """The block of numbered documents, in the plainest way."""
    words: dict[bytes, Counter[int]] = {}
    keys: dict[int, list[int]] = {}
    lengths: list[int] = []
    starts: list[int] = []
    edges: list[int] = []
    heads: list[int] = []
    hidden: list[tuple[int, int]] = []
    asides: list[tuple[int, int]] = []
    begin = 0
    for _, doc in docs:
        heads.append(len(starts))
        lengths.append(0)
        starts.append(begin)
        edges.append(begin + len(doc.text))
        if doc.hidden and doc.text:
            hidden.append((begin, begin + 1))
        if doc.aside and doc.text[1:]:
            asides.append((begin + 1, begin + len(doc.text)))
        for text, tokens, pairs in doc.passages:
            for token in tokens:
                words.setdefault(token.encode("utf-8", "surrogatepass"), Counter())[len(starts)] += 1
            for key in pairs:
                keys.setdefault(key, []).append(len(starts))
            lengths.append(len(tokens))
            starts.append(begin)
            begin += len(text)
            edges.append(min(begin + 2, edges[heads[-1]]))
    return Block(
        words=_postings(_words([*words]), [dict(sorted(one.items())) for one in words.values()]),
        pairs=_keyed(keys),
        marks=_keyed({key ^ 1: rows for key, rows in keys.items()}),
        ids=[b"%x" % (number * 7919 % 1000) for number, _ in docs],
        documents=Documents(
            lengths=np.array(lengths, np.uint16),
            starts=np.array(starts, np.uint32),
            edges=np.array(edges, np.uint32),
            heads=np.array(heads, np.uint32),
            records=[f'{{"number": {number}, "kind": "{doc.kind}"}}' for number, doc in docs],
            states=[[number, doc.kind, []] for number, doc in docs],
            text="".join(doc.text for _, doc in docs),
            hidden=np.array(hidden, np.uint32).reshape(-1, 2),
            asides=np.array(asides, np.uint32).reshape(-1, 2),
            columns=columns_of(docs),
        ),
    )


def _keyed(keys: dict[int, list[int]]) -> Postings:
    return _postings(np.array(sorted(keys), np.uint64), [dict.fromkeys(keys[key], 1) for key in sorted(keys)])


def _words(words: list[bytes]) -> Words:
    """These words, by their numbers in a list that is longer and has them in another order."""
    return Words([b"other", *reversed(words)], np.arange(len(words), 0, -1))


def _postings(terms: Any, lists: list[dict[int, int]]) -> Postings:
    counts = np.array([count for one in lists for count in one.values()], np.uint16)
    return Postings(
        terms,
        np.array([len(one) for one in lists], np.uint32),
        np.array([row for one in lists for row in one], np.uint32),
        counts if counts.max(initial=1) > 1 else None,
    )


class Other:
    """Another process that does a task, well or badly, or ends before it has done it, or is busy."""

    def __init__(self, fate: str) -> None:
        self._fate = fate
        self._task = b""
        self._waited = False

    def begin(self, task: Any) -> bool:
        self._task = pickle.dumps(task)
        return self._fate != "busy"

    def done(self, seconds: float) -> bool | None:
        if not self._waited:
            self._waited = True
            return None
        task = pickle.loads(self._task)
        if self._fate in ("does", "spoils"):
            task()
        if self._fate == "spoils":
            task.path.write_bytes(task.path.read_bytes()[:-1])
        return self._fate in ("does", "spoils")

    def leave(self) -> None:
        assert self._waited


OTHERS = st.one_of(st.none(), st.builds(Other, st.sampled_from(["does", "spoils", "ends", "busy"])))


def write(folder: Path, name: str, *added: Any, elsewhere: Other | None = None) -> SegmentFiles:
    """Writes blocks, and segments given with the rows removed from them."""
    builder = SegmentBuilder(folder, name)
    for one in added:
        if isinstance(one, Block):
            builder.add(one)
        else:
            builder.add_segment(*one)
    for _ in builder.write(elsewhere):
        pass
    assert {path.suffix for path in folder.glob(f"{name}.*")} == {".fields", ".docs"}
    return SegmentFiles(folder, name)


def content(files: SegmentFiles) -> dict[str, Any]:
    """Everything that a segment says."""
    read = SegmentDocuments(files.documents)
    said: dict[str, Any] = {"text": read.text.all(), "records": read.records(), "states": read.states()}
    for name in ("lengths", "starts", "edges", "heads"):
        said[name] = getattr(read, name).tolist()
    said |= {name: read.spans(name).tolist() for name in SPANS}
    columns = read.columns()
    for name in ("titles", "authors", "tags", "hosts", "path"):
        said[name] = getattr(columns, name)
    said["days"] = columns.day.tolist(), columns.body_start.tolist()
    for coded in (columns.kind, columns.language):
        said[f"{len(said)}"] = [coded.names[code] for code in coded.codes]
    for name in FIELDS:
        field = files.field(name)
        said[name] = [
            (term, field.rows(number).tolist(), field.counts(number).tolist())
            for number, term in enumerate(field.terms())
        ]
    return said


def parts(docs: list[tuple[int, Doc]], cuts: Sequence[int]) -> Iterator[list[tuple[int, Doc]]]:
    edges = [0, *sorted(cut % (len(docs) + 1) for cut in cuts), len(docs)]
    return (docs[start:end] for start, end in pairwise(edges))


@given(DOCS, st.lists(st.integers(0, 9), max_size=3), st.integers(1, 40), OTHERS)
def test_several_blocks_are_as_one(
    docs: list[Doc], cuts: list[int], few: int, elsewhere: Other | None
) -> None:
    numbered = list(enumerate(docs))
    with (
        TemporaryDirectory() as folder,
        patch.object(segment, "MEMORY_POSTINGS", few),
        patch.object(merging, "RUN_POSTINGS", few),
        patch.object(characters, "BLOCK", 3),
    ):
        whole = content(write(Path(folder), "whole", block_of(numbered)))
        blocks = map(block_of, parts(numbered, cuts))
        several = write(Path(folder), "several", *blocks, elsewhere=elsewhere)
        assert content(several) == whole
        assert whole["text"] == "".join(doc.text for doc in docs)


@given(DOCS, st.lists(st.integers(0, 9), max_size=3), st.sets(st.integers(0, 9)), st.integers(1, 40), OTHERS)
def test_a_merge_is_what_is_left_of_its_segments(
    docs: list[Doc], cuts: list[int], gone: set[int], few: int, elsewhere: Other | None
) -> None:
    numbered = list(enumerate(docs))
    with (
        TemporaryDirectory() as folder,
        patch.object(merging, "RUN_POSTINGS", few),
        patch.object(documents, "RUN_CHARACTERS", few),
        patch.object(characters, "BLOCK", 3),
    ):
        sources: list[Any] = []
        for number, part in enumerate(parts(numbered, cuts)):
            block = block_of(part)
            removed = np.zeros(len(block.documents.lengths), np.bool_)
            ends = [*block.documents.heads[1:].tolist(), len(removed)]
            for (document, _), head, end in zip(part, block.documents.heads.tolist(), ends, strict=False):
                removed[head:end] = document in gone
            sources.append((write(Path(folder), f"part{number}", block), removed))
        sources[-1] = block_of(part) if not removed.any() else sources[-1]
        left = [(number, doc) for number, doc in numbered if number not in gone]
        merged = content(write(Path(folder), "merged", *sources, elsewhere=elsewhere))
        assert merged == content(write(Path(folder), "whole", block_of(left)))


@given(
    st.text("字a\U00020000\ud800", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=9),
)
def test_any_stretches_of_a_text_are_read(text: str, ends: list[tuple[int, int]]) -> None:
    numbered = [(0, Doc([(text, [], set())], False, False, "text", []))]
    spans = [sorted(min(end, len(text)) for end in pair) for pair in ends]
    with (
        TemporaryDirectory() as folder,
        patch.object(characters, "BLOCK", 7),
        patch.object(characters, "CACHED_BLOCKS", 2),
    ):
        read = SegmentDocuments(write(Path(folder), "one", block_of(numbered)).documents)
        stretches = read.text.texts([first for first, _ in spans], [last for _, last in spans])
        assert stretches == [text[first:last] for first, last in spans]
        assert read.text.length == len(text)


def test_blocks_of_a_text_that_were_used_lately_are_read_once(tmp_path: Path) -> None:
    text = "".join(map(str, range(100, 130)))
    with (
        patch.object(characters, "BLOCK", 3),
        patch.object(characters, "CACHED_BLOCKS", 2),
        patch.object(
            characters.Characters, "_read", autospec=True, side_effect=characters.Characters._read
        ) as read,
    ):
        numbered = [(0, Doc([(text, [], set())], False, False, "text", []))]
        stored = SegmentDocuments(write(tmp_path, "one", block_of(numbered)).documents).text
        for block in (0, 1, 0, 1, 2, 0, 1, *range(3, 30), 0):
            assert stored.text(3 * block, 3 * block + 3) == str(100 + block)
    assert [call.args[1] for call in read.call_args_list] == [*range(30), 0]


def test_a_long_text_is_read_by_the_dictionary_that_was_made_of_it(tmp_path: Path) -> None:
    text = "".join(f"第{number * number}句说的是{number}；" for number in range(6_000))
    with patch.object(characters, "SAMPLE", 1 << 16):
        numbered = [(0, Doc([(text, [], set())], False, False, "text", []))]
        stored = SegmentDocuments(write(tmp_path, "one", block_of(numbered)).documents)
    assert len(stored._file.array("text.dictionary")) > 0
    assert stored.text.all() == text
