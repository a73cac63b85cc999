"""The command as a process of its own: what it imports, its pipes, its signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index import Home, Library, Progress, XunjuError
from tui.engine import LibraryEngine

ROOT = Path(__file__).parents[2]
START = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
LONG_ENOUGH = 60
"""Seconds before a test gives up on a process."""

UNWANTED = {
    "--help": {"textual", "numpy", "whoosh", "jieba", "rjieba", "yaml", "asyncio", "index"},
    "--version": {"textual", "numpy", "whoosh", "jieba", "rjieba", "yaml", "asyncio", "index"},
    "search 强化 .": {"textual", "rich.console"},
    "index .": {"textual", "rich.console"},
    "audit . --samples 5": {"textual", "rich.console"},
    "status": {"textual", "rich.console"},
}


def imported(words: str, folder: Path) -> set[str]:
    """The modules that a command has loaded in the end."""
    ask = "import sys; from tui.cli import main; main(); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", ask, *words.split()],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=LONG_ENOUGH,
        check=True,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(("words", "unwanted"), UNWANTED.items(), ids=UNWANTED.keys())
def test_nothing_is_imported_that_is_not_wanted(words: str, unwanted: set[str], folder: Path) -> None:
    assert not unwanted & imported(words, folder)


@pytest.mark.parametrize("query", ["强化", "强话学习"], ids=["that fills the list", "that asks all tiers"])
def test_what_reads_files_is_not_imported_where_none_has_changed(query: str, folder: Path) -> None:
    imported("index .", folder)
    assert not {"yaml", "numpy.ma", "index.sources.reader"} & imported(f"search {query} .", folder)


def start(
    *words: str, stdin: int | None = None, stdout: int | None = None, stderr: int | None = None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*START, *words], cwd=ROOT, stdin=stdin, stdout=stdout, stderr=stderr)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    root.mkdir()
    for number in range(60):
        (root / f"{number}.txt").write_text(f"第{number}篇里的强化学习，说来话长。\n" * 40, encoding="utf-8")
    return root


def test_a_reader_that_leaves_early_hears_no_complaint(folder: Path) -> None:
    process = start(
        "search", "强化学习", str(folder), "--limit", "5000", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr is not None
    complaint = process.stderr.read()
    process.stderr.close()
    assert process.wait(LONG_ENOUGH) == 0
    assert complaint == b""


@pytest.mark.parametrize("words", [("search", "强化学习", "{}"), ("check", "草稿.md")])
def test_a_working_directory_that_is_gone_is_named(
    folder: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "gone").mkdir()
    done = subprocess.run(
        ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", *START, *(word.format(folder) for word in words)],
        cwd=tmp_path / "gone",
        env=os.environ | {"PYTHONPATH": str(ROOT), "XUNJU_LANG": "en"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONG_ENOUGH,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "xunju: The folder you are in is gone; go to another one\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("words", ["--help", "search --limit 5000 强化学习 {}", "search --json 强化学习 {}"])
def test_an_answer_that_cannot_be_written_is_told_once(folder: Path, words: str) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >/dev/full', "sh", *START, *words.format(folder).split()],
        cwd=ROOT,
        env=os.environ | {"XUNJU_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = "xunju: The system refused: the disk is full: standard output\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_closed_streams_are_no_trouble(folder: Path) -> None:
    shell = 'exec "$@" <&- >&- 2>&-'
    done = subprocess.run(
        ["sh", "-c", shell, "sh", *START, "search", "强化学习", str(folder)], cwd=ROOT, check=False
    )
    assert done.returncode == 0


def test_an_environment_without_chinese_is_named(folder: Path) -> None:
    done = subprocess.run(
        [*START, "search", "强化学习", str(folder)],
        cwd=ROOT,
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"PYTHONUTF8" in done.stderr


def test_a_batch_answers_each_query_as_it_comes(folder: Path) -> None:
    process = start(
        "search", "--batch", "-", str(folder), "--limit", "1", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for query in ("强化学习", "说来话长"):
        process.stdin.write(f"{query}\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["query"] == query
    process.stdin.close()
    assert process.wait(LONG_ENOUGH) == 0
    process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_indexing_that_is_stopped_leaves_the_old_index(folder: Path, number: signal.Signals) -> None:
    with Library.open([folder]) as library:
        library.sync()
        before = library.status().documents
    for count in range(400):
        (folder / f"new{count}.txt").write_text("新的内容，还没有索引。\n" * 200, encoding="utf-8")
    process = start("index", str(folder), "--progress-json", stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(number)
    lines = process.stdout.read().splitlines()
    process.stdout.close()
    assert process.wait(LONG_ENOUGH) == 130
    assert json.loads(lines[-1])["cancelled"] is True
    with Library.open([folder]) as library:
        assert library.status().documents == before


def test_leaving_the_interface_ends_an_update_at_once(folder: Path, own_home: Path) -> None:
    engine = LibraryEngine([folder], own_home)
    assert engine.sync(lambda _: engine.close()).cancelled
    with Library.open([folder], own_home) as library:
        assert not library.status().documents


def test_the_interface_hears_what_an_update_did(folder: Path, own_home: Path, tmp_path: Path) -> None:
    (folder / "图.txt").write_bytes(bytes(range(256)) * 8)
    steps: list[Progress] = []
    engine = LibraryEngine([folder], own_home)
    told = engine.sync(steps.append)
    engine.close()
    with Library.open([folder], tmp_path / "other") as library:
        assert replace(told, seconds=0.0) == replace(library.sync(), seconds=0.0)
    assert (told.added, [failure.path.name for failure in told.failures]) == (60, ["图.txt"])
    assert steps[-1] == Progress("done", 61, 61, told.characters)


def test_folders_are_those_used_last_from_when_they_were_opened(folder: Path, own_home: Path) -> None:
    engine = LibraryEngine([folder], own_home)
    engine.sync(lambda _: None)
    assert Home(own_home).recent() == (folder,)
    Home(own_home).remember([folder.parent])
    engine.sync(lambda _: None)
    engine.close()
    assert Home(own_home).recent() == (folder.parent,)


def test_the_interface_hears_why_an_update_fails(folder: Path) -> None:
    for language, sentence in (("en", "that is inside"), ("zh", "索引目录不能在要查找的文件夹里")):
        engine = LibraryEngine([folder], folder / "home", language)
        with pytest.raises(XunjuError, match=sentence):
            engine.sync(lambda _: None)
        engine.close()
