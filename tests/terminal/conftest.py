"""What the tests in a pseudo-terminal share: an environment with an editor that only notes its calls."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.terminal.terminal import Terminal

RECORDER = """
import json, sys
with open(sys.argv[1], "a") as file:
    file.write(json.dumps(sys.argv[2:]) + "\\n")
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "calls.jsonl"


@pytest.fixture
def env(tmp_path: Path, own_home: Path, record: Path) -> dict[str, str]:
    script = tmp_path / "editor.py"
    script.write_text(RECORDER, "utf-8")
    editor = f"{sys.executable} {script} {record} {{path}} {{line}} {{column}} {{byte}} {{utf16}}"
    return os.environ | {
        "XUNJU_EDITOR": editor,
        "XUNJU_LANG": "zh",
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }


@pytest.fixture
def command_env(env: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An environment in which `xunju` is on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "xunju"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m tui.cli "$@"\n')
    script.chmod(0o700)
    return env | {"PATH": f"{folder}:{env['PATH']}", "SHELL": "/bin/sh"}


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    started: list[Terminal] = []
    yield started
    for terminal in started:
        terminal.close()
