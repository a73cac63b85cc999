"""Blocks: everything at once is the same as passage by passage."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.block import Block, Postings, Words
from index.indexing import entries, run
from index.indexing.batches import Maker, batches_of, read_record
from index.indexing.block import block_steps
from index.indexing.parcel import Opener, Packer
from index.indexing.vocabulary import Vocabulary
from index.model import Document, Kind, Metadata, Span
from index.sources import DEFAULT_LIMIT, Found, walk
from index.steps import finished
from index.store.records import Record
from index.text import jiebas
from index.text.passages import passage_starts
from tests.conftest import SEEDS
from tests.engine.indexing.plain import Content, content_of

Documents = Sequence[tuple[Record, str]]

TEXTS = st.text(
    "的强化学习銀行家中华人民共和国aBz09-_.'’+#&@ＡＢé，。（！\n \0\xad\u200b\U00020000\U0001f600\ud800",
    max_size=200,
)


def record(
    text: str, starts: Sequence[int], hidden: Sequence[Span] = (), asides: Sequence[Span] = ()
) -> Record:
    document = Document(
        *("id", Path("/a/b"), Path("/a"), Kind.TEXT, Metadata("题"), ""),
        hidden=tuple(hidden),
        asides=tuple(asides),
    )
    return Record(document, "digest", len(text), tuple(starts))


@st.composite
def documents(draw: st.DrawFn) -> Documents:
    made = []
    for text in draw(st.lists(TEXTS, max_size=6)):
        places = st.sets(st.integers(0, len(text)), max_size=8).map(sorted)
        spans = list(pairwise(draw(places)))
        kinds = draw(st.lists(st.sampled_from("ha "), min_size=len(spans), max_size=len(spans)))
        hidden, asides = ([one for one, kind in zip(spans, kinds, strict=True) if kind == of] for of in "ha")
        starts = sorted({0, *(place for place in draw(places) if place < len(text))})
        made.append((record(text, starts, hidden, asides), text))
    return made


def block_of(made: Documents) -> Block:
    return finished(block_steps(made, Vocabulary()))


def content(block: Block) -> Content:
    """What a block says, as `content_of` puts it."""
    pairs, marks = (dict(listed(postings)) for postings in (block.pairs, block.marks))
    return {
        "words": {term: dict(zip(*one, strict=True)) for term, one in listed(block.words)},
        "pairs": {key: rows for key, (rows, _) in pairs.items()},
        "marks": {key: rows for key, (rows, _) in marks.items()},
        "lengths": block.documents.lengths.tolist(),
        "starts": block.documents.starts.tolist(),
        "edges": block.documents.edges.tolist(),
        "heads": block.documents.heads.tolist(),
    }


def listed(postings: Postings) -> Iterator[tuple[object, tuple[list[int], list[int]]]]:
    """Each term with its rows and counts; keys ascend."""
    terms = list(postings.terms)
    assert len(set(terms)) == len(terms)
    assert isinstance(postings.terms, Words) or terms == sorted(terms)
    assert int(postings.frequencies.sum()) == len(postings.rows)
    ends = np.cumsum(postings.frequencies).tolist()
    counts = np.ones(len(postings.rows), np.int64) if postings.counts is None else postings.counts
    for term, (start, end) in zip(terms, pairwise([0, *ends]), strict=True):
        yield term, (postings.rows[start:end].tolist(), counts[start:end].tolist())


@contextmanager
def small() -> Iterator[None]:
    """Parts of few characters, and a table in which most keys are in the way of others."""
    with patch.object(run, "PART_CHARACTERS", 20), patch.multiple(entries, FEWEST_SLOTS=4, ROOM=1):
        yield


@given(documents(), st.booleans())
def test_a_block_is_what_its_passages_hold(made: Documents, in_parts: bool) -> None:
    with small() if in_parts else nullcontext():
        block = block_of(made)
    assert content(block) == content_of(made)
    assert block.documents.text == "".join(text for _, text in made)


@given(st.lists(documents(), max_size=4))
def test_blocks_that_share_a_vocabulary_do_not_mix(several: list[Documents]) -> None:
    with small():
        shared = Vocabulary()
        for made in several:
            steps = block_steps(made, shared)
            assert content(finished(steps)) == content_of(made)


@given(st.lists(st.tuples(documents(), st.booleans()), max_size=5))
def test_blocks_are_the_same_where_they_are_unpacked(several: list[tuple[Documents, bool]]) -> None:
    packer, opener, shared = Packer(), Opener(), Vocabulary()
    for made, another in several:
        shared = Vocabulary() if another else shared
        parcel = packer.pack([], finished(block_steps(made, shared)))
        _, block = opener.open(pickle.loads(pickle.dumps(parcel)))
        assert content(block) == content_of(made)


@pytest.mark.parametrize(
    "text", ["。" * 100, "字" * 100, " " * 100, "。" * 50 + "字" * 50], ids=lambda text: text[:1]
)
def test_a_document_in_parts_may_hold_much_of_nothing(text: str) -> None:
    made = [(record(text, list(range(0, 100, 10)), []), text)]
    with small():
        assert content(block_of(made)) == content_of(made)


@pytest.fixture
def python_jieba(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As where rjieba does not import."""
    cached: list[Callable[..., object]] = [jiebas.plain_cutter, jiebas._known_word]
    monkeypatch.setitem(sys.modules, "rjieba", None)
    for function in cached:
        function.cache_clear()  # type: ignore[attr-defined]
    yield
    for function in cached:
        function.cache_clear()  # type: ignore[attr-defined]


def test_seeds_are_what_their_passages_hold() -> None:
    check(SEEDS)


def test_seeds_are_the_same_without_rjieba(python_jieba: None) -> None:
    check(SEEDS)


def test_real_documents_are_what_their_passages_hold(real_documents: Path) -> None:
    check(real_documents)


def check(folder: Path) -> None:
    files = [found for found in walk([folder]) if isinstance(found, Found)]
    read = [read_record(found, DEFAULT_LIMIT) for found in files]
    assert content(block_of(read)) == content_of(read)
    (batch,) = batches_of(files)
    assert content(finished(Maker(DEFAULT_LIMIT, Vocabulary()).steps(batch))) == content_of(read)


def test_a_word_that_fills_a_document_is_counted_as_far_as_that_goes() -> None:
    text = "字，" * 70_000
    block = block_of([(record(text, [0], []), text)])
    ((_, (rows, counts)),) = [one for one in listed(block.words) if one[0] == "字".encode()]
    assert (rows, counts, block.documents.lengths.tolist()) == ([1], [0xFFFF], [0, 0xFFFF])


def test_a_long_document_is_cut_into_passages_and_parts() -> None:
    text = "强化学习与银行家，Python 3.11 的话。\n" * 120
    made = [(record(text, passage_starts(text), []), text)]
    with patch.object(run, "PART_CHARACTERS", 700):
        assert content(block_of(made)) == content_of(made)
