"""The tables of characters are what `make tables` makes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from index.text import cutting, traits, wordlist, words
from index.text.fold import data_rows, fold
from index.text.sound import class_table, readings, toneless
from index.text.stored import DATA, MADE, UNICODE

COMPUTING = (cutting, traits, wordlist, words)
"""Imported for the tables that they have, besides those of the modules above."""


def test_variants_come_from_opencc() -> None:
    pytest.importorskip("opencc")
    from tools.tables import variant_classes

    assert list(data_rows("variants.txt")) == variant_classes()


def test_syllables_come_from_pypinyin() -> None:
    pytest.importorskip("pypinyin")
    from tools.tables import syllables

    assert list(data_rows("syllables.txt")) == list(syllables().items())


def test_heteronyms_come_from_pypinyin() -> None:
    pytest.importorskip("pypinyin")
    from tools.tables import heteronyms

    assert list(data_rows("heteronyms.txt")) == list(heteronyms().items())


def test_words_with_heteronyms_come_from_jieba_and_pypinyin() -> None:
    pytest.importorskip("pypinyin")
    from tools.tables import heteronym_words

    assert list(data_rows("heteronym_words.txt")) == list(heteronym_words().items())


def test_tones_change_no_syllable() -> None:
    pytest.importorskip("pypinyin")
    from pypinyin import Style, pinyin

    for reading, chars in data_rows("syllables.txt"):
        for char in chars:
            assert pinyin(char, style=Style.NORMAL, v_to_u=False) == [[toneless(reading)]]


def test_heteronyms_are_folded_and_further() -> None:
    for reading, chars in data_rows("heteronyms.txt"):
        assert fold(chars) == chars
        assert all(reading in readings(char)[1:] for char in chars)


def test_classes_are_those_of_every_index_written_so_far() -> None:
    """Keys on disk hold these numbers: other numbers are another version of the index."""
    digest = hashlib.sha256(class_table().astype("<u8").tobytes()).hexdigest()
    assert digest == "2b79b0b5b7e2b445a1a6b248c50e7a45c91f11bda9d54854b5c210a1bbea1d9d"


@pytest.mark.parametrize("path", MADE, ids=lambda path: str(path.stem))
def test_what_is_stored_is_what_is_computed(path: Path) -> None:
    if path.parent == DATA / UNICODE and not path.parent.exists():
        pytest.skip("no tables are stored for this version of Unicode")
    kept, made = np.load(path), MADE[path]()
    assert kept.dtype == made.dtype
    assert np.array_equal(kept, made)
