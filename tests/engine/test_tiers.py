"""Alternatives, nearness, dates, regions' words, misspelt words, and why a query finds little."""

from __future__ import annotations

import pytest

from index import Relaxation, Tier
from index.query import parse
from index.search.relax import relaxations
from tests.conftest import SEEDS, MakeLibrary
from tests.engine.test_search import lit

OTHERS = {f"other{number}.txt": "这里说的是别的事情，和它没有关系。" for number in range(9)}


@pytest.mark.parametrize(
    ("query", "stems"),
    [
        pytest.param("开源 OR 闭源", {"open", "closed"}, id="either"),
        pytest.param("模型 开源 OR 闭源", {"open", "closed"}, id="one part and either"),
        pytest.param('"开源模型" OR 天气', {"open", "other"}, id="a quoted alternative"),
        pytest.param("闭源…模型", {"closed"}, id="near, in any order"),
        pytest.param("天气…模型", {"other"}, id="near within forty characters"),
        pytest.param("模型…开头", set(), id="too far"),
    ],
)
def test_either_and_near_in_a_query(make_library: MakeLibrary, query: str, stems: set[str]) -> None:
    library = make_library(
        {
            "open.txt": "他们的开源模型很好",
            "closed.txt": "模型有很多，其中闭源的也好",
            "other.txt": "天气" + "很好" * 15 + "模型",
            "far.txt": "开头" + "说了很多话" * 20 + "模型",
        }
    )
    exact = {hit.path.stem for hit in library.search(query) if hit.tier is Tier.EXACT}
    assert exact == stems


def test_parts_on_both_sides_of_a_border_belong_together(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "前" * 294 + "开源的" + "后" * 60 + "闭源的" + "后" * 400})
    (hit,) = (hit for hit in library.search("开源 闭源") if hit.tier is Tier.EXACT)
    assert sorted(lit(hit)) == ["开源", "闭源"]


def test_what_is_typed_twice_is_asked_for_once(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "先说开源，再说闭源", "b.txt": "开源的多，后来闭源", **OTHERS})
    assert library.search("开源 闭源 开源 闭源").hits == library.search("开源 闭源").hits


def test_a_letter_with_an_accent_is_no_letter_without(make_library: MakeLibrary) -> None:
    texts = {
        "composed.txt": "un café noir",
        "decomposed.txt": "un cafe\u0301 noir",
        "bare.txt": "un cafe noir",
    }
    library = make_library(texts | OTHERS)
    for typed in ("café", "cafe\u0301", "un café"):
        tiers = {hit.path.stem: hit.tier for hit in library.search(typed)}
        assert tiers["composed"] is tiers["decomposed"] is Tier.EXACT
        assert tiers.get("bare") is not Tier.EXACT


def test_a_date_word_is_met_by_the_words_or_by_the_date(make_library: MakeLibrary) -> None:
    dated = "---\ntitle: 甲\npublished: 2023-03-05\n---\n说到模型的事"
    library = make_library(
        {"dated.md": dated, "said.md": "2023年3月的模型", "neither.md": "别的模型", **OTHERS}
    )
    results = library.search("模型 2023年3月")
    assert {hit.path.stem for hit in results if hit.tier is Tier.EXACT} == {"dated", "said"}
    assert "neither" not in {hit.path.stem for hit in results}


def test_words_beside_a_date_word_are_of_its_days_or_beside_it(make_library: MakeLibrary) -> None:
    dated = "---\ntitle: {}\npublished: 2023-03-05\n---\n说到模型，和别的事情"
    files = {"甲.md": dated.format("甲"), "乙.md": dated.format("乙"), "丙.md": "别的模型，别的事情"}
    library = make_library({**files, **OTHERS})
    for beside, found in (("", {"甲", "乙"}), ("title:乙", {"乙"})):
        results = library.search(f"模型事情 2023年3月 {beside}")
        assert {(hit.path.stem, hit.tier) for hit in results} == {(stem, Tier.WORDS) for stem in found}


def test_what_other_regions_say_is_found_as_words(make_library: MakeLibrary) -> None:
    library = make_library({"cn.txt": "这个软件很好", "tw.txt": "這個軟體很好", **OTHERS})
    found = [(hit.path.stem, hit.tier, lit(hit)) for hit in library.search("软件")]
    assert found == [("cn", Tier.EXACT, ["软件"]), ("tw", Tier.WORDS, ["軟體"])]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("Suttton", ["Sutton"], id="a letter too many"),
        pytest.param("Sutton", ["Suddon"], id="two others"),
        pytest.param("Sutotn", ["Sutton"], id="two swapped"),
        pytest.param("modle", ["Model"], id="swapped in a short word"),
        pytest.param("mod", [], id="three letters"),
        pytest.param("muddel", ["Model"], id="six letters, two edits"),
        pytest.param("mudel", ["Model"], id="five letters, one edit"),
        pytest.param("medol", [], id="five letters, two edits"),
    ],
)
def test_misspelt_words(make_library: MakeLibrary, query: str, words: list[str]) -> None:
    library = make_library(
        {"a.txt": "由Sutton写的", "b.txt": "由Suddon教授", "c.txt": "这个Model好", **OTHERS}
    )
    assert [lit(hit)[0] for hit in library.search(query) if hit.tier is Tier.FUZZY] == words


@pytest.mark.parametrize(
    ("texts", "tiers"),
    [
        pytest.param(("用手机看", "you should"), {Tier.SOUND}, id="it is heard"),
        pytest.param(("用手边看", "you should"), {Tier.FUZZY}, id="nothing sounds so"),
        pytest.param(("用手机看", "shouji, you should"), {Tier.EXACT, Tier.SOUND, Tier.FUZZY}, id="a word"),
    ],
)
def test_pinyin_is_no_misspelt_word(
    make_library: MakeLibrary, texts: tuple[str, ...], tiers: set[Tier]
) -> None:
    files = {f"{number}.txt": text for number, text in enumerate(texts)}
    library = make_library(files | {"only.txt": "they should"} | OTHERS)
    assert {hit.tier for hit in library.search("shouji")} == set(library.count("shouji").totals) == tiers


@pytest.mark.parametrize(
    ("query", "word"),
    [
        pytest.param("2025年", "二零二五", id="a year in digits"),
        pytest.param("二〇二五年", "二零二五", id="a year with the other zero"),
        pytest.param("有3500人", "三千五百", id="a number in digits"),
        pytest.param("四十八小时", "48", id="a number that is said"),
        pytest.param("12000步", "一万二", id="a number that is said short"),
        pytest.param("三千五的租金", "三千五百", id="short for the whole"),
        pytest.param("两万六千册", "26,000", id="thousands in digits"),
        pytest.param("48,000", "四万八", id="digits in thousands"),
        pytest.param("二十四史", "24", id="a number that is said, in a word"),
        pytest.param("第三十六计", "36", id="a number that is said, of several words"),
    ],
)
def test_a_number_is_found_as_it_is_said(make_library: MakeLibrary, query: str, word: str) -> None:
    texts = (
        *("到了二零二五那会儿", "一共三千五百口子", "连着48个钟头", "走了一万二才到", "四史"),
        *("二十天里读24部", "十六个人用了三计里的36种", "藏有26,000种", "用了四万八"),
    )
    library = make_library({f"{number}.txt": text for number, text in enumerate(texts)} | OTHERS)
    assert [lit(hit) for hit in library.search(query) if hit.tier is Tier.WORDS] == [[word]]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("五千万", {"5000万", "5千万", "50,000,000"}, id="said, in every other form"),
        pytest.param("5千万", {"5000万", "50,000,000", "五千万"}, id="with a unit"),
        pytest.param("50,000,000", {"5000万", "5千万", "五千万"}, id="in digits"),
        pytest.param("一点五亿", {"1.5亿", "一亿五千万", "150,000,000", "15000万"}, id="a part of a unit"),
        pytest.param("30%", {"百分之三十"}, id="a share"),
        pytest.param("百分之三十", {"30％", "百分之30"}, id="a share that is said, in either width"),
        pytest.param("3.5倍", {"三点五"}, id="a part"),
        pytest.param("第三讲", {"第3"}, id="what is put in order"),
        pytest.param("2年", {"两年"}, id="what is counted"),
        pytest.param("5000", set(), id="none within another"),
    ],
)
def test_a_number_is_found_in_every_form(make_library: MakeLibrary, query: str, words: set[str]) -> None:
    texts = (
        *("卖了五千万", "看过5000万", "用了5千万", "付过50,000,000", "是150,000,000", "有15000万"),
        *(
            "约1.5亿",
            "约一亿五千万",
            "百分之三十",
            "百分之30",
            "占30％",
            "占130%",
            "快三点五",
            "在三点五十分",
        ),
        *("第3节", "第33节", "过了两年", "从2012年起"),
    )
    library = make_library({f"{number}.txt": text for number, text in enumerate(texts)} | OTHERS)
    found = {word for hit in library.search(query) if hit.tier is Tier.WORDS for word in lit(hit)}
    assert found == words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("studying", ["studied"], id="a past"),
        pytest.param("studies", ["studied"], id="a plural"),
        pytest.param("runs", ["running"], id="a letter that is doubled"),
        pytest.param("maker", ["making"], id="a letter that is left out"),
        pytest.param("student", [], id="another word"),
    ],
)
def test_other_forms_of_a_word(make_library: MakeLibrary, query: str, words: list[str]) -> None:
    texts = ("我studied了很久", "一直在running中", "making的过程")
    library = make_library({f"{number}.txt": text for number, text in enumerate(texts)} | OTHERS)
    assert [lit(hit)[0] for hit in library.search(query) if hit.tier is Tier.FUZZY] == words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("cafe", ["café", "case"], id="an accent is nearer than another letter"),
        pytest.param("CAFÈ", ["café"], id="another accent"),
        pytest.param("angstrom", ["Ångström"], id="on the first letter"),
    ],
)
def test_accents(make_library: MakeLibrary, query: str, words: list[str]) -> None:
    texts = ("去café坐坐", "用Ångström量", "一个case", "太naive了")
    library = make_library({f"{number}.txt": text for number, text in enumerate(texts)} | OTHERS)
    assert [lit(hit)[0] for hit in library.search(query) if hit.tier is Tier.FUZZY] == words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("webpak 配置", {Tier.FUZZY: ["both", "near"]}, id="both before one"),
        pytest.param("配置 webpak", {Tier.FUZZY: ["both", "near"]}, id="in any order"),
        pytest.param("webpak 天气", {Tier.WORDS: ["weather"], Tier.FUZZY: ["both", "near"]}, id="apart"),
        pytest.param(
            "vlan 配置", {Tier.WORDS: ["common", "clan", "both"], Tier.FUZZY: ["clan"]}, id="a short word"
        ),
        pytest.param("typscript 配置", {Tier.WORDS: ["common", "clan", "both"]}, id="nearly no word"),
        pytest.param("webpak OR 配置", {Tier.EXACT: ["both", "clan", "common"]}, id="either"),
    ],
)
def test_what_is_misspelt_stands_beside_the_rest(
    make_library: MakeLibrary, query: str, found: dict[Tier, list[str]]
) -> None:
    """Passages with the rest alone are left out where nearly the word stands beside it."""
    texts = {
        "both": "这里要改一改webpack的配置",
        "near": "这里只说到webpack和它的兄弟们",
        "common": "配置在这里，配置在那里，还是配置",
        "weather": "今天的天气",
        "clan": "一个clan，以及它的配置",
    }
    hits = make_library({f"{name}.txt": text for name, text in texts.items()} | OTHERS).search(query).hits
    assert {tier: [hit.path.stem for hit in hits if hit.tier is tier] for tier in found} == found
    assert Tier.WORDS in found or all(hit.tier is not Tier.WORDS for hit in hits)


def test_every_passage_that_is_counted_is_shown(make_library: MakeLibrary) -> None:
    """What holds the pairs of a part need not hold the part."""
    texts = {"holds.txt": "这里是配置", "pairs.txt": "说的是weby、abpz和pakk"}
    results = make_library(texts | OTHERS).search("配置 webpak")
    assert [hit.path.stem for hit in results] == ["holds"]
    assert results.totals == {Tier.WORDS: 1}


def test_of_many_passages_that_hold_the_pairs_of_a_part_those_count_that_hold_it(
    make_library: MakeLibrary,
) -> None:
    texts = {f"{number}.txt": f"坠铎说铎瓠{number}" for number in range(90)}
    results = make_library(texts | {"holds.txt": "坠铎瓠也"} | OTHERS).search("坠铎瓠 甭锨镲", limit=500)
    assert len(results) == sum(results.totals.values())
    assert [hit.path.stem for hit in results] == ["holds"]


@pytest.mark.parametrize(
    ("query", "code", "relaxed", "gain"),
    [
        pytest.param("模型 品味", "no-part", "模型", 3, id="a part that kills"),
        pytest.param("模型 after:2030", "any-date", "模型", 3, id="a date that kills"),
        pytest.param("模型 date:2030 OR date:2031", "any-date", "模型", 3, id="dates that kill"),
        pytest.param("模型 author:无名", "any-field", "模型", 3, id="a field that kills"),
        pytest.param("模型 -很好", "no-exclusion", "模型", 3, id="an exclusion that kills"),
        pytest.param('"模，型"', "unquoted", "模，型", 3, id="quotes that kill"),
        pytest.param('"磨型"', "by-sound", "~磨型", 3, id="by its sound"),
        pytest.param("~模型", "as-written", "模型", 3, id="a sound that kills"),
        pytest.param("~“甲模型” 很好", "as-written", "甲模型 很好", 1, id="a quoted sound that kills"),
    ],
)
def test_why_so_few(make_library: MakeLibrary, query: str, code: str, relaxed: str, gain: int) -> None:
    library = make_library({f"{name}.txt": f"{name}模型很好" for name in "甲乙丙"} | OTHERS)
    found = {one.code: one for one in library.relaxations(query)}
    assert (found[code].query, found[code].gain) == (relaxed, gain)


@pytest.mark.parametrize(
    ("query", "detail", "relaxed", "gain"),
    [
        pytest.param("某人访谈", "某人访谈", "title:某人访谈", 1, id="all of it"),
        pytest.param("某人 访谈", "某人 访谈", "title:某人 title:访谈", 1, id="every part"),
        pytest.param("访谈 模型", "访谈", "title:访谈 模型", 1, id="a part"),
        pytest.param("访谈 模型 -品味", "访谈", "title:访谈 模型 -品味", 1, id="and what is excluded"),
        pytest.param("访谈 OR 品味", "", "", 0, id="no alternative"),
        pytest.param('"访谈"', "", "", 0, id="nothing quoted"),
    ],
)
def test_what_only_titles_say(
    make_library: MakeLibrary, query: str, detail: str, relaxed: str, gain: int
) -> None:
    library = make_library({"某人访谈.txt": "说到了模型。", "乙.txt": "模型很好。"})
    found = {one.code: one for one in library.relaxations(query)}.get("in-title")
    assert found == (Relaxation("in-title", detail, relaxed, gain) if gain else None)


@pytest.mark.parametrize("query", ['"访谈"', "访谈 OR 品味", "访谈", "访谈 模型"])
def test_what_is_counted_is_never_the_query_itself_again(query: str) -> None:
    asked: list[str] = []

    def count(typed: str) -> dict[Tier, int]:
        asked.append(typed)
        return {}

    relaxations(parse(query), query, count)
    assert asked.count(query) == 1


def test_a_query_that_finds_enough_is_not_relaxed(make_library: MakeLibrary) -> None:
    library = make_library({f"{number}.txt": f"模型{number}很好" for number in range(30)})
    assert library.relaxations("模型 很好") == ()


def test_each_lower_tier_keeps_a_part_of_the_places(make_library: MakeLibrary) -> None:
    words = {f"{number:02}.txt": f"卷积是第{number}种网络的事" for number in range(30)}
    library = make_library({**words, "z.txt": "卷辑网络之父", **OTHERS})
    order = [hit.tier for hit in library.search("卷积网络", 8)]
    assert order.count(Tier.SOUND) == 1
    assert order == sorted(order, key=list(Tier).index)


@pytest.mark.parametrize("query", ["自己 记住 报纸 迎来", "一年 出版 有方 一行", "心里 这里 一种 没有"])
def test_the_first_hit_is_the_same_however_few_are_asked_for(make_library: MakeLibrary, query: str) -> None:
    library = make_library(folder=SEEDS)
    hits = library.search(query, 20).hits
    assert hits[0].tier is Tier.WORDS
    assert all(library.search(query, limit).hits[0] == hits[0] for limit in (1, 2, 5))
