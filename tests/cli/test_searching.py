"""Searching from the command line, in this process: which hits it prints, how, and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from index import IndexBusy, IndexWriteError, Library, SyncReport, XunjuError
from tests.cli.conftest import Run
from tui.cells import harmless
from tui.cli import main
from tui.memory import Memory


def test_search_prints_one_line_a_hit(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    ran = run("search", "有一句强化", ".")
    assert ran.status == 0
    assert ran.out == "sub/other.txt:2:2: 完全是别的内容。 另有一句强化学习。\n"
    assert ran.err == ""


def test_paths_outside_the_working_directory_are_absolute(run: Run, folder: Path) -> None:
    assert run("search", "反馈数据", str(folder)).out.startswith(f"{folder}/笔记.md:7:10: ")


def test_a_name_that_looks_like_an_option_gets_a_folder(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "-x.md").write_text("只在这里出现的话", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert run("search", "只在这里出现", ".").out.startswith("./-x.md:1:1: ")


def test_search_ends_with_one_without_hits(run: Run, folder: Path) -> None:
    ran = run("search", "毫无踪影", str(folder))
    assert (ran.status, ran.out) == (1, "")


def test_search_notices_what_has_changed_unless_told_not_to(run: Run, folder: Path) -> None:
    assert run("search", "罕见词汇", str(folder)).status == 1
    (folder / "new.txt").write_text("罕见词汇在此。", encoding="utf-8")
    assert run("search", "罕见词汇", str(folder), "--no-sync").status == 1
    assert run("search", "罕见词汇", str(folder)).status == 0


@pytest.mark.parametrize("words", [("search", "反馈数据"), ("check", "-")], ids=["search", "check"])
def test_where_there_is_no_index_yet_it_is_made_whatever_was_said(
    run: Run, folder: Path, words: tuple[str, ...]
) -> None:
    assert run(*words, str(folder), "--no-sync", given="“强化学习的反馈数据”").status == 0


@pytest.mark.parametrize("error", [IndexBusy("busy"), IndexWriteError("full")], ids=["busy", "full disk"])
def test_search_answers_from_the_old_index_where_it_cannot_be_updated(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, error: XunjuError
) -> None:
    assert run("index", str(folder)).status == 0

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Library, "sync", refuse)
    ran = run("search", "强化学习", str(folder))
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)
    assert str(error) in ran.err and "as it was" in ran.err
    ran = run("search", "强化学习", str(folder / "sub"))
    assert (ran.status, ran.out) == (2, "")
    assert str(error) in ran.err and "as it was" not in ran.err


def test_a_search_is_stopped_with_its_update(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("index", str(folder))
    monkeypatch.setattr(Library, "sync", lambda *_: SyncReport(cancelled=True))
    ran = run("search", "强化学习", str(folder))
    assert (ran.status, ran.out) == (130, "")


def test_why_an_index_is_made_anew_is_told(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("index", str(folder))
    monkeypatch.setattr(Library, "sync", lambda *_: SyncReport(rebuilt="words"))
    told = run("search", "强化学习", str(folder)).err
    assert told == "The index was made anew: the words in the settings have changed\n"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_search_mends_a_damaged_index_and_answers(run: Run, folder: Path) -> None:
    assert run("index", str(folder)).status == 0
    with Library.open(folder) as library:
        postings = next(library.folder.glob("MAIN_*.fields"))
    content = postings.read_bytes()
    postings.write_bytes(content[:100] + b"\xff" * (len(content) // 2) + content[100 + len(content) // 2 :])
    ran = run("search", "强化学习", str(folder))
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)
    assert "cannot be read" in ran.err


def test_json_holds_the_whole_contract(run: Run, folder: Path) -> None:
    ran = run("search", "--json", "反馈数据", str(folder))
    (hit,) = ran.objects
    assert list(hit) == [
        *("path", "line", "column", "offset", "end", "time", "title", "score", "tier", "likeness"),
        *("snippet", "snippet_spans", "text", "text_offset", "spans", "metadata"),
    ]
    text = (folder / "笔记.md").read_text(encoding="utf-8")
    start = text.index("反馈数据")
    assert hit["path"] == str(folder / "笔记.md")
    assert (hit["line"], hit["column"], hit["offset"], hit["end"]) == (7, 10, start, start + 4)
    assert (hit["title"], hit["tier"]) == ("反馈", "exact")
    assert hit["spans"][0] == [start, start + 4]
    relative = start - hit["text_offset"]
    assert hit["text"][relative : relative + 4] == "反馈数据"
    ((low, high),) = hit["snippet_spans"]
    assert hit["snippet"][low:high] == "反馈数据"
    printed = run("search", "反馈数据", str(folder)).out
    assert printed.endswith(f":7:10: {hit['snippet']}\n")
    assert list(hit["metadata"]) == [
        *("title", "aliases", "url", "authors", "tags", "published", "created", "downloaded"),
        *("publisher", "description", "abstract", "extra"),
    ]
    assert hit["metadata"]["published"] == "2025-03-01"
    assert hit["metadata"]["created"] is None
    assert hit["metadata"]["authors"] == ["某人"]


def test_no_more_hits_than_asked_for(run: Run, folder: Path) -> None:
    assert len(run("search", "强化学习", str(folder), "--json").objects) == 2
    assert len(run("search", "强化学习", str(folder), "--json", "--limit", "1").objects) == 1


@pytest.mark.parametrize(("order", "names"), [("date", ["new", "old", "a"]), ("path", ["a", "new", "old"])])
def test_hits_are_sorted_as_asked(run: Run, tmp_path: Path, order: str, names: list[str]) -> None:
    root = tmp_path / "dated"
    root.mkdir()
    for name, day in (("old", "2024-01-01"), ("new", "2025-01-01")):
        (root / f"{name}.md").write_text(f"---\npublished: {day}\n---\n\n渡口。\n", encoding="utf-8")
    (root / "a.txt").write_text("渡口。" * 9, encoding="utf-8")
    ran = run("search", "渡口", str(root), "--sort", order, "--json")
    assert [Path(hit["path"]).stem for hit in ran.objects] == names


def test_batch_answers_every_line_in_order(run: Run, folder: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries"
    queries.write_text("强化学习\r\n\n毫无踪影\n反馈数据", encoding="utf-8")
    ran = run("search", "--batch", str(queries), str(folder))
    assert ran.status == 0
    assert [list(answer) for answer in ran.objects] == [["query", "total", "complete", "ms", "hits"]] * 4
    assert [answer["query"] for answer in ran.objects] == ["强化学习", "", "毫无踪影", "反馈数据"]
    assert [len(answer["hits"]) for answer in ran.objects] == [2, 0, 0, 1]
    assert ran.objects[0]["total"] == 2


def test_batch_from_standard_input(run: Run, folder: Path) -> None:
    ran = run("search", str(folder), "--batch", "-", "--limit", "1", given="毫无踪影\n")
    assert (ran.status, [answer["total"] for answer in ran.objects]) == (1, [0])
    run("index", str(folder))
    assert run("search", "--batch", "-", given="强化学习\n").objects[0]["total"] == 2


def test_notes_go_to_standard_error(run: Run, folder: Path) -> None:
    ran = run("search", '"反馈数据', str(folder))
    assert ran.status == 0
    assert ran.err.startswith("note: ")
    assert "note." not in ran.err


def test_controls_in_documents_do_not_reach_the_terminal(run: Run, folder: Path) -> None:
    (folder / "bad.txt").write_text("前面\x1b]0;标题\x07危险的句子\x9b31m后面", encoding="utf-8")
    out = run("search", "危险的句子", str(folder)).out
    assert "危险的句子" in out
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in out.replace("\n", ""))


def test_what_a_terminal_might_obey_is_escaped_in_json(run: Run, folder: Path) -> None:
    text = "前面\x1b]0;标题\x07危险的句子\x9b31m\x7f双\u202e向\u2028后面"
    (folder / "bad.txt").write_text(text, encoding="utf-8")
    ran = run("search", "危险的句子", str(folder), "--json")
    assert [hit["text"] for hit in ran.objects] == [text]
    assert "危险的句子" in ran.out
    assert harmless(ran.out.replace("\n", "")) == ran.out.replace("\n", "")


def test_a_line_break_in_a_name_is_shown_harmless(run: Run, folder: Path) -> None:
    (folder / "a\nb.txt").write_text("换行名字里的句子", encoding="utf-8")
    ran = run("search", "换行名字里的句子", str(folder))
    assert ran.out.count("\n") == 1
    assert "a b.txt:1:1:" in ran.out


def test_a_program_gets_the_name_of_a_file_as_it_is(run: Run, folder: Path) -> None:
    path = folder / "a\t\x1b[31m\u202eb.txt"
    path.write_text("制表名字里的句子", encoding="utf-8")
    ran = run("search", "制表名字里的句子", str(folder), "--format", "path")
    assert ran.out == f"{path}\n"


def test_a_name_that_is_no_text_goes_out_as_its_bytes(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    name = b"\xb1\xca.txt"
    try:
        (folder / os.fsdecode(name)).write_text("原样字节的句子", "utf-8")
    except OSError:
        pytest.skip("this file system takes only text as names")
    assert main(["search", "原样字节的句子", str(folder)]) == 0
    assert os.fsencode(folder) + b"/" + name + b":1:1: " in capfdbinary.readouterr().out
    assert main(["search", "原样字节的句子", str(folder), "--json"]) == 0
    path = json.loads(capfdbinary.readouterr().out)["path"]
    assert os.fsencode(path).endswith(name)


def test_a_query_without_hits_is_told_what_else_to_ask(run: Run, folder: Path) -> None:
    ran = run("search", "强化学习 author:无此人", str(folder))
    assert ran.status == 1
    (proposed,) = (line for line in ran.err.splitlines() if "author" in line)
    assert "强化学习" in proposed and "+2" in proposed


def test_a_saved_search_is_asked_by_its_name(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "remembering"
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.md").write_text("铅字是反的。\n", "utf-8")
    Memory(lambda: home).saved.save("那句话", "铅字")
    ran = run("search", "--saved", "那句话", str(folder), "--home", str(home))
    assert ran.status == 0 and "铅字是反的" in ran.out
    ran = run("search", "--saved", "没有", str(folder), "--home", str(home))
    assert ran.status == 2
    assert ran.err == "xunju: No search is saved as “没有”; there are: 那句话\n"
    assert run("search", "--saved", "没有", str(folder)).err == "xunju: No search is saved yet\n"
