"""`xunju audit`: the table, the verdict, what is named, and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest

from index import AuditRow, Library, Span
from tui.cli import audit, main
from tui.i18n import Language, catalog_for

FRAGMENTS_HERE = 64


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "library"
    root.mkdir()
    (root / "甲.txt").write_text("活字印刷用的是铅字，\n排好了才能上机。\n" * 8, "utf-8")
    (root / "乙.md").write_text("# 标题\n\n**照 排**之后不再用铅字，GPT 也读得懂。\n", "utf-8")
    monkeypatch.setenv("XUNJU_LANG", "en")
    return root


def run(folder: Path, *words: str) -> int:
    return main(["audit", str(folder), "--samples", str(FRAGMENTS_HERE), "--seed", "1", *words])


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that never finds anything in one of the files."""
    whole = Library.places

    def places(self: Library, query: str) -> Mapping[Path, tuple[Span, ...]]:
        return {path: spans for path, spans in whole(self, query).items() if path.name != "乙.md"}

    monkeypatch.setattr(Library, "places", places)


@pytest.mark.parametrize("language", Language)
def test_a_table_and_a_verdict(
    folder: Path, language: Language, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XUNJU_LANG", language)
    text = catalog_for(language)
    assert run(folder) == 0
    head, *rows, verdict = capfd.readouterr().out.splitlines()
    assert text("cli.audit-recall") in head
    assert rows[0].split()[:2] == ["1", "4"]
    assert rows[-1].split()[:2] == [text("cli.audit-all"), str(sum(int(row.split()[1]) for row in rows[:-1]))]
    assert rows[-2].split()[0] == text("cli.audit-bridged")
    assert all(row.endswith("100.000 %") for row in rows)
    assert verdict.startswith(text("cli.audit-passed", files=text("count.documents", count=2), seed=1)[:8])
    assert re.search(r"[, ，]\d+\.\d (s|秒)[ （(]+--seed 1\b", verdict)


def test_a_seed_is_chosen_and_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(folder), "--samples", "1", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["seed"] in range(audit.SEEDS)


def test_misses_are_named_and_end_with_one(
    folder: Path, forgetful: None, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run(folder) == 1
    lines = capfd.readouterr().out.splitlines()
    first = lines.index(catalog_for(Language.EN)("cli.audit-first"))
    assert "are missed" in lines[first - 1]
    assert lines[first + 1 :]
    assert all(line.startswith("  乙.md:") for line in lines[first + 1 :])
    assert not lines[first - 2].endswith("100.000 %")


def test_the_result_as_json(folder: Path, forgetful: None, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--json") == 1
    report = json.loads(capfd.readouterr().out)
    assert list(report) == [
        *("fragments", "places", "found", "missed", "rows", "misses", "seed"),
        *("documents", "characters", "changed", "unreadable", "seconds", "cancelled"),
    ]
    assert report["missed"] == report["places"] - report["found"] > 0
    assert (report["seed"], report["documents"], report["cancelled"]) == (1, 2, False)
    assert list(report["rows"][0]) == ["length", "fragments", "places", "found", "recall"]
    assert (report["rows"][0]["length"], report["rows"][-1]["length"]) == (1, None)
    assert report["rows"][0]["recall"] < 1
    miss = report["misses"][0]
    assert list(miss) == ["fragment", "path", "line", "column"]
    assert miss["path"] == str(folder / "乙.md")


def test_without_a_sync_what_is_new_is_left_out_and_said(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(folder) == 0
    capfd.readouterr()
    (folder / "丙.txt").write_text("后来才写的话。", "utf-8")
    (folder / "甲.txt").write_text("改过的话。", "utf-8")
    assert run(folder, "--no-sync", "--json") == 0
    ran = capfd.readouterr()
    report = json.loads(ran.out)
    assert (report["documents"], report["changed"]) == (1, 2)
    assert "2 files have changed" in ran.err
    assert run(folder, "--json") == 0
    assert json.loads(capfd.readouterr().out)["documents"] == 3


@pytest.mark.parametrize("words", [[], ["--json"]], ids=["table", "json"])
def test_where_there_is_no_text_nothing_is_proved(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], words: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", *words) == 2
    ran = capfd.readouterr()
    assert "no text" in ran.err
    assert bool(ran.out) is (words == ["--json"])


TROUBLE = {
    "no such folder": (["audit", "no/such/folder"], "no/such/folder"),
    "no number": (["audit", "--samples", "many"], "many"),
    "none at all": (["audit", "--samples", "0"], "--samples"),
    "no seed": (["audit", "--seed", "x"], "--seed"),
    "no library yet": (["audit"], "xunju audit"),
}


@pytest.mark.parametrize(("words", "named"), TROUBLE.values(), ids=TROUBLE.keys())
def test_what_cannot_be_audited_is_said(
    words: list[str], named: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    told = capfd.readouterr().err
    assert named in told and told.count("xunju: ") == 1


def test_an_interrupt_says_what_was_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = Library.places
    asked: list[str] = []

    def places(self: Library, query: str) -> Mapping[Path, tuple[Span, ...]]:
        asked.append(query)
        if len(asked) == 5:
            os.kill(os.getpid(), signal.SIGINT)
        return whole(self, query)

    monkeypatch.setattr(Library, "places", places)
    assert run(folder) == 130
    ran = capfd.readouterr()
    assert f"5 of {FRAGMENTS_HERE}" in ran.err
    assert "Nothing is missed" in ran.out


def test_progress_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    told = capfd.readouterr().err
    text = catalog_for(Language.EN)
    assert text("index.load", done=0, total=2) in told
    assert text("index.compare", done=0, total=FRAGMENTS_HERE) in told


PERCENT = {
    "all": ((1_000_000, 1_000_000), "100.000 %"),
    "all but one of many": ((999_999, 1_000_000), "99.999 %"),
    "none": ((0, 3), "0.000 %"),
    "nowhere": ((0, 0), "100.000 %"),
}


@pytest.mark.parametrize(("counts", "shown"), PERCENT.values(), ids=PERCENT.keys())
def test_recall_is_never_rounded_up(counts: tuple[int, int], shown: str) -> None:
    found, places = counts
    assert audit.percent(AuditRow(1, 1, places, found)) == shown
