"""What follows `xunju` is completed by each shell that is installed, with what is typed and Tab."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.shells import SHELLS, installed, started
from tests.terminal.terminal import Terminal

ADDED = {
    "bash": 'eval "$(xunju completion bash)"\n',
    "zsh": 'eval "$(xunju completion zsh)"\n',
    "fish": "xunju completion fish | source\n",
}
"""What is written into the settings of each."""


@pytest.fixture(params=SHELLS)
def shell(
    request: pytest.FixtureRequest,
    command_env: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Terminal]:
    """A shell that completes, in a folder with two folders and a file, one of them named like a command."""
    place = tmp_path / "place"
    for name in ("笔记 本", "stories", "audit"):
        (place / name).mkdir(parents=True)
    (place / "草稿.md").touch()
    monkeypatch.chdir(place)
    shell = started(request.param, ADDED[request.param], tmp_path, command_env | {"PWD": str(place)})
    yield shell
    leave(shell)


def leave(shell: Terminal) -> None:
    """A shell in the middle of a line would not heed to be asked, and has nothing to put away."""
    shell.kill(signal.SIGKILL)
    shell.wait_for_end()


COMPLETED = {
    "command": ("xunju sea", "xunju search"),
    "command-behind-an-option": ("xunju --home stories hist", "xunju --home stories history"),
    "command-that-a-folder-is-named-like": ("xunju au", "xunju audit "),
    "option-of-a-command": ("xunju search 铅字 --no", "xunju search 铅字 --no-sync"),
    "option-of-the-interface": ("xunju --mu", "xunju --multi"),
    "order": ("xunju search --sort d", "xunju search --sort date"),
    "order-behind-a-sign": ("xunju search 铅字 --sort=r", "xunju search 铅字 --sort=relevance"),
    "format": ("xunju search --format vim", "xunju search --format vimgrep"),
    "template": ("xunju --pick --format foot", "xunju --pick --format footnote"),
    "shell": ("xunju completion z", "xunju completion zsh"),
    "folder-for-the-interface": ("xunju sto", "xunju stories/"),
    "folder-behind-a-query": ("xunju search 铅字 sto", "xunju search 铅字 stories/"),
    "second-folder": ("xunju index stories 笔", "xunju index stories 笔记\\ 本/"),
    "folder-behind-dashes": ("xunju search -- --sort sto", "xunju search -- --sort stories/"),
    "folder-behind-what-is-saved": ("xunju search --saved 名 sto", "xunju search --saved 名 stories/"),
    "folder-to-pick-from": ("xunju --pick 铅字 sto", "xunju --pick 铅字 stories/"),
    "home": ("xunju index --home=sto", "xunju index --home=stories/"),
    "draft": ("xunju check 草", "xunju check 草稿.md"),
    "queries": ("xunju search --batch 草", "xunju search --batch 草稿.md"),
}


def clear(shell: Terminal) -> None:
    """Take back what was typed."""
    shell.type("\x15clear\r")
    shell.wait(lambda text: "xunju" not in text)


def test_what_can_be_one_thing_alone_is_completed(shell: Terminal) -> None:
    for typed, completed in COMPLETED.values():
        shell.type(f"{typed}\t")
        shell.wait_for(completed)
        clear(shell)


LISTED = {
    "commands-and-folders": ("xunju ", ["search", "completion", "笔记", "stories"], [".md"]),
    "orders": ("xunju search --sort ", ["relevance", "date", "path"], ["stories"]),
    "options": ("xunju audit --", ["--samples", "--seed", "--home"], ["--batch"]),
    "folders": ("xunju index ", ["stories", "笔记"], [".md"]),
}


@pytest.mark.parametrize(("typed", "listed", "others"), LISTED.values(), ids=LISTED.keys())
def test_what_can_be_several_things_is_listed(
    shell: Terminal, typed: str, listed: list[str], others: list[str]
) -> None:
    shell.type(f"{typed}\t\t")
    text = shell.wait(lambda text: all(one in text for one in listed))
    assert not any(one in text for one in others)


def test_a_query_a_name_and_a_number_are_nobodys_to_guess(shell: Terminal) -> None:
    for typed in ("search sto", "--pick sto", "search --saved sto", "search --limit sto"):
        shell.type(f"xunju {typed}\t")
        shell.wait_for(typed)
        shell.type(" --vers\t")
        shell.wait_for(f"{typed} --version")
        clear(shell)


@pytest.mark.parametrize("name", SHELLS)
def test_a_shell_takes_its_script(name: str, command_env: dict[str, str], tmp_path: Path) -> None:
    shell, script = installed(name), tmp_path / "script"
    with script.open("w") as file:
        subprocess.run(["xunju", "completion", name], env=command_env, stdout=file, check=True)
    ran = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_zsh_takes_the_script_from_a_folder_of_functions_as_well(
    command_env: dict[str, str], tmp_path: Path
) -> None:
    installed("zsh")
    folder = tmp_path / "functions"
    folder.mkdir()
    with (folder / "_xunju").open("w") as file:
        subprocess.run(["xunju", "completion", "zsh"], env=command_env, stdout=file, check=True)
    shell = started("zsh", f"fpath=({folder} $fpath)\ncompinit -u -D\n", tmp_path, command_env)
    for _ in range(2):
        shell.type("xunju sea\t")
        shell.wait_for("xunju search")
        clear(shell)
    leave(shell)
