"""What `docs/integrations` holds, started for real where the program it is for is installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest

from index import Home, Library
from tests.conftest import ROOT, SEEDS
from tests.terminal.shells import SHELLS, installed, started
from tests.terminal.terminal import Terminal

FOLDER = ROOT / "docs" / "integrations"
QUERY = "以字旧人"
FILE = SEEDS / "01-qianzi-duitan-transcript.txt"


PLAIN_EMACS = ["-Q", "--eval", "(setq native-comp-deferred-compilation nil native-comp-jit-compilation nil)"]
"""Nobody's settings, and nothing compiled beside the test, which would outlive it."""


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an index of the samples, made once, to be copied."""
    home = tmp_path_factory.mktemp("indexed")
    with Library.open(SEEDS, home) as library:
        library.sync()
    Home(home).remember([SEEDS])
    return home


@pytest.fixture
def shell_env(command_env: dict[str, str], indexed: Path) -> dict[str, str]:
    """An environment in which `xunju` has an index of the samples."""
    shutil.copytree(indexed, command_env["XUNJU_HOME"])
    return command_env


def run(words: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    found = shutil.which(words[0], path=env["PATH"]) or words[0]
    return subprocess.run(
        [found, *words[1:]], env=env, capture_output=True, text=True, check=False, timeout=60
    )


def asked(editor: str, out: Path, env: dict[str, str], before: list[str], steps: list[str], told: str) -> Any:
    """What an editor tells of itself, as one of its expressions, once it has taken some steps with the script
    of this project; `before` are words for the time before that."""
    installed(editor)
    dump = f"call writefile([json_encode({told})], '{out}')"
    words = [editor, "-es", "-N", "-u", "NONE", "-i", "NONE", *before, "-S", str(FOLDER / "xunju.vim")]
    run([*words, *(part for step in (*steps, dump, "qa!") for part in ("-c", step))], env)
    return json.loads(out.read_text("utf-8"))


@pytest.mark.parametrize("editor", ["vim", "nvim"])
def test_hits_in_the_quickfix_list_are_at_their_characters(
    shell_env: dict[str, str], tmp_path: Path, editor: str
) -> None:
    told = "map(getqflist(), '[bufname(v:val.bufnr), v:val.lnum, v:val.col]')"
    places = asked(editor, tmp_path / "list.json", shell_env, [], [f"XunjuSearch {QUERY}"], told)
    text = FILE.read_text("utf-8")
    byte = len(text[: text.index(QUERY)].encode()) + 1
    assert any(name.endswith(FILE.name) and place == [1, byte] for name, *place in places)


@pytest.mark.parametrize("editor", ["vim", "nvim"])
def test_a_draft_that_is_not_saved_keeps_its_window_beside_the_hits(
    shell_env: dict[str, str], tmp_path: Path, editor: str
) -> None:
    before = ["--cmd", "set nohidden"]
    steps = ["edit draft.md", "call setline(1, '没有存盘')", f"XunjuSearch {QUERY}"]
    told = "map(range(1, winnr('$')), 'bufname(winbufnr(v:val))')"
    names = asked(editor, tmp_path / "windows.json", shell_env, before, steps, told)
    windows = [Path(name).name for name in names]
    assert FILE.name in windows and "draft.md" in windows


@pytest.mark.parametrize("editor", ["vim", "nvim"])
def test_what_a_search_prints_for_vim_leads_to_its_characters(
    shell_env: dict[str, str], tmp_path: Path, editor: str
) -> None:
    installed(editor)
    out = tmp_path / "place.json"
    words = [editor, "-es", "-N", "-u", "NONE", "-i", "NONE", "--cmd", "set encoding=utf-8"]
    ask = f"cexpr system('xunju search --format vimgrep {QUERY} {SEEDS}')"
    dump = f"call writefile([json_encode([expand('%:t'), getline('.')[col('.') - 1 :]])], '{out}')"
    run([*words, "-c", ask, "-c", "cfirst", "-c", dump, "-c", "qa!"], shell_env)
    name, rest = json.loads(out.read_text("utf-8"))
    assert name == FILE.name and rest.startswith(QUERY)


@pytest.mark.parametrize("editor", ["vim", "nvim"])
def test_a_quotation_is_put_below_the_cursor(
    shell_env: dict[str, str], tmp_path: Path, terminals: list[Terminal], editor: str
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("上一行\n下一行\n", "utf-8")
    words = [installed(editor), "-N", "-u", "NONE", "-i", "NONE", "-n", "-S", str(FOLDER / "xunju.vim")]
    terminal = Terminal([*words, str(draft)], shell_env | {"TERM": "linux"}, 100, 30)
    terminals.append(terminal)
    terminal.wait_for("下一行")
    terminal.type(f":XunjuQuote {QUERY}\r")
    terminal.wait(lambda text: "处" in text and text.count(QUERY) >= 3)
    terminal.type("\r")
    if editor == "vim":
        terminal.wait(lambda text: "——《" in text or "ENTER" in text)
        terminal.type("\r")
    terminal.wait(lambda text: "下一行" in text and "——《" in text)
    terminal.type(":wq\r")
    assert terminal.wait_for_end() == 0
    first, *quotation, last = draft.read_text("utf-8").splitlines()
    assert (first, last) == ("上一行", "下一行")
    assert quotation[0].startswith("> ") and QUERY in quotation[0]


@pytest.fixture(params=SHELLS)
def shell(
    request: pytest.FixtureRequest, shell_env: dict[str, str], tmp_path: Path, terminals: list[Terminal]
) -> Terminal:
    """Each shell with its file, ready for a command."""
    terminals.append(
        started(request.param, f"source {FOLDER / f'xunju.{request.param}'}\n", tmp_path, shell_env)
    )
    return terminals[-1]


def choose(terminal: Terminal, wanted: str, query: str = "") -> None:
    """Press Alt-Q, type the query, and choose the first hit once what is wanted of it is shown."""
    terminal.type("\x1bq")
    terminal.wait(lambda _: b"\x1b[?1049h" in terminal.raw)
    terminal.type(query)
    terminal.wait(lambda text: "处" in text and text.count(wanted) >= 3)
    terminal.type("\r")
    terminal.wait(lambda _: b"\x1b[?1049l" in terminal.raw)
    terminal.wait_for("ready>")


@pytest.mark.parametrize(("before", "after"), [("", " end"), ('"', '" end'), ("--note=", " end")])
def test_a_shell_puts_what_is_chosen_in_the_place_of_the_word_before_the_cursor(
    shell: Terminal, tmp_path: Path, before: str, after: str
) -> None:
    out = tmp_path / "out"
    shell.type(f"echo > {out} {before}{QUERY}{after}")
    shell.wait_for(f"{QUERY}{after}")
    shell.type("\x02" * len(after))
    choose(shell, QUERY)
    shell.type("\r")
    shell.wait(lambda _: out.exists() and out.read_text("utf-8").endswith(" end\n"))
    said = out.read_text("utf-8")
    assert said.startswith(before.strip('"')) and said.count(QUERY) == 1 and '"' not in said
    shell.type("exit\r")
    assert shell.wait_for_end() == 0


def test_a_shell_takes_the_path_that_it_is_given(
    shell: Terminal, shell_env: dict[str, str], tmp_path: Path
) -> None:
    folder, out = tmp_path / "my notes", tmp_path / "out"
    folder.mkdir()
    (folder / "it's $1.md").write_text("独此一份的话\n", "utf-8")
    assert run(["xunju", "index", str(folder)], shell_env).returncode == 0
    shell.type("export XUNJU_FORMAT=path\r")
    shell.type(f"cat > {out} ")
    shell.wait_for(str(out)[-8:])
    choose(shell, "独此一份", "独此一份")
    shell.type("\r")
    shell.wait(lambda _: out.exists() and out.read_text("utf-8") != "")
    assert out.read_text("utf-8") == "独此一份的话\n"
    shell.type("exit\r")
    assert shell.wait_for_end() == 0


def test_tmux_opens_a_popup_whose_choice_is_its_buffer(
    shell_env: dict[str, str], terminals: list[Terminal]
) -> None:
    # A socket's path may have about a hundred bytes.
    with tempfile.TemporaryDirectory(prefix="xj") as folder:
        tmux = [installed("tmux"), "-u", "-S", f"{folder}/s"]
        config = FOLDER / "xunju.tmux.conf"
        try:
            command = [*tmux, "-f", str(config), "new-session", "sh -c 'echo drafting; exec cat'"]
            terminal = Terminal(command, shell_env, 100, 30)
            terminals.append(terminal)
            terminal.wait_for("drafting")
            terminal.type("\x02q")
            terminal.wait_for("寻句")
            terminal.type(QUERY)
            terminal.wait(lambda text: "处" in text and text.count(QUERY) >= 3)
            terminal.type("\r")
            terminal.wait(lambda text: "drafting" in text and "寻句" not in text)
            shown = run([*tmux, "show-buffer"], shell_env).stdout
            assert shown.startswith("> ") and QUERY in shown and "——《" in shown
        finally:
            run([*tmux, "kill-server"], shell_env)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shells_take_their_file(shell: str, env: dict[str, str]) -> None:
    assert run([installed(shell), "-n", str(FOLDER / f"xunju.{shell}")], env).stderr == ""


def test_emacs_lets_a_hit_be_chosen_and_inserts_it_with_its_source(
    shell_env: dict[str, str], tmp_path: Path, terminals: list[Terminal]
) -> None:
    hits = run(["xunju", "search", "--format", "quote", "--limit", "2", "铅字"], shell_env).stdout
    best, second = hits.rstrip("\n").split("\n\n")
    draft = tmp_path / "draft.md"
    draft.write_text("下一行\n", "utf-8")
    command = [installed("emacs"), "-nw", *PLAIN_EMACS, "-l", str(FOLDER / "xunju.el"), str(draft)]
    terminal = Terminal(command, shell_env, 100, 30)
    terminals.append(terminal)
    terminal.wait_for("下一行")
    for keys in ("\r", "2 \t\r"):
        terminal.type("\x1bxxunju-insert\r")
        terminal.wait(lambda text: "寻句" in text.splitlines()[-1])
        terminal.type("铅字\r")
        terminal.wait(lambda text: "寻句: " in text.splitlines()[-1] and "铅字" not in text.splitlines()[-1])
        terminal.type(keys)
        terminal.wait(lambda text: "寻句" not in text.splitlines()[-1])
        terminal.type("\r")
    terminal.type("\x18\x13")
    terminal.wait(lambda _: best in draft.read_text("utf-8"))
    terminal.type("\x18\x03")
    assert terminal.wait_for_end() == 0
    assert draft.read_text("utf-8") == f"{best}\n{second}\n下一行\n"


def test_emacs_visits_hits_at_their_characters(shell_env: dict[str, str]) -> None:
    program = f"""
      (progn
        (xunju-search "{QUERY}")
        (while (get-buffer-process "*xunju*") (accept-process-output nil 0.05))
        (with-current-buffer "*xunju*" (next-error))
        (with-current-buffer "{FILE.name}" (princ (format "at %d" (1- (point))))))
    """
    command = [installed("emacs"), *PLAIN_EMACS, "--batch", "-l", str(FOLDER / "xunju.el"), "--eval", program]
    ran = run(command, shell_env)
    assert ran.stdout == f"at {FILE.read_text('utf-8').index(QUERY)}"


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
