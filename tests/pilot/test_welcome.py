"""The first start: a folder is asked for, completed, checked; or the samples are opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.cells import NO_START
from tui.colours import LIGHT
from tui.i18n import Language, catalog_for
from tui.keyboard import remapped
from tui.welcome import WelcomeApp, complete
from tui.widgets.bars import KeyBar


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name in ("笔记", "笔录", "notes", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "笔.txt").write_text("", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("begun", "completed", "names"),
    [
        ("笔", "笔", ["笔录", "笔记"]),
        ("笔记", "笔记/", ["笔记"]),
        ("n", "notes/", ["notes"]),
        ("", "", ["notes", "笔录", "笔记"]),
        (".h", ".hidden/", [".hidden"]),
        ("没有", "没有", []),
        ("笔.txt", "笔.txt", []),
        ("notes/", "notes/", []),
        ("no\0", "no\0", []),
        ("长" * 100, "长" * 100, []),
    ],
)
def test_a_path_is_completed(folders: Path, begun: str, completed: str, names: list[str]) -> None:
    assert complete(f"{folders}/{begun}") == (f"{folders}/{completed}", names)


def test_the_home_folder_stays_a_tilde(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folders))
    assert complete("~/no") == ("~/notes/", ["notes"])
    assert complete("~")[0] == "~/"
    assert complete("~nobody-of-that-name/no") == ("~nobody-of-that-name/no", [])


async def test_keys_put_elsewhere_work_and_are_named(tmp_path: Path) -> None:
    keyboard, troubles = remapped({"welcome-samples": ["f9"]})
    assert not troubles
    app = WelcomeApp(catalog_for(Language.ZH), tmp_path, LIGHT, keyboard=keyboard)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert "F9" in str(app.hint.content) and "F9" in app.query_one(KeyBar).words
        await pilot.press("f2")
        assert app.return_value is None
        await pilot.press("f9")
    assert app.return_value == tmp_path


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (45, 20), (40, 10)], ids=str)
@pytest.mark.parametrize("language", list(Language))
async def test_rows_are_whole_and_mistakes_are_said(
    folders: Path, size: tuple[int, int], language: Language
) -> None:
    say = catalog_for(language)
    app = WelcomeApp(say, None, LIGHT, told=["/gone"])
    async with app.run_test(size=size) as pilot:
        strips = app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {size[0]}
        rows = ["".join(segment.text for segment in strip).strip() for strip in strips]
        assert app.path_box.region.y < size[1] - 1 and rows[-1].startswith("Enter")
        assert not any(row.startswith(tuple(NO_START)) for row in rows)
        assert str(app.hint.content) == "/gone"
        missing = [str(folders / "无此"), "~nobody-of-that-name/x", str(folders / ("长" * 100))]
        for typed, said in (("", "welcome.empty"), *((one, "cli.not-a-folder") for one in missing)):
            app.path_box.replace_query(typed)
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            assert app.say(said, path=typed) in str(app.hint.content)
        await pilot.press("f2")
        assert say("cli.no-samples") in str(app.hint.content)
        app.path_box.replace_query(str(folders))
        await pilot.press("enter")
    assert app.return_value == folders
