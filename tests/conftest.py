"""What every test shares: a home of its own, and the folders of real documents where they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

# Textual reads them while it is imported.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_FPS"] = "240"

import pytest
from hypothesis import HealthCheck, settings

from index import Library, Tier
from index.sources import files

settings.register_profile("xunju", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("xunju")

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees or touches the user's indexes, editor or language, or how the user's Python buffers."""
    home = tmp_path / "xunju-home"
    monkeypatch.setenv("XUNJU_HOME", str(home))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("XUNJU_CONFIG", str(tmp_path / "config.yaml"))
    ours = ("XUNJU_EDITOR", "XUNJU_LANG", "XUNJU_MAX_BYTES", "XUNJU_PROCESSES", "XUNJU_THEME")
    for name in (*ours, "XDG_CONFIG_HOME", "VISUAL", "EDITOR", "TMUX", "DISPLAY", "PYTHONUNBUFFERED"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test writes need not outlive the machine."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(autouse=True)
def no_waiting_for_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test writes is as good as written long ago."""
    monkeypatch.setattr(files, "FINE_TICK", 0)
    monkeypatch.setattr(files, "COARSE_TICK", 0)


@pytest.fixture
def real_documents() -> Path:
    """The folder of the five real documents; skips where it is not."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the real documents are not here: ../shared/seeds")
    return folder


def stems(library: Library, query: str) -> set[str]:
    """What the files are called that hold exact hits of a query."""
    return {hit.path.stem for hit in library.search(query) if hit.tier is Tier.EXACT}


MakeLibrary = Callable[..., Library]


@pytest.fixture
def make_library(tmp_path: Path) -> Iterator[MakeLibrary]:
    """Makes and syncs a library of files given as name=text; bytes are written as they are."""
    opened: list[Library] = []

    def make(files: dict[str, str | bytes] | None = None, folder: Path | None = None) -> Library:
        root = folder or tmp_path / "library"
        root.mkdir(parents=True, exist_ok=True)
        for name, content in (files or {}).items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        library = Library.open(root)
        opened.append(library)
        library.sync()
        return library

    yield make
    for library in opened:
        library.close()
