"""Commands run in this process, with what they print; hits without a library."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index import Hit, Metadata, Span, Tier
from tui.cli import main


def make_hit(document: str = "a", *spans: Span, text: str = "", begins: int = 0, **told: Any) -> Hit:
    """An exact hit whose passage begins at `begins` of its file; `told` are other fields of it."""
    fields = {"path": Path(f"{document}.md"), "metadata": Metadata(document), "line": 1, "column": 1, **told}
    return Hit(document, tier=Tier.EXACT, score=1.0, text=text, text_offset=begins, spans=spans, **fields)


@dataclass
class Ran:
    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]

FILES = {
    "笔记.md": (
        "---\ntitle: 反馈\nauthor: 某人\npublished: 2025-03-01\n---\n\n"
        "第一段。强化学习的反馈数据，到此为止。\n"
    ),
    "sub/other.txt": "完全是别的内容。\n另有一句强化学习。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of two files."""
    root = tmp_path / "library"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `xunju` with these words and this standard input."""

    def run(*words: str, given: str = "") -> Ran:
        stdin = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stdin)
        status = main(list(words))
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    monkeypatch.setenv("XUNJU_LANG", "en")
    return run
