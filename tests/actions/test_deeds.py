"""What is done with a hit is told in one language."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from index import UnreadableFile, read_text
from tests.actions.test_recheck import TEXT, change, indexed, span_of
from tests.cli.test_trouble import LATIN_WORDS
from tui.i18n import Language, catalog_for
from tui.screens.deeds import jump
from tui.screens.world import World


def denied(_path: Path) -> str:
    raise UnreadableFile("denied", "Permission denied")


def too_large(_path: Path) -> str:
    raise UnreadableFile("too-large", "The file has 60,000,000 bytes, more than 50,000,000.")


@pytest.mark.parametrize(
    ("read", "why"),
    [(read_text, "不是文本"), (denied, "没有权限"), (too_large, "60,000,000")],
    ids=["no-text", "denied", "too-large"],
)
def test_why_a_changed_file_cannot_be_read_is_told(tmp_path: Path, read: object, why: str) -> None:
    document = indexed(tmp_path / "f.md")
    change(document.path, "\0" * 9)
    world = World(read=read)  # type: ignore[arg-type]
    told = jump(catalog_for(Language.ZH), world, document, span_of(TEXT), nullcontext)
    assert told.bad and "f.md" in told.text and why in told.text
    assert not LATIN_WORDS.search(told.text)


def test_why_a_file_cannot_be_looked_at_is_told(tmp_path: Path) -> None:
    document = indexed(tmp_path / "f.md")
    document.path.unlink()
    document.path.symlink_to("f.md")
    told = jump(catalog_for(Language.ZH), World(), document, span_of(TEXT), nullcontext)
    assert told.bad and "f.md" in told.text and "链接" in told.text
    assert not LATIN_WORDS.search(told.text)
