"""The query language: lenient, and never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import Query, parse


def shape(query: Query) -> tuple[list[str], list[str], list[str], list[str]]:
    """Parts (quoted ones in quotes), excluded parts, filters, notes."""
    parts = [f'"{part.text}"' if part.strict else part.text for part in query.parts]
    filters = [f"{'-' * one.excluded}{one.field}={one.value}" for one in query.filters]
    return parts, [part.text for part in query.excluded], filters, [note.code for note in query.notes]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("强化 学习", (["强化", "学习"], [], [], []), id="parts"),
        pytest.param("强化　学习", (["强化", "学习"], [], [], []), id="full-width space"),
        pytest.param('"原文 照搬" 词', (['"原文 照搬"', "词"], [], [], []), id="quotes"),
        pytest.param("“原文 照搬”", (['"原文 照搬"'], [], [], []), id="Chinese quotes"),
        pytest.param("「原文」", (['"原文"'], [], [], []), id="corner brackets"),
        pytest.param("模型 -开源", (["模型"], ["开源"], [], []), id="exclusion"),
        pytest.param("模型 －开源", (["模型"], ["开源"], [], []), id="full-width minus"),
        pytest.param('模型 -"开源 模型"', (["模型"], ["开源 模型"], [], []), id="excluded quote"),
        pytest.param("gen-itgc", (["gen-itgc"], [], [], []), id="a hyphen inside a word is text"),
        pytest.param(
            "作者：硅谷 模型", (["模型"], [], ["author=硅谷"], []), id="Chinese field, full-width colon"
        ),
        pytest.param("Title:模型", ([], [], ["title=模型"], []), id="field in capitals"),
        pytest.param("-site:example.org 字", (["字"], [], ["-site=example.org"], []), id="excluded field"),
        pytest.param('tag:"激光 照排"', ([], [], ["tag=激光 照排"], []), id="quoted value"),
        pytest.param("title:", (["title:"], [], [], ["empty-field"]), id="field without value"),
        pytest.param("https://a.b", (["https://a.b"], [], [], []), id="no field"),
        pytest.param('"没有关', (['"没有关"'], [], [], ["unclosed-quote"]), id="lone opening quote"),
        pytest.param('"', (['"'], [], [], ["unclosed-quote"]), id="lone quote"),
        pytest.param('""', (['""'], [], [], []), id="empty quotes"),
        pytest.param("-开源", (["-开源"], [], [], ["only-operators"]), id="exclusion alone is text"),
        pytest.param("- - “”", (["-", "-"], [], [], []), id="only operators"),
        pytest.param("a\x00b\x1bc", (["a", "b", "c"], [], [], []), id="control characters part"),
        pytest.param("   ", ([], [], [], []), id="blank"),
        pytest.param("", ([], [], [], []), id="empty"),
        pytest.param("字" * 10_000, (["字" * 2_000], [], [], ["too-long"]), id="very long"),
    ],
)
def test_what_is_understood(typed: str, expected: tuple[list[str], ...]) -> None:
    assert shape(parse(typed)) == expected


@given(st.text(alphabet=st.sampled_from('字a -－"“”「」:：title作者 \t\n\0')))
def test_anything_is_a_query_and_every_place_is_in_it(typed: str) -> None:
    query = parse(typed)
    places = [(one.start, one.end) for one in (*query.parts, *query.excluded)]
    places += [(one.start, one.end) for one in query.filters]
    places += [(one.start, one.end) for one in query.notes]
    assert all(0 <= start <= end <= len(typed) for start, end in places)
    assert bool(query.parts or query.filters) == bool(typed.strip(" \t\n\0"))
