"""The words of a stretch: what says only what a line is, is left out, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import as_plain, wording
from index.sources import read

FRONT = "---\ntitle: '题'\nauthors:\n  - Mary O'Neil\nabout: 甲\n  他说：“乙”\npublished: 2024\n---\n"

CASES = {
    "heading": ("# 灯塔与船票", "灯塔与船票"),
    "headings-closed": ("# 灯塔 #\n> ## 船票 C# ##  \n甲 #", "灯塔\n船票 C#\n甲 #"),
    "headings-of-others": ("== 灯塔", "灯塔"),
    "list": ("- 甲\n  * 乙\n+ 丙", "甲\n乙\n丙"),
    "task": ("- [ ] 买船票\n- [x] 看灯塔", "买船票\n看灯塔"),
    "numbers-stay": ("1. 甲\n2. 乙", "1. 甲\n2. 乙"),
    "quotation": ("> 甲\n>乙\n> > 丙", "甲\n乙\n丙"),
    "times": ("[00:01.000 --> 00:02.000]  甲\n[00:02.000 --> 00:03.000] 乙", "甲\n乙"),
    "callout": ("> [!warning]- 可折叠的警告\n> - 甲", "可折叠的警告\n甲"),
    "table": ("| 阿福 | 三十 |\n|:--|--:|\n|a|b\\|c|", "阿福 三十\na b\\|c"),
    "table-without-bars-around": ("阿福 | 三十\n:--|--:\na | b\n\n丁 | 戊", "阿福 三十\na b\n丁 | 戊"),
    "table-in-a-quotation": ("> 阿福 | 三十\n> ---|---\n> a | b", "阿福 三十\na b"),
    "footnotes": ("甲[^1]。乙[^b]，丙[^c]\n\n[^1]: 丁\n  [^b]: 戊", "甲。乙，丙[^c]\n丁\n戊"),
    "entities-stay": ("AT&amp;T&nbsp;&lt;b&gt;", None),
    "org-block": ("甲\n#+BEGIN_QUOTE\n乙\n#+end_quote\n#+begin_src python :results none\nx", "甲\n乙\nx"),
    "org-key": ("#+TITLE: 甲\n#+date: 2025", "甲\n2025"),
    "rule": ("甲\n\n---\n\n***\n乙", "甲\n乙"),
    "carriage-returns": ("# 甲\r\n\r\n- 乙\r\n", "甲\n乙"),
    "words": ("**甲** [乙](https://a.b) `- c` #丙\n-5 度\n—— 丁 | 戊", None),
    "front-matter": (FRONT, "题\nMary O'Neil\n甲\n他说：“乙”\n2024"),
    "keys-in-the-body-stay": (FRONT + "注意: 水深", "题\nMary O'Neil\n甲\n他说：“乙”\n2024\n注意: 水深"),
    "lines-that-were-full": (
        "- We wrote down when the tide came in and when the ships\n  did, and when they left.\n"
        "  他每天都记下潮水什么时候来，船什么时候到，这样记录了许\n  多年。\n",
        "We wrote down when the tide came in and when the ships did, and when they left.\n"
        "他每天都记下潮水什么时候来，船什么时候到，这样记录了许多年。",
    ),
    "lines-of-a-quotation-that-were-full": (
        "> - We wrote down when the tide came in and when the ships\n>   did, and when they left.\n"
        ">   他每天都记下潮水什么时候来，船什么时候到，这样记录了许\n>   多年。\n",
        "We wrote down when the tide came in and when the ships did, and when they left.\n"
        "他每天都记下潮水什么时候来，船什么时候到，这样记录了许多年。",
    ),
    "ids-of-blocks": ("甲 ^abc-1\n- 乙。 ^2 \r\n\n^3\n丙^4\n丁 ^甲", "甲\n乙。\n丙^4\n丁 ^甲"),
    "breaks-of-markdown": ("甲\\\n乙\\\\\n丙", "甲\n乙\\\\\n丙"),
    "tasks": ("- [ ] 甲\n1. [x] 乙\n- [/] 丙\n1. 丁", "甲\n乙\n丙\n1. 丁"),
    "tasks-of-any-status": ('- ["] 甲\n- [l] 乙\n- [1] 丙\n- [x](y) 丁', "甲\n乙\n[1] 丙\n[x](y) 丁"),
    "containers": ("::: tip 甲\n乙\n:::\n:::note\n::: {.a}\n丙", "甲\n乙\n丙"),
    "calls": ('甲{% label a @乙 %}丙\n{{< note "丁" >}}\n戊{{< /note >}}', "甲乙丙\n丁\n戊"),
    "links-of-a-site": ('见[甲]({{< ref "b" >}})与[乙]({% link c %})', "见甲与乙"),
    "attributes-of-a-fence": ('::: {.a title="甲"}\n乙', "甲\n乙"),
    "attributes": ("## 甲 {#a}\n{: .b}\n乙丁\n- 戊\n  id:: a-b", "甲\n乙丁\n戊"),
    "a-note-before-braces": ("甲[^1]，[乙](http://c.d) {丙}\n\n[^1]: 丁", "甲，[乙](http://c.d) {丙}\n丁"),
    "nothing-but-marks": ("---", "---"),
}


@pytest.mark.parametrize(("text", "words"), CASES.values(), ids=CASES.keys())
def test_words(tmp_path: Path, text: str, words: str | None) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8", newline="")
    document = read(tmp_path / "a.md", tmp_path).document
    assert wording(document, (0, len(text))) == (text if words is None else words)


@pytest.mark.parametrize(
    ("text", "stretch", "words"),
    [
        ("> [!note] 甲。", "[!note] 甲", "甲"),
        ("> [!note] 甲。", "] 甲。", "甲。"),
        ("甲 - 乙", "- 乙", "- 乙"),
        ("| 甲。乙 | 丙 |", "乙 | 丙 |", "乙 丙"),
        ("甲 | 乙", "甲 | 乙", "甲 | 乙"),
        ("[甲。乙。](http://a.b/c)丙", "[甲。", "甲。"),
        ("[甲。乙。](http://a.b/c)丙", "乙。](http://a.b/c)丙", "乙。丙"),
        ("[甲。乙。](http://a.b/c)丙", "[甲。乙。](http://a", "甲。乙。"),
        ("[甲。乙。](http://a.b/c)丙", "[甲。乙。](http://a.b/c)", "[甲。乙。](http://a.b/c)"),
        ("[![图](a.png)甲。](b.md)乙", "甲。](b.md)乙", "甲。乙"),
        ("[甲？](http://a.b/c,d)乙", "[甲？]", "甲？"),
        ("[甲？](http://a.b/c,d)乙", "(http://a.b/c,d)乙", "乙"),
        ("[甲？](http://a.b/c,d)乙", "d)乙", "乙"),
        ("[甲。乙]，丙", "乙]，丙", "乙]，丙"),
        ("[甲][a]乙[丙][没有]\n\n[a]: /b", "[甲][a]乙[丙][没有]", "甲乙[丙][没有]"),
        ("**甲。*乙*。**~~丙~~", "**甲。", "甲。"),
        ("**甲。*乙*。**~~丙~~", "*乙*。**~~丙~~", "*乙*。~~丙~~"),
        ("==甲。乙==，丙", "乙==，丙", "乙，丙"),
        ('<mark class="a">甲。<u>乙</u></mark>丙<br>', "甲。<u>乙</u></mark>丙<br>", "甲。<u>乙</u>丙<br>"),
        ('<mark class="a">甲。<u>乙</u></mark>丙', '<mark class="a">甲。<u>', "甲。"),
        ("3 * 4。5 * 6", "5 * 6", "5 * 6"),
        ("\\*甲。乙*", "乙*", "乙*"),
        (FRONT, "le: '题'", "题"),
        ("---\ntitle: “甲”和“乙”\n---\n", "title: “甲”和“乙”", "“甲”和“乙”"),
        ("---\ntitle: [转载] 甲\n---\n", "title: [转载] 甲", "[转载] 甲"),
        ("---\ntitle:\n---\n", "title:", "title:"),
        ('---\nauthor: ["甲", 乙]\n---\n', 'author: ["甲", 乙]', '"甲", 乙'),
        ('---\nauthor: "[[甲]]"\n---\n', "甲", "甲"),
        ('---\nauthor: "[[甲]]"\n---\n', 'author: "[[甲]]"', "甲"),
        ("# 甲", "#", "#"),
        ("见[[铅字|活字。印刷]]。", "[[铅字|活字。印刷]]。", "[[铅字|活字。印刷]]。"),
        ("见[[铅字|活字。印刷]]。", "印刷]]。", "印刷。"),
        ("见[[铅字|活字。印刷]]。", "见[[铅字|活字。", "见活字。"),
        ("见![[活字。印刷]]。", "见![[活字。", "见活字。"),
        ("| 见[[铅字\\|活字]] | 乙 |", "| 见[[铅字\\|活字]] | 乙 |", "见[[铅字\\|活字]] 乙"),
        ("[[1]](http://a.b/c)。丙", "[[1]](http://a.b/c)。丙", "[[1]](http://a.b/c)。丙"),
        ("[见[1]](http://a.b/c)。丙", "1]](http://a.b/c)。丙", "1]。丙"),
    ],
)
def test_a_stretch_that_begins_within_a_line(tmp_path: Path, text: str, stretch: str, words: str) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    start = text.index(stretch)
    assert wording(read(tmp_path / "a.md", tmp_path).document, (start, start + len(stretch))) == words


def test_plain_words_are_what_a_reader_sees(tmp_path: Path) -> None:
    text = '> AT&amp;T&nbsp;*==说==*[^1] &lt;b&gt; <i>&#8212;</i> `&amp;` &eacute; [甲](a.b "题")\n\n[^1]: 乙'
    (tmp_path / "a.md").write_text(text, "utf-8")
    document = read(tmp_path / "a.md", tmp_path).document
    for start, said in ((0, "AT&T\u00a0说"), (5, "T\u00a0说"), (7, "T\u00a0说")):
        words = wording(document, (start, text.index("\n")), as_plain)
        assert words == said + " <b> — `&amp;` &eacute; 甲"


def test_what_is_escaped_is_read_without_its_backslash(tmp_path: Path) -> None:
    text = "| 甲\\|乙 | snake\\_case |\n|--|--|\n| \\* | `\\_` |"
    (tmp_path / "a.md").write_text(text, "utf-8")
    document = read(tmp_path / "a.md", tmp_path).document
    assert wording(document, (0, len(text)), as_plain) == "甲|乙 snake_case\n* `\\_`"
    assert wording(document, (0, len(text))) == "甲\\|乙 snake\\_case\n\\* `\\_`"


def test_wiki_links_are_read_as_what_they_show(tmp_path: Path) -> None:
    text = "见[[铅字|活字]]、[[印刷]]和![[图.png]]\n\n| [[铅\\|活]] | 乙 |\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    document = read(tmp_path / "a.md", tmp_path).document
    assert wording(document, (0, len(text)), as_plain) == "见活字、印刷和\n活 乙"


def test_links_of_other_kinds_are_read_as_their_words(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        '见[铅字][a]、[印刷]{.mark}和[活字](a.b "题")\n\n[a]: http://a.b/c\n', "utf-8"
    )
    (tmp_path / "a.org").write_text(
        "见[[id:a-b][铅字]]、[[http://a.b/c][印刷]]和活字[fn:1]\n\n[fn:1] 注\n", "utf-8"
    )
    for name in ("a.md", "a.org"):
        document = read(tmp_path / name, tmp_path).document
        assert wording(document, (0, document.text.index("\n")), as_plain) == "见铅字、印刷和活字"


def test_rows_of_subtitles_are_one_line_without_their_times(tmp_path: Path) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\n今天 R&amp;D&nbsp;部\n\n2\n00:00:02,000 --> 00:00:03,000\n聊起\n"
    )
    (tmp_path / "a.srt").write_text(text, "utf-8")
    assert wording(read(tmp_path / "a.srt", tmp_path).document, (0, len(text))) == "今天 R&D\u00a0部 聊起"


def test_who_speaks_in_subtitles_is_no_word_of_what_is_said(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 甲>今天</v>\n\n00:02.000 --> 00:03.000\n<v 乙>聊起&amp;</v>\n"
    )
    (tmp_path / "a.vtt").write_text(text, "utf-8")
    document = read(tmp_path / "a.vtt", tmp_path).document
    assert wording(document, (0, len(text))) == "今天 聊起&"
    assert wording(document, (text.index("聊"), text.index("amp;"))) == "聊起&"
