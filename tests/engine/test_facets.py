"""Facets: where the hits are from, counted, and narrowed by what each says to type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Library
from index.query import condition, conditions, parse, toggled
from tests.conftest import MakeLibrary

FILES = {
    "a.md": "---\ntitle: 甲\nauthor: [某人, 某 人]\nurl: https://www.example.com/1\ntags: [书]\n"
    "published: 2024-05-01\n---\n\n模型第一段\n\n" + "这里没有别的内容。" * 40 + "\n\n模型第二段",
    "b.md": "---\ntitle: 乙\nauthor: 某人\nurl: https://sub.example.com/2\npublished: 2023-02-01\n---\n"
    "\n模型 #书/小说",
    "c.txt": "模型",
    "d.txt": "别的",
}


@pytest.fixture
def library(make_library: MakeLibrary) -> Library:
    return make_library(FILES)


def counted(library: Library, field: str, query: str = "模型") -> list[tuple[str, int]]:
    return [(facet.value, facet.hits) for facet in library.count(query).facets[field]]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("kind", [("markdown", 3), ("text", 1)]),
        ("site", [("example.com", 2), ("sub.example.com", 1), ("", 1)]),
        ("author", [("某人", 3), ("某 人", 2), ("", 1)]),
        ("tag", [("书", 3), ("书/小说", 1), ("", 1)]),
        ("published", [("2024", 2), ("2023", 1), ("", 1)]),
    ],
)
def test_every_hit_is_counted(library: Library, field: str, values: list[tuple[str, int]]) -> None:
    assert counted(library, field) == values


def test_where_there_is_no_address_who_published_it_is_the_site(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "题\n来源：某 圖書報\n\n模型。", "b.txt": "题\n来源：乙刊\n\n模型。"})
    facets = library.count("模型").facets["site"]
    assert [(facet.value, facet.hits) for facet in facets] == [("乙刊", 1), ("某 圖書報", 1)]
    assert counted(library, "site", f"模型 {facets[1].condition}") == [("某 圖書報", 1)]
    assert counted(library, "site", "模型 site:乙刊") == [("乙刊", 1)]


def test_a_query_without_hits_has_no_facets(library: Library) -> None:
    assert not any(library.count("毫无踪影").facets.values())


def test_a_condition_narrows_to_its_value(library: Library) -> None:
    for field, facets in library.count("模型").facets.items():
        for facet in facets:
            if facet.condition:
                narrowed = counted(library, field, f"模型 {facet.condition}")
                assert (facet.value, facet.hits) in narrowed


@pytest.mark.parametrize("beside", ["kind:text", "-毫无踪影", "author:某人 OR author:别人 kind:text"])
def test_what_does_not_narrow_changes_nothing(make_library: MakeLibrary, beside: str) -> None:
    texts = ("模型学习\n模型，学习\n\n模型的学习", "学习的模型", "模型 学习")
    front = "---\ntitle: 甲\nauthor: 某人\n---\n"
    library = make_library({f"{number}.txt": front + text for number, text in enumerate(texts)})
    plain, narrowed = (library.search(query).hits for query in ("模型 学习", f"模型 学习 {beside}"))
    assert narrowed == plain
    assert len(plain) == sum(library.count(f"模型 学习 {beside}").totals.values())


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip))
def test_a_condition_is_understood_as_it_was_meant(value: str) -> None:
    if {'"', "」", "』"} <= set(value) or ('"' in value and set(value) & set("」』")):
        return  # no quotation can hold all the marks that would close it
    (found,) = parse(condition("author", value)).filters
    assert found.value.strip() == value.strip()


def test_alternatives_are_counted_beside_the_one_that_was_chosen(library: Library) -> None:
    def asked(query: str, field: str) -> list[tuple[str, int]]:
        return [(facet.value, facet.hits) for facet in library.facets(query)[field]]

    every = asked("模型", "published")
    assert asked("模型 published:2023", "published") == every
    assert asked("模型 published:2023", "author") == [("某人", 1)]
    assert asked("模型 tag:书", "tag") == [("书", 3), ("书/小说", 1)]
    assert asked("published:2023", "published") == [("2023", 1)]


@pytest.mark.parametrize(
    ("typed", "field", "value", "then"),
    [
        ("模型", "author", "某人", "模型 author:某人"),
        ("模型 ", "author", "某 人", '模型 author:"某 人"'),
        ("", "kind", "text", "kind:text"),
        ("模型 author:某人", "author", "某人", "模型"),
        ("author:某人 模型", "author", "某人", "模型"),
        ("模型 作者：某人 书", "author", "某人", "模型 书"),
        ("模型 author:甲 author:某人", "author", "甲", "模型 author:某人"),
        ("模型 author:甲 OR author:某人", "author", "甲", "模型 author:某人"),
        ("模型 author:甲 | author:某人 书", "author", "某人", "模型 author:甲 书"),
        ("author:甲 OR author:某人", "author", "某人", "author:甲"),
        ("模型 -author:甲", "author", "甲", "模型 -author:甲 author:甲"),
        ("模型 tag:甲", "author", "甲", "模型 tag:甲 author:甲"),
        ("site:EXAMPLE.com 模型", "site", "example.com", "模型"),
    ],
)
def test_a_value_is_put_into_the_query_and_taken_out(typed: str, field: str, value: str, then: str) -> None:
    assert toggled(typed, field, value) == then


@given(st.lists(st.sampled_from(["模型", "OR", "author:甲", "-书", '"一 句"', "tag:丙", "|"]), max_size=6))
def test_what_is_put_in_comes_out_again(tokens: list[str]) -> None:
    typed = " ".join([*tokens, "完"])
    there = [one for one in conditions(typed) if one.value == "某人"]
    again = toggled(toggled(typed, "author", "某人"), "author", "某人")
    assert not there and again.split() == typed.split()
