"""Folding: what is the same, what is not, and that no offset ever shifts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.fold import fold, fold_char, forms, from_codes, to_codes, variants
from index.text.squeeze import Body, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("Scaling LAW", "scaling law", id="case"),
        pytest.param("ＡＩ　２０２５：", "ai 2025:", id="full width"),
        pytest.param("ｱｲｳ", "アイウ", id="half-width kana"),
        pytest.param("a\tb\r\nc\u2028d\u00a0e", "a b  c d e", id="blanks"),
        pytest.param("字\n字", "字 字", id="a line break"),
        pytest.param("圖像識別", "图像识别", id="traditional"),
        pytest.param("灵长類", "灵长类", id="both scripts in a word"),
        pytest.param("乾幹干", "干干干", id="three forms of gan"),
        pytest.param("發髮发", "发发发", id="two forms of fa"),
        pytest.param("裡裏里", "里里里", id="three forms of li"),
        pytest.param("著着", "着着", id="zhe, regional"),
        pytest.param("爲為为", "为为为", id="wei, regional"),
        pytest.param("豈", "岂", id="compatibility ideograph, then script"),
        pytest.param("①²", "12", id="enclosed and raised digits"),
        pytest.param("ﬁ㎏ß…", "ﬁ㎏ß…", id="what would grow is left"),
        pytest.param("𠮷野家", "𠮷野家", id="above the basic plane"),
        pytest.param("😀👨\u200d👩", "😀👨\x1f👩", id="emoji"),
        pytest.param("被\u200b裁\ufeff了", "被\x1f裁\x1f了", id="what nobody sees"),
        pytest.param("co\xadop\u200e葛\U000e0100", "co\x1fop\x1f葛\x1f", id="hyphen, direction, variant"),
        pytest.param("İıſ", "İıs", id="dotted and long letters"),
        pytest.param("\ud800a", "\ud800a", id="lone surrogate"),
        pytest.param("", "", id="empty"),
    ],
)
def test_what_folds_to_what(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet=st.characters(codec=None)))
def test_folding_keeps_length_and_is_settled(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert folded == "".join(map(fold_char, text))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("学习 and",), [("学习 and",)]),
        (("côte",), [("côte",), ("co\u0302te",)]),
        (("co\u0302te",), [("co\u0302te",), ("côte",)]),
        (("가", "字"), [("가", "字"), ("\u1100\u1161", "字")]),
        (("デ", "é"), [("デ", "é"), ("テ\u3099", "e\u0301")]),
        (("豈",), [("豈",)]),
        (("I don't", "字"), [("I don't", "字"), ("I don’t", "字")]),
        (("l’été",), [("l’été",), ("l’e\u0301te\u0301",), ("l'été",), ("l'e\u0301te\u0301",)]),
        (("'tis '80s’ 5'6",), [("'tis '80s’ 5'6",)]),
        (("office",), [("office",), ("oﬃce",), ("ofﬁce",)]),
        (("ﬁne", "flow"), [("ﬁne", "flow"), ("ﬁne", "ﬂow"), ("fine", "flow")]),
    ],
)
def test_forms_are_those_that_fold_otherwise(texts: tuple[str, ...], expected: list[tuple[str, ...]]) -> None:
    assert forms(texts) == expected


@given(st.text(alphabet=st.characters(codec=None)))
def test_code_points_and_back(text: str) -> None:
    assert from_codes(to_codes(text)) == text


def test_usual_forms_are_settled() -> None:
    assert not set(variants().values()) & set(variants())


@given(st.text(alphabet=st.sampled_from("强化學习 ,。*-[](a1ＡＢ\n\0😀𠮷")), st.data())
def test_squeezing_keeps_places(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    body = Body.of(text, [(start, end)] if end > start else [])
    assert len(body.folded) == len(text)
    assert "".join(body.folded[place] for place in body.positions) == body.squeezed
    assert body.squeezed == squeeze(body.folded)
    assert not any(start <= place < end for place in body.positions)


def test_marks_and_spaces_do_not_part_what_a_reader_sees_together() -> None:
    assert Body.of("**因为 我在被裁 之前已经有o ffer了**").squeezed == "因为我在被裁之前已经有offer了"
