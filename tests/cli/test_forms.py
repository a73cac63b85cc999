"""`xunju search --format`: hits as they are picked, for editors that choose among them themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.cli import main
from tui.forms import Form
from tui.picking import Picking
from tui.quoting import TEMPLATES

TEXT = "---\ntitle: 反馈\nauthor: 某人\n---\n\n第一段。强化学习的反馈，到此为止。\n\n再说强化学习的事。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "texts"
    root.mkdir()
    (root / "a.md").write_text(TEXT, "utf-8")
    return root


def printed(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["search", *words]) == 0
    return capfd.readouterr().out


def test_a_place_is_a_line_whatever_the_file_is_called(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").unlink()
    (folder / "甲\n乙.md").write_text("说到强化学习。", "utf-8")
    for form, line in (("location", ":1:3\n"), ("vimgrep", ":1:7: 说到强化学习。\n"), ("path", "\n")):
        name = "甲\n乙.md" if form == "path" else "甲 乙.md"
        assert printed(capfd, "--format", form, "强化学习", str(folder)) == f"{folder / name}{line}"


def test_what_ends_with_nul_may_hold_any_line_break(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def parts(*words: str) -> list[str]:
        *made, rest = printed(capfd, "-0", *words, "强化学习", str(folder)).split("\0")
        assert rest == ""
        return made

    quotes = parts("--format", "quote")
    assert [quote[:5] for quote in quotes] == ["> 强化学", "> 再说强"]
    assert not any(quote.endswith("\n") for quote in quotes)
    (folder / "a.md").rename(folder / "甲\n乙.md")
    assert parts("--format", "path") == [str(folder / "甲\n乙.md")]
    assert [line.rsplit(":", 3)[1:3] for line in parts()] == [["6", "5"], ["8", "3"]]


@pytest.mark.parametrize(
    ("form", "lines", "ended"),
    [
        (Form.QUOTE, "a\n\na\n\nb", "a\0a\0b"),
        (Form.TEXT, "a\na\nb", "a\0a\0b"),
        (Form.PATH, "a\nb", "a\0b"),
    ],
)
def test_what_was_picked_is_parted_by_what_ends_it(form: Form, lines: str, ended: str) -> None:
    picking = Picking(form, several=True, done=True)
    picking.marked = {("d", 1): "a\n", ("d", 2): "a", ("e", 1): "b"}
    assert (picking.printed("\n"), picking.printed("\0")) == (lines, ended)


def test_each_form_of_a_hit(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def form(name: str) -> str:
        return printed(capfd, "--format", name, "强化学习", str(folder))

    path = folder / "a.md"
    assert form("path") == f"{path}\n"
    assert form("location") == f"{path}:6:5\n{path}:8:3\n"
    first, second = "强化学习的反馈，到此为止。", "再说强化学习的事。"
    assert form("vimgrep") == f"{path}:6:13: {first}\n{path}:8:7: {second}\n"
    assert form("text") == "强化学习的反馈，到此为止。\n再说强化学习的事。\n"
    first, second = form("quote").split("\n\n")
    assert first == "> 强化学习的反馈，到此为止。\n>\n> ——某人《反馈》"
    assert second == "> 再说强化学习的事。\n>\n> ——某人《反馈》\n"


def test_each_hit_is_quoted_from_its_own_document(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    other = TEXT.replace("某人", "另一位").replace("反馈", "别的").replace("---\n\n", "---\n\n又一段。")
    (folder / "b.md").write_text(other, "utf-8")
    quoted = printed(capfd, "--format", "plain", "--sort", "path", "强化学习", str(folder)).split("\n\n")
    assert quoted[0] == "“强化学习的反馈，到此为止。”——某人《反馈》"
    assert quoted[2] == "“强化学习的别的，到此为止。”——另一位《别的》"


def test_a_program_gets_hit_and_form_together(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = ("--json", "--format", "quote", "强化学习", str(folder))
    hits = [json.loads(line) for line in printed(capfd, *words).splitlines()]
    assert [hit["formatted"].splitlines()[0] for hit in hits] == [
        "> 强化学习的反馈，到此为止。",
        "> 再说强化学习的事。",
    ]
    assert [hit["line"] for hit in hits] == [6, 8]


def test_the_template_of_the_settings_counts(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.yaml").write_text("template: mine\ntemplates: {mine: '<{sentence}>'}\n", "utf-8")
    words = ("--format", "quote", "--limit", "1", "强化学习", str(folder))
    assert printed(capfd, *words) == "<强化学习的反馈，到此为止。>\n"


def test_every_format_of_quotations_is_a_form(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.yaml").write_text("template: mine\ntemplates: {mine: '<{sentence}>'}\n", "utf-8")

    def form(name: str) -> str:
        return printed(capfd, "--format", name, "强化学习", str(folder))

    first, second = "强化学习的反馈，到此为止。", "再说强化学习的事。"
    assert form("mine") == f"<{first}>\n\n<{second}>\n"
    assert form("plain") == f"“{first}”——某人《反馈》\n\n“{second}”——某人《反馈》\n"
    for name in TEMPLATES:
        assert form(name)


def test_a_form_that_there_is_not_is_said(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--format", "html\x1b", "强化学习", str(folder)]) == 2
    said = capfd.readouterr().err
    assert "html␛" in said and "quote" in said and "gbt7714" in said


def test_controls_in_what_is_printed_are_made_visible(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "b.md").write_text("# 标题\x1b[31m\n\n独有的句子\x07在此。\n", "utf-8")
    for name in Form:
        made = printed(capfd, "--format", name, "独有的句子", str(folder))
        assert not {"\x1b", "\x07"} & set(made)
