"""`xunju check`: what it prints, and with which status it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.cli import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XUNJU_LANG", "zh")
    root = tmp_path / "texts"
    root.mkdir()
    (root / "a.md").write_text(
        "---\ntitle: 题目\x1b[31m\n---\n强化学习最大的好处是它是主动学习的。\n", "utf-8"
    )
    return root


def check(draft: Path, folder: Path, *words: str) -> int:
    return main(["check", *words, str(draft), str(folder)])


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return tmp_path / "draft.md"


def test_a_draft_without_fault_ends_with_0(
    draft: Path, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    draft.write_text("他说：“最大的好处是它是主动学习的”。", "utf-8")
    assert check(draft, folder) == 0
    said = capfd.readouterr()
    assert f"{draft}:1:5: 一致 最大的好处是它是主动学习的 <- " in said.out
    assert "a.md:4:5 《题目" in said.out and "\x1b" not in said.out
    assert "共 1 处引文：一致 1" in said.err


def test_what_differs_is_marked_and_ends_with_1(
    draft: Path, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    draft.write_text("“最大的坏处是它是主动学习的”，“哪里都没有的一句话”", "utf-8")
    assert check(draft, folder) == 1
    different, missing = capfd.readouterr().out.splitlines()
    assert "有出入 最大的[-坏-]{+好+}处是它是主动学习的 <- " in different
    assert missing.endswith("没找到 哪里都没有的一句话")


def test_json(draft: Path, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    draft.write_text("\n“最大的坏处是它是主动学习的”", "utf-8")
    assert check(draft, folder, "--json") == 1
    (record,) = map(json.loads, capfd.readouterr().out.splitlines())
    assert (record["verdict"], record["line"], record["column"], record["start"]) == ("different", 2, 2, 2)
    assert record["differences"][1] == ["坏", "好"]
    assert (record["source"]["line"], record["source"]["column"]) == (4, 5)


def test_a_draft_without_quotations_ends_with_0(draft: Path, folder: Path) -> None:
    draft.write_text("", "utf-8")
    assert check(draft, folder) == 0


def test_other_encodings_and_large_drafts_are_read(
    draft: Path, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = "很长的文稿没有什么引文。\n" * 150_000 + "“最大的好处是它是主动学习的”\n"
    draft.write_bytes(text.encode("gb18030"))
    assert check(draft, folder) == 0
    assert ":150001:2: 一致" in capfd.readouterr().out


@pytest.mark.parametrize("kind", ["gone", "folder", "binary"])
def test_a_draft_that_cannot_be_read_is_named(
    draft: Path, folder: Path, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    if kind == "folder":
        draft.mkdir()
    elif kind == "binary":
        draft.write_bytes(bytes(range(256)) * 40)
    assert check(draft, folder) == 2
    said = capfd.readouterr().err
    assert str(draft) in said and "Traceback" not in said


def test_without_a_draft_it_says_what_to_type(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert "xunju check" in capfd.readouterr().err
