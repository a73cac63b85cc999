"""Folders that are away for a while: the others are kept up with, and what was in them is still found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Library, RootError
from index import sync as sync_module
from index.model import Failure
from index.sources import find
from tests.conftest import MakeLibrary, stems


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two folders, each with a text."""
    roots = [tmp_path / "disk", tmp_path / "stick"]
    for root in roots:
        (root / "folder").mkdir(parents=True)
        (root / "folder" / f"{root.name}.txt").write_text("甲文", "utf-8")
    with Library.open(roots) as opened:
        opened.sync()
        yield opened


@pytest.mark.parametrize("reopened", [False, True])
@pytest.mark.parametrize("away", [0, 1])
def test_the_others_are_kept_up_with(library: Library, away: int, reopened: bool) -> None:
    folder, other = library.roots[away], library.roots[1 - away]
    folder.rename(folder.with_name("elsewhere"))
    (other / "new.txt").write_text("乙文", "utf-8")
    if reopened:
        library = Library.open(library.roots)
    for added in (1, 0):
        report = library.sync()
        assert (report.added, report.removed) == (added, 0)
        assert [(one.path, one.code) for one in report.failures] == [(folder, "away")]
        assert stems(library, "文") == {"disk", "stick", "new"}
    folder.with_name("elsewhere").rename(folder)
    report = library.sync()
    assert (report.added, report.unchanged, report.failures) == (0, 3, ())
    (folder / "folder" / f"{folder.name}.txt").unlink()
    assert library.sync().removed == 1
    library.close()


def test_where_all_are_away_the_index_stays(library: Library) -> None:
    for root in library.roots:
        root.rename(root.with_name(f"{root.name} elsewhere"))
    with pytest.raises(RootError):
        library.sync()
    with pytest.raises(RootError):
        Library.open(library.roots)
    assert stems(library, "文") == {"disk", "stick"}


def test_what_is_in_a_folder_that_cannot_be_looked_at_stays(
    make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library({"a.txt": "甲文", "closed/deep/b.txt": "乙文", "closed too/c.txt": "丙文"})
    closed = library.roots[0] / "closed"

    def found(*arguments: Any) -> Any:
        met = find(*arguments)
        met.pop(str(closed / "deep" / "b.txt"))
        met.pop(str(library.roots[0] / "closed too" / "c.txt"))
        return {**met, str(closed): Failure(closed, "denied", "Permission denied.")}

    with monkeypatch.context() as patch:
        patch.setattr(sync_module, "find", found)
        report = library.sync()
        assert (report.removed, [one.code for one in report.failures]) == (1, ["denied"])
        assert stems(library, "文") == {"a", "b"}
    assert library.sync().added == 1
    assert stems(library, "文") == {"a", "b", "c"}
