"""Decoding: right for whole files and for notes of a few characters, and never judged on a cut one."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.sources.decode import decode

SIMPLIFIED = (
    "我们今天想说的是，读书不一定要从头读到尾。有的书只要翻几页就够了，有的书值得反复看。"
    "写作的时候常常记得半句话，却想不起它在哪里，于是要去找。找的办法有很多，快的只有一种。"
)
TRADITIONAL = (
    "我們今天想說的是，讀書不一定要從頭讀到尾。有的書只要翻幾頁就夠了，有的書值得反覆看。"
    "寫作的時候常常記得半句話，卻想不起它在哪裡，於是要去找。找的辦法有很多，快的只有一種。"
)
JAPANESE = (
    "これは日本語の文章です。私は昨日、東京の図書館で古い本を読みました。"
    "そこには明治時代の新聞が保存されており、当時の人々の生活がよくわかります。"
)
KOREAN = "한국어로 쓴 짧은 글입니다. 강가의 나무가 물에 비쳤고, 우리는 내일 아침에 시장에 갈 것이다.\n"
BILINGUAL = "君の名前を呼ぶ\n我呼唤着你的名字\n"


@pytest.mark.parametrize("length", [8, 20, 200, 2_000])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(SIMPLIFIED, "gb18030", id="simplified-gb18030"),
        pytest.param(SIMPLIFIED, "gbk", id="simplified-gbk"),
        pytest.param(TRADITIONAL, "big5", id="traditional-big5"),
        pytest.param(TRADITIONAL, "gb18030", id="traditional-gb18030"),
        pytest.param(SIMPLIFIED, "utf-8", id="simplified-utf-8"),
        pytest.param(TRADITIONAL, "utf-8-sig", id="traditional-utf-8-mark"),
        pytest.param(SIMPLIFIED, "utf-16", id="simplified-utf-16-mark"),
    ],
)
def test_every_length_of_every_usual_encoding(text: str, encoding: str, length: int) -> None:
    text = (text * (length // len(text) + 2))[3 : 3 + length]
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.replaced == 0


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_where_the_text_is_cut_does_not_matter(encoding: str) -> None:
    text = TRADITIONAL * 3
    for start in range(60):
        assert decode(text[start : start + 20].encode(encoding)).text == text[start : start + 20]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(b"", "", "utf-8", id="empty"),
        pytest.param(codecs.BOM_UTF8, "", "utf-8-sig", id="only-a-mark"),
        pytest.param(b"a\r\nb\rc\n", "a\r\nb\rc\n", "utf-8", id="line-ends-stay"),
        pytest.param(b"\x1b[1mbold\x1b[0m\f", "\x1b[1mbold\x1b[0m\f", "utf-8", id="terminal-log"),
        pytest.param(codecs.BOM_UTF16_BE + "中a".encode("utf-16-be"), "中a", "utf-16-be", id="utf-16-be"),
        pytest.param("\ufeff中a".encode("gb18030"), "中a", "gb18030", id="gb18030-mark"),
        pytest.param(codecs.BOM_UTF32_LE + "中a".encode("utf-32-le"), "中a", "utf-32-le", id="utf-32"),
        pytest.param("plain\r\n".encode("utf-16-le"), "plain\r\n", "utf-16-le", id="utf-16-ascii-no-mark"),
        pytest.param(
            "第一行\n第二行 abc\n".encode("utf-16-be"),
            "第一行\n第二行 abc\n",
            "utf-16-be",
            id="utf-16-no-mark",
        ),
        pytest.param("café à la crème".encode("cp1252"), "café à la crème", "cp1252", id="western"),
        pytest.param(
            "これは日本語の文章です。".encode("cp932"), "これは日本語の文章です。", "cp932", id="japanese"
        ),
        pytest.param(JAPANESE.encode("euc_jp"), JAPANESE, "euc_jp", id="japanese-of-unix"),
        pytest.param(KOREAN.encode("euc_kr"), KOREAN, "cp949", id="korean"),
        pytest.param(SIMPLIFIED.encode() + b"\0" * 99, SIMPLIFIED + "\0" * 99, "utf-8", id="nuls-at-the-end"),
        pytest.param(
            SIMPLIFIED.encode("gb18030") + b"\0", SIMPLIFIED + "\0", "gb18030", id="gb18030-and-a-nul"
        ),
        pytest.param(f"{SIMPLIFIED}\0甲".encode(), f"{SIMPLIFIED}\0甲", "utf-8", id="a-nul-in-chinese"),
        pytest.param(
            f"{SIMPLIFIED}\n".encode() + f"{TRADITIONAL}\r\n".encode("gb18030") + "abc，完".encode(),
            f"{SIMPLIFIED}\n{TRADITIONAL}\r\nabc，完",
            "utf-8",
            id="put-together",
        ),
        pytest.param(BILINGUAL.encode("gb18030"), BILINGUAL, "gb18030", id="japanese-with-chinese"),
        pytest.param("𠮷野家\U0001f600".encode(), "𠮷野家\U0001f600", "utf-8", id="astral"),
    ],
)
def test_one_way_to_read_it(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, encoding, 0)


@pytest.mark.parametrize(
    ("data", "encoding", "replaced"),
    [
        pytest.param(SIMPLIFIED.encode()[:-1], "utf-8", 1, id="utf-8-cut-at-the-end"),
        pytest.param(SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode(), "utf-8", 1, id="utf-8-one-bad"),
        pytest.param("你好吗".encode()[:-1], "utf-8", 1, id="utf-8-short-and-cut"),
        pytest.param(SIMPLIFIED.encode("gb18030") + b"\xff\xff", "gb18030", 2, id="gb18030-with-damage"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x2d\x4e\x00", "utf-16-le", 1, id="utf-16-odd"),
    ],
)
def test_damage_is_replaced_and_counted(data: bytes, encoding: str, replaced: int) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.replaced) == (encoding, replaced)
    assert decoded.text.count("\ufffd") == replaced


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), id="image"),
        pytest.param(b"text\x00more text and more", id="one-nul"),
        pytest.param(bytes(range(1, 9)) * 20, id="control-characters"),
        pytest.param(b"\x00" * 64, id="nothing-but-nul"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode(data)
    assert caught.value.code == "binary"


def test_a_large_file_is_read_whole() -> None:
    text = SIMPLIFIED * 20_000
    assert decode(text.encode("gb18030")).text == text


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"))


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_round_trips(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(SIMPLIFIED.replace("，", "").replace("。", "")), min_size=12))
def test_chinese_round_trips_through_gb18030(characters: list[str]) -> None:
    text = "".join(characters)
    assert decode(text.encode("gb18030")).text == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(TRADITIONAL.replace("，", "").replace("。", "")), min_size=12))
def test_chinese_round_trips_through_big5(characters: list[str]) -> None:
    text = "".join(characters)
    assert decode(text.encode("big5")).text == text


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UnreadableFile as refused:
        assert refused.code in {"binary", "encoding"}
    else:
        decoded.text.encode("utf-8")
