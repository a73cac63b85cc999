"""What `docs/integrations` holds, started for real where the program it is for is installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS
from tests.terminal.terminal import Terminal

FOLDER = ROOT / "docs" / "integrations"
QUERY = "以字旧人"
FILE = SEEDS / "01-qianzi-duitan-transcript.txt"


def installed(program: str) -> str:
    """Where a program is; skips where it is not."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


@pytest.fixture
def shell_env(env: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An environment in which `xunju` is on the path and has an index of the samples."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "xunju"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m tui.cli "$@"\n')
    script.chmod(0o700)
    made = env | {"PATH": f"{folder}:{env['PATH']}", "SHELL": "/bin/sh"}
    assert run(["xunju", "index", str(SEEDS)], made).returncode == 0
    return made


def run(words: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    found = shutil.which(words[0], path=env["PATH"]) or words[0]
    return subprocess.run(
        [found, *words[1:]], env=env, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("editor", ["vim", "nvim"])
def test_hits_in_the_quickfix_list_are_at_their_characters(
    shell_env: dict[str, str], tmp_path: Path, editor: str
) -> None:
    installed(editor)
    out = tmp_path / "list.json"
    fields = "[bufname(v:val.bufnr), v:val.lnum, v:val.col]"
    dump = f"call writefile([json_encode(map(getqflist(), '{fields}'))], '{out}')"
    words = [editor, "-es", "-N", "-u", "NONE", "-i", "NONE", "-S", str(FOLDER / "xunju.vim")]
    run([*words, "-c", f"XunjuSearch {QUERY}", "-c", dump, "-c", "qa!"], shell_env)
    places = json.loads(out.read_text("utf-8"))
    text = FILE.read_text("utf-8")
    byte = len(text[: text.index(QUERY)].encode()) + 1
    assert any(name.endswith(FILE.name) and place == [1, byte] for name, *place in places)


def test_vim_puts_a_quotation_below_the_cursor(
    shell_env: dict[str, str], tmp_path: Path, terminals: list[Terminal]
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("上一行\n下一行\n", "utf-8")
    words = [installed("vim"), "-N", "-u", "NONE", "-i", "NONE", "-n", "-S", str(FOLDER / "xunju.vim")]
    terminal = Terminal([*words, str(draft)], shell_env | {"TERM": "linux"}, 100, 30)
    terminals.append(terminal)
    terminal.wait_for("下一行")
    terminal.type(f":XunjuQuote {QUERY}\r")
    terminal.wait(lambda text: "处" in text and text.count(QUERY) >= 3)
    terminal.type("\r")
    terminal.wait(lambda text: "下一行" in text and "——《" in text)
    terminal.type(":wq\r")
    assert terminal.wait_for_end() == 0
    first, *quotation, last = draft.read_text("utf-8").splitlines()
    assert (first, last) == ("上一行", "下一行")
    assert quotation[0].startswith("> ") and QUERY in quotation[0]


def test_bash_inserts_what_is_chosen_at_the_cursor(
    shell_env: dict[str, str], tmp_path: Path, terminals: list[Terminal]
) -> None:
    start = tmp_path / "rc"
    start.write_text(f"PS1='ready> '\nsource {FOLDER / 'xunju.bash'}\n")
    terminal = Terminal([installed("bash"), "--noprofile", "--rcfile", str(start), "-i"], shell_env, 100, 30)
    terminals.append(terminal)
    terminal.wait_for("ready>")
    out = tmp_path / "out"
    terminal.type(f"tee {out} <<< {QUERY}")
    terminal.wait_for(QUERY)
    terminal.type("\x1bq")
    terminal.wait(lambda text: "处" in text and text.count(QUERY) >= 3)
    terminal.type("\r")
    terminal.wait_for_bytes(len(terminal.raw) + 1)
    terminal.wait(lambda _: b"\x1b[?1049l" in terminal.raw)
    terminal.type("\r")
    terminal.wait(lambda _: out.exists() and out.read_text("utf-8").endswith("\n"))
    assert out.read_text("utf-8").startswith(QUERY) and out.read_text("utf-8").count(QUERY) == 2
    terminal.type("exit\r")
    assert terminal.wait_for_end() == 0


def test_tmux_binds_a_popup(shell_env: dict[str, str], tmp_path: Path) -> None:
    tmux = [installed("tmux"), "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    try:
        assert run([*tmux, "new-session", "-d", "sleep 60"], shell_env).returncode == 0
        assert run([*tmux, "source-file", str(FOLDER / "xunju.tmux.conf")], shell_env).stderr == ""
        keys = run([*tmux, "list-keys", "-T", "prefix", "q"], shell_env).stdout
        assert "display-popup" in keys and "xunju --pick --format quote" in keys
    finally:
        run([*tmux, "kill-server"], shell_env)


@pytest.mark.parametrize("shell", ["zsh", "fish", "bash"])
def test_the_shells_take_their_file(shell: str, env: dict[str, str]) -> None:
    assert run([installed(shell), "-n", str(FOLDER / f"xunju.{shell}")], env).stderr == ""


def test_emacs_lists_hits_and_inserts_the_best(shell_env: dict[str, str]) -> None:
    program = f'(progn (with-temp-buffer (xunju-insert "{QUERY}") (princ (buffer-string))))'
    ran = run(
        [installed("emacs"), "-Q", "--batch", "-l", str(FOLDER / "xunju.el"), "--eval", program], shell_env
    )
    assert QUERY in ran.stdout


def test_the_task_of_vs_code_reads_what_a_search_prints(shell_env: dict[str, str]) -> None:
    (task,) = json.loads((FOLDER / "vscode-tasks.json").read_text("utf-8"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    ran = run(
        [task["command"], *(QUERY if word == "${selectedText}" else word for word in task["args"])], shell_env
    )
    found = re.match(pattern["regexp"], ran.stdout.splitlines()[0])
    assert found is not None and found[pattern["file"]].endswith(".txt") and found[pattern["line"]] == "1"


def test_the_keys_of_helix_are_its_configuration() -> None:
    keys = tomllib.loads((FOLDER / "helix.toml").read_text("utf-8"))["keys"]
    assert "xunju search --limit 1" in keys["normal"]["space"]["q"]
