"""Filters: which documents a condition lets pass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from index import Document, Kind, Metadata
from index.indexing.block import columns_of
from index.query import parse
from index.query.dates import PERIODS, UNITS
from index.query.names import KINDS, LANGUAGES
from index.query.tokens import FIELDS
from index.search.filters import passing
from index.search.wanted import fragments_of
from index.text.fold import fold
from tests.conftest import MakeLibrary

TODAY = date(2026, 3, 31)

DOCUMENT = Document(
    id="x",
    path=Path("/notes/访谈/a.srt"),
    root=Path("/notes"),
    kind=Kind.SUBTITLES,
    metadata=Metadata(
        title="專訪：大模型",
        aliases=("LLM", "大語言模型"),
        authors=("张三", "李四"),
        tags=("ＡＩ", "访谈"),
        published="2025-06-30",
        created="2026-01-01",
    ),
    text="",
    hosts=("example.org", "pics.example.net"),
    language="zh-Hans",
)


@pytest.mark.parametrize(
    ("typed", "passed"),
    [
        ("title:专访", True),
        ("title:没有", False),
        ("title:专访 title:模型", True),
        ("title:专访 title:没有", False),
        ("author:张三 author:王五", True),
        ("author:王五 author:赵六", False),
        ("author:张三 OR author:王五", True),
        ("title:没有 OR title:模型", True),
        ("title:llm title:语言", True),
        ("title:模型LLM", False),
        ("-title:语言", False),
        ("title:没有 OR title:也没有", False),
        ("title:没有 | title:模型 tag:没有", False),
        ("tag:没有 OR tag:也没有 ｜ tag:ai", True),
        ("title:模型 tag:没有 OR tag:ai", True),
        ("path:b OR path:访谈 -tag:没有", True),
        ("author:张三 -author:李四", False),
        ("author:张三 -author:王五 -author:赵六", True),
        ("tag:ai tag:访谈", True),
        ("tag:ai tag:没有", False),
        ("site:example.net site:other.com", True),
        ("site:ample.org", False),
        ("site:https://www.Example.org/a/b?c=d", True),
        ("site:pics.example.net/a", True),
        ("site:example.org:8080", True),
        ("site:*.example.net", True),
        ("site:https://other.com/example.org", False),
        ("path:访谈/", True),
        ("path:访谈 path:b", False),
        ("path:notes", False),
        ("kind:字幕", True),
        ("类型：SRT", True),
        ("kind:sub", True),
        ("kind:文本", False),
        ("kind:md kind:srt", True),
        ("lang:zh", True),
        ("lang:简", True),
        ("语言：簡體", True),
        ("lang:繁", False),
        ("lang:en lang:中文", True),
        ("-lang:zh", False),
        ("lang:klingon", True),
        ("kind:notes", False),
        ("tag:#访谈", True),
        ("tag:＃AI -tag:#没有", True),
        ("tag:#没有", False),
        ("published:2025", True),
        ("published:2025-06-30", True),
        ("published:2026", False),
        ("published:2024 published:2025-06", True),
        ("after:2025-06-30 before:2025-06-30", True),
        ("after:2025-07", False),
        ("after:2025 after:2026", False),
        ("before:2025-05", False),
        ("-published:2025", False),
        ("-published:2024", True),
        ("published:2025-13", True),
        ("published:2025 author:王五", False),
    ],
)
def test_which_conditions_a_document_meets(typed: str, passed: bool) -> None:
    assert passing(columns_of([DOCUMENT]), parse(typed, TODAY).filters).tolist() == [passed]


@pytest.mark.parametrize(
    ("dates", "typed", "passed"),
    [
        ({"created": "2025-01-01"}, "published:2025", True),
        ({"published": "2025-02"}, "published:2025-02-01", True),
        ({"published": "2025"}, "after:2025-01-02", False),
        ({"downloaded": "2025-01-01"}, "published:2025", False),
        ({}, "after:1900", False),
        ({}, "before:2100", False),
        ({}, "-published:2025", True),
    ],
)
def test_the_date_of_a_document(dates: dict[str, str], typed: str, passed: bool) -> None:
    document = Document("x", Path("/a"), Path("/"), Kind.TEXT, Metadata("a", **dates), "")  # type: ignore[arg-type]
    assert passing(columns_of([document]), parse(typed, TODAY).filters).tolist() == [passed]


@pytest.mark.parametrize(
    ("value", "typed", "passed"),
    [
        ("用 Python 写爬虫", "title:用python写", True),
        ("用 Python 写爬虫", "title:Python写", True),
        ("用 Python 写爬虫", "-title:用Python", False),
        ("長篇：\n第一回", "title:长篇第一回", True),
        ("data in java", "title:ai", False),
        ("C++ 入门", "title:++", True),
        ("乔治·奥威尔", "author:乔治奥威尔", True),
        ("奥威尔", "author:乔治·奥威尔", False),
        ("Li, Lei", 'author:"Li Lei"', True),
        ("Jose\u0301", "author:jos\u00e9", True),
        ("主题/子题", "tag:主题子题", True),
        ("主题", "tag:#", True),
        ("a-b/c", "path:ab", False),
        ("a-b/Cafe\u0301.md", "path:b/caf\u00e9", True),
    ],
)
def test_a_value_is_met_across_marks_and_blanks(value: str, typed: str, passed: bool) -> None:
    metadata = Metadata(title=value, authors=("某人", value), tags=(value,))
    document = Document("x", Path("/notes") / value, Path("/notes"), Kind.TEXT, metadata, "")
    others = Document("y", Path("/notes/y"), Path("/notes"), Kind.TEXT, Metadata("y"), "")
    met = passing(columns_of([others, document]), parse(typed).filters).tolist()
    assert met == [typed.startswith("-"), passed]


@pytest.mark.parametrize(
    ("asked", "languages"),
    [
        ("zh 中文 Chinese", {"zh", "zh-Hans", "zh-Hant", "mixed"}),
        ("zh-Hans zh-CN 简 简体 簡體中文 simplified", {"zh-Hans"}),
        ("zh-hant zh-TW 繁 繁体 繁體 traditional", {"zh-Hant"}),
        ("en EN English 英文 英語", {"en", "mixed"}),
        ("ja 日文", {"ja"}),
        ("mixed 混排", {"mixed"}),
        ("other", {"other"}),
    ],
)
def test_languages_asked_for(asked: str, languages: set[str]) -> None:
    every = [
        Document(name, Path("/a"), Path("/"), Kind.TEXT, Metadata("a"), "", language=name)
        for name in ("zh", "zh-Hans", "zh-Hant", "mixed", "en", "ja", "other")
    ]
    for name in asked.split():
        passed = passing(columns_of(every), parse(f"lang:{name}").filters).tolist()
        assert {one.id for one, met in zip(every, passed, strict=True) if met} == languages, name


@pytest.mark.parametrize("table", [FIELDS, PERIODS, UNITS, KINDS, LANGUAGES])
def test_names_are_looked_up_folded(table: Mapping[str, object]) -> None:
    assert [name for name in table if fold(name) != name] == []


@pytest.mark.parametrize(
    ("query", "stems"),
    [
        pytest.param("模型 author:硅谷", {"a"}, id="author"),
        pytest.param("模型 标签：ai", {"a"}, id="tag, folded, full-width colon"),
        pytest.param("模型 site:example.org", {"a"}, id="site of the source"),
        pytest.param("模型 site:pics.example.net", {"b"}, id="site of a link"),
        pytest.param("模型 -site:example.org", {"b", "c"}, id="excluded site"),
        pytest.param("模型 kind:subtitles", {"c"}, id="kind"),
        pytest.param("模型 path:sub/", {"c"}, id="path"),
        pytest.param("模型 title:没有这个", set(), id="no such title"),
        pytest.param("模型 title:田野", {"a"}, id="alias"),
        pytest.param("title:专访", {"a"}, id="a filter alone lists documents"),
        pytest.param("模型 published:2025", {"a"}, id="date"),
        pytest.param("模型 lang:繁体", {"b"}, id="language"),
        pytest.param("模型 published:2025-13", {"a", "b", "c"}, id="a bad date hides nothing"),
        pytest.param("到模 published:2025-13", {"a"}, id="nor does it hide a piece of a word"),
        pytest.param("到模 kind:movie", {"a"}, id="a bad kind hides nothing"),
        pytest.param("到模 lang:fr", {"a"}, id="a bad language hides nothing"),
        pytest.param("到模 title:", {"a"}, id="a condition to be typed yet hides nothing"),
    ],
)
def test_filters_in_a_search(make_library: MakeLibrary, query: str, stems: set[str]) -> None:
    front = (
        "---\ntitle: 专访\naliases: [田野调查]\nauthor: ['[[硅谷101]]']\ntags: [ＡＩ]\nsource: https://www.example.org/x\n"
        "published: 2025-11-03\n---\n"
    )
    library = make_library(
        {
            "a.md": front + "说到模型",
            "b.md": "模型的圖![圖](https://pics.example.net/a.png)",
            "sub/c.srt": "1\n00:00:01,000 --> 00:00:02,000\n字幕里的模型\n",
        }
    )
    assert {hit.path.stem for hit in library.search(query)} == stems


ALONE = {
    "short.md": "---\ntitle: 笔记 一\n---\n\n短的",
    "long.md": "---\ntitle: 笔记 二\n---\n\n" + "这一段话说了很多。" * 200,
    "marks.md": "---\ntitle: 笔记 三\n---\n\n☆☆☆",
    "nothing.md": "---\ntitle: 笔记 四\n---\n",
    "笔记.txt": "☆☆☆",
    "about.txt": "要找就写 title:笔记 这样的条件",
}


def test_who_counts_a_filter_alone_counts_what_is_shown(make_library: MakeLibrary) -> None:
    library = make_library(ALONE)
    counts = [library.count("title:笔记").totals]
    for limit in (1, 100):
        hits = library.search("title:笔记", limit)
        counts.append(library.count("title:笔记").totals)
    assert hits.hits[0].path.name == "about.txt"
    assert {hit.path.name for hit in hits} == set(ALONE)
    assert all(total == hits.totals for total in counts)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("title:笔记 path:l -短的", {"long.md": "起"}),
        ("title:笔记 path:s -短的", {"marks.md": "t"}),
        ("title:二 -起初", {"long.md": "这"}),
        ("title:二 -了很多", {}),
        ('title:二 -"起初" -后来', {"long.md": "这"}),
        ("title:四 -四", {}),
    ],
)
def test_a_filter_alone_passes_over_what_is_excluded(
    make_library: MakeLibrary, query: str, hits: dict[str, str]
) -> None:
    text = "---\ntitle: 笔记 二\n---\n\n起初说了很多。\n\n" + "这一段话说了很多。" * 100 + "后来了很多。"
    library = make_library(ALONE | {"long.md": text})
    found = {hit.path.name: hit.text[hit.spans[0][0] - hit.text_offset] for hit in library.search(query)}
    assert found == hits
    assert sum(library.count(query).totals.values()) == len(hits)


def test_a_condition_is_not_looked_for_where_a_blank_parts_it(make_library: MakeLibrary) -> None:
    documents = make_library(ALONE)._current()._documents
    (whole,) = fragments_of([parse("title:笔记").whole])
    (row,) = documents.candidates(whole).rows.tolist()
    assert "title:笔记" in documents.snapshot.text(
        documents.snapshot.starts[row], documents.snapshot.ends[row]
    )


def test_a_filter_alone_shows_the_first_words_that_one_sees(make_library: MakeLibrary) -> None:
    library = make_library({"a.md": "&nbsp;<b>甲<i>乙</i></b>丙"})
    (hit,) = library.search("kind:markdown")
    assert hit.text[slice(*hit.spans[0])].startswith("甲")


@pytest.mark.parametrize(
    ("front", "body", "shown"),
    [
        pytest.param("x: 1", "甲乙丙", "甲乙丙", id="short"),
        pytest.param("x: 1\n" + "note: 说了很多的话\n" * 60, "甲乙丙", "甲乙丙", id="longer than a passage"),
        pytest.param("x: 1\n" + "note: 说了很多的话\n" * 22, "\n\n甲乙丙", "甲乙丙", id="then blanks"),
        pytest.param(
            "x: 1\n" + "note: 说了很多的话\n" * 14,
            "![](https://a.org/%s.png)\n\n---\n\n![[图.png]]\n\n甲乙丙" % ("x" * 80),
            "甲乙丙",
            id="then pictures",
        ),
        pytest.param("x: 1", "", "x: 1", id="and nothing else"),
        pytest.param("x: 1", "![](a.png)", "x: 1", id="and nothing to be read"),
    ],
)
def test_a_filter_alone_finds_every_document(
    make_library: MakeLibrary, front: str, body: str, shown: str
) -> None:
    library = make_library({"a.md": f"---\n{front}\n---\n{body}", "b.md": "别的", "empty.md": ""})
    hits = {hit.path.stem: hit for hit in library.search("kind:markdown path:a.md")}
    assert hits.keys() == {"a"}
    hit = hits["a"]
    start = hit.spans[0][0] - hit.text_offset
    assert hit.text[start:].startswith(shown)


def test_a_filter_alone_finds_nothing_in_an_empty_library(make_library: MakeLibrary) -> None:
    assert not make_library({}).search("kind:markdown").hits
