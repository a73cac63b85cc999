"""Searching: tiers, order, spans and places, on small libraries."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Hit, Results, Tier
from tests.conftest import MakeLibrary


def lit(hit: Hit) -> list[str]:
    """What a hit lights, cut out of the passage it shows."""
    return [hit.text[start - hit.text_offset : end - hit.text_offset] for start, end in hit.spans]


def where(results: Results) -> list[tuple[str, int, int]]:
    return [(hit.path.name, hit.line, hit.column) for hit in results]


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        pytest.param("甲乙丙丁", "乙丙", ["乙丙"], id="inside a line"),
        pytest.param("他说圖像識別很好", "图像识别", ["圖像識別"], id="the other script"),
        pytest.param("就是灵长類", "靈長類", ["灵长類"], id="both scripts in a word"),
        pytest.param("用的是ＧＰＴ４", "gpt4", ["ＧＰＴ４"], id="width and case"),
        pytest.param(
            "因为 我在**被裁** 之前", "因为我在被裁之前", ["因为 我在**被裁** 之前"], id="spaces and marks"
        ),
        pytest.param("前半句\n后半句", "半句后半", ["半句\n后半"], id="across rows"),
        pytest.param("前半句\n\n\n后半句", "半句后半", ["半句\n\n\n后半"], id="across blank lines"),
        pytest.param("讲盐井\n-未加空格", '"盐井 -未加"', ["盐井\n-未加"], id="quoted, across rows"),
        pytest.param("讲盐井\n-未加空格", "盐井 -未加", ["盐井\n-未加"], id="operators, across rows"),
        pytest.param("春天&nbsp;来了", "春天来了", ["春天&nbsp;来了"], id="a blank as an entity"),
        pytest.param("AT&amp;T 和别的", '"AT&T 和"', ["AT&amp;T 和"], id="a mark as an entity"),
        pytest.param(
            "他说&ldquo;走吧&rdquo;了", '"“走吧”了"', ["&ldquo;走吧&rdquo;了"], id="quotes as entities"
        ),
        pytest.param("&#20013;&#x6587;测试", "中文测", ["&#20013;&#x6587;测"], id="Han as entities"),
        pytest.param("这个 `&nbsp;` 是空格", "&nbsp;", ["&nbsp;"], id="an entity in code"),
        pytest.param(
            "un caf&eacute; noir", "f&eacute; n", ["f&eacute; n"], id="a letter stays as it is written"
        ),
        pytest.param(
            "読<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を",
            "漢字を",
            ["漢<rt>かん</rt>字<rt>じ</rt></ruby>を"],
            id="across how it is read",
        ),
        pytest.param("<ruby>漢<rt>かん</rt></ruby>", "かん", [], id="how it is read"),
        pytest.param("喝H~2~O吧", "H2O", ["H~2~O"], id="letters across marks within a word"),
        pytest.param("**Q**uery", "quer", ["Q**uer"], id="letters across a bold initial"),
        pytest.param("too \ufb01ne", "ofine", [], id="a blank before a ligature"),
        pytest.param("喝H<sub>2</sub>O吧", "H2O", ["H<sub>2</sub>O"], id="letters across tags within a word"),
        pytest.param(
            '他<b><i class="x">说</i></b>，好',
            '"他说，"',
            ['他<b><i class="x">说</i></b>，'],
            id="quoted, across tags",
        ),
        pytest.param("<td>data</td><td>in</td>", "ai", [], id="tags that part words"),
        pytest.param("data<br>in", '"data in"', [], id="quoted, a break"),
        pytest.param(
            r"用snake\_case写", '"用snake_case写"', [r"用snake\_case写"], id="quoted, a mark that is escaped"
        ),
        pytest.param(r"用snake\_case写", "snake_case", [r"snake\_case"], id="a mark that is escaped"),
        pytest.param(r"用snake\_case写", r"snake\_case", [r"snake\_case"], id="typed with its backslash"),
        pytest.param(r"三\*四\*五", '"*四*"', [r"\*四\*"], id="escaped, at its ends"),
        pytest.param(r"C:\目录", r'"C:\目录"', [r"C:\目录"], id="a backslash that escapes nothing"),
        pytest.param(r"用`snake\_case`写", r'"snake\_case"', [r"snake\_case"], id="a backslash in code"),
        pytest.param("说到[[铅字印刷|活字]]印刷", "活字印刷", ["活字]]印刷"], id="across a wiki link"),
        pytest.param(
            "说到[[铅字]]印刷", "铅字印刷", ["铅字]]印刷"], id="across a wiki link of its own words"
        ),
        pytest.param("说到[[铅字|活字]]印刷", "铅字", [], id="where a wiki link leads"),
        pytest.param("说到[[铅字|活字]]印刷", '"活字"', ["活字"], id="quoted, what a wiki link shows"),
        pytest.param(
            "horizo\u200b\u200bntal",
            "on",
            ["o\u200b\u200bn"],
            id="a piece of a word, across what nobody sees",
        ),
        pytest.param(r"星\***粗**", "**", [r"\**", "**"], id="marks beside one that is escaped"),
        pytest.param("甲&lt;b&gt;乙", "<b>乙", ["&lt;b&gt;乙"], id="brackets as entities"),
        pytest.param("讲盐井\t的人", '"井 的"', ["井\t的"], id="quoted, across a tab"),
        pytest.param("- 买\n  菜", '"买 菜"', ["买\n  菜"], id="quoted, across an indentation"),
        pytest.param(
            "a full\r\n\ttext\u3000 search",
            '"full text search"',
            ["full\r\n\ttext\u3000 search"],
            id="quoted, blanks of several kinds",
        ),
        pytest.param("甲 乙", '"甲  乙"', ["甲 乙"], id="quoted, more blanks than there are"),
        pytest.param("甲 &nbsp;乙", '"甲 乙"', ["甲 &nbsp;乙"], id="quoted, a blank as an entity"),
        pytest.param("甲 - 乙", '"甲 乙"', [], id="quoted, a mark is no blank"),
        pytest.param("I don’t know", '"don\'t know"', ["don’t know"], id="quoted, the other apostrophe"),
        pytest.param("I don't know", "“don’t know”", ["don't know"], id="quoted, a printed apostrophe"),
        pytest.param("cafe\u0301 côté", "café", ["cafe\u0301"], id="composed, in a decomposed text"),
        pytest.param("un café", "cafe\u0301", ["café"], id="decomposed, in a composed text"),
        pytest.param("un cafe\u0301", '"un café"', ["un cafe\u0301"], id="quoted, in a decomposed text"),
        pytest.param("서울의 봄", "\u1109\u1165\u110b\u116e\u11af", ["서울"], id="letters of a syllable"),
        pytest.param("已经有o ffer了", "offer", ["o ffer"], id="a split Latin word"),
        pytest.param("data in java is", "ai", [], id="a gap between Latin words parts them"),
        pytest.param(
            "Scaling  Law和scaling-law", "Scaling Law", ["Scaling  Law", "scaling-law"], id="own gap"
        ),
        pytest.param("data，a 点，Ab", "a 点", ["a 点"], id="a letter, whole"),
        pytest.param("点在data，à、Ab、1a", "点 a", ["点", "A"], id="a letter beside other parts"),
        pytest.param("好，好，好", "好", ["好", "好", "好"], id="one character, each time"),
        pytest.param("甲，乙。", "，", ["，"], id="a mark alone"),
        pytest.param("用C++写", "C++", ["C++"], id="marks behind one letter"),
        pytest.param("哈哈哈哈", "哈哈", ["哈哈哈哈"], id="touching matches are one"),
        pytest.param("𠮷野家好吃", "𠮷野家", ["𠮷野家"], id="above the basic plane"),
        pytest.param("见[强化](https://example.org/a)学习", "强化学习", None, id="across a link target"),
        pytest.param("人😀好", "😀", ["😀"], id="emoji"),
        pytest.param(
            "一家👨\u200d👩\u200d👧好",
            '"👨\u200d👩\u200d👧好"',
            ["👨\u200d👩\u200d👧好"],
            id="a joined emoji",
        ),
        pytest.param("我❤\ufe0f你", "❤你", ["❤\ufe0f你"], id="a variant of an emoji"),
        pytest.param("我❤你", '"❤\ufe0f你"', ["❤你"], id="a variant that is typed"),
        pytest.param("我❤\ufe0f", "❤\ufe0f", ["❤\ufe0f"], id="a variant, whole"),
        pytest.param(
            "\ufeff被\u200b裁，\u200b了",
            '"被裁，了"',
            ["被\u200b裁，\u200b了"],
            id="quoted, across what nobody sees",
        ),
        pytest.param("被裁了", '\u200e"被\u2060裁了"', ["被裁了"], id="quoted, with what nobody sees"),
        pytest.param("被裁了", "被\u200b裁了", ["被裁了"], id="typed with what nobody sees"),
        pytest.param(
            "inter\xadnation\xad\xadal",
            '"ternational"',
            ["ter\xadnation\xad\xadal"],
            id="a hyphen that is not seen",
        ),
        pytest.param("说“原文 照搬”了", '"原文 照搬"', ["原文 照搬"], id="quoted"),
        pytest.param('说"原文"，又说原文', '"原文"', ["原文", "原文"], id="quoted, within marks and without"),
        pytest.param("说原文，照搬了", '"原文照搬"', [], id="quoted: letter for letter"),
    ],
)
def test_what_a_query_lights(
    make_library: MakeLibrary, text: str, query: str, shown: list[str] | None
) -> None:
    library = make_library({"a.md": text})
    exact = [hit for hit in library.search(query) if hit.tier is Tier.EXACT]
    found = [piece for hit in exact for piece in lit(hit)]
    assert found == (["强化](https://example.org/a)学习"] if shown is None else shown)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("world", ["world"]),
        ('"hello world"', [r"hello\Nworld"]),
        ("helloworld", [r"hello\Nworld"]),
        ("ellowor", []),
        ("再见啦", [r"再\n见\h啦"]),
        ("nworld", []),
    ],
)
def test_a_break_within_a_row_of_subtitles_parts_words(
    make_library: MakeLibrary, query: str, shown: list[str]
) -> None:
    text = f"Dialogue: 0,0:00:01.00,0:00:02.50,{',' * 6}" + r"hello\Nworld, 再\n见\h啦" + "\n"
    results = make_library({"a.ass": text}).search(query)
    assert [piece for hit in results if hit.tier is Tier.EXACT for piece in lit(hit)] == shown


def test_what_is_typed_letter_for_letter_is_found_though_it_looks_like_operators(
    make_library: MakeLibrary,
) -> None:
    library = make_library({"a.md": "第一行 -20%的折扣\n标题：例子\n他说 a -b 呢"})
    for query in ("-20%的", "标题：例子", "a -b", "“"):
        found = where(library.search(query))
        assert found if query != "“" else not found


def test_own_script_and_letter_for_letter_come_first(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "學 習很好", "b.txt": "學習很好", "c.txt": "学习很好"})
    assert [hit.path.stem for hit in library.search("学习")] == ["c", "b", "a"]
    assert library.search("學習").hits[0].path.stem == "b"


def test_each_row_is_a_hit_and_an_overlap_is_not_another(make_library: MakeLibrary) -> None:
    rows = [f"第{number}行说到了强化学习这件事情" for number in range(100)]
    library = make_library({"a.txt": "\n".join(rows)})
    results = library.search("强化学习", limit=500)
    assert sorted(hit.line for hit in results) == list(range(1, 101))
    assert results.totals == {Tier.EXACT: 100}


def test_places_in_a_line_of_many_thousand_characters(make_library: MakeLibrary) -> None:
    filler = "我们今天聊一聊别的事情然后" * 800
    library = make_library({"a.txt": filler + "这里提到图灵奖了" + filler})
    (hit,) = library.search("图灵奖")
    assert (hit.line, hit.column, hit.offset) == (1, len(filler) + 5, len(filler) + 4)
    assert len(hit.text) < 450
    assert lit(hit) == ["图灵奖"]


@pytest.mark.parametrize("size", [299, 300, 301, 362, 363, 364, 600])
def test_a_fragment_across_the_border_of_two_passages_is_one_hit(
    make_library: MakeLibrary, size: int
) -> None:
    library = make_library({"a.txt": "前" * size + "跨过边界的一句话" + "后" * 700})
    (hit,) = library.search("跨过边界的一句话")
    assert hit.offset == size


def test_parts_apart_come_after_the_whole_and_before_single_ones(make_library: MakeLibrary) -> None:
    library = make_library(
        {
            "apart.txt": "模型需要的是很多很多的数据",
            "whole.txt": "我们说模型数据两件事",
            "one.txt": "只说模型的一篇",
            "far.txt": "模型" + "这是一些别的话" * 20 + "数据",
            **{f"other{number}.txt": "说的都是别的事情" for number in range(9)},
        }
    )
    results = library.search("模型 数据")
    assert [hit.path.stem for hit in results] == ["whole", "apart", "far", "one"]
    assert [hit.tier for hit in results] == [Tier.EXACT, Tier.EXACT, Tier.EXACT, Tier.WORDS]


def test_a_question_typed_as_a_sentence_ranks_passages(make_library: MakeLibrary) -> None:
    library = make_library(
        {
            "right.txt": "训练大模型需要很多数据，因为模型的参数很多。",
            "some.txt": "他们的数据放在机房里。",
            "other.txt": "今天的天气很好，我们去公园。",
        }
    )
    results = library.search("为什么训练大模型需要这么多的数据呢？")
    assert results.hits[0].path.stem == "right"
    assert results.hits[0].tier is Tier.WORDS
    assert "other" not in {hit.path.stem for hit in results}


def test_a_part_that_is_no_word_of_the_index_is_found_without_the_others(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "他念作灵长类动物园", "b.txt": "别的内容"})
    found = library.search("长类动 不在此处").hits
    assert [(hit.path.stem, lit(hit)[0]) for hit in found] == [("a", "长类动")]


def test_a_title_helps(make_library: MakeLibrary) -> None:
    body = "这里讲到咖啡怎么冲，水温要合适。"
    library = make_library({"a.md": f"# 杂谈\n\n{body}", "b.md": f"# 手冲咖啡入门\n\n{body}"})
    assert library.search("咖啡怎么冲").hits[0].path.stem == "b"


def test_a_lower_tier_never_outranks_a_higher_one(make_library: MakeLibrary) -> None:
    library = make_library({f"{n}.txt": f"人工智能{'和机器' * n}学习人工智能学习" for n in range(1, 9)})
    order = [hit.tier for hit in library.search("人工智能学习 机器")]
    assert order == sorted(order, key=list(Tier).index)


def test_exclusion_stands_above_every_tier(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "开源模型很好", "b.txt": "闭源模型也好", "c.txt": "模型，开 源"})
    assert {hit.path.stem for hit in library.search("模型 -开源")} == {"b"}


@pytest.mark.parametrize(
    "query",
    [
        *(
            '"',
            '""',
            "“",
            "-",
            "- -",
            '-"',
            "AND OR NOT",
            "*",
            "?",
            "[",
            "(",
            "\\",
            "~",
            "title:",
            ":",
            "\x00",
        ),
        *("\x1b[31m", "[b]", "[/x]", "字" * 10_000, "a " * 5_000, "\ud800", "   ", "", "\n", "%s {0}"),
    ],
)
def test_no_query_fails(make_library: MakeLibrary, query: str) -> None:
    library = make_library({"a.txt": "一段普通的文字 [b] and more"})
    results = library.search(query)
    assert results.query == query
    for hit in results:
        assert hit.spans
        assert all(0 <= start < end for start, end in hit.spans)


def test_link_targets_and_tags_are_no_body_text_but_code_and_front_matter_are(
    make_library: MakeLibrary,
) -> None:
    library = make_library(
        {
            "a.md": "---\ntitle: 标题词\nurl: https://front.example\n---\n[字](https://hidden.example/p.png)\n"
            '<div class="secret">正文</div>\n![图注词](https://hidden.example)\n`code_word https://shown.example`\n'
        }
    )
    for query in ("标题词", "front.example", "正文", "图注词", "code_word", "shown.example"):
        assert library.search(query).totals.get(Tier.EXACT), query
    for query in ("hidden", "secret", "div"):
        assert not library.search(query).hits, query


def test_front_matter_is_shown_where_a_match_stands_in_it(make_library: MakeLibrary) -> None:
    front = "---\ntitle: 短记\nurl: https://example.org/a\n---\n"
    library = make_library({"a.md": f"{front}\n见[此](https://example.org/b)，反脆弱就是快。\n"})
    for query, beside in (
        ("反脆弱", [front, "](https://example.org/b)"]),
        ("短记", ["](https://example.org/b)"]),
    ):
        (hit,) = library.search(query)
        start = hit.text_offset
        shown = [hit.text[max(0, first - start) : last - start] for first, last in hit.hidden]
        assert shown == beside


def test_an_image_written_into_its_link_does_not_swell_a_hit(make_library: MakeLibrary) -> None:
    library = make_library(
        {"a.md": f"开头说到图灵奖 ![图](data:image/png;base64,{'QUJD' * 50_000}) 然后结尾"}
    )
    (hit,) = library.search("图灵奖")
    assert len(hit.text) < 3_000
    (bridged,) = library.search("图然后结尾")
    assert bridged.text.endswith("然后结尾")
    assert not library.search("QUJDQUJD").hits


def test_the_five_real_documents_put_the_right_places_first(
    real_documents: Path, make_library: MakeLibrary
) -> None:
    library = make_library(folder=real_documents)
    for query, expected in {
        "图像识别": {("004", 100, 7)},
        "灵长类": {("004", 374, 10), ("004", 375, 9), ("004", 376, 7), ("004", 451, 5)},
        "人要提供人和人之间的连接价值": {("004", 1660, 1)},
        "三个人三班倒": {("002", 230, 43)},
        "词语的消奇": {("003", 13, 1004)},
        "图灵奖": {("003", 13, 12449), ("003", 13, 13034), ("001", 348, 98)},
    }.items():
        hits = library.search(query).hits[: len(expected)]
        assert {(hit.path.name[:3], hit.line, hit.column) for hit in hits} == expected
        assert all(hit.tier is Tier.EXACT for hit in hits)
    for query in ("强化学习", "被裁", "Scaling Law"):
        results = library.search(query, limit=500)
        documents = {hit.path: library.document(hit.document).text for hit in results}
        assert len(results) == results.total
        for hit in results:
            before = documents[hit.path][: hit.offset]
            assert (hit.line, hit.column) == (before.count("\n") + 1, hit.offset - before.rfind("\n"))


def test_a_hit_knows_what_stands_beside_its_passage(make_library: MakeLibrary) -> None:
    """Put together it is a stretch of the file, and of no other."""
    text = "".join(f"第{number}段" + "平" * 250 + "\n\n" for number in range(3))
    others = dict.fromkeys(("a.md", "c.md"), "别的" * 100)
    hits = make_library({**others, "b.md": text}).search("段平").hits
    assert len(hits) == 3
    for hit in hits:
        start = hit.text_offset - len(hit.before)
        assert text[start:].startswith(hit.before + hit.text + hit.after)
    first, _, last = sorted(hits, key=lambda hit: hit.offset)
    assert first.before == "" and len(first.after) > 100
    assert len(last.before) > 100 and last.after.strip() == ""
