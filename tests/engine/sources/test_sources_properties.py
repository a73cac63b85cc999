"""What a page of Logseq says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Metadata
from index.sources import read
from index.sources.properties import properties


@pytest.mark.parametrize(
    ("text", "values", "rest"),
    [
        pytest.param(
            "title:: 题 目 \r\n标签:: 甲\n\n- 正文",
            {"title": "题 目", "标签": "甲"},
            "\n\n- 正文",
            id="lines",
        ),
        pytest.param("\n\na:: b\na:: c", {"a": "b"}, "", id="twice"),
        pytest.param("正文\na:: b", {}, "正文\na:: b", id="not-at-the-beginning"),
        pytest.param("std::cout a\n::: b", {}, "std::cout a\n::: b", id="something-else"),
    ],
)
def test_properties(text: str, values: dict[str, str], rest: str) -> None:
    found, end = properties(text)
    assert found == values
    assert text[end:].lstrip(" ") == rest


def test_they_are_the_metadata_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "tags:: [[甲]], #乙\nauthor:: 某人\nalias:: [[丁]], 戊\n\n- 第一行 #丙\n", "utf-8"
    )
    document = read(tmp_path / "a.md", tmp_path).document
    assert document.metadata == Metadata(
        "第一行 #丙", aliases=("丁", "戊"), authors=("某人",), tags=("甲", "乙", "丙")
    )
    (tmp_path / "a.txt").write_text("title:: 甲\n", "utf-8")
    assert read(tmp_path / "a.txt", tmp_path).document.metadata.title == "title:: 甲"
