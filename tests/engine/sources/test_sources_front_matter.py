"""Front matter: what stands in it is found under its field; what is wrong in it costs one entry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Metadata
from index.sources.front_matter import LIMIT, split
from index.sources.metadata import metadata_of
from index.sources.yaml_tree import MAX_DEPTH


def metadata(block: str) -> Metadata:
    return metadata_of(split(f"---\n{block}\n---\n正文").values, lambda: "fallback")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param("---\ntitle: a\n---\n正文", "正文", id="dashes"),
        pytest.param("---\ntitle: a\n...\n正文", "正文", id="dots"),
        pytest.param("---  \r\ntitle: a\r\n--- \r\n正文", "正文", id="crlf"),
        pytest.param("---\n\n# remark\ntitle: a\n---", "", id="nothing-behind"),
        pytest.param("---\n---\n正文", "正文", id="empty"),
        pytest.param("---\n一段话\n---\n正文", None, id="a-rule-and-prose"),
        pytest.param("---\ntitle: a\n", None, id="never-closed"),
        pytest.param("title: a\ntags:\n- b\n- c\n\ndate: 2013-1-2\n---\n正文", "正文", id="not-opened"),
        pytest.param("title: a\n---\n正文", None, id="a-heading"),
        pytest.param("title: a\ndate: b\n一段话\n---\n正文", None, id="not-opened-and-prose"),
        pytest.param("Title: a\ndate: b\n正文", None, id="not-opened-nor-closed"),
        pytest.param("\n---\ntitle: a\n---\n", None, id="not-at-the-start"),
        pytest.param("----\ntitle: a\n---\n", None, id="four-dashes"),
        pytest.param("+++\n# remark\n\ntitle = 'a'\n+++\n正文", "正文", id="toml"),
        pytest.param("+++\r\n[a]\r\ntitle = 'a'\r\n+++\r\n正文", "正文", id="toml-crlf"),
        pytest.param("+++\n一段话\n+++\n正文", None, id="pluses-and-prose"),
        pytest.param("+++\ntitle = 'a'\n---\n正文", None, id="toml-never-closed"),
        pytest.param("---\na: " + "b" * LIMIT + "\n---\n", None, id="too-long"),
    ],
)
def test_where_the_body_begins(text: str, body: str | None) -> None:
    front = split(text)
    assert front.problem == ""
    assert text[front.body :] == (text if body is None else body)


@pytest.mark.parametrize(
    ("block", "field", "value"),
    [
        pytest.param("title: 题目", "title", "题目", id="title"),
        pytest.param("title: 2024", "title", "2024", id="title-a-number"),
        pytest.param("title: yes", "title", "yes", id="title-a-bool"),
        pytest.param("title:", "title", "fallback", id="title-empty"),
        pytest.param("title: >\n  一行\n  两行", "title", "一行 两行", id="title-folded"),
        pytest.param("标题: 题目", "title", "题目", id="title-chinese-key"),
        pytest.param("title: 甲\ntitle: 乙", "title", "乙", id="twice-the-last"),
        pytest.param("title: 甲\ntitle:", "title", "甲", id="twice-not-the-empty"),
        pytest.param("aliases:\n  - 大模型\n  - AC/DC", "aliases", ("大模型", "AC/DC"), id="aliases"),
        pytest.param("alias: 甲, 乙", "aliases", ("甲", "乙"), id="aliases-string"),
        pytest.param("别名: [甲]", "aliases", ("甲",), id="aliases-chinese-key"),
        pytest.param("aliases: [/posts/old, old/, 甲]", "aliases", ("甲",), id="aliases-not-paths"),
        pytest.param("publisher: '[[某社]]'", "publisher", "某社", id="publisher"),
        pytest.param("链接: https://a.com\n来源: 某报", "publisher", "某报", id="publisher-and-url"),
        pytest.param("来源: https://a.com", "publisher", "", id="publisher-a-url"),
        pytest.param("url: https://a.com/b", "url", "https://a.com/b", id="url"),
        pytest.param("source: 一本书\nurl: https://a.com", "url", "https://a.com", id="source-not-a-url"),
        pytest.param('source: "[文](https://a.com/b)"', "url", "https://a.com/b", id="url-in-a-link"),
        pytest.param("url: https://a.b/Go_(语言)", "url", "https://a.b/Go_(语言)", id="url-with-parentheses"),
        pytest.param(
            "url: <https://a.b/(c)_d?e=[1]>", "url", "https://a.b/(c)_d?e=[1]", id="url-with-brackets"
        ),
        pytest.param('author:\n  - "[[硅谷101]]"', "authors", ("硅谷101",), id="author-wiki"),
        pytest.param('author: "[[people/a|甲]]"', "authors", ("甲",), id="author-wiki-alias"),
        pytest.param("author: [[甲]]", "authors", ("甲",), id="author-wiki-unquoted"),
        pytest.param("author: 甲、乙, 丙", "authors", ("甲", "乙", "丙"), id="author-string"),
        pytest.param("authors: ['Li, Mu', 甲]", "authors", ("Li, Mu", "甲"), id="author-list"),
        pytest.param("author: {name: 甲, url: x}", "authors", ("甲",), id="author-mapping"),
        pytest.param("作者: 甲", "authors", ("甲",), id="author-chinese-key"),
        pytest.param("tags: [甲, 乙, 甲]", "tags", ("甲", "乙"), id="tags-list"),
        pytest.param("tags: '#甲 #乙/丙'", "tags", ("甲", "乙/丙"), id="tags-hashes"),
        pytest.param("tags: #甲 #乙", "tags", ("甲", "乙"), id="tags-hashes-unquoted"),
        pytest.param("keywords: machine learning, 丙", "tags", ("machine learning", "丙"), id="keywords"),
        pytest.param("published: 2024-07-29T00:15:00+00:00", "published", "2024-07-29", id="published"),
        pytest.param("published:\ndate: 2024/7/29", "published", "2024-07-29", id="published-empty"),
        pytest.param("发布: 2024年7月29日", "published", "2024-07-29", id="published-chinese"),
        pytest.param("created: 20240729", "created", "2024-07-29", id="created"),
        pytest.param("downloaded_at: 2024-07-29 1:2", "downloaded", "2024-07-29", id="downloaded"),
        pytest.param("summary: 要点", "description", "要点", id="summary"),
        pytest.param("摘要: 要点", "abstract", "要点", id="abstract"),
        pytest.param(
            "base: &b {k: v}\nx:\n  <<: *b", "extra", {"base": {"k": "v"}, "x": {"k": "v"}}, id="merge"
        ),
        pytest.param("a: &x [1, 2]\nb: *x", "extra", {"a": [1, 2], "b": [1, 2]}, id="alias"),
    ],
)
def test_fields(block: str, field: str, value: object) -> None:
    assert split(f"---\n{block}\n---\n").problem == ""
    assert getattr(metadata(block), field) == value


TOML = """title = "题目"
date = 2024-07-29T01:02:03+08:00
tags = ["甲", '乙']
draft = false
weight = 3
[author]
name = "某人"
"""


def test_toml() -> None:
    front = split(f"+++\n{TOML}+++\n正文")
    assert metadata_of(front.values, lambda: "") == Metadata(
        "题目",
        authors=("某人",),
        tags=("甲", "乙"),
        published="2024-07-29",
        extra={"draft": False, "weight": 3},
    )
    assert not front.problem


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param("b = 甲", "Line 3: Invalid value.", id="no-value"),
        pytest.param('b = "x', "Line 3: ", id="open-quotes"),
        pytest.param("a = 2", "Line ", id="twice"),
        pytest.param("b = [", "Line ", id="open-list"),
        pytest.param("b = " + "1" * 5_000, "Line ", id="a-long-number"),
        pytest.param("b = 0x" + "f" * 5_000, "Line ", id="a-long-number-in-other-digits"),
        pytest.param("b = " + "[" * 5_000, "Line ", id="deep-lists"),
        pytest.param("b." * 30_000 + "b = 1", "Line 3: more than 32 tables", id="a-deep-key"),
        pytest.param("[" + "'b' . " * 9_000 + "b]", "Line 3: more than 32 tables", id="a-deep-table"),
    ],
)
def test_broken_toml_has_no_values(line: str, problem: str) -> None:
    front = split(f"+++\na = 1\n{line}\n+++\n正文")
    assert front.problem.startswith(problem)
    assert (front.values, front.body) == ({}, len(f"+++\na = 1\n{line}\n+++\n"))


def test_what_has_no_field_is_extra_with_json_like_values() -> None:
    block = (
        'id: abc\nn: 3\nf: 1.5\nyes: true\nnothing: ~\ntext: "3"\nday: 2024-07-29\nat: 2024-07-29 01:02:03\n'
        "7: seven\nbig: 123456789012345678901\nl: [a, [1]]\npublished: someday\ninf: .inf"
    )
    assert metadata(block).extra == {
        "id": "abc",
        "n": 3,
        "f": 1.5,
        "yes": True,
        "text": "3",
        "day": "2024-07-29",
        "at": "2024-07-29T01:02:03",
        "7": "seven",
        "big": "123456789012345678901",
        "l": ["a", [1]],
        "published": "someday",
        "inf": ".inf",
    }


@pytest.mark.parametrize("value", ["[某人, 别人", "[某人, 别人\nurl: http://a.b"], ids=["last", "more"])
def test_a_list_that_is_not_closed_is_one(value: str) -> None:
    assert metadata(f"author: {value}").authors == ("某人", "别人")


@pytest.mark.parametrize(
    ("block", "line", "title"),
    [
        pytest.param("created: 2024-01-02\ntitle: 甲: 乙: 丙", 3, "甲: 乙: 丙", id="colons"),
        pytest.param('created: 2024-01-02\ntitle: "甲" 乙', 3, '"甲" 乙', id="half-quoted"),
        pytest.param("created: 2024-01-02\ntitle: [转载] 甲", 3, "[转载] 甲", id="bracket"),
        pytest.param("created: 2024-01-02\ntitle: *甲*", 3, "*甲*", id="star"),
        pytest.param("created: 2024-01-02\ntitle: @甲", 3, "@甲", id="at"),
        pytest.param("created: 2024-01-02\ntitle: 甲\n\tbad: x", 4, None, id="tab"),
        pytest.param('created: 2024-01-02\ntitle: 甲\nx: "open', None, "甲", id="open-quote"),
        pytest.param("created: 2024-01-02\ntitle: 甲\nx: a\x07b", 4, "甲", id="bell"),
    ],
)
def test_broken_yaml_costs_its_own_entry(block: str, line: int | None, title: str | None) -> None:
    front = split(f"---\n{block}\n---\n正文")
    assert front.problem.startswith(f"Line {line}: " if line else "Line ")
    found = metadata(block)
    assert found.created == "2024-01-02"
    assert title is None or found.title == title


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(BOMB, id="aliases-of-aliases"),
        pytest.param("a: &a [*a]", id="alias-of-itself"),
        pytest.param("a: " + "[" * 30_000, id="deep-flow"),
        pytest.param("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), id="deep-and-closed"),
        pytest.param("a:\n" + "\n".join("  " * depth + "- -" for depth in range(1, 150)), id="deep-block"),
        pytest.param("a: [" + "x," * 20_000 + "]", id="many-values"),
        pytest.param("a: !!python/object/apply:os.getcwd []\nb: *x", id="a-tag-that-runs"),
    ],
)
def test_hostile_yaml_is_refused_and_the_rest_is_read(block: str) -> None:
    front = split(f"---\n{block}\ntitle: 甲\n---\n正文")
    assert front.problem
    assert front.body
    assert metadata_of(front.values, lambda: "").title in {"甲", ""}


@pytest.mark.parametrize("key", ["author", "tags", "url", "title"])
@pytest.mark.parametrize("value", ["甲" + " " * 500_000 + "乙", "a" * 500_000], ids=["blanks", "letters"])
def test_a_long_value_comes_to_an_end(key: str, value: str) -> None:
    assert metadata_of({key: value}, lambda: "x").title


@settings(deadline=None)
@given(st.text(st.sampled_from("a: b\n-[]{}&*#'\"|>!%@`,?~<\t甲：")))
def test_any_block_is_read(block: str) -> None:
    text = f"---\nk: v\n{block}\n---\n正文"
    front = split(text)
    assert 0 <= front.body <= len(text)
    assert metadata_of(front.values, lambda: "x").title
