"""The sound tier: other characters for the same sounds, pinyin, initials; and where their place is."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from index import Likeness, Results, Tier
from index.search.sounding import OTHER, TONE, Sounding
from index.text.fold import fold
from index.text.pinyin import Sound
from index.text.squeeze import Body
from index.text.words import han_words
from tests.conftest import MakeLibrary
from tests.engine.test_search import lit

OTHERS = {f"other{number}.txt": "这里说的是别的事情，和它没有关系。" for number in range(9)}


def sounding(results: Results) -> list[tuple[str, str | None]]:
    """What the hits of the sound tier light, and how it sounds."""
    return [(lit(hit)[0], hit.likeness) for hit in results if hit.tier is Tier.SOUND]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        pytest.param("我其实在备材之前", "~被裁", [("备材", Likeness.TONE)], id="same tones"),
        pytest.param("我其实在备材之前", "被裁", [("备材", Likeness.TONE)], id="where nothing else is"),
        pytest.param("他得过土林奖", "图灵奖", [("土林奖", Likeness.NEAR)], id="-ng for -n"),
        pytest.param("卷辑网络之父", "卷积网络", [("卷辑网络", Likeness.SYLLABLE)], id="other tones"),
        pytest.param("就是避援的", "~闭源", [("避援", Likeness.TONE)], id="both characters differ"),
        pytest.param("说到長期注意者", "长期主义者", [("長期注意者", Likeness.SYLLABLE)], id="a script"),
        pytest.param(
            "他在银航上班", "~银行", [("银航", Likeness.SYLLABLE)], id="a further reading of the query"
        ),
        pytest.param("备\n材之前", "~被裁", [("备\n材", Likeness.TONE)], id="across rows"),
        pytest.param("备，材之前", "~被裁", [], id="not across a mark"),
        pytest.param("备<i>材</i>之前", "~被裁", [("备<i>材", Likeness.TONE)], id="across a tag"),
        pytest.param(
            "备<!-- 注 -->材之前", "~被裁", [("备<!-- 注 -->材", Likeness.TONE)], id="across a remark"
        ),
        pytest.param("被裁之前", "~被裁", [], id="not the very characters"),
        pytest.param("说强化学习呢", "qianghuaxuexi", [("强化学习", Likeness.PINYIN)], id="pinyin"),
        pytest.param("说强化学习呢", "Qiáng huà xué xí", [("强化学习", Likeness.PINYIN)], id="with tones"),
        pytest.param("说强化学习呢", "qhxx", [("强化学习", Likeness.INITIALS)], id="initials"),
        pytest.param("说强化学习呢", "强化xuexi", [("强化学习", Likeness.PINYIN)], id="mixed with Han"),
        pytest.param("说强化学习呢", "~xuexi", [("学习", Likeness.PINYIN)], id="asked for by a tilde"),
        pytest.param("他还有女朋友", "nvpengyou", [("女朋友", Likeness.PINYIN)], id="v for ü"),
        pytest.param("没有关系", "can", [], id="one syllable is none"),
        pytest.param("𠮷野家", "~𠮷野", [], id="above the basic plane"),
    ],
)
def test_what_sounds_alike(
    make_library: MakeLibrary, text: str, query: str, expected: list[tuple[str, str]]
) -> None:
    library = make_library({"a.txt": text, **OTHERS})
    assert sounding(library.search(query)) == expected


def test_what_stands_near_as_it_was_typed_does_not_sound_so(make_library: MakeLibrary) -> None:
    """The parts are near each other over a border of passages; far behind it is a sound."""
    filler = "天地人你我他们。"
    text = f"{filler * 36}苹果\n\n被裁{filler * 30}备材"
    library = make_library({"a.txt": text, "b.txt": "备材", "c.txt": "备材", "d.txt": "苹果"})
    results = library.search("被裁 苹果")
    assert [hit.tier for hit in results] == [Tier.EXACT]
    assert results.totals == library.count("被裁 苹果").totals == {Tier.EXACT: 1}


@pytest.mark.parametrize(
    ("text", "query", "tiers"),
    [
        pytest.param("写信用的帐号。", "賬號", {Tier.WORDS: 1}, id="a word"),
        pytest.param("写信用的帐号身分都有。", "账号 身份", {Tier.WORDS: 1}, id="several"),
        pytest.param("帐号，他的仗好。", "账号", {Tier.WORDS: 1, Tier.SOUND: 1}, id="beside a sound"),
        pytest.param("写信用的帐号。", "~账号", {Tier.SOUND: 1}, id="where a sound is asked for"),
    ],
)
def test_what_another_region_calls_it_is_found_once(
    make_library: MakeLibrary, text: str, query: str, tiers: dict[Tier, int]
) -> None:
    library = make_library({"a.txt": text, **OTHERS})
    results = library.search(query)
    assert results.totals == library.count(query).totals == tiers
    assert Counter(hit.tier for hit in results) == tiers


@pytest.mark.parametrize(
    ("query", "likeness"),
    [
        ("备案修改", Likeness.TONE),
        ("倍安修该", Likeness.SYLLABLE),
        ("beianxiugai", Likeness.PINYIN),
        ("baxg", Likeness.INITIALS),
    ],
)
def test_what_is_said_over_several_rows_of_subtitles(
    make_library: MakeLibrary, query: str, likeness: Likeness
) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n他拿了被\n\n2\n00:00:02,000 --> 00:00:03,000\n案修改\n"
    results = make_library({"a.srt": text, **OTHERS}).search(query)
    between = "\n\n2\n00:00:02,000 --> 00:00:03,000\n"
    assert sounding(results) == [(f"被{between}案修改", likeness)]


def test_nothing_sounds_over_the_end_of_a_document(make_library: MakeLibrary) -> None:
    assert not make_library({"a.txt": "他在备", "b.txt": "材之前", **OTHERS}).search("~被裁")


@pytest.mark.parametrize(
    ("other", "tiers"),
    [
        pytest.param("强化的事", {Tier.SOUND}, id="pinyin that is no word"),
        pytest.param("xuexi 是拼音，强化是词", {Tier.WORDS, Tier.SOUND}, id="a word of the index"),
    ],
)
def test_of_what_is_typed_in_pinyin_in_part_the_rest_alone_is_not_found(
    make_library: MakeLibrary, other: str, tiers: set[Tier]
) -> None:
    library = make_library({"a.txt": "说强化学习呢", "b.txt": other})
    assert {hit.tier for hit in library.search("强化xuexi")} == tiers
    assert set(library.count("强化xuexi").totals) == tiers


@pytest.mark.parametrize("beside", ["kind:text", "-别的", "kind:text -别的", "before:2000-99"])
@pytest.mark.parametrize("query", ["qiang hua xue xi", "强化xuexi"])
def test_what_stands_beside_it_is_no_pinyin(make_library: MakeLibrary, query: str, beside: str) -> None:
    library = make_library({"a.txt": "说强化学习呢", "b.txt": "强化的事", "c.txt": "a kind of text"})
    results = library.search(f"{query} {beside}")
    assert [(lit(hit), hit.tier) for hit in results] == [(["强化学习"], Tier.SOUND)]


def test_what_sounds_ends_within_its_span() -> None:
    wanted = Sounding(tuple(Sound(char=char) for char in "被裁"), by_sound=True)
    body = Body.of("备 材，备")
    starts, ends = np.array([0, 0, 2, 4]), np.array([3, 1, 3, 5])
    levels = wanted.heard(body, starts, ends).tolist()
    assert levels == [TONE, OTHER, OTHER, OTHER]
    assert wanted.likeness(TONE) is Likeness.TONE


def test_a_tilde_needs_two_syllables_and_says_so(make_library: MakeLibrary) -> None:
    results = make_library({"a.txt": "备材"}).search("~被")
    assert [note.code for note in results.notes] == ["sound-short"]


def test_two_syllables_are_not_looked_for_where_the_characters_are_found(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "就\n".join(["被裁"] * 30), "b.txt": "备材"})
    assert sounding(library.search("被裁", 100)) == []
    assert sounding(library.search("~被裁", 100)) == [("备材", Likeness.TONE)]


def test_latin_words_of_the_text_come_before_what_they_spell(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "women and men", "b.txt": "我们都在"})
    found = [(hit.tier, lit(hit)[0]) for hit in library.search("women")]
    assert found == [(Tier.EXACT, "women"), (Tier.SOUND, "我们")]


def test_an_ordinary_word_is_hardly_misheard(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "他说得很可疑的", "b.txt": "他说得很客意的", **OTHERS})
    assert sounding(library.search("~可议"))[0][0] == "客意"


@pytest.mark.parametrize(
    ("query", "often", "once", "first"),
    [
        pytest.param("jizhu", "技术", "记住", "记住", id="read so in other words only"),
        pytest.param("chongfu", "重复", "冲服", "重复", id="read so in this word"),
        pytest.param("huanshu", "还书", "换书", "还书", id="words of one character"),
    ],
)
def test_a_character_is_read_as_its_word_has_it(
    make_library: MakeLibrary, query: str, often: str, once: str, first: str
) -> None:
    filler = "天地玄黄宇宙洪荒。" * 40 + "\n\n"
    library = make_library({"a.txt": f"说的是{often}。{filler}" * 9, "b.txt": f"说的是{once}。", **OTHERS})
    found = [text for text, _ in sounding(library.search(query))]
    assert found[0] == first
    assert sorted(found) == sorted([often] * 9 + [once])


def test_a_part_by_its_sound_beside_another(make_library: MakeLibrary) -> None:
    library = make_library(
        {"a.txt": "在备材之前有offer了", "b.txt": "备材而已", "c.txt": "被裁之前没有offer", **OTHERS}
    )
    results = library.search("~被裁 offer")
    assert [hit.path.stem for hit in results if hit.tier is Tier.SOUND] == ["a"]
    assert not results.totals.get(Tier.EXACT)


@pytest.mark.parametrize(
    ("text", "query", "tiers"),
    [
        pytest.param("他得过土林奖", "图灵奖", [Tier.SOUND], id="in one piece"),
        pytest.param("他得过图灵奖", "图灵奖", [Tier.EXACT, Tier.WORDS], id="stands there"),
        pytest.param("奖给了图灵", "图灵奖", [Tier.WORDS], id="nothing sounds so"),
        pytest.param("合适的水温，水文合适", "水温合适", [Tier.WORDS, Tier.SOUND], id="all words, too"),
        pytest.param("土林说到奖金", "图菱 奖金", [Tier.SOUND], id="a part that is no word"),
        pytest.param("土林说到奖金", "图灵 奖金", [Tier.WORDS, Tier.SOUND], id="parts that all are words"),
    ],
)
def test_where_all_of_it_sounds_so_some_of_its_words_say_nothing(
    make_library: MakeLibrary, text: str, query: str, tiers: list[Tier]
) -> None:
    library = make_library({"a.txt": text, "b.txt": "图灵说过，裁掉，被备", "c.txt": "奖金"} | OTHERS)
    assert list(library.search(query).totals) == tiers


@pytest.mark.parametrize("query", ["pingguo shouji", "苹果 shouji", "~平国 ~首级"])
def test_parts_that_sound_so_in_one_piece_come_before_those_apart(
    make_library: MakeLibrary, query: str
) -> None:
    texts = {"a.txt": "手机和电脑，苹果都卖", "b.txt": "苹果做手机", "c.txt": "后来卖苹果手机"}
    hits = [hit for hit in make_library(texts | OTHERS).search(query) if hit.tier is Tier.SOUND]
    assert [hit.path.stem for hit in hits] == ["c", "b", "a"]


def test_a_hit_is_gone_to_where_it_sounds_nearest(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "他备彩了，我备材了", **OTHERS})
    (hit,) = library.search("~被裁")
    assert (lit(hit)[hit.focus], hit.likeness) == ("备材", Likeness.TONE)


def test_exclusion_and_filters_stand_above_sounds(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "在备材之前", "b.txt": "在备材之后", **OTHERS})
    assert [hit.path.stem for hit in library.search("~被裁 -之后")] == ["a"]
    assert [hit.path.stem for hit in library.search("~被裁 path:b.txt")] == ["b"]


def test_matches_of_a_document_hold_what_its_hits_light(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "在备材之前", "b.txt": "由Suddon教授"})
    for query in ("被裁", "beicai", "Sutton"):
        (hit,) = (hit for hit in library.search(query) if hit.tier in (Tier.SOUND, Tier.FUZZY))
        assert set(hit.spans) <= set(library.matches(query, library.document(hit.document)))


@pytest.mark.parametrize("query", ["aaaaaaaa", "bpmfdtnl", "zhchshzhchsh", "~" + "是" * 60, "shishi" * 20])
def test_what_sounds_like_anything_is_answered(make_library: MakeLibrary, query: str) -> None:
    make_library({"a.txt": "四是四十是十，十四是十四，" * 400}).search(query)


def test_the_five_real_documents_hold_what_was_misheard(
    real_documents: Path, make_library: MakeLibrary
) -> None:
    library = make_library(folder=real_documents)
    misheard = {
        "被裁": ["备材"],
        "闭源": ["币源", "避援"],
        "图灵奖": ["土林奖"],
        "黑盒": ["黑核"],
        "消歧": ["消奇"],
        "卷积网络": ["卷辑网络"],
    }
    for right, wrong in misheard.items():
        for query in (f"~{right}", *([right] if len(right) > 2 else [])):
            first = [text for text, _ in sounding(library.search(query))[:5]]
            assert set(wrong) <= set(first), query


def test_no_sound_stands_above_an_exact_hit_in_the_real_documents(
    real_documents: Path, make_library: MakeLibrary
) -> None:
    library = make_library(folder=real_documents)
    text = "".join(library.document(one.id).text for one in library.documents())
    words = sorted({word for word in han_words(fold(text)) if 2 <= len(word) <= 4})
    for word in random.Random(20261123).sample(words, 200):
        order = [hit.tier for hit in library.search(word)]
        assert order[0] is Tier.EXACT, word
        assert order == sorted(order, key=list(Tier).index), word
