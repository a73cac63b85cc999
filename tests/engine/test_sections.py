"""Sections: whatever is found in one is from its source, and what is beside it is of it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Document, Hit, Kind, Library, Metadata, Tier, Verdict, quotations
from index.model import Section
from index.store.records import dump, load
from tests.conftest import MakeLibrary, stems
from tests.engine.sources.test_sources_clippings import NOTED, clipping

BOOKS = {
    "渡口旧事": ("沈听澜", "船到江心，他才想起那封信"),
    "灯塔 The Keeper": ("霍姆", "灯是为等着的人点的，信也是"),
    "铁匠的女儿": ("周牧野", "火候到了，铁自己会告诉你"),
}
FILE = "".join(clipping(f"{title} ({author})", said=said) for title, (author, said) in BOOKS.items())
FILE += clipping("铁匠的女儿 (周牧野)", NOTED, "这封信可以用在第三章")


@pytest.fixture
def library(make_library: MakeLibrary) -> Library:
    return make_library({"My Clippings.txt": FILE, "书信考.md": "# 书信考\n\n作者：某甲\n\n信放了很久。\n"})


def found(library: Library, query: str) -> list[Hit]:
    return [hit for hit in library.search(query) if hit.path.stem == "My Clippings"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        pytest.param("信", ["渡口旧事", "灯塔 The Keeper", "My Clippings"], id="in several"),
        pytest.param("铁自己", ["铁匠的女儿"], id="in one"),
        pytest.param("女儿", ["铁匠的女儿", "My Clippings"], id="in the line of the title"),
        pytest.param("第三章", ["My Clippings"], id="in a note"),
        pytest.param('"灯塔 the"', ["灯塔 The Keeper"], id="letter for letter"),
        pytest.param("huohou", ["铁匠的女儿"], id="by sound"),
        pytest.param("江心想起火候", ["渡口旧事", "铁匠的女儿"], id="words of two"),
    ],
)
def test_a_hit_is_from_its_section(library: Library, query: str, titles: list[str]) -> None:
    hits = found(library, query)
    assert sorted(hit.title for hit in hits) == sorted(titles)
    for hit in hits:
        document = library.document(hit.document)
        assert hit.sectioned and hit.metadata == document.source_of(hit.offset)
        author, _ = BOOKS.get(hit.title, ("", ""))
        assert hit.metadata.authors == ((author,) if author else ())


@pytest.mark.parametrize(
    "query", ["江心", "也是", "铁自己", "第三章", "女儿", "渡口", "位置", "江心想起火候"]
)
def test_what_is_shown_of_a_hit_is_of_its_section(library: Library, query: str) -> None:
    for hit in found(library, query):
        document = library.document(hit.document)
        section = document.section_of(hit.offset)
        assert section is not None
        text, begins = hit.before + hit.text + hit.after, hit.text_offset - len(hit.before)
        assert document.text[begins : begins + len(text)] == text
        assert section.start <= begins and begins + len(text) <= section.end


def test_the_lines_above_a_text_are_shown_where_a_match_stands_in_them(library: Library) -> None:
    for query, hides in (("铁自己", True), ("女儿", False), ("位置", False)):
        (hit, *_) = found(library, query)
        assert any(hit.text[a - hit.text_offset :].startswith("铁匠") for a, _ in hit.hidden) == hides


@pytest.mark.parametrize(
    "query",
    [*(f"title:{title[:2]}" for title in BOOKS), *(f"author:{author}" for author, _ in BOOKS.values())],
)
def test_a_document_is_found_by_any_of_its_sections(library: Library, query: str) -> None:
    assert stems(library, query) == stems(library, f"{query} 信") == {"My Clippings"}
    assert stems(library, f"-{query} 信") == {"书信考"}


def test_everything_in_the_file_is_found(library: Library) -> None:
    for line in FILE.splitlines():
        if line.strip("="):
            assert "My Clippings" in stems(library, f'"{line}"'), line


def test_a_sentence_is_found_over_the_line_of_its_place(library: Library) -> None:
    assert [hit.title for hit in found(library, "沈听澜船到江心") if hit.tier is Tier.EXACT] == ["渡口旧事"]


@pytest.mark.parametrize(
    ("quoted", "verdict", "title"),
    [
        ("铁自己会告诉你", Verdict.VERBATIM, "铁匠的女儿"),
        ("船到江心，他才想起那封信", Verdict.VERBATIM, "渡口旧事"),
        ("船到江心……那封信", Verdict.VERBATIM, "渡口旧事"),
        ("船到江心……铁自己会告诉你", Verdict.DIFFERENT, "渡口旧事"),
        ("船到江心，他想起了那封信", Verdict.DIFFERENT, "渡口旧事"),
        ("可以用在第三章", Verdict.VERBATIM, "My Clippings"),
    ],
)
def test_a_quotation_of_a_draft_is_from_a_section(
    library: Library, quoted: str, verdict: Verdict, title: str
) -> None:
    (checked,) = library.check(quotations(f"“{quoted}”"), None, 5)
    assert checked.verdict is verdict
    assert [place.title for place in checked.places] == [title]


def test_sections_are_kept_with_the_record() -> None:
    sections = Section(0, 3, 9, "题", ("甲", "乙"), "2024-03-05"), Section(12, 13, 14)
    document = Document("id", Path("/a/b"), Path("/a"), Kind.TEXT, Metadata("b"), "", sections=sections)
    assert load(dump(document)) == document
