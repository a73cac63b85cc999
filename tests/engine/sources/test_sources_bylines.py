"""What the first lines of a text say of it, and what they only seem to say."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from index.model import Kind
from index.sources import read
from index.sources.bylines import read_bylines


def said(text: str) -> dict[str, Any]:
    return dict(read_bylines(text, 0, Kind.TEXT).values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("题\n作者：张三\n\n正文。", {"authors": ("张三",)}),
        ("题\n文/张三\n", {"authors": ("张三",)}),
        ("题\n（文／张三）\n", {"authors": ("张三",)}),
        ("题\n文 | 张三 编辑 | 李四\n来源丨某公众号\n", {"authors": ("张三",), "publisher": "某公众号"}),
        ("题\n文/图 张三\n", {"authors": ("张三",)}),
        ("题\n采访/撰文：王小明\n编辑：李四\n", {"authors": ("王小明",)}),
        ("题\n采访：王小明\n编辑：李四\n", {"authors": ("王小明",)}),
        ("题\n采访：王小明\n文：张三\n", {"authors": ("张三",)}),
        ("题\n文/张三，图/李四\n", {"authors": ("张三",)}),
        ("题\n文/张三 图/李四 校对/王五\n", {"authors": ("张三",)}),
        ("题\n编辑／李四　文／张三\n", {"authors": ("张三",)}),
        ("题\n文/张三 | 图/李四\n", {"authors": ("张三",)}),
        ("题\n文/图/张三 / 编辑/李四\n", {"authors": ("张三",)}),
        ("题\n2024-05-01  文/图：张三\n", {"authors": ("张三",), "published": "2024-05-01"}),
        ("题\n来源：某报 / 作者：张三 · 编辑：李四\n", {"publisher": "某报", "authors": ("张三",)}),
        ("题\n文 | 某报记者 张三\n", {"authors": ("张三",)}),
        ("题\n作者：张 三\n", {"authors": ("张三",)}),
        ("题\n记者 张三\n", {"authors": ("张三",)}),
        ("题\n本报记者 张三 李四 青岛报道\n", {"authors": ("张三", "李四")}),
        ("题\n**作者：** [张三](https://a.org/z)、李四（某大学）\n", {"authors": ("张三", "李四")}),
        ("题\n作者：张三，某大学教授\n", {"authors": ("张三",)}),
        ("题\n> * 原文作者：[Joe \"J\" Hill](https://a.org) [Ann Lee](b)\n> * 译者：王五\n",
         {"authors": ('Joe "J" Hill', "Ann Lee")}),
        ("题\n作者：Dr. Ann Lee, PhD\n", {"authors": ("Dr. Ann Lee",)}),
        ("题\n作者：张三 2024-05-01\n", {"authors": ("张三",), "published": "2024-05-01"}),
        ("题\n作 者：张 三 丰\n", {"authors": ("张三丰",)}),
        ("題\n編輯／撰文：王小明\n", {"authors": ("王小明",)}),
        ("题\n作者：Ann Lee and Bob Ray\n", {"authors": ("Ann Lee", "Bob Ray")}),
        ("# 题\n\n张三 著\n", {"authors": ("张三",)}),
        ("题\n（法）丙·丁 著\n", {"authors": ("（法）丙·丁",)}),
        ("题\n作者 张三 李四\n", {"authors": ("张三", "李四")}),
        ("题\n作者 欧阳修 諸葛亮\n", {"authors": ("欧阳修", "諸葛亮")}),
        ("题\n作者 張三\n", {"authors": ("張三",)}),
        ("题\n作者 东方卫视\n", {}),
        ("# A Title\n\nBy Ann Lee\n", {"authors": ("Ann Lee",)}),
    ],
)  # fmt: skip
def test_who_wrote_it(text: str, values: dict[str, Any]) -> None:
    assert said(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("# 题\n\n来源：某日报  发布时间：2024-05-01 08:00\n",
         {"publisher": "某日报", "published": "2024-05-01"}),
        ("题\n2022年05月24日11:35　来源：某日报\n", {"published": "2022-05-24", "publisher": "某日报"}),
        ("题\n作者：张三|来源：某日报|版面：第05版|日期：2025年09月29日\n",
         {"authors": ("张三",), "publisher": "某日报", "published": "2025-09-29"}),
        ("题\n来源：《某日报》2024年5月1日第3版\n", {"publisher": "某日报"}),
        ("题\n来源：[某网](https://a.org/x)\n", {"publisher": "某网", "url": "https://a.org/x"}),
        ("题\n本文来自微信公众号：某号（ID：abc），作者：张三，题图来自：某网\n",
         {"publisher": "某号", "authors": ("张三",)}),
        ("题\n链接：[https://a.org/x\\_Yz]{.underline}\n", {"url": "https://a.org/x_Yz"}),
        ("题\n原文地址：[How to: do it. Well.](https://a.org/x)\n", {"url": "https://a.org/x"}),
        ("题\n作者： 来源：某报2024年5月1日\n", {"publisher": "某报", "published": "2024-05-01"}),
        ("题\n来源：https://a.org/2024-05-01/x_y_z\n", {"url": "https://a.org/2024-05-01/x_y_z"}),
        ("题\n来源：https://a.org/x\n", {"url": "https://a.org/x"}),
        ("题\n原文链接：https://a.org/x\n本文永久链接：https://b.org\n", {"url": "https://a.org/x"}),
        ("题\n本文永久链接：https://b.org\n", {"url": "https://b.org"}),
        ("题\n标签：甲、乙\n", {"tags": ("甲", "乙")}),
        ("题\n关键词：甲乙 丙丁\n", {"tags": ("甲乙", "丙丁")}),
        ("题\n摘要：说了一句。\n关键词：甲；乙\n", {"tags": ("甲", "乙")}),
        ("书名：《甲乙》\n作者：[美] 丙丁\n出版社：某社\n",
         {"title": "甲乙", "authors": ("[美] 丙丁",), "publisher": "某社"}),
        ("标题：甲为什么乙？\n作者：丙丁\n", {"title": "甲为什么乙？", "authors": ("丙丁",)}),
        ("甲乙\n副标题: 丙\n页数: 191\n出版年: 2012-8-1\n", {"published": "2012-08-01"}),
        ("《甲乙》作者：丙丁\n", {"title": "甲乙", "authors": ("丙丁",)}),
        ("题\n2024-05-01 · 张三 · 某网站\n",
         {"authors": ("张三",), "publisher": "某网站", "published": "2024-05-01"}),
        ("题\n2024-05-01 | 科技 | 新闻\n", {"published": "2024-05-01"}),
        ("题\n2024年5月1日\n今天说了。", {"published": "2024-05-01"}),
        ("题\n\n原创 张三 某号 2024-05-01 08:00 北京\n",
         {"authors": ("张三",), "publisher": "某号", "published": "2024-05-01"}),
        ("Original 某号 *2025年11月12日 12:19*\n", {"authors": ("某号",), "published": "2025-11-12"}),
        ("# 题\n\n原创 张三  [ 某号 ](javascript:void\\(0\\);)\n",
         {"authors": ("张三",), "publisher": "某号"}),
    ],
)  # fmt: skip
def test_what_a_clipping_says(text: str, values: dict[str, Any]) -> None:
    assert said(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("# 题\n\n标签: 甲, 乙\n创建时间: 2024年5月1日 08:00\n状态: 完成\n",
         {"tags": ("甲", "乙"), "created": "2024-05-01"}),
        ("Created: May 1, 2024 8:00 AM\nURL: https://a.org/x\n", {"created": "2024-05-01", "url": "https://a.org/x"}),
        ("Author: Ann Lee\nSource: The Paper\nPublished: 2024-05-01\n",
         {"authors": ("Ann Lee",), "publisher": "The Paper", "published": "2024-05-01"}),
        ("题\n===\n\n:Author: 张三\n:Date: 2024-05-01\n", {"authors": ("张三",), "published": "2024-05-01"}),
        ("= 题\nAnn Lee <a@b.org>\nv1.0, 2024-05-01\n:keywords: 甲, 乙\n",
         {"authors": ("Ann Lee",), "published": "2024-05-01", "tags": ("甲", "乙")}),
        ("\\title{甲{乙}}\n\\author{张三\\thanks{某校} \\and Ann~Lee \\\\ 某大学}\n\\date{2024年5月1日}\n",
         {"title": "甲 乙", "authors": ("张三", "Ann Lee"), "published": "2024-05-01"}),
        ("\\author{张三}\n\\date{\\today}\n", {"authors": ("张三",)}),
        ("# 元数据\n> [!abstract] 甲乙\n> - ![甲乙|200](https://a.org/%s.jpg)\n> - 书名： 甲乙\n"
         "> - 作者： 丙丁\n\n# 高亮划线\n" % ("x" * 90), {"title": "甲乙", "authors": ("丙丁",)}),
        ("# A Title\n\n![cover](https://a.org/b.png)\n\n## Metadata\n- Author: [[Ann Lee]]\n"
         "- Full Title: A Title, Continued\n- Document Tags: [[甲]] [[乙]] \n- URL: https://a.org/x\n"
         "\n## Highlights\n",
         {"title": "A Title, Continued", "authors": ("Ann Lee",), "tags": ("甲", "乙"), "url": "https://a.org/x"}),
        ("# 甲乙\n## Metadata\n* Author: [丙丁](https://a.org/x)\n* ASIN: B0\n", {"authors": ("丙丁",)}),
        ("From: 张三 <a@b.org>\nTo: 李四\nDate: Fri, 3 May 2024 08:00:00 +0800\nSubject: 校样\n\n说了。",
         {"authors": ("张三",), "published": "2024-05-03", "title": "校样"}),
        ("发件人：张三\n发送时间：2024-05-03\n主题：校样\n",
         {"authors": ("张三",), "published": "2024-05-03", "title": "校样"}),
    ],
)  # fmt: skip
def test_what_others_write_above_a_text(text: str, values: dict[str, Any]) -> None:
    assert said(text) == values


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("题\n记者：您好。\n张三：您好。\n", id="what is said"),
        pytest.param("题\n记者：好的\n张三：请坐\n记者：谢谢\n", id="who says several things"),
        pytest.param("题\n作者：我是谁\n", id="a question"),
        pytest.param("题\n作者：其实，我觉得\n", id="a beginning"),
        pytest.param("题\n来源：有人说这是谣言。\n", id="a sentence"),
        pytest.param("题\n他记得的 作者：张三 说过\n", id="a label within words"),
        pytest.param("题\n作者认为：好\n我的作者：张三\n", id="other words"),
        pytest.param("题\n文/理分科的历史\n图/表 说明\n", id="slashes"),
        pytest.param("题\n作者：不详\n来源：网络\n", id="nobody"),
        pytest.param("题\n作者：本文已获作者 Ann 授权\n", id="a remark"),
        pytest.param("# 清单\n- 链接：https://a.org\n- 链接：https://b.org\n", id="a list"),
        pytest.param("# 日记\n2024-05-01\n甲\n\n2024-05-02\n乙\n", id="a diary"),
        pytest.param("# 题\n## 甲\n作者：张三\n", id="a section"),
        pytest.param("# 题\n说了一句。\n作者：张三\n", id="below prose"),
        pytest.param("题\n甲\n乙\n丙\n丁\n作者：张三\n", id="far below"),
        pytest.param("![](a.png)\n来源：某馆\n\n# 题\n", id="of a picture"),
        pytest.param("题\n文：风\n", id="one character"),
        pytest.param("```\nAuthor: Ann Lee\n```\n", id="code"),
        pytest.param("| 作者 | 张三 |\n", id="a table"),
        pytest.param("From: Beijing\nTo: Shanghai\n", id="no letter"),
        pytest.param("会议 2024-05-01 09:00\n", id="an appointment"),
        pytest.param("记者 张三\n", id="what may be a title"),
        pytest.param("题\n记者 职业 伦理\n", id="what may be a subtitle"),
        pytest.param("题\n作者 简介\n", id="what the author does"),
        pytest.param("题\n副题\n张三 著\n", id="not right below the title"),
        pytest.param("张三 著\n", id="above everything"),
        pytest.param("Walks\nBy The River\n", id="an article"),
        pytest.param("Walks\nBy Design\n", id="one word"),
        pytest.param("Source: the river begins here.\nDate: tomorrow\n", id="English prose"),
    ],
)
def test_what_may_be_something_else_says_nothing(text: str) -> None:
    assert said(text) == {}


def test_front_matter_has_precedence_and_lines_fill_what_it_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 题\n作者: 张三\n---\n作者：李四\n标题：别题\n发布时间：2024-05-01\n\n正文。\n", "utf-8"
    )
    metadata = read(path, tmp_path).document.metadata
    assert (metadata.title, metadata.authors, metadata.published) == ("题", ("张三",), "2024-05-01")


@pytest.mark.parametrize(
    ("text", "title", "lead"),
    [
        ("作者：张三\n\n像标题的一行\n正文。\n", "像标题的一行", ""),
        ("作者：张三\n\n说了一句。\n", "甲", "说了一句。"),
        ("标题：乙\n作者：张三\n\n说了一句。\n", "乙", ""),
        ("像标题的一行\n作者：张三\n", "像标题的一行", ""),
    ],
)
def test_no_such_line_is_a_title(tmp_path: Path, text: str, title: str, lead: str) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(text, "utf-8")
    document = read(path, tmp_path).document
    assert (document.title, document.lead, document.metadata.authors) == (title, lead, ("张三",))
    assert not document.hidden


@pytest.mark.parametrize(
    "text",
    [
        "题\n作者：甲\n" + "作者：乙\n" * 50_000,
        "题\n文：甲乙\n" + "文" * 500_000,
        "题\n2024-05-01\n" + "2024-05-01 " * 50_000,
        "题\n" + "文 | " * 100_000,
        "题\n作者：" + "[a](" * 100_000,
        "题\n" + "  " * 100_000 + "作者：张三",
        "\\author{" * 50_000,
        "> " * 200_000,
    ],
    ids=range(8),
)
def test_it_takes_linear_time(text: str) -> None:
    started = time.process_time()
    read_bylines(text, 0, Kind.TEXT)
    assert time.process_time() - started < 1
