"""Clippings: what was marked is from the book above it, and nothing else of the file is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from index.sources import read
from index.sources.clippings import read_clippings

RULE = "=========="
SAID = "船到江心，他才想起那封信。"
PLACE = "- 您在位置 #123-125的标注 | 添加于 2024年3月5日星期二 下午8:12:33"
NOTED = "- 您在位置 #125的笔记 | 添加于 2024年3月5日星期二 下午8:13:01"


def clipping(book: str = "渡口旧事 (沈听澜)", place: str = PLACE, said: str = SAID) -> str:
    return f"{book}\n{place}\n\n{said}\n{RULE}\n"


def document_of(text: str, folder: Path, name: str = "My Clippings.txt") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return read(path, folder).document


PLACES = {
    "simplified": (PLACE, "2024-03-05"),
    "simplified, on a page": (
        "- 您在第 5 页（位置 #100-102）的标注 | 添加于 2024年11月25日星期一 上午7:02:10",
        "2024-11-25",
    ),
    "simplified, older": (
        "- 我的标注 位置 #4143-4144  | 已添加至 2014年4月28日 星期一 下午7:52:55",
        "2014-04-28",
    ),
    "traditional": ("- 您在位置 #500 的標註 | 新增時間： 2024年5月5日星期日 下午9:00:00", "2024-05-05"),
    "Japanese": ("- 5ページ|位置No. 100-102のハイライト |作成日: 2024年4月2日火曜日 20:12:33", "2024-04-02"),
    "American": (
        "- Your Highlight on page 5 | location 100-102 | Added on Tuesday, March 5, 2024 8:12:33 PM",
        "2024-03-05",
    ),
    "British": ("- Your Highlight on Location 9 | Added on Tuesday, 5 March 2024 20:12:33", "2024-03-05"),
    "English, older": ("- Highlight Loc. 3-4  | Added on Thursday, April 26, 2012, 11:57 PM", "2012-04-26"),
    "English, no page": (
        "- Your Highlight on Unnumbered Page | Added on Tuesday, March 5, 2024 8:12:33 PM",
        "2024-03-05",
    ),
    "German": ("- Ihre Markierung auf Seite 5 | Hinzugefügt am Dienstag, 5. März 2024 20:12:33", ""),
    "French": ("- Votre surlignement sur la page 5 | Ajouté le mardi 5 mars 2024 20:12:33", ""),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("place", "day"), PLACES.values(), ids=PLACES.keys())
def test_the_line_of_a_place_in_any_language(place: str, day: str, line_end: str) -> None:
    text = (clipping(place=place) + "\ufeff" + clipping("灯塔", place)).replace("\n", line_end)
    found = read_clippings(text)
    assert [(one.title, one.authors, one.day) for one in found.sections] == [
        ("渡口旧事", ("沈听澜",), day),
        ("灯塔", (), day),
    ]
    assert [text[start:end] for start, end in found.asides] == [place] * 2
    assert [text[start:end] for start, end in found.hidden] == [RULE] * 2
    assert [text[one.body : one.end].strip() for one in found.sections] == [SAID] * 2


@pytest.mark.parametrize(
    ("book", "title", "authors"),
    [
        ("渡口旧事 (沈听澜)", "渡口旧事", ["沈听澜"]),
        ("渡口旧事（全集） (沈听澜、周牧野)", "渡口旧事（全集）", ["沈听澜", "周牧野"]),
        ("渡口旧事 (码头丛书) ([英]霍姆 著)", "渡口旧事 (码头丛书)", ["[英]霍姆"]),
        ("渡口旧事 ((英)霍姆)", "渡口旧事", ["(英)霍姆"]),
        ("The Keeper (Chinese Edition) (Holm, Ada;Erik Brandt)", None, ["Holm, Ada", "Erik Brandt"]),
        ("渡口旧事（全集）", "渡口旧事（全集）", []),
        ("On Tides (3rd edition)", "On Tides (3rd edition)", []),
        ("渡口旧事", "渡口旧事", []),
        ("渡口旧事 ()", "渡口旧事 ()", []),
        ("- 渡口", "- 渡口", []),
    ],
)
def test_the_line_of_a_book(book: str, title: str | None, authors: list[str]) -> None:
    (section,) = read_clippings(clipping(book)).sections
    assert section.title == (title or "The Keeper (Chinese Edition)")
    assert list(section.authors) == authors


@pytest.mark.parametrize(
    "noted",
    [
        NOTED,
        "- 您在位置 #125的筆記 | 新增時間： 2024年3月5日星期二 下午8:13:01",
        "- 位置No. 125のメモ |作成日: 2024年3月5日火曜日 20:13:01",
        "- Your Note on page 5 | location 102 | Added on Tuesday, March 5, 2024 8:13:01 PM",
        "- Ihre Notiz bei Position 125 | Hinzugefügt am Dienstag, 5. März 2024 20:13:01",
    ],
)
def test_what_a_reader_noted_is_from_no_book(noted: str, tmp_path: Path) -> None:
    text = clipping() + clipping(place=noted, said="可以用在第三章") + clipping("灯塔 (霍姆)")
    document = document_of(text, tmp_path)
    assert document.source_of(text.index("第三章")) is document.metadata
    assert document.source_of(text.index("第三章") - len(noted)) is document.metadata
    assert [one.title for one in document.sections] == ["渡口旧事", "", "灯塔"]


def test_where_each_place_is_from(tmp_path: Path) -> None:
    own = "# 摘抄\n\n作者：某甲\n\n开头的话\n\n"
    text = f"{own}{clipping()}{clipping('灯塔 (霍姆)')}后来写的话\n{RULE}\n又一句\n"
    document = document_of(text, tmp_path, "2024-05-01 摘抄.md")
    assert document.title == "摘抄" and document.metadata.authors == ("某甲",)
    for part in ("开头", "后来写", "又一句", RULE):
        assert document.source_of(text.index(part)) is document.metadata, part
    for place in (text.index("渡口"), text.index("位置"), text.index("那封信")):
        source = document.source_of(place)
        assert (source.title, source.authors, source.downloaded) == ("渡口旧事", ("沈听澜",), "2024-03-05")
        assert not source.dated  # of when the book is from nothing is said
    assert document.source_of(text.rindex("那封信")).title == "灯塔"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_clipping_that_no_rule_ends_is_one_paragraph(line_end: str, tmp_path: Path) -> None:
    open_ended = clipping().replace(RULE + "\n", ""), clipping("灯塔 (霍姆)").replace(RULE + "\n", "")
    text = (clipping("码头") + "\n后来写的\n".join(open_ended) + "\n我想的").replace("\n", line_end)
    text = text.replace("后来写的", line_end + "后来写的")
    document = document_of(text, tmp_path)
    assert [one.title for one in document.sections] == ["码头", "渡口旧事", "灯塔"]
    assert [text[one.body : one.end].strip() for one in document.sections] == [SAID] * 3
    for part in ("后来", "我想"):
        assert document.source_of(text.index(part)) is document.metadata


@pytest.mark.parametrize("text", [clipping(), clipping(place=NOTED), "\ufeff" + clipping(said="")])
def test_a_file_of_clippings_alone_is_called_by_its_name(text: str, tmp_path: Path) -> None:
    document = document_of(text, tmp_path)
    assert document.title == "My Clippings" and not document.metadata.authors
    assert not document_of(text, tmp_path, "My Clippings 2024-03-05.txt").metadata.dated


@pytest.mark.parametrize(
    "text",
    [
        "码头日程\n- 周一 | 2024-03-05 8:12\n\n看潮\n",
        "码头\n==========\n\n- 看潮 | 2024-03-05\n\n渡口\n==========\n\n过江\n",
        f"{RULE}\n{PLACE}\n\n{SAID}\n{RULE}\n",
        "码头\n- 看潮 | 周二 8:12\n\n过江\n==========\n",
        "",
    ],
)
def test_what_is_no_clipping(text: str) -> None:
    assert not any(read_clippings(text)[:3])


PIECES = st.sampled_from(
    ["渡口 (沈)", "\n", "\r\n", PLACE, NOTED, RULE, "- ", "| 2024 8:12", "(", ")", " ", "\ufeff", "=", "信"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_sections_are_sorted_disjoint_and_within(text: str) -> None:
    found = read_clippings(text)
    edges = [edge for one in found.sections for edge in (one.start, one.body, one.end)]
    assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)
    for spans in (found.hidden, found.asides):
        flat = [edge for span in spans for edge in span]
        assert flat == sorted(flat)
        assert all(start < end for start, end in spans)
