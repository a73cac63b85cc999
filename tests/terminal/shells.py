"""The shells that a test may start: nobody's settings, and a prompt to wait for."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

PROMPT = "ready>"

SHELLS = {
    "bash": (f"PS1='{PROMPT} '\n", "--noprofile --rcfile {start} -i"),
    "zsh": (f"PROMPT='{PROMPT} '\nautoload -Uz compinit\ncompinit -u -D\n", "-d -i"),
    "fish": (
        f"function fish_prompt; echo '{PROMPT} '; end\n",
        "--no-config -i -C 'source {start}'",
    ),
}
"""What each reads when it starts, and how it is started so that it reads that and nothing else."""


def installed(program: str) -> str:
    """Where a program is; skips where it is not."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def started(name: str, settings: str, folder: Path, env: Mapping[str, str]) -> Terminal:
    """A shell with these settings, ready for a command; the file that it reads is put into `folder`."""
    begins, words = SHELLS[name]
    start = folder / ".zshrc"
    start.write_text(begins + settings, "utf-8")
    command = [installed(name), *shlex.split(words.format(start=start))]
    terminal = Terminal(command, {**env, "ZDOTDIR": str(folder)}, 250, 30)  # no path is broken
    terminal.wait_for(PROMPT)
    return terminal
