"""What is printed for other programs is explained to those who write them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXPLAINED = (Path(__file__).parents[2] / "docs/integrations/README.md").read_text("utf-8")


def fields(value: object) -> Iterator[str]:
    """Every name in a JSON value."""
    for one in value if isinstance(value, list) else []:
        yield from fields(one)
    for name, one in value.items() if isinstance(value, dict) else ():
        yield name
        yield from fields(one)


@pytest.mark.parametrize(
    "words",
    [
        ("search", "强化学习", "--json", "--format", "text"),
        ("search", "--batch", "draft.md"),
        ("check", "draft.md", "--json"),
        ("audit", "--json", "--samples", "1"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_every_field_is_explained(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("library").mkdir()
    Path("library/a.txt").write_text("这里讲强化学习的反馈。\n", encoding="utf-8")
    Path("draft.md").write_text("强化学习\n“强化学习的反馈”\n", encoding="utf-8")
    answers = run(*words, "library").objects
    assert answers
    assert not {name for name in fields(answers) if f"`{name}`" not in EXPLAINED}
