"""The language of a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources import read, walk
from index.text.language import SAMPLE, SAMPLES, language
from tests.conftest import SEEDS

ENGLISH = "The point of the note is to say that the weather and the sea have to be seen together. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("这是一个测试，说话的人很多", "zh-Hans", id="simplified"),
        pytest.param("這是一個測試，說話的人很多", "zh-Hant", id="traditional"),
        pytest.param("這是他說的：「这」", "zh-Hant", id="mostly traditional"),
        pytest.param("皇后在公里外干杯，只有面子", "zh", id="characters that both scripts have"),
        pytest.param("𠮷野家", "zh", id="above the basic plane"),
        pytest.param(ENGLISH, "en", id="English"),
        pytest.param("Hello", "en", id="too short to be seen not to be"),
        pytest.param("Ａ　ｎｏｔｅ", "en", id="full width"),
        pytest.param("Der Wind weht über das Meer und die Wolken. " * 5, "other", id="German"),
        pytest.param("我们用 Python 写 search engine 然后 deploy 到 server", "mixed", id="two languages"),
        pytest.param("他们在用 API 的时候发现这个模型说得不好", "zh-Hans", id="a Latin word or two"),
        pytest.param("これは日本語の文章です。漢字もあります", "ja", id="Japanese"),
        pytest.param("カタカナ", "ja", id="kana alone"),
        pytest.param(
            "他说こんにちは，大家听到了，这是日本人的问候语，学生都会", "zh-Hans", id="a Japanese word"
        ),
        pytest.param("한국어 문장입니다", "other", id="Korean"),
        pytest.param("Съешь ещё этих булок, 请", "other", id="Russian"),
        pytest.param(
            "见这里 https://example.org/the/long/address/of-a-page?with=query 的说明", "zh-Hans", id="URL"
        ),
        pytest.param("123 😀 ——", "other", id="no letters"),
        pytest.param("", "other", id="empty"),
    ],
)
def test_languages(text: str, name: str) -> None:
    assert language(text) == name


def test_all_of_a_long_text_is_sampled() -> None:
    text = ENGLISH * 100 + "这是后面说的话，" * 1_200
    assert len(text) > SAMPLES * SAMPLE
    assert language(text) == "mixed"


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_has_one(text: str) -> None:
    assert language(text) in {"zh-Hans", "zh-Hant", "zh", "en", "mixed", "ja", "other"}


def test_the_reader_tells_it() -> None:
    found = [one for one in walk([SEEDS]) if hasattr(one, "root")]
    assert {read(Path(one.path), one.root).document.language for one in found} == {"zh-Hans"}
