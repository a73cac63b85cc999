"""What is remembered survives other programs, damage and the end of the program; nothing else is kept."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index import write_private
from tui.locking import locked, write_all
from tui.memory import History, Memory, Saved

FULL = Path("/dev/full")
"""On the disk of this file there is never any room."""


def test_each_query_once_the_newest_first(tmp_path: Path) -> None:
    history = History(tmp_path)
    for query in ("甲", "乙", " 甲 ", "", "  "):
        history.add(query)
    assert History(tmp_path).entries() == ["甲", "乙"]


def test_no_more_are_kept_than_wanted(tmp_path: Path) -> None:
    history = History(tmp_path, most=3)
    for number in range(1000):
        history.add(f"查询{number}")
    assert history.entries() == ["查询999", "查询998", "查询997"]
    assert (tmp_path / "queries.jsonl").stat().st_size < 2_000


def test_none_is_kept_where_that_is_wanted(tmp_path: Path) -> None:
    History(tmp_path, most=0).add("甲")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", [True, False])
def test_one_is_forgotten_or_all(tmp_path: Path, folder: bool) -> None:
    history = History(tmp_path if folder else None)
    for query in ("甲", "乙", "丙"):
        history.add(query)
    history.remove("乙")
    assert history.entries() == ["丙", "甲"]
    history.clear()
    assert history.entries() == []
    assert history.damaged == 0


def test_damaged_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_bytes('"甲"\n{坏\n\xff\xfe\n["乙"]\n"丙"\n"丁'.encode("utf-8", "surrogateescape"))
    history = History(tmp_path)
    assert history.entries() == ["丙", "甲"]
    assert history.damaged == 4


def test_a_query_is_one_line_of_the_file_whatever_breaks_are_in_it(tmp_path: Path) -> None:
    history = History(tmp_path)
    for query in ("甲\u2028乙", "甲\x85乙\n丙"):
        history.add(query)
    assert history.entries() == ["甲\x85乙\n丙", "甲\u2028乙"]
    assert history.damaged == 0


def test_only_the_user_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    History(folder).add("甲")
    Saved(folder).save("名", "甲")
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_forgetting_one_keeps_what_another_program_adds_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = History(tmp_path), History(tmp_path)
    for query in ("甲", "乙"):
        ours.add(query)
    read = History.entries
    adding = threading.Thread(target=theirs.add, args=("丙",))

    def entries(history: History) -> list[str]:
        found = read(history)
        if history is ours and not adding.ident:
            adding.start()
            adding.join(0.2)
        return found

    monkeypatch.setattr(History, "entries", entries)
    ours.remove("甲")
    adding.join()
    assert ours.entries() == ["丙", "乙"]


@pytest.mark.parametrize("text", ['["甲"]', "1", "null"])
def test_a_file_of_another_shape_is_set_aside(tmp_path: Path, text: str) -> None:
    (tmp_path / "searches.json").write_text(text, "utf-8")
    Saved(tmp_path).save("名", "甲")
    assert dict(Saved(tmp_path).all()) == {"名": "甲"}
    assert (tmp_path / "searches.damaged").read_text("utf-8") == text


WRITE = """
import sys
import threading
from pathlib import Path
from tui.memory import History, Saved
for number in range(60):
    History(Path(sys.argv[1]), 400).add(f"{sys.argv[2]}{number}")
    Saved(Path(sys.argv[1])).save(f"{sys.argv[2]}{number}", "x" * 200)
"""


def test_several_programs_write_at_once(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path), name], cwd=Path(__file__).parents[2])
        for name in "甲乙丙"
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    wanted = {f"{name}{number}" for name in "甲乙丙" for number in range(60)}
    assert set(History(tmp_path, 400).entries()) == wanted
    assert set(Saved(tmp_path).all()) == wanted


def test_a_name_stands_for_the_last_query_saved_under_it(tmp_path: Path) -> None:
    saved = Saved(tmp_path)
    saved.save("名", "甲")
    saved.save("另", "乙")
    saved.save("名", "丙")
    assert dict(Saved(tmp_path).all()) == {"名": "丙", "另": "乙"}
    saved.remove("名")
    saved.remove("没有")
    assert dict(saved.all()) == {"另": "乙"}


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "searches.json").write_text('{"名": ', "utf-8")
    saved = Saved(tmp_path)
    assert dict(saved.all()) == {}
    saved.save("新", "甲")
    assert dict(saved.all()) == {"新": "甲"}
    assert (tmp_path / "searches.damaged").read_text("utf-8") == '{"名": '


def test_without_a_folder_it_is_kept_until_the_end() -> None:
    saved = Saved()
    saved.save("名", "甲")
    assert dict(saved.all()) == {"名": "甲"}
    assert saved.remove("名") == "甲" and dict(saved.all()) == {}


def test_a_folder_that_is_no_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OSError):
        History(tmp_path / "file").add("甲")


def test_a_text_that_no_clipboard_takes_is_put_into_a_private_file(tmp_path: Path) -> None:
    memory = Memory(lambda: tmp_path / "home")
    for text in ("甲" * 100_000, "乙\ud800"):
        path = memory.put_aside(text)
        assert path is not None and path.read_text("utf-8") == text.replace("\ud800", "?")
        assert path.stat().st_mode & 0o077 == 0
    assert Memory().put_aside("丙") is None


@pytest.mark.skipif(not FULL.exists(), reason="there is no disk that is always full")
def test_what_does_not_fit_on_the_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError) as caught, locked(FULL) as file:
        write_all(file, "x")
    assert caught.value.filename == str(FULL)
    usual = os.open
    monkeypatch.setattr(os, "open", lambda *_: usual(FULL, os.O_WRONLY))
    with pytest.raises(OSError) as caught:
        write_private(tmp_path / "file", b"x")
    assert caught.value.filename == str(tmp_path / "file")
