"""`xunju forget`: who is asked before an index goes, and what is taken for yes."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from index import Home
from tests.cli.conftest import Run
from tui.cli import main


class Keyboard(io.StringIO):
    """Standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


ANSWERS = {"y\n": True, " Yes \n": True, "是\n": True, "n\n": False, "yeah\n": False, "\n": False, "": False}


@pytest.mark.parametrize(("answer", "gone"), ANSWERS.items())
def test_somebody_at_a_terminal_is_asked(
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    answer: str,
    gone: bool,
) -> None:
    run("index", str(folder))
    monkeypatch.setattr(sys, "stdin", Keyboard(answer))
    assert main(["forget", str(folder)]) == (0 if gone else 1)
    shown, told = capfd.readouterr().err.split("confirm: ")
    assert shown.startswith(f"  {folder}\n") and "kB" in shown
    assert told == (f"Deleted the index of {folder}\n" if gone else "The index stays\n")
    assert bool(list(Home().libraries())) is not gone


def test_where_nobody_can_be_asked_the_option_is_named(run: Run, folder: Path) -> None:
    run("index", str(folder))
    ran = run("forget", str(folder), given="y\n")
    assert (ran.status, ran.out) == (2, "") and "--yes" in ran.err
    assert list(Home().libraries()) == [(folder,)]
