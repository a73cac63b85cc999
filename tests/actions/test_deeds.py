"""What is done with a hit is told in one language."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from index import UnreadableFile, read_text
from tests.actions.test_recheck import TEXT, change, indexed, span_of
from tests.cli.test_trouble import LATIN_WORDS
from tui.actions.editor import Opened, Opening
from tui.actions.editors import Lands
from tui.actions.location import Location
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


ED = Opened(Opening.OPENED, "ed", Lands.COLUMN)
GRUMPY = Opened(Opening.FAILED, "ed", status=3)
JUMPS = {
    "as it was": (TEXT, ED, False, "已在 ed 中打开，光标在第 4 行第 15 列"),
    "moved": ("新的一行\n" + TEXT, ED, False, "文件改动过，已找到"),
    "lost": ("别的", ED, True, "文件改动过，原句已经不在"),
    "gone": (None, ED, True, "文件已经不在了：{path}"),
    "not opened": (TEXT, GRUMPY, True, "编辑器“ed”出错退出（退出码 3）"),
    "moved and not opened": ("新的一行\n" + TEXT, GRUMPY, True, "编辑器“ed”出错退出（退出码 3）"),
}


@pytest.mark.parametrize(("text", "opened", "bad", "told"), JUMPS.values(), ids=JUMPS.keys())
def test_how_a_jump_went_is_told(
    tmp_path: Path, text: str | None, opened: Opened, bad: bool, told: str
) -> None:
    document, asked = indexed(tmp_path / "f.md"), list[int]()
    if text is None:
        document.path.unlink()
    else:
        change(document.path, text)

    def edit(where: Location, *_: object) -> Opened:
        asked.append(where.line)
        return opened

    outcome = jump(catalog_for(Language.ZH), World(edit=edit), document, span_of(TEXT), nullcontext)
    assert outcome.text.startswith(told.format(path=document.path)) and outcome.bad is bad
    assert bool(asked) is (text is not None)


def test_why_a_file_cannot_be_looked_at_is_told(tmp_path: Path) -> None:
    document = indexed(tmp_path / "f.md")
    document.path.unlink()
    document.path.symlink_to("f.md")
    told = jump(catalog_for(Language.ZH), World(), document, span_of(TEXT), nullcontext)
    assert told.bad and "f.md" in told.text and "链接" in told.text
    assert not LATIN_WORDS.search(told.text)
