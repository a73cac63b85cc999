"""What is hidden: exactly the markup that leads elsewhere; what is an aside. The tables mark it ⟦so⟧."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Kind, Span
from index.sources.links import hosts
from index.sources.markdown import hidden_spans, markup
from index.sources.titles import LONGEST, plain_line, title_of


def marked(text: str, spans: Sequence[Span] | None = None) -> str:
    """The text with its hidden spans, or with others, between ⟦ and ⟧."""
    parts, at = [], 0
    for start, end in hidden_spans(text) if spans is None else spans:
        parts += [text[at:start], "⟦", text[start:end], "⟧"]
        at = end
    return "".join([*parts, text[at:]])


CASES = {
    "link": "看[这里⟦](https://a.com/b)⟧吧",
    "link-title": '[a⟦](b.md "题目")⟧c',
    "image-title": '![a⟦](b.png "⟧题目⟦")⟧c',
    "link-angle": "[a⟦](<b c.md>)⟧",
    "link-relative": "[a⟦](about)⟧",
    "link-fragment": "[a⟦](#章节)⟧",
    "link-chinese-path": "[a⟦](https://zh.wikipedia.org/wiki/中文)⟧，见",
    "link-parentheses": "[a⟦](https://a.com/b_(c)_(d(e)))⟧。",
    "link-empty": "[a⟦]()⟧",
    "link-next-line": "[a⟦](\nhttps://a.com\n)⟧",
    "image": "![图 一⟦](a/b.png)⟧",
    "image-in-link": "[![图⟦](https://a.com/i.png)](https://a.com)⟧",
    "image-size": "![图⟦](a.png =100x20)⟧",
    "data-url": "![图⟦](data:image/png;base64,iVBORw0KGgo=)⟧",
    "a-remark-is-no-target": "数组[甲](见下文说明)",
    "a-remark-with-spaces": "[甲](see the note below)",
    "no-opening-bracket": "甲](a.md)",
    "escaped-bracket": r"[甲\⟦]⟧(a.md)",
    "never-closed": "[a](⟦https://a.com/b⟧",
    "no-target": "[a] (b)",
    "reference": '甲[乙 丙⟦][A  b]⟧丁[乙][没有]，![图⟦][a b]⟧\n\n[a b]: ⟦https://a.com/b "题"⟧\n',
    "reference-that-is-a-link": "[甲][乙⟦](c.md)⟧\n\n[乙]: ⟦/d⟧",
    "reference-to-a-remark": "[甲][备注]\n\n[备注]: 说明文字\n",
    "attributes": '甲[乙⟦]{.underline}⟧丙 ![⟦](a.png){width="5in"}⟧[x⟦](y.md){:target=_blank}⟧ `a`⟦{.py}⟧',
    "no-attributes": "f(x){.a} x[1]{a} [甲]{说明} {#a}",
    "definition": '[a]: ⟦https://a.com/b "题"⟧\n',
    "definition-title-next-line": "[a]: ⟦<https://a.com/b>\n  '题 目'⟧\n文",
    "definition-and-a-quotation": '[a]: ⟦https://a.com/b⟧\n"他说"\n[b]: ⟦/b⟧\n  "他说" 走',
    "definition-and-more": "[a]: a.md '题' 文\n",
    "definition-relative": "文\n[a]: ⟦./b.png⟧\n文",
    "definition-remark": "[备注]: 说明文字\n",
    "definition-word": "[a]: false\n",
    "footnote": "[^1]: a.b 是\n",
    "footnote-mark": "甲⟦[^1]⟧，乙⟦[^Ab]⟧: 丙[^c] `[^1]`\n\n[^1]: 丁\n> [^ab]: 戊",
    "footnote-mark-defined-nowhere": "除了[^1]的都要",
    "autolink": "⟦<https://a.com/中文>⟧",
    "autolink-mail": "⟦<me@a.com>⟧",
    "escapes": r"snake\⟦_⟧case \⟦*⟧甲\⟦*⟧ \⟦#⟧ \⟦\⟧ C:\目录 \n",
    "escape-before-a-tag": r"甲\⟦\<br>⟧乙\⟦<⟧br>",
    "escape-in-code": "`a\\_b` \\⟦_⟧\n\n```\na\\_b\n```\n",
    "escape-in-a-target": r"[a⟦](b\_c)⟧",
    "entity": "AT&⟦amp;⟧T 和&⟦nbsp;⟧&⟦#20013;⟧",
    "entity-and-tag": "甲&⟦lt;<br>⟧乙",
    "entity-of-a-letter": "caf&eacute; &#65;",
    "entity-that-is-none": "甲 & 乙; R&D; &nosuch;",
    "entity-in-code": "`&nbsp;`",
    "entity-in-a-url": "⟦https://a.com/?b&amp;c⟧",
    "bare": "见⟦https://a.com/b?c=d&e=%E4#f⟧。然后",
    "bare-before-chinese": "⟦http://a.com/b⟧，中文",
    "bare-ascii-comma": "⟦http://a.com/b⟧,中文",
    "bare-in-parentheses": "(⟦https://a.com/b⟧)",
    "bare-with-parentheses": "⟦https://a.com/b_(c)⟧。",
    "bare-with-square-brackets": "⟦https://a.com/?b=[1]&c[]=2&d[e]=⟧ ⟦https://a.com/⟧[Words]",
    "bare-bold": "**⟦https://a.com/⟧**",
    "bare-www": "去⟦www.a.com⟧看",
    "bare-www-inside": "awww.a.com",
    "bare-www-cut": "[ww.a.com",
    "bare-scheme-cut": ":ttp://a.com",
    "bare-upper": "⟦HTTPS://A.COM⟧",
    "bare-nothing": "https://中文",
    "bare-as-text": "[⟦https://a.com](https://a.com)⟧",
    "code": "`[a](https://b.com)` `<br>`",
    "code-double": "`` a`<br>` ``⟦<br>⟧",
    "code-lines": "`a\n<br>`⟦<br>⟧",
    "code-never-closed": "`a\n\n⟦<br>⟧`",
    "fence": "```js\n<br> https://a.com\n```\n⟦<br>⟧",
    "fence-tildes": "~~~\n```\n<br>\n~~~\n⟦<br>⟧",
    "fence-longer": "````\n```\n<br>\n````\n⟦<br>⟧",
    "fence-in-list": "- ```\n  <br>\n  ```\n⟦<br>⟧",
    "fence-in-quote": "> ```\n> <br>\n> ```\n⟦<br>⟧",
    "fence-never-closed": "```\n<br>\n",
    "not-a-fence": "```a```⟦<br>⟧",
    "tag": 'a⟦<br/>⟧b⟦<a href="x>y" class=c>⟧中⟦</a>⟧',
    "tag-alt": '⟦<img src="a.png" alt="⟧说明⟦">⟧',
    "tag-title": '⟦<a href="b" title="题目">⟧甲⟦</a>⟧与⟦<abbr title="⟧全名⟦">⟧乙⟦</abbr>⟧',
    "tag-custom": "⟦<my-part on>⟧",
    "tag-lines": "⟦<div\n  class='a'>⟧",
    "ruby": "⟦<ruby>⟧漢⟦<rt>かん</rt>⟧字⟦<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>⟧を",
    "ruby-with-bases": "⟦<ruby><rb>⟧漢⟦</rb><rp>(</rp><rt>かん</rt><rp>)</rp></ruby>⟧を",
    "ruby-without-ends": "⟦<ruby>⟧漢⟦<rt>かん</ruby>⟧を",
    "ruby-of-markdown": "⟦{⟧漢字⟦|かん|じ}⟧を，⟦{⟧饕餮⟦|tāo tiè}⟧",
    "no-ruby": r"{行动者|agent} \⟦{⟧漢|かん} {漢字} {漢|} `{漢|かん}` {{漢|かん|字}}",
    "ruby-upper": "⟦<RUBY>⟧漢⟦<RT lang='ja'>かん</RT></RUBY>⟧を",
    "ruby-with-tags": "⟦<ruby>⟧漢⟦<rt><small>かん</small></rt></ruby>⟧を",
    "ruby-never-ended": "⟦<ruby>⟧漢⟦<rt>⟧かん\n\n字",
    "ruby-ended-far-away": "⟦<rt>⟧" + "漢" * 100 + "⟦</rt>⟧",
    "ruby-in-code": "`<ruby>漢<rt>かん</rt></ruby>`",
    "comment": "a⟦<!-- 备注 <b> -->⟧b",
    "comment-never-closed": "<!-- 备注",
    "less-than": "a < b 而 c > d",
    "less-than-tight": "a<b 且 c>d",
    "less-than-words": "x <b and c> y",
    "generic": "List<String> 与 vector<int>",
    "chinese-brackets": "<书名> 与 《书》",
    "wiki": "[[⟦甲|⟧乙]] 与 [[甲]]",
    "wiki-heading": "[[⟦甲#节|⟧乙]] 与 [[甲#节]]",
    "wiki-in-a-table": r"| [[⟦甲\|⟧乙]] | 丙 |",
    "wiki-file": "![[⟦图.png⟧]] ![[⟦图 一.JPG|300⟧]] ![[⟦图.pdf#page=2|⟧乙]] ![[⟦图.png|20x10⟧]]",
    "wiki-page": "![[甲]] ![[甲.丙]] [[图.png]] ![[⟦甲|⟧乙]]",
    "wiki-address": "[[⟦https://a.com/b⟧]] [[⟦https://a.com/b|⟧乙]]",
    "wiki-marks-within": r"[[⟦甲|⟧乙\⟦_<b>⟧丙]]",
    "wiki-as-text": "[[[⟦甲|⟧乙]]⟦](a.md)⟧",
    "wiki-in-code": "`[[甲|乙]]`",
    "wiki-note": "[⟦[^1]⟧] [[^2]]\n\n[^1]: 丁",
    "no-wiki": "[[ -f a | b ]] [[a || b]] [[|a]] [[a|]] [[甲|乙] [[甲\n|乙]] [[甲|乙\n]] [[x:a][b|c]]",
    "link-to-a-page": "[这里⟦]([[某页]])⟧的",
    "within-a-word": "⟦**⟧S⟦**⟧tructured ⟦**⟧Q⟦**⟧uery [x⟦**⟧Y**⟦](a.md)⟧",
    "lowered-and-raised": "H⟦~⟧2⟦~⟧O x⟦^⟧2⟦^⟧, [CO⟦~⟧2~⟦](a.md)⟧ (a)⟦^⟧-1⟦^⟧",
    "not-lowered-or-raised": "3~5~7 好~的~吧 a~~b~~c a~b c~d x^2 a^2b^2 `H~2~O` \\⟦~⟧2~",
    "not-within-a-word": "**S** tructured a ** b ** c **甲**乙 2**3**4 `a**b**c`\n\n    a**b**c",
    "emphasis": "**因为 我在** _被裁_",
    "escaped-tag": r"\⟦<⟧br>",
    "table": "| ⟦https://a.com⟧|b |",
}


ASIDES = {
    "times-of-rows": "⟦[00:00:01.000 --> 00:00:02.500]⟧  甲\n⟦[01:02.50 --> 01:03.00]⟧乙\n[00:01] [1 --> 2]",
    "note": "甲⟦^[一个注]⟧乙⟦^[另一个]⟧",
    "note-with-a-link": "甲⟦^[见[文](https://a.com)，和[^1]]⟧乙",
    "note-of-lines": "甲⟦^[一个\n注]⟧乙^[不\n\n是]",
    "note-in-a-note": "甲⟦^[一^[个]注]⟧乙",
    "note-with-an-escape": r"甲⟦^[一\]注]⟧乙",
    "mark-that-is-raised": "甲^[^1]乙",
    "escaped": r"甲\^[注]乙",
    "in-an-item": "1. 甲\n    乙⟦^[注]⟧丙",
    "in-code": "`甲^[注]`\n\n    甲^[注]\n\n```\n甲^[注]\n```\n",
    "open": "甲^[注",
}


@pytest.mark.parametrize("case", ASIDES.values(), ids=ASIDES.keys())
def test_asides(case: str) -> None:
    text = case.replace("⟦", "").replace("⟧", "")
    assert marked(text, markup(text).asides) == case


def test_no_text_but_markdown_has_notes_in_place_of_marks() -> None:
    assert markup("x^[2] + y", kind=Kind.TEXT).asides == ()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_hidden(case: str) -> None:
    text = case.replace("⟦", "").replace("⟧", "")
    assert marked(text) == case


TAGS = {
    "with-emoji": ("#🌱/发芽 #✅已读 和#🌱", ("🌱/发芽", "✅已读")),
    "anywhere": ("#标签 文字 #project-x\n- #读书_1\n> #b，#c", ("标签", "project-x", "读书_1", "b")),
    "nested": ("见 #主题/子题 和 #主题/", ("主题/子题", "主题")),
    "once each": ("#a #a #A", ("a", "A")),
    "up to a mark": ("#标签。文字 #标签（甲） #话题# ", ("标签", "话题")),
    "not a number": ("#123 #2024年 #1-2 #/ #", ("2024年", "1-2")),
    "no heading": ("# 标题\n## 二级 #\n##三级\n### 四级 #标签", ("标签",)),
    "not within a word": ("C#语言 a#b (#c) a/#d &#20013; \\#e", ()),
    "not in an address": ("https://a.b/#c [甲](#乙) [[#丙]] [[甲#乙]] <https://a.b/#c>", ()),
    "not in code": ("`#a` `b #c`\n```\n#d\n```\n\n    color: #fff\n\t#if x\n", ()),
    "in a list within a list": ("- 甲\n\t- 乙 #丙\n    1. 丁 #戊\n", ("丙", "戊")),
    "where a paragraph goes on": ("甲\n    #乙\n\n1. 丙\n    #丁\n\t#戊\n", ("乙", "丁", "戊")),
    "in a paragraph of an item": (
        "- 甲\n\n    #乙\n\n    #丙\n- 丁\n    1. 戊\n\n        #己",
        ("乙", "丙", "己"),
    ),
    "in a paragraph of a note": ("甲[^1]\n\n[^1]: 乙\n\n    #丙\n", ("丙",)),
    "not in code below": ("甲\n\n    #乙\n\n    #丙\n-   丁\n\n        #戊\n# 己\n    #庚\n\n    #辛", ()),
    "in lines that end otherwise": ("甲\r\n    #乙\r\n\r\n    #丙\r\n", ("乙",)),
    "not in what is hidden": ("<!-- #a --> <b title=' #c '>#d</b>", ()),
}


@pytest.mark.parametrize(("text", "tags"), TAGS.values(), ids=TAGS.keys())
def test_tags(text: str, tags: tuple[str, ...]) -> None:
    assert markup(text).tags == tags
    assert markup(f"---\ntags: #front\n---\n{text}", 21).tags == tags
    assert markup(text, kind=Kind.TEXT).tags == ()


def test_a_backslash_is_what_it_is_in_a_plain_text() -> None:
    assert hidden_spans(r"snake\_case \<br>", kind=Kind.TEXT) == ()


def test_links_of_org_are_read_as_their_words() -> None:
    text = "[[id:a-b][甲]]乙[[https://a.com][丙]] [[*丁]] [[没有][路]]"
    hidden = [text[start:end] for start, end in hidden_spans(text, kind=Kind.TEXT)]
    assert hidden == ["id:a-b][", "https://a.com]["]


def test_links_of_restructured_text_are_read_as_their_words() -> None:
    text = "见 `甲 <https://a.com>`_ 和 :ref:`乙 <丙>`，`<https://a.com>`_ `a <b>` 与 ``c <d>``_"
    assert [text[start:end] for start, end in hidden_spans(text, kind=Kind.TEXT)] == [
        "<https://a.com>",
        "<丙>",
    ]
    assert hidden_spans(text) == ()


def test_marks_of_footnotes_of_org_are_hidden_where_these_are_there() -> None:
    text = "甲[fn:1]乙[fn:2]丙[fn::在此]丁[fn:B]\n[fn:1] 戊\n[fn:b] 己"
    hidden = [text[start:end] for start, end in hidden_spans(text, kind=Kind.TEXT)]
    assert hidden == ["[fn:1]", "[fn:B]"]


def test_front_matter_stays_visible() -> None:
    text = "---\nurl: https://a.com\n---\nhttps://b.com"
    assert [text[start:end] for start, end in hidden_spans(text, 24)] == ["https://b.com"]


HOSTILE = (
    "[", "](", "[[((", "<", "<!--", "`", "``` ", '](a "', "]:", "\n[a]:", '<a b="', "<a b='\"", "http://a(",
    "awww.", "[[a|", "[[a|b", "![[a.png", "[[", "|]]", "<rt>", "](a)", "\\", "~~~\n", "`a\n", "](\\(", "\n> ",
    "<a@", "](((", "**a", "a~1", "a^1", "`a``", "][a", "]{.a", "]{a='", "[[a:][", "[fn:a", "\n[fn:a] ",
    "- ", "\n    #a", "\n\t- #a",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_million_hostile_characters_come_to_an_end(unit: str) -> None:
    text = "中" + unit * (1_000_000 // len(unit))
    check(text)


MARKUP = st.lists(
    st.sampled_from(
        ["中", "a", " ", "\n", "\n\n", "\r\n", "[", "](", ")", "]: ", "<", ">", "<br>", "<!--", "-->", "`",
         "```", "~~~", "\\", "http://", "www.", "a.com", '"', "'", "(", "!", "/", "#", " #", "，", "> ", "- ",
         "[[", "]]", "][", "{", "}", "=", "fn:1]", "**", "~", "^", "|", ".png", "<rt>"]
    )
).map("".join)  # fmt: skip


def check(text: str) -> None:
    before = -1
    for start, end in hidden_spans(text):
        assert before < start < end <= len(text)
        before = end


@settings(deadline=None)
@given(st.one_of(st.text(), MARKUP))
def test_spans_are_sorted_disjoint_and_within(text: str) -> None:
    check(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["中文", "，", "https://", "www.", "a.com", "/b", "(", ")", "[", "]", " "])))
def test_bare_urls_never_hide_chinese(parts: list[str]) -> None:
    text = "".join(parts).replace("](", "")
    for start, end in hidden_spans(text):
        assert text[start:end].isascii()


def test_hosts() -> None:
    text = (
        "[a](https://www.B.com/x) <https://u@c.org:80/> www.d.cn/x ![](//e.net/i.png) `http://code.com` "
        "http://localhost:1 [r](../f.md)\n[g]: http://g.io/a\nhttp://www.b.com"
    )
    found = hosts(text, hidden_spans(text), "https://mp.weixin.qq.com/s/x")
    assert found == ("b.com", "c.org", "d.cn", "e.net", "g.io", "localhost", "mp.weixin.qq.com")


DATA = "\n\n".join(["Ab3+/x9Zq0" * 25] * 5)


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        (f"甲\n```json\n{DATA}\n\nAb3=\n```\n乙", True),
        (f"> ~~~\n> {DATA}Ab3==\n> ~~~", True),
        (f'```\n{{"url": "data:a/b;base64,{DATA}"}}\n```', True),
        (DATA, False),
        (f"```\n{DATA[:900]}\n```", False),
        (f"```\n{'abcde/fghi' * 100}\n```", False),
        (f"```\n{'Ab3 ' * 500}\n```", False),
    ],
)
def test_data_in_code_is_hidden(text: str, hides: bool) -> None:
    found = [text[start:end] for start, end in hidden_spans(text)]
    assert [span.startswith(DATA) for span in found] == [True] * hides
    assert not any(re.search(r"\s\Z|[`\"]", span) for span in found)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("# 题目 #\n文", "题目", id="heading"),
        pytest.param("引言\n\n## 二级\n", "二级", id="heading-not-first"),
        pytest.param("题目\n====\n文", "题目", id="underlined"),
        pytest.param("\n\n 第一行\n第二行", "第一行", id="first-line"),
        pytest.param("```\n# code\n```\n文", "文", id="not-in-code"),
        pytest.param("![图](a.png)\n\n- **甲** [乙](b.md)", "甲 乙", id="marks"),
        pytest.param("# snake\\_case", "snake_case", id="escape"),
        pytest.param("# 2\\*3 与 \\[甲\\] \\`乙\\`", "2*3 与 [甲] `乙`", id="escaped marks"),
        pytest.param("# [b]x[/b] 与 [待定] 2*3", "[b]x[/b] 与 [待定] 2*3", id="marks of nothing"),
        pytest.param("# [[甲]]、[[乙|丙]] __丁__ `a[0]`", "甲、丙 丁 a[0]", id="wiki links, code"),
        pytest.param("# [![图](a.png)甲](b.md '乙') {#id}", "甲", id="a picture in a link"),
        pytest.param("# [甲](https://a.com) `乙`", "甲 乙", id="heading-link"),
        pytest.param("= 题目\n", "题目", id="asciidoc"),
        pytest.param("#+TITLE: 题目\n", "题目", id="org"),
        pytest.param("\\title{题目}\n", "题目", id="latex"),
        pytest.param("---\n***\n甲", "甲", id="rules"),
        pytest.param("[TOC]\n@[toc](目录)\n[[toc]]\n甲", "甲", id="contents"),
        pytest.param("import A from 'a';\nexport const b = {}\n\n甲", "甲", id="imports"),
        pytest.param("{% note %}\n{{< a >}}\n::: tip\n甲", "甲", id="calls"),
        pytest.param("# 甲 <Badge text='新' /> {.a}", "甲 新", id="heading-with-a-component"),
        pytest.param("", "", id="empty"),
        pytest.param("甲\x07\x1b乙", "甲 乙", id="controls"),
        pytest.param("甲为什么乙？\n文", "甲为什么乙？", id="question"),
        pytest.param("甲说乙。\n文", "", id="sentence"),
        pytest.param("> “**甲说**乙。”\n", "", id="quoted-sentence"),
        pytest.param("甲说，\n乙。\n", "", id="clause"),
        pytest.param("It was closed.\n", "", id="english-sentence"),
        pytest.param("甲" * (LONGEST + 1) + "\n\n乙\n", "", id="too-long"),
        pytest.param("甲说乙。\n\n# 题目\n", "题目", id="heading-behind-a-sentence"),
        pytest.param("甲说乙。[^1]\n\n## 例外\n", "", id="section-behind-a-sentence"),
        pytest.param("甲说乙\n丙说。\n\n## 例外\n", "甲说乙", id="first-line-above-a-section"),
        pytest.param("## 待办\n\n- [ ] 甲\n\n## 已办\n", "", id="sections-with-lists"),
        pytest.param("## 待办\n\n- [ ] 甲\n\n### 已办\n", "待办", id="heading-of-a-list"),
        pytest.param("## 题目\n\n甲。\n\n## 乙\n", "题目", id="heading-beside-others"),
        pytest.param("甲\n# {{title}}\n乙", "", id="heading-of-a-template"),
        pytest.param("# <% tp.file.title %>\n乙", "", id="heading-of-another-template"),
        pytest.param("# 元数据\n\n# 划线\n", "", id="heading-of-what-a-program-keeps"),
        pytest.param("甲说乙。 ^a1\n", "", id="sentence-with-a-name"),
        pytest.param("甲说乙。#丙/丁 #🌱\n", "", id="sentence-with-tags"),
        pytest.param("甲 #丙\n", "甲 #丙", id="words-with-a-tag"),
        pytest.param("# 甲 ^a1\n", "甲", id="heading-with-a-name"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (".. _甲:\n\n****\n题目\n****\n", "题目"),
        ("题目\n----\n文", "题目"),
        ("题目\n" + "-" * 40 + "\n文", "题目"),
        ("甲说乙。\n--------\n\n题目\n^^^^\n", "题目"),
        ("甲 (乙)\n\n丙说丁。\n==========\n", "甲 (乙)"),
    ],
)
def test_titles_of_plain_texts(text: str, title: str) -> None:
    assert title_of(text, kind=Kind.TEXT) == title


@pytest.mark.parametrize("unit", [" ", " #", "{#", "__a", "> "])
def test_a_line_of_a_million_hostile_characters_comes_to_an_end(unit: str) -> None:
    line = "甲" + unit * (1_000_000 // len(unit)) + "乙"
    assert plain_line(line)[0] == "甲"


def test_a_long_heading_is_cut_at_a_clause() -> None:
    assert title_of("# " + "甲" * 60 + "，" + "乙" * 60) == "甲" * 60 + "…"
    assert title_of("# " + "甲" * 200) == "甲" * LONGEST + "…"


@settings(deadline=None)
@given(MARKUP)
def test_a_title_is_one_short_line(text: str) -> None:
    title = title_of(text)
    assert len(title) <= LONGEST + 1
    assert not re.search(r"[\n\r]", title)
