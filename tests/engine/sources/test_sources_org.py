"""What an Org file says about itself."""

from __future__ import annotations

from pathlib import Path

from index import Metadata
from index.sources import read

TEXT = """#+TITLE: 提纲
#+author: 某人、别人
#+DATE: <2025-03-01 Sat>
#+FILETAGS: :甲:乙:
#+OPTIONS: toc:nil
#+ALIAS: 大纲, 目录

* TODO 开头 :写作:@家:
  #+caption: 图
** 第二节：水 :: 火
#+DATE: 2024-01-01
"""


def test_keywords_and_tags_of_headings(tmp_path: Path) -> None:
    (tmp_path / "a.org").write_text(TEXT, "utf-8")
    reading = read(tmp_path / "a.org", tmp_path)
    assert reading.document.metadata == Metadata(
        "提纲",
        aliases=("大纲", "目录"),
        authors=("某人", "别人"),
        tags=("甲", "乙", "写作", "@家"),
        published="2025-03-01",
        extra={"options": "toc:nil"},
    )
    assert not reading.failures


def test_a_date_that_is_made_when_it_is_printed_is_nothing_amiss(tmp_path: Path) -> None:
    (tmp_path / "甲.org").write_text("#+DATE: \\today\n一句。\n", "utf-8")
    reading = read(tmp_path / "甲.org", tmp_path)
    assert (reading.document.metadata.dated, reading.failures) == ("", ())


def test_the_drawer_of_the_file_says_what_else_it_is_called(tmp_path: Path) -> None:
    drawer = ':properties:\n:ID: 1-2\n:ROAM_ALIASES: "大纲 一" 目录\n:TITLE: 别的\n:END:\n#+title: 提纲\n'
    (tmp_path / "a.org").write_text(drawer + "* 一\n:PROPERTIES:\n:AUTHOR: 某人\n:END:\n", "utf-8")
    metadata = read(tmp_path / "a.org", tmp_path).document.metadata
    assert metadata == Metadata("提纲", aliases=("大纲 一", "目录"), extra={"id": "1-2"})


def test_front_matter_takes_precedence(tmp_path: Path) -> None:
    (tmp_path / "a.org").write_text("---\ntitle: 题\n---\n#+TITLE: 提纲\n#+AUTHOR: 某人\n", "utf-8")
    metadata = read(tmp_path / "a.org", tmp_path).document.metadata
    assert (metadata.title, metadata.authors) == ("题", ("某人",))


def test_other_texts_have_no_keywords(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    metadata = read(tmp_path / "a.txt", tmp_path).document.metadata
    assert (metadata.title, metadata.authors, metadata.tags) == ("提纲", (), ())
