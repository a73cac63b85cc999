"""Documents → a block: what each passage holds, for all of them at once."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from itertools import chain

import numpy as np

from index.codec.block import Block, Codes, Columns, Documents, Postings, Words
from index.codec.merging import Source, merge
from index.codec.scratch import BlockField
from index.indexing.pairs import mark_postings, pair_postings
from index.indexing.run import Run
from index.indexing.vocabulary import Vocabulary
from index.indexing.words import MOST_COUNTED, word_postings
from index.model import Document
from index.sources.links import site_of
from index.store.records import Record, dump, dump_state


def block_steps(
    documents: Sequence[tuple[Record, str]], vocabulary: Vocabulary
) -> Generator[None, None, Block]:
    """The block of some documents, records with their texts, in this order, in the caller's own time: yields
    every tenth of a second or so, and returns the block. One vocabulary serves many blocks."""
    run = Run.of(documents)
    yield
    words, pairs, marks = [], [], []
    totals = np.zeros(run.row_count, np.int64)
    for part in run.parts():
        postings, counted = yield from word_postings(part, vocabulary)
        words.append(postings)
        totals += counted
        yield
        pairs.append(pair_postings(part))
        marks.append(mark_postings(part))
        yield
    starts, edges = np.zeros(run.row_count, np.uint32), np.zeros(run.row_count, np.uint32)
    starts[run.heads], edges[run.heads] = run.bases[:-1], run.bases[1:]
    starts[run.passages.rows], edges[run.passages.rows] = run.passages.starts, run.passages.edges
    records = [record for record, _ in documents]
    return Block(
        words=_joined(words),
        pairs=_joined(pairs),
        marks=_joined(marks),
        ids=[record.document.id.encode() for record in records],
        documents=Documents(
            lengths=np.minimum(totals, MOST_COUNTED).astype(np.uint16),
            starts=starts,
            edges=edges,
            heads=run.heads.astype(np.uint32),
            records=[dump(record.document) for record in records],
            states=[dump_state(record) for record in records],
            text=run.text,
            hidden=run.hidden.astype(np.uint32),
            asides=run.asides.astype(np.uint32),
            columns=columns_of(record.document for record in records),
        ),
    )


def columns_of(documents: Iterable[Document]) -> Columns:
    """What filters, sorting and facets ask of documents."""
    documents = list(documents)
    days = [document.metadata.day for document in documents]
    return Columns(
        kind=_coded([document.kind.value for document in documents]),
        language=_coded([document.language for document in documents]),
        day=np.array([day.toordinal() if day else 0 for day in days], np.int32),
        body_start=np.array([document.body_start for document in documents], np.uint32),
        titles=[list(_titles_of(document)) for document in documents],
        lead=[document.lead for document in documents],
        authors=[list(_authors_of(document)) for document in documents],
        tags=[list(document.metadata.tags) for document in documents],
        hosts=[list(document.hosts) for document in documents],
        path=[_below(str(document.root), str(document.path)) for document in documents],
        site=[site_of(document.metadata) for document in documents],
    )


def _titles_of(document: Document) -> Iterable[str]:
    """All that it is found by: its title, what else it is called, and the titles of its sections."""
    sections = (section.title for section in document.sections if section.title)
    return dict.fromkeys((document.title, *document.metadata.aliases, *sections))


def _authors_of(document: Document) -> Iterable[str]:
    """Its own, and those of its sections."""
    sections = (section.authors for section in document.sections)
    return dict.fromkeys(chain(document.metadata.authors, *sections))


def _below(root: str, path: str) -> str:
    """A path relative to its root, which may be the file itself."""
    return path[len(root) :].lstrip("/") or "."


def _coded(values: list[str]) -> Codes:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(values))}
    return Codes(np.array([numbers[value] for value in values], np.uint8), list(numbers))


def _joined(parts: Sequence[Postings]) -> Postings:
    """The postings of parts whose rows follow one another, as one."""
    filled = [part for part in parts if len(part.rows)] or parts[:1]
    if len(filled) == 1:
        return filled[0]
    terms, merged = merge([Source(BlockField(part), 0, None) for part in filled])
    runs = list(merged)
    rows = np.concatenate([run.rows for run in runs]).astype(np.uint32)
    counted = any(run.counts is not None for run in runs)
    counts = [np.ones(len(run.rows)) if run.counts is None else run.counts for run in runs]
    return Postings(
        Words(terms, np.arange(len(terms))) if isinstance(terms, list) else terms,
        np.concatenate([run.frequencies for run in runs]).astype(np.uint32),
        rows,
        np.concatenate(counts).astype(np.uint16) if counted else None,
    )
