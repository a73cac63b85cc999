"""The commands over a real library, in this process: what they print where, and how they end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index import Home, Library, SyncReport
from tests.cli.conftest import Run
from tui.cli.status import size
from tui.memory import Memory


def test_index_tells_what_it_did(run: Run, folder: Path) -> None:
    (folder / "empty.bin").write_bytes(bytes(range(256)) * 8)
    first = run("index", str(folder))
    assert first.status == 0
    assert "2 added" in first.out
    second = run("index", str(folder))
    assert "2 unchanged" in second.out


def test_a_file_with_two_faults_is_counted_once(run: Run, folder: Path) -> None:
    (folder / "faulty.md").write_text("---\ntitle: [x\ndate: someday\n---\nText.\n")
    for command in ("index", "status"):
        told = run(command, str(folder)).out
        assert "1 file was not read well:" in told and told.count("faulty.md") == 2


def test_index_tells_that_there_is_nothing_to_read(run: Run, folder: Path) -> None:
    said = "holds no files to search"
    assert said not in run("index", str(folder)).out
    for path in folder.rglob("*.*"):
        path.rename(path.with_suffix(".pdf"))
    assert said in run("index", str(folder)).out
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 8)
    assert said not in run("index", str(folder)).out


def test_a_parent_process_is_told_of_a_vanished_folder_as_of_anything_else(run: Run, tmp_path: Path) -> None:
    ran = run("index", str(tmp_path / "gone"), "--progress-json")
    (told,) = ran.objects
    assert (ran.status, ran.err) == (2, "")
    assert told["error"] == "RootError" and told["message"].startswith("There is no")


def test_index_for_a_parent_process(run: Run, folder: Path) -> None:
    ran = run("index", str(folder), "--progress-json")
    *progress, report = ran.objects
    assert all(set(step) == {"stage", "done", "total", "characters"} for step in progress)
    assert progress
    assert (report["added"], report["failures"], report["cancelled"]) == (2, [], False)
    assert ran.err == ""


def test_folders_are_remembered(run: Run, folder: Path) -> None:
    assert run("search", "强化学习").status == 2
    run("index", str(folder))
    assert Home().recent() == (folder,)
    assert run("search", "强化学习").status == 0
    assert run("index").status == 0


def test_status_and_forget(run: Run, folder: Path, own_home: Path) -> None:
    assert run("status").status == 1
    run("index", str(folder))
    status = run("status", str(folder))
    assert status.status == 0
    assert str(folder) in status.out
    assert str(own_home) in status.out
    assert "2 files" in status.out
    assert run("forget", str(folder)).status == 2
    assert run("status").status == 0
    forgotten = run("forget", str(folder), "--yes")
    assert (forgotten.status, forgotten.err) == (0, f"Deleted the index of {folder}\n")
    assert run("status").status == 1
    for words in (["forget", "--yes"], ["status"]):
        none = run(*words, str(folder))
        assert (none.status, none.err) == (1, f"There is no index of {folder}\n")
    assert (folder / "笔记.md").exists()


SIZES = {
    0: "0 B",
    999: "999 B",
    1000: "1.0 kB",
    999_900: "999.9 kB",
    1_000_000: "1.0 MB",
    33_440_000: "33.4 MB",
    1_250_000_000: "1.2 GB",
}


@pytest.mark.parametrize(("number", "shown"), SIZES.items())
def test_bytes_are_shown_as_people_read_them(number: int, shown: str) -> None:
    assert size(number) == shown


def test_status_tells_of_each_index_apart_from_the_others(run: Run, folder: Path) -> None:
    assert run("status").err == "There is no index yet\n"
    run("index", str(folder))
    alone = run("status").out
    assert "not read well" not in alone and re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n", alone)
    run("index", str(folder / "sub"))
    told = run("status").out
    assert told.count("\n\n") == 1 and alone in f"{told}\n" and not told.startswith("\n")


def test_one_file_is_no_plural(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/a.txt").write_text("字", encoding="utf-8")
    assert "; 1 character;" in run("index", str(tmp_path / "one")).out
    assert "1 file, 1 passage, 1 character\n" in run("status").out
    assert "1 file, 1 character," in run("audit", "--samples", "1").out


@pytest.mark.parametrize("command", ["status", "forget", "index"])
def test_a_link_to_itself_is_no_folder(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    ran = run(command, str(tmp_path / "loop"))
    assert ran.status and f"{tmp_path / 'loop'}\n" in ran.err and "Error" not in ran.err


def test_without_the_folder_used_last_the_others_are_not_denied(run: Run, folder: Path) -> None:
    run("index", str(folder / "sub"))
    run("index", str(folder))
    run("forget", str(folder), "--yes")
    for words in (["search", "强化学习"], ["index"], ["forget", "--yes"]):
        ran = run(*words)
        assert ran.status and "Name a folder" in ran.err and "xunju status" in ran.err
    assert run("status").status == 0


def test_of_the_folders_used_last_those_that_are_away_are_told(run: Run, folder: Path) -> None:
    away = folder.with_name("away")
    away.mkdir()
    run("index", str(folder), str(away))
    assert run("search", "强化学习").err == ""
    away.rmdir()
    for words in (["search", "强化学习"], ["index"], ["status"], []):
        told = run(*words).err
        assert str(away) in told and f"xunju forget {folder} {away}" in told, words
    assert run("search", "强化学习", str(folder)).err == ""
    away.mkdir()
    run("index")
    assert Home().recent() == (folder, away)


def test_a_vanished_folder_can_be_forgotten(run: Run, folder: Path) -> None:
    run("index", str(folder))
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
    told = run("status")
    assert told.status == 2
    assert told.err.endswith(f": xunju forget {folder}\n")
    assert run("forget", str(folder), "--yes").status == 0
    assert run("status").status == 1


def test_of_what_was_used_last_nothing_is_told_where_the_settings_have_folders(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    away = folder.with_name("away")
    away.mkdir()
    run("index", str(folder), str(away))
    away.rmdir()
    (tmp_path / "config.yaml").write_text(f"folders: {folder}\n", "utf-8")
    ran = run("search", "强化学习")
    assert (ran.status, ran.err) == (0, "")


def test_what_was_stopped_is_not_what_was_used_last(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "sync", lambda *_, **__: SyncReport(cancelled=True))
    ran = run("index", str(folder))
    assert (ran.status, ran.out) == (130, "") and "was stopped" in ran.err
    assert Home().recent() == ()


def test_an_index_lives_in_the_home_that_is_named(
    run: Run, folder: Path, tmp_path: Path, own_home: Path
) -> None:
    other = tmp_path / "other-home"
    assert run("--home", str(other), "index", str(folder)).status == 0
    assert other.is_dir()
    assert not own_home.exists()
    assert run("search", "强化学习", str(folder), "--home", str(other), "--no-sync").status == 0


TROUBLE = {
    "no-such-folder": (["search", "q", "no/such/folder"], "no/such/folder"),
    "a-folder-without-a-name": (["search", "q", ""], "xunju"),
    "index-of-no-such-folder": (["index", "no/such/folder"], "no/such/folder"),
    "neither-folder-nor-file": (["search", "q", "/dev/null"], "/dev/null"),
    "mistyped-command": (["serach", "词", "--limit", "5"], "search"),
    "no-such-command": (["help"], "xunju --help"),
    "query-for-a-command": (["没有这个"], "没有这个"),
    "no-query": (["search"], "search"),
    "blank-query": (["search", " ", "."], "xunju search"),
    "unknown-option": (["index", "--frob"], "xunju index --help"),
    "no-batch-file": (["search", "--batch", "no-such-file", "."], "no-such-file"),
    "no-library-yet": ([], "--samples"),
    "no-library-to-index": (["index"], "xunju index"),
    "no-library-to-search": (["search", "词"], "xunju search "),
    "no-library-to-pick-from": (["--pick", "词"], "xunju --pick "),
    "no-such-folder-to-open": (["--samples", "no/such/folder"], "no/such/folder"),
    "no-such-folder-to-pick-from": (["--pick", "词", "no/such/folder"], "no/such/folder"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("words", "named"), TROUBLE.values(), ids=TROUBLE.keys())
def test_trouble_is_a_sentence(
    run: Run,
    words: list[str],
    named: str,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XUNJU_LANG", language)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert named in ran.err
    assert "Traceback" not in ran.err
    assert "{" not in ran.err
    complaints = [line for line in ran.err.splitlines() if line.startswith(("xunju: ", "xunju："))]
    assert len(complaints) == bool(words)


def test_no_name_is_that_of_no_folder(run: Run) -> None:
    assert run("").err == "xunju: There is no such folder: \n"


def test_without_a_terminal_it_says_what_to_type(run: Run, folder: Path) -> None:
    ran = run(str(folder))
    assert ran.status == 2
    assert "xunju search" in ran.err


def test_a_home_inside_the_library_is_refused_in_a_sentence(run: Run, folder: Path) -> None:
    ran = run("--home", str(folder / "inside"), "index", str(folder))
    assert ran.status == 2
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_unforeseen_is_a_sentence_too(run: Run, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("XUNJU_LANG", language)

    def fail(_words: object) -> None:
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr("tui.cli.dispatch.pick_command", fail)
    ran = run("status")
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert "RuntimeError" in ran.err


def test_an_interrupt_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.dispatch.pick_command", interrupt)
    assert run("status").status == 130


def test_an_interrupt_before_there_is_a_command_ends_with_130_as_well(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli._load_settings", interrupt)
    ran = run("status")
    assert (ran.status, ran.err) == (130, "")


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["search", "--help"], ["--help", "search"], ["--version"]]
)
def test_help_and_version_are_answers(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert (ran.status, ran.err) == (0, "")
    assert "xunju" in ran.out


def test_past_queries_are_listed_and_forgotten(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "remembering"
    ran = run("history", "--home", str(home))
    assert (ran.status, ran.out) == (1, "") and "open" in ran.err
    for query in ("甲", "乙\x1b"):
        Memory(lambda: home).history.add(query)
    ran = run("history", "--home", str(home))
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "甲")
    assert "\x1b" not in ran.out and ran.err == ""
    (kept,) = home.rglob("queries.jsonl")
    with kept.open("a") as file:
        file.write("damaged\n")
    assert "1 damaged line" in run("history", "--home", str(home)).err
    cleared = run("history", "--clear", "--home", str(home))
    assert (cleared.status, cleared.err) == (0, "The past queries are forgotten\n")
    assert run("history", "--home", str(home)).out == ""


def test_the_basket_is_printed_and_emptied(run: Run, folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "remembering"
    basket = Memory(lambda: home).basket
    basket.add("> 甲\x1b", folder / "笔记.md")
    basket.add("> 乙", folder / "sub/other.txt")
    kept = run("basket", "--home", str(home))
    assert (kept.status, kept.out, kept.err) == (0, "> 甲␛\n\n> 乙\n", "")
    (folder / "笔记.md").unlink()
    gone = run("basket", "--home", str(home))
    assert (gone.out, gone.err) == (kept.out, f"The file is no longer there: {folder / '笔记.md'}\n")
    cleared = run("basket", "--clear", "--home", str(home))
    assert (cleared.status, cleared.out, cleared.err) == (0, "", "The basket is empty now\n")
    assert run("basket", "--home", str(home)).status == 1
