"""The basket: nothing that was put in is lost, and what one's editor does to it stays."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tui.basket import Basket
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
from tui.basket import Basket
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


def test_the_command(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = ["--home", str(tmp_path)]
    assert main(["basket", *home]) == 1
    memory_in(tmp_path).basket.add("> 甲\x1b[31m\n>\n> ——《乙》")
    capfd.readouterr()
    assert main(["basket", *home]) == 0
    assert capfd.readouterr().out == "> 甲␛[31m\n>\n> ——《乙》\n"
    assert main(["basket", "--path", *home]) == 0
    assert capfd.readouterr().out == f"{tmp_path / 'basket.md'}\n"
    monkeypatch.setenv("XUNJU_EDITOR", "true")
    assert main(["basket", "--edit", *home]) == 0
    monkeypatch.setenv("XUNJU_EDITOR", "no-such-editor-anywhere")
    assert main(["basket", "--edit", *home]) == 2
    assert main(["basket", "--clear", *home]) == 0
    assert main(["basket", *home]) == 1
