"""The tables of characters are what `make tables` makes."""

from __future__ import annotations

import pytest

from index.text.fold import data_rows


def test_variants_come_from_opencc() -> None:
    pytest.importorskip("opencc")
    from tools.tables import variant_classes

    assert list(data_rows("variants.txt")) == variant_classes()


def test_syllables_come_from_pypinyin() -> None:
    pytest.importorskip("pypinyin")
    from tools.tables import syllables

    assert list(data_rows("syllables.txt")) == list(syllables().items())
