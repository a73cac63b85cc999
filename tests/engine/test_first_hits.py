"""What comes first among hits, and which of its matches a hit goes to."""

from __future__ import annotations

import pytest

from index import Tier
from tests.conftest import MakeLibrary


@pytest.mark.parametrize(
    ("text", "query", "place"),
    [
        pytest.param("水温不高。说到豆子，豆子要新鲜，水温也要合适。", "豆子 水温", 10, id="parts together"),
        pytest.param("豆子。\n后来，水温。\n说到水温，和豆子。", "水温 豆子", 13, id="not the first lines"),
        pytest.param("from MAIL to AI", "ai", 13, id="a word, not a piece of one"),
        pytest.param("豆，子，后来是豆子", "豆子", 7, id="letter for letter"),
        pytest.param("豆子，还是豆子", "豆子", 0, id="of equals the first"),
    ],
)
def test_the_jump_goes_to_what_makes_the_score(
    make_library: MakeLibrary, text: str, query: str, place: int
) -> None:
    (hit,) = make_library({"a.txt": text}).search(query).hits
    assert hit.spans[hit.focus][0] == place
    before = text[:place]
    assert (hit.line, hit.column) == (before.count("\n") + 1, place - before.rfind("\n"))


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        pytest.param("水温 豆子", "水温和豆子", "水温和其他的和豆子", id="nearer"),
        pytest.param("水温 豆子", "水温和豆子", "豆子和水温", id="in their order"),
        pytest.param("水温 豆子", "水温和那个豆子", "水温。那，豆子", id="in one sentence"),
        pytest.param("tea cup", "tea and a cup", "tea. Any cup", id="in one English sentence"),
        pytest.param("甲壶 乙壶 丙壶", "甲壶，乙壶和丙壶", "丙壶的乙壶的甲壶", id="three in their order"),
        pytest.param("ai", "问问AI", "at gmail", id="a word in capitals, not a piece of one"),
        pytest.param("ai", "at ai", "at AIR", id="a word, whatever its case"),
        pytest.param("AI", "at AI", "at ai", id="a capital asks for itself"),
        pytest.param("里程", "里程", "裡程", id="the script that was typed"),
    ],
)
def test_what_comes_first(make_library: MakeLibrary, query: str, better: str, worse: str) -> None:
    library = make_library({"a.txt": worse, "b.txt": better})
    assert [hit.path.stem for hit in library.search(query).hits] == ["b", "a"]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        pytest.param("说到豆子水温", "豆子", id="all within a match of the whole"),
        pytest.param("说到豆子，水温", "豆子", id="across a mark"),
        pytest.param("水温和那些豆子", "豆子", id="nearer each other"),
        pytest.param("水温和那些豆子，豆子", "别的", id="in one passage"),
    ],
)
def test_no_two_rows_go_to_the_same_place(make_library: MakeLibrary, before: str, behind: str) -> None:
    """The rarer of the parts stands again in the next passage."""
    filler = "天地玄黄宇宙洪荒" * 35
    text = f"{filler}{before}。\n\n{behind}要新鲜。{filler}"
    library = make_library({"a.txt": text} | {f"{number}.txt": "水温" for number in range(3)})
    exact = [hit for hit in library.search("豆子 水温") if hit.tier is Tier.EXACT]
    assert [hit.spans[hit.focus][0] for hit in exact] == [len(filler) + before.index(before.strip("说到")[0])]
    assert library.count("豆子 水温").totals[Tier.EXACT] == 1


@pytest.mark.parametrize("first", ["手冲咖啡，我想说几句。", "手冲咖啡入门"], ids=["lead", "title"])
def test_how_a_text_begins_helps(make_library: MakeLibrary, first: str) -> None:
    body = "这里讲到咖啡怎么冲，水温要合适。"
    library = make_library({"a.txt": f"杂谈，想到就说。\n\n{body}", "b.txt": f"{first}\n\n{body}"})
    assert library.search("咖啡怎么冲").hits[0].path.stem == "b"


def test_the_name_of_a_file_helps_a_text_without_a_title(make_library: MakeLibrary) -> None:
    body = "那天说到咖啡怎么冲，水温要合适。"
    library = make_library({"a.txt": body, "林夏访谈.txt": body, "c.txt": body})
    assert library.search("林夏 咖啡").hits[0].path.stem == "林夏访谈"
