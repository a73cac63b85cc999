"""The first moments of the interface: what is seen at once, what is typed meanwhile, and how it is left.

The rule: every moment is one that the program's own output tells, never a time.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pyte
import pytest

from tests.conftest import SEEDS
from tests.terminal.terminal import Terminal, start
from tui.i18n import Language, catalog_for
from tui.prompt import SHORT_ROWS, TALL_ROWS, WIDE_COLUMNS, count_cells

SAY = catalog_for(Language.ZH)
PLACEHOLDER = SAY("query.placeholder")

DRIVER = b"\x1b[?1000h"
"""The first thing that Textual's driver writes: the query box before it is ours."""

HIDE_CURSOR = b"\x1b[?25l"
"""What the first frame begins with."""

HELD = """
import sys, time
from importlib.abc import MetaPathFinder
from pathlib import Path

class Gate(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        while name == "textual" and not Path({gate!r}).exists():
            time.sleep(0.01)

sys.meta_path.insert(0, Gate())
"""
"""Lets Textual be imported once there is a certain file, so that what is typed before is typed before."""

CTRL_Q = "\x11"
LONG = "记得几个字就行" * 30 + "尾声"
FULL, INDEXED = {"COLORTERM": "truecolor"}, {"COLORTERM": ""}
STALE = {"COLUMNS": "80", "LINES": "24"}
"""The size of a terminal before it was made larger, as a shell may still tell it."""
LOOKS = [
    ((80, 24), FULL),
    ((WIDE_COLUMNS, TALL_ROWS), FULL),
    ((200, 50), INDEXED | STALE),
    ((60, SHORT_ROWS - 1), FULL),
    ((20, 12), FULL),
    ((WIDE_COLUMNS, 10), INDEXED | {"XUNJU_THEME": "light"}),
]


def text_of(screen: pyte.Screen, row: int, room: int) -> str:
    """The first cells of a row."""
    cells = screen.buffer[row]
    return "".join(cells[column].data for column in range(room))


def painted(screen: pyte.Screen, room: int) -> list[tuple[str, str, str, bool]]:
    """The cells before the count in the cursor's row: character, colour (of a blank none), ground, weight.

    Without the cursor's own cells: in the interface the cursor is one of other colours.
    """
    row = screen.buffer[screen.cursor.y]
    cells = [row[column] for column in range(room) if column - screen.cursor.x not in (0, 1)]
    return [(cell.data, cell.fg if cell.data.strip() else "", cell.bg, cell.bold) for cell in cells]


@pytest.fixture
def gate(env: dict[str, str], tmp_path: Path) -> Path:
    """A file without which Textual is not imported."""
    folder = tmp_path / "held"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HELD.format(gate=str(folder / "open")), "utf-8")
    env["PYTHONPATH"] = f"{folder}:{env['PYTHONPATH']}"
    return folder / "open"


@pytest.mark.parametrize(("size", "look"), LOOKS, ids=[str(size) for size, _ in LOOKS])
@pytest.mark.parametrize("typed", ["", "铅字ab", LONG], ids=["nothing", "a-word", "more-than-fits"])
def test_the_interface_takes_over_in_the_very_same_cells(
    env: dict[str, str],
    gate: Path,
    terminals: list[Terminal],
    size: tuple[int, int],
    look: dict[str, str],
    typed: str,
) -> None:
    terminal = start(env | look, terminals, str(SEEDS), size=size)
    terminal.wait_for(PLACEHOLDER[:5])
    terminal.type(typed)
    terminal.wait_for(typed[-2:])
    at = terminal.cursor
    assert DRIVER not in terminal.raw, "the box is drawn, and typed into, before Textual is there"
    gate.touch()
    terminal.wait(lambda _: HIDE_CURSOR in terminal.raw and terminal.cursor == at)
    screen = pyte.Screen(*size)
    stream = pyte.ByteStream(screen)
    stream.feed(terminal.raw[: terminal.raw.index(DRIVER)])
    room = size[0] - count_cells(size[0])
    box, row = painted(screen, room), text_of(screen, at[1], room)
    for byte in terminal.raw[terminal.raw.index(DRIVER) : terminal.raw.index(HIDE_CURSOR)]:
        stream.feed(bytes([byte]))
        assert (screen.cursor.x, screen.cursor.y) == at, "the cursor stays where it is typed"
    for byte in terminal.raw[terminal.raw.index(HIDE_CURSOR) :]:
        stream.feed(bytes([byte]))
        if screen.cursor.y == at[1]:
            assert text_of(screen, at[1], room) == row, "the text stays in its cells"
    assert painted(screen, room) == box


KEPT = {
    "all-before": ([b"ab"], [], "ab"),
    "all-after": ([], ["铅字".encode()], "铅字"),
    "both": (["铅字".encode()], ["旧人".encode()], "铅字旧人"),
    "half-a-character": (["铅".encode() + "字".encode()[:1]], ["字".encode()[1:] + b"x"], "铅字x"),
    "half-a-sequence": ([b"ab\x1b["], [b"Dx"], "axb"),
    "half-a-paste": (["\x1b[200~铅".encode()], ["字\n人\x1b[201~x".encode()], "铅字 人x"),
    "a-paste": (["\x1b[200~\n铅字\n人\x1b[201~".encode()], [b"x"], "铅字 人x"),
    "a-paste-of-controls": (["\x1b[200~铅\x1b字\t人\x07\x1b[201~".encode()], [b"x"], "铅字 人x"),
    "a-later-paste": ([b"a"], ["\x1b[200~\n铅\x1b字\r\n人\n\x1b[201~x".encode()], "a铅字 人x"),
    "breaks-that-nothing-marks": (
        ["\n铅字\r\n\n人".encode(), "\t旧 \r 人x".encode()],
        [],
        "铅字 人 旧   人x",
    ),
    "a-break-at-the-end": (["铅字\r".encode()], ["人".encode()], "铅字人"),
    "edits": ("铅字 旧人\x7f\x7fab\x17c".encode().split(b" "), [b"d\x7f"], "c"),
    "what-only-the-interface-knows": ([b"ab\x1b[D", b"c\x01d"], [b"e"], "deacb"),
    "edits-behind-it": ([b"ab\x1b[D\x7fc"], ["\x1b[F字".encode()], "cb字"),
    "nothing": ([b"ab\x15"], [], ""),
}
"""Typed into the query box before Textual reads keys; typed from then on; what stands there in the end."""


@pytest.mark.parametrize(("early", "late", "query"), KEPT.values(), ids=KEPT.keys())
def test_what_is_typed_meanwhile_is_kept_once_and_in_order(
    env: dict[str, str],
    gate: Path,
    terminals: list[Terminal],
    early: list[bytes],
    late: list[bytes],
    query: str,
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(80, 24))
    terminal.wait_for(PLACEHOLDER[:9])
    for part in early:
        terminal.type(part)
    gate.touch()
    terminal.wait(lambda _: DRIVER in terminal.raw)
    for part in late:
        terminal.type(part)
    shown = f"  {SAY('ui.prompt')}  {query or PLACEHOLDER} "
    terminal.wait(lambda _: HIDE_CURSOR in terminal.raw and terminal.rows[0].startswith(shown))
    terminal.type(CTRL_Q)
    assert terminal.wait_for_end() == 0
    assert terminal.is_restored


def test_what_is_typed_before_the_box_is_there_is_kept(
    env: dict[str, str], terminals: list[Terminal]
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(80, 24))
    terminal.type("铅字\r旧人")
    terminal.wait(lambda _: HIDE_CURSOR in terminal.raw and "  铅字 旧人   " in terminal.rows[0])


@pytest.mark.parametrize(
    ("keys", "status"),
    [("\x1b", 0), ("\x03", 0), ("\x11", 0), ("ab\x03", 0), ("ab\x1b[B\x03", 0)],
    ids=["escape", "ctrl-c", "ctrl-q", "ctrl-c-after-a-word", "ctrl-c-after-another-key"],
)
@pytest.mark.usefixtures("gate")
def test_leaving_before_the_interface_is_there(
    env: dict[str, str], terminals: list[Terminal], keys: str, status: int
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(80, 24))
    terminal.wait_for(PLACEHOLDER[:9])
    terminal.type(keys)
    assert terminal.wait_for_end() == status
    assert terminal.is_restored
    assert DRIVER not in terminal.raw


MOMENTS = (1, 100, 300, 320, 350, 420, 2_000, 12_000, 20_000)
"""Bytes that the program has written when it is told to end: from its first to those of its last frames."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=str)
@pytest.mark.parametrize("moment", MOMENTS)
def test_told_to_end_at_any_moment_the_terminal_is_restored(
    env: dict[str, str], terminals: list[Terminal], number: signal.Signals, moment: int
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(80, 24))
    terminal.wait_for_bytes(moment)
    terminal.kill(number)
    assert terminal.wait_for_end() == 128 + number
    assert terminal.is_restored


@pytest.mark.parametrize("moment", MOMENTS)
def test_where_the_window_is_closed_it_ends_at_any_moment_without_a_word(
    env: dict[str, str], terminals: list[Terminal], tmp_path: Path, moment: int
) -> None:
    errors = tmp_path / "errors"
    program = [sys.executable, "-m", "tui.cli", str(SEEDS)]
    terminal = Terminal(["sh", "-c", f'exec "$0" "$@" 2>{errors}', *program], env, 80, 24)
    terminals.append(terminal)
    terminal.wait_for_bytes(moment)
    terminal.hang_up()
    assert terminal.wait_for_end() == 128 + signal.SIGHUP
    assert not errors.read_text("utf-8")


def test_stopped_and_let_go_on_it_is_painted_again_and_takes_keys_once(
    env: dict[str, str], terminals: list[Terminal]
) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(80, 24))
    terminal.type("铅字")
    terminal.wait(lambda text: text.count("铅字") > 3)
    terminal.kill(signal.SIGSTOP)
    terminal.screen.reset()
    terminal.kill(signal.SIGCONT)
    terminal.wait(lambda text: SAY("ui.prompt") in text and SAY("foot.open") in text)
    terminal.type(CTRL_Q)
    assert terminal.wait_for_end() == 0
    assert terminal.is_restored


def test_a_shell_gets_the_terminal_for_a_while(env: dict[str, str], terminals: list[Terminal]) -> None:
    shell = Terminal(["bash", "--noprofile", "--norc", "-i"], env | {"PS1": "ready> "}, 80, 24)
    terminals.append(shell)
    shell.wait_for("ready>")
    shell.type(f"{sys.executable} -m tui.cli {SEEDS}\r")
    shell.wait_for(SAY("foot.open"))
    shell.type("铅字")
    shell.wait(lambda text: text.count("铅字") > 3)
    shell.type("\x1a")
    shell.wait_for("Stopped")
    shell.screen.reset()
    shell.type("fg\r")
    shell.wait(lambda text: SAY("foot.open") in text and text.count("铅字") > 3)
    shell.type("机")
    shell.wait_for("铅字机")
    shell.screen.reset()
    shell.type(CTRL_Q)
    shell.wait_for("ready>")
    shell.type("exit\r")
    assert shell.wait_for_end() == 0


def test_without_a_shell_it_stays(env: dict[str, str], terminals: list[Terminal]) -> None:
    terminal = start(env, terminals, str(SEEDS), size=(80, 24))
    terminal.wait_for(SAY("foot.open"))
    terminal.type("\x1a")
    terminal.wait_for(SAY("ui.no-shell"))
    terminal.type(CTRL_Q)
    assert terminal.wait_for_end() == 0


def test_an_error_while_the_interface_is_loaded_is_told_on_the_screen_there_was(
    env: dict[str, str], terminals: list[Terminal], tmp_path: Path
) -> None:
    (tmp_path / "textual.py").write_text("raise RuntimeError('not today')", "utf-8")
    paths = f"{tmp_path}:{env['PYTHONPATH']}"
    terminal = start(env | {"PYTHONPATH": paths}, terminals, str(SEEDS), size=(80, 24))
    assert terminal.wait_for_end() == 2
    assert terminal.is_restored
    assert terminal.raw.index(b"not today") > terminal.raw.rindex(b"\x1b[?1049l")


@pytest.mark.parametrize("words", [["--frob"], ["no-such-folder"], ["--help"], ["--version"]], ids=str)
def test_where_no_interface_opens_no_box_is_drawn(
    env: dict[str, str], terminals: list[Terminal], words: list[str]
) -> None:
    terminal = start(env, terminals, *words, size=(80, 24))
    terminal.wait_for_end()
    assert b"\x1b[?1049h" not in terminal.raw


def test_without_folders_the_box_gives_way_to_the_question_for_one(
    env: dict[str, str], terminals: list[Terminal]
) -> None:
    terminal = start(env, terminals, size=(80, 24))
    terminal.wait(lambda text: SAY("welcome.title") in text and terminal.widths() == {80})
    terminal.type(f"{SEEDS.parent}/seed\t")
    terminal.wait(lambda text: f"{SEEDS}/" in text)
    terminal.type("\r")
    terminal.wait(lambda text: SAY("ui.prompt") in text and SAY("welcome.title") not in text)
    terminal.type("铅字")
    terminal.wait(lambda text: text.count("铅字") > 3)
    terminal.type("\x11")
    assert terminal.wait_for_end() == 0
    assert terminal.is_restored


def test_the_question_for_a_folder_can_be_left(env: dict[str, str], terminals: list[Terminal]) -> None:
    terminal = start(env, terminals, size=(80, 24))
    terminal.wait(lambda text: SAY("welcome.title") in text)
    terminal.type("\x11")
    assert terminal.wait_for_end() == 0
    assert terminal.is_restored


@pytest.mark.parametrize("words", [(), ("--pick", "长期")], ids=str)
def test_a_terminal_that_can_do_nothing_is_offered_the_command(
    env: dict[str, str], terminals: list[Terminal], words: tuple[str, ...]
) -> None:
    terminal = start(env | {"TERM": "dumb"}, terminals, *words, str(SEEDS), size=(80, 24))
    assert terminal.wait_for_end() == 2
    assert b"xunju search" in terminal.raw and b"\x1b" not in terminal.raw


def test_without_colours_the_box_has_none(env: dict[str, str], terminals: list[Terminal]) -> None:
    terminal = start(env | FULL | {"NO_COLOR": "1"}, terminals, str(SEEDS), size=(80, 24))
    terminal.wait(lambda _: DRIVER in terminal.raw)
    assert b"38;" not in terminal.raw[: terminal.raw.index(DRIVER)]
