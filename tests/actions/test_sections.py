"""What is quoted, and what stands above the text, is from the section that the match is in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index import SENTENCE, Metadata
from index.sources import read
from tests.cli.conftest import make_hit
from tests.engine.sources.test_sources_clippings import NOTED, clipping
from tui.forms import quotation
from tui.i18n import Language, catalog_for
from tui.page import Page, Sheet
from tui.quoting import TEMPLATES
from tui.screens.words import about, head
from tui.settings import Settings

SAY = catalog_for(Language.ZH)
FIRST, SECOND, NOTE = "船到江心，他想起信。风很满", "灯是为人点的", "可以用在第三章"
FILE = (
    clipping(said=FIRST)
    + clipping("灯塔 (霍姆)", said=SECOND)
    + clipping(place=NOTED, said=NOTE)
    + "---\n后来写的"
)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    path = tmp_path / "My Clippings 2024-05-01.txt"
    path.write_text(FILE, encoding="utf-8")
    document = read(path, tmp_path).document
    own = Metadata("摘抄", "https://example.org/a", ("某甲",), published="2024-05-01", publisher="某报")
    return Page(Sheet(replace(document, metadata=own)), "", ())


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("markdown", f"> {SECOND}\n>\n> ——霍姆《灯塔》\n"),
        ("inline", f"“{SECOND}”（霍姆《灯塔》）"),
        ("org", f"#+begin_quote\n{SECOND}\n——霍姆《灯塔》\n#+end_quote\n"),
        ("gbt7714", "霍姆. 灯塔[Z]."),
        ("obsidian", f"> {SECOND}\n>\n> ——霍姆《[[My Clippings 2024-05-01.txt|灯塔]]》\n"),
        ("plain", f"“{SECOND}”——霍姆《灯塔》"),
    ],
)
def test_a_quotation_in_every_format(page: Page, name: str, made: str) -> None:
    place = FILE.index("为人")
    sentence = page.sentence((place, place + 2))
    assert quotation(SAY, page, sentence, Settings(template=name)) == (made, name)
    own = FILE.index("第三章")
    said, _ = quotation(SAY, page, page.sentence((own, own + 3)), Settings(template=name))
    assert "霍姆" not in said and "某甲" in said and "摘抄" in said


def test_every_format_names_the_source(page: Page) -> None:
    place = FILE.index("江心")
    for number in range(len(TEMPLATES)):
        said, _ = quotation(SAY, page, page.sentence((place, place + 2)), Settings(), number)
        assert "渡口旧事" in said and "沈听澜" in said and "某" not in said


@pytest.mark.parametrize(
    ("part", "whole"),
    [("江心", FIRST), ("为人", SECOND), ("第三", NOTE), ("灯塔", "灯塔 (霍姆)"), ("后来", "后来写的")],
)
def test_a_quotation_is_of_one_section_however_much_is_asked_for(page: Page, part: str, whole: str) -> None:
    place = FILE.index(part)
    for size in range(SENTENCE, SENTENCE + 9):
        start, end = page.sentence((place, place + len(part)), size)
        assert start <= place and place + len(part) <= end
        assert page.document.section_of(start) == page.document.section_of(end - 1)
        if part != "灯塔":
            assert FILE[start:end].strip("=-\n") in whole


def test_a_match_over_two_sections_is_whole(page: Page) -> None:
    span = FILE.index("风很满"), FILE.index("为人")
    for size in (SENTENCE, SENTENCE + 3):
        start, end = page.sentence(span, size)
        assert start <= span[0] and span[1] <= end


@pytest.mark.parametrize(
    ("part", "title", "said"),
    [
        ("江心", "渡口旧事", ["沈听澜"]),
        ("为人", "灯塔", ["霍姆"]),
        ("第三", "摘抄", ["某甲", "2024-05-01", "example.org"]),
        (None, "摘抄", ["某甲", "2024-05-01", "example.org"]),
    ],
)
def test_what_stands_above_the_text(page: Page, part: str | None, title: str, said: list[str]) -> None:
    hit = make_hit("a", metadata=Metadata("另一篇"))
    current = [(FILE.index(part), FILE.index(part) + 2)] if part else []
    left, _ = head(SAY, hit, page, current, 0)
    assert [text for text, _ in left] == [title]
    assert [text for text, _ in about(hit, page, current)] == [*said, "My Clippings 2024-05-01.txt"]
    assert [text for text, _ in about(hit, None, current)] == ["a.md"]
