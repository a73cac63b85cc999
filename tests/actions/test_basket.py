"""The basket: nothing that was put in is lost, and what one's editor does to it stays."""

from __future__ import annotations

import fcntl
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tui.basket import Basket, Entry, joined, parted
from tui.cli import main
from tui.memory import memory_in


def test_what_is_put_in_stands_at_the_end_apart_from_the_rest(tmp_path: Path) -> None:
    basket = Basket(tmp_path / "home")
    assert basket.text() == ""
    assert basket.add("> 甲\n") and basket.add("> 乙") and not basket.add("> 甲\n\n")
    assert basket.text() == "> 甲\n\n> 乙\n"
    assert basket.add("> 甲乙") and basket.add("甲")
    basket.clear()
    assert basket.add("> 甲")
    assert basket.path is not None and basket.path.stat().st_mode & 0o077 == 0
    basket.path.write_text("> 乙\n\n批注没有换行", "utf-8")
    assert Basket(tmp_path / "home").add("> 甲")
    assert basket.text() == "> 乙\n\n批注没有换行\n\n> 甲\n"
    basket.clear()
    basket.clear()
    assert basket.text() == ""


def test_without_a_folder_or_with_one_that_cannot_be_written_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Basket().add("甲")
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        Basket(tmp_path / "file").add("甲")


ADDING = """
import sys
from pathlib import Path
from tui.basket import Entry, Basket, joined, parted
for number in range(int(sys.argv[3])):
    Basket(Path(sys.argv[1])).add(f"> {sys.argv[2]} {number}")
    print(number, flush=True)
"""


def adding(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", ADDING, str(folder), name, str(count)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_several_programs_put_in_at_once(tmp_path: Path) -> None:
    for program in [adding(tmp_path, name, 40) for name in "abc"]:
        program.communicate()
    entries = Basket(tmp_path).text().strip("\n").split("\n\n")
    assert sorted(entries) == sorted(f"> {name} {number}" for name in "abc" for number in range(40))


LOCKS = Path("/proc/locks")


@pytest.mark.skipif(not LOCKS.exists(), reason="only Linux tells who waits for a lock")
def test_what_an_editor_puts_in_its_place_while_another_waits_is_added_to(tmp_path: Path) -> None:
    basket = Basket(tmp_path)
    basket.add("> 甲")
    path = tmp_path / "basket.md"
    with path.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        program = adding(tmp_path, "乙", 1)
        while f" {program.pid} " not in LOCKS.read_text() and program.poll() is None:
            pass
        (tmp_path / "edited").write_text("> 甲，改过\n", "utf-8")
        (tmp_path / "edited").replace(path)
    program.communicate()
    assert basket.text() == "> 甲，改过\n\n> 乙 0\n"


def test_it_survives_a_kill(tmp_path: Path) -> None:
    program = adding(tmp_path, "x", 100_000)
    assert program.stdout is not None
    for _ in range(20):
        program.stdout.readline()
    program.send_signal(signal.SIGKILL)
    said = program.stdout.read().splitlines()
    program.stdout.close()
    program.wait()
    entries = Basket(tmp_path).text().strip("\n").split("\n\n")
    assert len(entries) >= 20 + len(said)
    assert entries == [f"> x {number}" for number in range(len(entries))]


# Its entries

FOOTNOTE = "甲[^x1]\n\n[^x1]: 《乙》"
"""A quotation of two blocks, which only who put it in knows for one."""

LINES = (
    "",
    "  ",
    "\r",
    "> 甲",
    ">",
    "> ——《乙》",
    "批注",
    "#标签",
    "# 标题",
    "“引”",
    *FOOTNOTE.split("\n\n"),
    "\udcff",
)


@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join), st.booleans(), st.randoms())
def test_entries_are_the_text_to_the_letter_and_stay_whole_in_any_order(
    text: str, known: bool, rng: random.Random
) -> None:
    sources = {FOOTNOTE: Path("/a")} if known else {}
    entries = parted(text, sources)
    assert joined(entries) == "".join(entry.text for entry in entries) == (text if text.strip() else "")
    fixed = [entry for entry in entries if entry.foreword]
    assert fixed == entries[: len(fixed)] and len(fixed) <= 1
    moved = [*fixed, *rng.sample(entries[len(fixed) :], len(entries) - len(fixed))]
    again = parted(joined(moved), sources)
    assert [(one.quotation, one.note, one.source) for one in again] == [
        (one.quotation, one.note, one.source) for one in moved
    ]


ENTRIES = [
    ("> 甲\n>\n> ——《乙》\n\n> 丙\n", [("> 甲\n>\n> ——《乙》", ""), ("> 丙", "")]),
    ("> 甲\n\n好句子\n\n要用\n\n> 丙\n", [("> 甲", "好句子\n\n要用"), ("> 丙", "")]),
    ("我摘的\n\n> 甲", [("我摘的", ""), ("> 甲", "")]),
    ("# 一\n\n说明\n\n> 甲\n\n# 二", [("# 一", "说明"), ("> 甲", ""), ("# 二", "")]),
    ("> 甲\n\n#标签 不是标题", [("> 甲", "#标签 不是标题")]),
    (f"> 甲\n\n{FOOTNOTE}\n\n注", [("> 甲", ""), (FOOTNOTE, "注")]),
    ("#+begin_quote\n甲\n#+end_quote\n\n注", [("#+begin_quote\n甲\n#+end_quote", "注")]),
    (" \n\n", []),
]


@pytest.mark.parametrize(("text", "expected"), ENTRIES)
def test_an_entry_is_a_quotation_and_what_stands_below_it(text: str, expected: list[tuple[str, str]]) -> None:
    entries = parted(text, {FOOTNOTE: Path("/a")})
    assert [(one.quotation, one.note) for one in entries] == expected
    assert [one.foreword for one in entries] == [one.quotation == "我摘的" for one in entries]


NOTES = [
    ("> 甲\n", "好", "> 甲\n\n好\n"),
    ("> 甲\n\n坏\n\n\n", " 好 ", "> 甲\n\n好\n\n\n"),
    ("> 甲\n\n坏", "", "> 甲\n"),
    ("> 甲", "> 不是引文", "> 甲\n\n\\> 不是引文\n"),
    ("> 甲", "# 不是标题", "> 甲\n\n\\# 不是标题\n"),
]


@pytest.mark.parametrize(("text", "note", "expected"), NOTES)
def test_a_note_is_written_below_its_quotation(text: str, note: str, expected: str) -> None:
    (entry,) = parted(text, {})
    assert joined([entry.noted(note)]) == expected and len(parted(expected, {})) == 1


def quotations(entries: list[Entry]) -> list[str]:
    return [entry.quotation for entry in entries]


def test_a_change_is_made_to_what_was_seen_and_to_nothing_else(tmp_path: Path) -> None:
    basket = Basket(tmp_path)
    for name in "甲乙":
        basket.add(f"> {name}", tmp_path / f"{name}.md")
    seen = basket.entries()
    assert [one.source for one in seen] == [tmp_path / "甲.md", tmp_path / "乙.md"]
    assert basket.change(seen, seen[::-1]) and quotations(basket.entries()) == ["> 乙", "> 甲"]
    assert [one.source for one in basket.entries()] == [tmp_path / "乙.md", tmp_path / "甲.md"]
    seen = basket.entries()
    Basket(tmp_path).add("> 丙")
    assert not basket.change(seen, seen[:1]) and quotations(basket.entries()) == ["> 乙", "> 甲", "> 丙"]
    assert basket.path is not None and basket.path.stat().st_mode & 0o077 == 0


def test_what_is_no_text_and_a_link_are_left_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_bytes(b"> \xff\xfe\r\n\r\nnote \x80\r\n\r\n> \xe7\x94\xb2\r\n")
    (tmp_path / "basket.md").symlink_to("mine.md")
    basket = Basket(tmp_path)
    seen = basket.entries()
    assert basket.change(seen, seen[::-1])
    data = (tmp_path / "mine.md").read_bytes()
    assert data == b"> \xe7\x94\xb2\r\n\n> \xff\xfe\r\n\r\nnote \x80\r\n\r\n"
    assert (tmp_path / "basket.md").is_symlink() and len(basket.text()) == len(basket._read())
    basket.export(tmp_path / "out.md")
    assert (tmp_path / "out.md").read_bytes() == data
    with pytest.raises(FileExistsError):
        basket.export(tmp_path / "out.md")


def test_without_what_is_known_of_the_sources_nothing_is_lost(tmp_path: Path) -> None:
    basket = Basket(tmp_path)
    basket.add("> 甲", tmp_path / "a.md")
    (tmp_path / "basket.jsonl").write_text('{"quotation": 1}\nno json\n[]\n"x"\n', "utf-8")
    assert quotations(basket.entries()) == ["> 甲"] and basket.entries()[0].source is None
    (tmp_path / "basket.jsonl").unlink()
    (tmp_path / "basket.jsonl").mkdir()
    assert quotations(basket.entries()) == ["> 甲"]


CHANGING = """
import sys
from pathlib import Path
from tui.basket import Basket
basket = Basket(Path(sys.argv[1]))
while True:
    seen = basket.entries()
    basket.change(seen, [*seen[1:], *seen[:1]])
    print(1, flush=True)
"""


def test_changes_survive_a_kill(tmp_path: Path) -> None:
    basket = Basket(tmp_path)
    names = [f"> {number}" for number in range(50)]
    for name in names:
        basket.add(name)
    for _ in range(5):
        words = [sys.executable, "-c", CHANGING, str(tmp_path)]
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            for _ in range(5):
                program.stdout.readline()
            program.send_signal(signal.SIGKILL)
        assert sorted(quotations(basket.entries())) == sorted(names)


def test_the_command_prints_opens_and_empties_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = ["--home", str(tmp_path)]
    assert main(["basket", *home]) == 1
    memory_in(tmp_path).basket.add("> 甲\x1b[31m\n>\n> ——《乙》")
    capfd.readouterr()
    assert main(["basket", *home]) == 0
    assert capfd.readouterr().out == "> 甲␛[31m\n>\n> ——《乙》\n"
    memory_in(tmp_path).basket.add("> 丙", tmp_path / "gone.md")
    assert main(["basket", *home]) == 0
    printed = capfd.readouterr()
    assert printed.out.endswith("\n\n> 丙\n") and str(tmp_path / "gone.md") in printed.err
    assert main(["basket", "--path", *home]) == 0
    assert capfd.readouterr().out == f"{tmp_path / 'basket.md'}\n"
    monkeypatch.setenv("XUNJU_EDITOR", "true")
    assert main(["basket", "--edit", *home]) == 0
    monkeypatch.setenv("XUNJU_EDITOR", "no-such-editor-anywhere")
    assert main(["basket", "--edit", *home]) == 2
    assert main(["basket", "--clear", *home]) == 0
    assert main(["basket", *home]) == 1
