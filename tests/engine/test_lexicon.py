"""What users add to the language: the index notices other words, and synonyms are asked for together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index import Lexicon, Library, Tier
from index.indexing import making
from tests.conftest import MakeLibrary

TEXTS = {
    "a.md": "昨天林小雨说她在写一本书。\n",
    "b.md": "小雨下了一夜，林子里很安静。林间小雨。\n",
    "c.md": "大语言模型的训练要花很多钱。\n",
    "d.md": "训练 LLM 的人都这么说。\n",
    "e.md": "他拦下一辆计程车就走了。\n",
    **{f"other{number}.md": f"第{number}篇讲的是别的事情。\n" for number in range(20)},
}
NAMES = Lexicon(words=("林小雨",))


@pytest.fixture
def root(make_library: MakeLibrary, tmp_path: Path) -> Path:
    """A folder of texts, indexed without any words added."""
    make_library(TEXTS).close()
    return tmp_path / "library"


def words_of(library: Library) -> set[str]:
    """All terms that ranking counts."""
    return {term.decode() for term in library._index.reader().field_terms("words")}


def own_of(library: Library) -> tuple[str, ...]:
    return library._current().snapshot.own_words


def test_other_words_make_the_index_anew_at_the_next_sync_and_only_then(root: Path) -> None:
    with Library.open(root, lexicon=NAMES) as library:
        assert own_of(library) == () and library.search("林小雨").hits
        report = library.sync()
        assert report.rebuilt == "words" and report.changed + report.added == len(TEXTS)
        assert own_of(library) == ("林小雨",)
        assert len(library._current().snapshot.words.postings("林小雨").passages) == 1
        assert library.sync().rebuilt == "" and library.status().documents == len(TEXTS)
    with Library.open(root, lexicon=Lexicon(words=("林小雨", "林小雨 "))) as library:
        assert library.sync().rebuilt == ""
    with Library.open(root, lexicon=Lexicon(words=())) as library:
        assert library.sync().rebuilt == "words" and own_of(library) == ()


def test_who_says_nothing_of_words_leaves_them_and_adds_by_them(root: Path) -> None:
    with Library.open(root, lexicon=NAMES) as library:
        library.sync()
    (root / "f.md").write_text("林小雨又来了。", "utf-8")
    with Library.open(root) as library:
        report = library.sync()
        assert (report.rebuilt, report.added, own_of(library)) == ("", 1, ("林小雨",))
        assert len(library._current().snapshot.words.postings("林小雨").passages) == 2
        assert library.sync(rebuild=True).rebuilt == "" and own_of(library) == ("林小雨",)


def test_an_empty_library_takes_other_words_without_a_word(tmp_path: Path) -> None:
    root = tmp_path / "empty"
    root.mkdir()
    with Library.open(root, lexicon=NAMES) as library:
        assert library.sync().rebuilt == ""
        (root / "a.md").write_text("林小雨来了", "utf-8")
        assert library.sync().rebuilt == "" and own_of(library) == ("林小雨",)


def test_a_reader_cuts_by_the_words_of_what_it_reads(root: Path) -> None:
    with Library.open(root) as reader, Library.open(root, lexicon=NAMES) as writer:
        assert own_of(reader) == ()
        writer.sync()
        assert own_of(reader) == ("林小雨",) and reader.search("林小雨").hits[0].path.name == "a.md"


def test_ranking_follows_the_words(root: Path) -> None:
    """Rain in a wood is less like a name of these characters once the name is a word."""

    def lead(library: Library) -> float:
        first, second = library.search("谁见过林小雨")
        assert (first.path.name, second.path.name) == ("a.md", "b.md")
        return first.score / second.score

    with Library.open(root) as library:
        usual = lead(library)
    with Library.open(root, lexicon=NAMES) as library:
        library.sync()
        assert lead(library) > 1.2 * usual


def test_a_rebuild_that_is_killed_leaves_the_old_words_with_the_old_index(root: Path) -> None:
    with Library.open(root, lexicon=NAMES) as library:
        steps = library.sync_steps()
        next(steps)
        next(steps, None)
        steps.close()
        assert own_of(library) == ()
    with Library.open(root, lexicon=NAMES) as library:
        assert library.sync().rebuilt == "words" and own_of(library) == ("林小雨",)


def test_the_process_beside_cuts_by_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "LEAST_BYTES", 0)
    monkeypatch.setattr(making, "processes", lambda: 2)
    monkeypatch.setattr("index.indexing.batches.BATCH_FILES", 3)
    root = tmp_path / "many"
    root.mkdir()
    for number in range(60):
        (root / f"{number}.md").write_text("昨天林小雨说她在写一本书。", "utf-8")
    with Library.open(root, lexicon=NAMES) as library:
        library.sync()
        snapshot = library._current().snapshot
        assert len(snapshot.words.postings("林小雨").passages) == 60
        assert len(snapshot.words.postings("林").passages) == 0


def test_words_are_no_more_than_a_process_can_be_told() -> None:
    """An argument of a process may have 128 KB."""
    from index.indexing.helper import Helper

    own = tuple(f"林小雨{chr(0x4E00 + number)}{chr(0x4E00 + number // 7)}" for number in range(20_000))
    with Helper(1000, own) as helper:
        assert helper._process is not None and helper._process.poll() is None


@pytest.mark.parametrize("query", ["大语言模型 训练", "LLM 训练", "llm训练"])
def test_every_name_of_a_group_finds_the_others(root: Path, query: str) -> None:
    group = ("大语言模型", "LLM")
    with Library.open(root, lexicon=Lexicon(synonyms=(group,))) as library:
        found = {hit.path.name: hit for hit in library.search(query)}
        assert {"c.md", "d.md"} <= set(found)


def test_a_synonym_of_ones_own_is_lit_and_called_a_word(root: Path) -> None:
    with Library.open(root) as library:
        assert "e.md" not in {hit.path.name for hit in library.search("滴滴快车")}
    with Library.open(root, lexicon=Lexicon(synonyms=(("滴滴快车", "計程車"),))) as library:
        (hit,) = library.search("滴滴快车")
        ((start, end),) = hit.spans
        assert hit.path.name == "e.md" and hit.tier is Tier.WORDS and end - start == 3
        document = library.document(hit.document)
        assert [document.text[low:high] for low, high in library.matches("滴滴快车", document)] == ["计程车"]


def test_a_name_inside_other_words_does_not_count(root: Path) -> None:
    """的士 is no word of 勇敢的士兵."""
    with Library.open(root, lexicon=Lexicon(synonyms=(("的士", "计程车"),))) as library:
        assert "e.md" not in {hit.path.name for hit in library.search("勇敢的士兵")}
        assert "e.md" in {hit.path.name for hit in library.search("的士")}


def test_the_child_of_the_interface_indexes_by_the_words_of_the_settings(root: Path, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("words: [林小雨]\n", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "tui.cli", "index", "--progress-json", str(root)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"rebuilt": "words"' in ran.stdout
    with Library.open(root) as library:
        assert own_of(library) == ("林小雨",)
