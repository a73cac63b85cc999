"""What loads NumPy is told to begin no threads; nobody else is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.single import ENVIRONMENT, single_threaded


@pytest.mark.parametrize("told", [None, "3"])
def test_the_environment_is_as_it_was(told: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
        if told:
            monkeypatch.setenv(name, told)
    before = dict(os.environ)
    with pytest.raises(ZeroDivisionError), single_threaded():
        assert all(os.environ[name] == (told or value) for name, value in ENVIRONMENT.items())
        raise ZeroDivisionError
    assert dict(os.environ) == before


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted where Linux lists them")
def test_loading_the_engine_begins_no_threads() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    code = "import os, index; index.Library; import numpy; print(len(os.listdir('/proc/self/task')))"
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "1"
