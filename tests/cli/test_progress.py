"""How progress is told: not too often, never wider than the terminal, and gone in the end."""

from __future__ import annotations

import io
import json
import os
import signal
import threading
from contextlib import suppress

import pytest

from index import Progress
from tui.cells import cell_width
from tui.cli import progress as progress_module
from tui.cli.console import Console
from tui.cli.progress import Bar, Json, Lines, Paced, barred, cancelling
from tui.i18n import Language, catalog_for
from tui.pace import Pace


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def console(language: Language = Language.ZH) -> Console:
    return Console(catalog_for(language), {}, io.StringIO(), io.StringIO())


def written(stream: object) -> str:
    assert isinstance(stream, io.StringIO)
    return stream.getvalue()


@pytest.mark.parametrize(("told", "columns"), [("40", 40), ("0", 80), ("wide", 80), ("", 80)])
def test_without_a_terminal_the_environment_says_how_wide_it_is(told: str, columns: int) -> None:
    without = Console(catalog_for(Language.EN), {"COLUMNS": told}, io.StringIO(), io.StringIO())
    assert without.columns == columns


class Seen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "coloured"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_an_answer_has_colours_on_a_terminal_that_may_have_them(env: dict[str, str], coloured: bool) -> None:
    say = catalog_for(Language.EN)
    assert Console(say, env, Seen(), io.StringIO()).paint("1", "number") == (
        "\x1b[32m1\x1b[0m" if coloured else "1"
    )
    assert Console(say, env, io.StringIO(), Seen()).paint("1", "number") == "1"


def test_a_new_stage_is_told_at_once_and_the_rest_now_and_then() -> None:
    clock = Clock()
    pace = Paced(1.0, clock)
    told = []
    for now, stage in [
        (0.0, "scan"),
        (0.5, "scan"),
        (0.6, "read"),
        (1.2, "read"),
        (1.7, "read"),
        (1.8, "read"),
    ]:
        clock.now = now
        told.append(pace.lets(Progress(stage)))
    assert told == [True, False, True, False, True, False]


def test_a_late_beginning() -> None:
    clock = Clock()
    pace = Paced(0.1, clock, after=0.5)
    told = []
    for now in (0.0, 0.4, 0.5, 0.55, 0.7):
        clock.now = now
        told.append(pace.lets(Progress("read")))
    assert told == [False, False, True, False, True]


@pytest.mark.parametrize("language", Language)
def test_the_bar_stays_on_one_row_and_is_wiped(language: Language) -> None:
    target = console(language)
    bar = Bar(target)
    bar.tell(Progress("scan"))
    bar.tell(Progress("read", 30, 120))
    bar.wipe()
    rows = written(target.errors).split("\r")[1:]
    assert "\n" not in written(target.errors)
    assert all(cell_width(row) < target.columns for row in rows)
    assert "[######" in rows[1]
    assert "30/120" in rows[1]
    assert rows[-2].isspace()
    assert rows[-1] == ""


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("columns", [80, 70, 62])
def test_the_bar_gives_way_to_what_is_told(language: Language, columns: int) -> None:
    clock = Clock()
    target = Console(catalog_for(language), {"COLUMNS": str(columns)}, io.StringIO(), io.StringIO())
    bar = Bar(target)
    bar._pace = Pace(clock)
    bar._pace.watch(Progress("read", 0, 120_000))
    clock.now = 10.0
    bar.tell(Progress("read", 60_000, 120_000, 30_000_000))
    told = catalog_for(language)("index.pace", speed="3,000,000", left="0:10")
    row = written(target.errors).removeprefix("\r")
    assert row.rstrip().endswith(told) and cell_width(row) < columns


def test_a_bar_that_was_never_drawn_leaves_no_trace() -> None:
    target = console()
    bar = Bar(target, after=60.0)
    bar.tell(Progress("read", 1, 2))
    bar.wipe()
    assert written(target.errors) == ""


@pytest.mark.parametrize("terminal", [True, False])
def test_a_bar_goes_however_the_work_ends(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    monkeypatch.setattr(progress_module, "on_terminal", lambda: terminal)
    target = console()
    with suppress(KeyboardInterrupt), barred(target) as tell:
        assert (tell is not None) is terminal
        if tell is not None:
            tell(Progress("read", 1, 2))
        raise KeyboardInterrupt
    assert written(target.errors).endswith("\r" if terminal else "")
    assert bool(written(target.errors)) is terminal


def test_lines_tell_each_stage() -> None:
    target = console()
    lines = Lines(target)
    for stage in ("scan", "read", "read", "write", "done"):
        lines.tell(Progress(stage, 1, 2))
    assert written(target.errors).count("\n") == 3


def test_a_parent_that_is_gone_ends_the_work() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        cancel = threading.Event()
        lines = Json(Console(catalog_for(Language.EN), {}, pipe, io.StringIO()), cancel)
        lines.send({"stage": "read"})
        assert cancel.is_set()


def test_json_is_ascii_lines() -> None:
    target = console()
    Json(target, threading.Event()).send({"path": "文\udcff\n"})
    line = written(target.output)
    assert line.isascii()
    assert line.count("\n") == 1
    assert json.loads(line) == {"path": "文\udcff\n"}


def test_the_first_interrupt_asks_and_the_second_insists() -> None:
    before = signal.getsignal(signal.SIGINT)
    with cancelling() as cancel:
        os.kill(os.getpid(), signal.SIGINT)
        assert cancel.wait(5)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            cancel.wait(5)
    assert signal.getsignal(signal.SIGINT) is before


def test_speed_and_time_left_are_told_once_there_is_something_to_go_by() -> None:
    clock = Clock()
    pace, say = Pace(clock), catalog_for(Language.EN)
    told = []
    for clock.now, progress in [
        (5.0, Progress("scan")),
        (6.0, Progress("read", 0, 100, 0)),
        (6.5, Progress("read", 20, 100, 50_000)),
        (8.0, Progress("read", 20, 100, 400_000)),
        (10.0, Progress("read", 50, 100, 2_000_000)),
        (11.0, Progress("write", 100, 100, 4_000_000)),
    ]:
        pace.watch(progress)
        told.append(pace.words(say, progress))
    said = ["200,000 chars/s, 0:08 left", "500,000 chars/s, 0:04 left"]
    assert told == ["", "", "", *said, ""]


def test_the_next_sync_begins_anew() -> None:
    clock = Clock()
    pace, say = Pace(clock), catalog_for(Language.ZH)
    for clock.now, stage in [(0.0, "read"), (50.0, "done"), (60.0, "scan"), (61.0, "read")]:
        pace.watch(Progress(stage, 1, 2, 3000))
    assert pace.words(say, Progress("read", 1, 2, 3000)) == ""
    clock.now = 63.0
    pace.watch(Progress("read", 1, 2, 3000))
    assert pace.words(say, Progress("read", 1, 2, 6000)) == "每秒 3,000 字，还要 0:02"
