"""If it is in the files, it is found: random fragments, against a plain scan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index import Audit, Document, Library, Tier
from index.audit import LENGTHS, PlainScan
from index.audit.samples import QUOTATION_MARKS
from index.search import fragments, looking
from index.sources import Found, read, walk
from tests.conftest import SEEDS, MakeLibrary


def documents(root: Path) -> list[Document]:
    """The documents of a folder as they are read."""
    return [read(one.path, one.root).document for one in walk([root]) if isinstance(one, Found)]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(SEEDS, home=tmp_path_factory.mktemp("home")) as library:
        library.sync()
        yield library


@pytest.fixture(scope="module")
def scan() -> PlainScan:
    return PlainScan(documents(SEEDS))


def test_every_fragment_of_the_five_real_documents_is_found(
    real_documents: Path, make_library: MakeLibrary
) -> None:
    report = Audit(make_library(folder=real_documents), 2_000, seed=20261122).run()
    assert report.misses == ()
    assert report.total.fragments == 2_000


def test_fragments_of_every_length_are_found_in_the_seeds(seeds: Library) -> None:
    report = Audit(seeds, 60 * (len(LENGTHS) + 1), seed=1).run()
    assert report.misses == ()
    assert [(row.length, row.fragments) for row in report.rows] == [
        (length, 60) for length in (*LENGTHS, None)
    ]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_piece_of_a_line_of_the_seeds_is_found(
    seeds: Library, scan: PlainScan, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(scan.documents) - 1))
    text, begins = scan.documents[number].text, scan.start(number)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 100)))
    typed = text[start:end].split("\n")[0].strip()
    start += begins + len(text[start:end]) - len(text[start:end].lstrip())
    if typed and typed[0] not in QUOTATION_MARKS and "\0" not in scan.text[start : start + len(typed)]:
        place = np.array([(start, start + 1)])
        assert not scan.unlit(place, seeds.places(typed)).size


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_quoted_piece_of_several_lines_is_found(
    seeds: Library, scan: PlainScan, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(scan.text) - 1))
    end = data.draw(st.integers(start + 1, start + 60))
    typed = " ".join(scan.text[start:end].split())
    if typed and not {"\0", *QUOTATION_MARKS} & {*typed}:
        places = scan.find(typed)
        assert len(places)
        assert not scan.unlit(places, seeds.places(f'"{typed}"')).size


LETTERS = st.text("abcé×Ⓐカ字 -<i>*_.\xad\u200b", min_size=1, max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(LETTERS, min_size=1, max_size=4), typed=st.text("abcé× .-", min_size=1, max_size=7))
@example(texts=["3×4"] * 4, typed="3×4")
def test_words_leave_out_no_passage_that_holds_a_fragment(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    texts: list[str],
    typed: str,
) -> None:
    """Long runs, letters of several kinds, split words, tags inside words: with the words asked, and not."""
    root = tmp_path_factory.mktemp("texts")
    for number, text in enumerate(texts):
        (root / f"{number}.md").write_text(text + "\n\n" + text * 12, "utf-8")
    with Library.open(root, home=tmp_path_factory.mktemp("home")) as library:
        library.sync()
        monkeypatch.setattr(fragments, "MANY", 0)
        monkeypatch.setattr(looking, "LARGEST", 1)
        for query in (typed, f'"{typed}"'):
            found = []
            for many in (0, 1 << 30):
                monkeypatch.setattr(looking, "MANY", many)
                found.append(library.places(query))
            assert found[0] == found[1]


def test_a_word_split_by_passages_of_marks_is_found(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the words asked: what the word ends with may stand in the next passage, or in one further on."""
    monkeypatch.setattr(fragments, "MANY", 0)
    monkeypatch.setattr(looking, "MANY", 0)
    monkeypatch.setattr(looking, "LARGEST", 1)
    filler = "天地玄黄宇宙洪荒。" * 40 + "\n\n"
    marks = "-" * 300 + "\n\n"
    texts = {f"{count}.txt": filler + "react\n\n" + marks * count + "s\n\n" + filler for count in range(5)}
    others = {f"{number}.md": filler + "act, re, ts\n\n" + filler + "reac" for number in range(4)}
    lit = make_library(texts | others).places("reacts")
    assert sorted(path.name for path in lit) == sorted(texts)


def test_a_word_split_between_passages_is_found_wherever_it_is(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the words asked, of which both passages hold many."""
    monkeypatch.setattr(fragments, "MANY", 0)
    monkeypatch.setattr(looking, "MANY", 0)
    monkeypatch.setattr(looking, "LARGEST", 1)
    filler = "天地玄黄宇宙洪荒。"
    texts = {
        f"{end}-{count}.txt": f"{filler * count}{'reacts'[:end]}\n\n{'reacts'[end:]}。{filler * 40}"
        for end in range(1, 6)
        for count in range(26, 36, 3)
    }
    others = {f"{number}.md": filler * 30 + "reac\n\nact, re, ts" + filler * 30 for number in range(4)}
    lit = make_library(texts | others).places("reacts")
    assert sorted(path.name for path in lit) == sorted(texts)


def test_what_is_lit_near_a_passage_is_lit_in_its_own_document(make_library: MakeLibrary) -> None:
    """The passage before holds the parts in one piece: it is found by itself, and not looked at again."""
    before = "天地玄黄宇宙洪荒。" * 27 + "日月列宿\n\n"
    behind = "寒来暑往列宿，" + "秋收冬藏闰余成岁。" * 30
    texts = {f"{number}.txt": "律吕调阳。" * number + before + behind for number in range(4)}
    library = make_library(texts | {f"{number}.md": "日月盈昃" for number in range(9)})
    lit = library.places("日月 列宿")
    assert len(lit) == len(texts)
    for path, spans in lit.items():
        assert {texts[path.name][start:end] for start, end in spans} <= {"日月", "列宿", "日月列宿"}


def test_what_stands_in_another_document_is_not_near(make_library: MakeLibrary) -> None:
    """The pairs of wang, but not the word, and behind them a document that begins with it."""
    filler = "天地玄黄宇宙洪荒。"
    texts = {"a.txt": filler + "旺wa，an，ng，洗xi", "b.txt": "wang" + filler + "洗xi"}
    library = make_library(texts | {f"{number}.md": filler for number in range(9)})
    assert [hit.path.name for hit in library.search("xi wang") if hit.tier is Tier.EXACT] == ["b.txt"]
    assert [path.name for path in library.places("xi wang")] == ["b.txt"]
