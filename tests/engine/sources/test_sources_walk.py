"""Walking: each file once, in one order, what is ignored left out, what is amiss reported."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import RootError
from index.model import Failure
from index.sources import Found, walk


def plant(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", encoding="utf-8")


def found(*roots: Path) -> list[str]:
    """The files found, relative to their roots."""
    return [
        found.path.relative_to(found.root).as_posix() for found in walk(roots) if isinstance(found, Found)
    ]


def failures(root: Path, limit: int = 1_000) -> list[tuple[str, str]]:
    return [(f.path.name, f.code) for f in walk([root], limit) if isinstance(f, Failure)]


def test_files_before_folders_each_by_name(tmp_path: Path) -> None:
    plant(tmp_path, "b.md", "a/z.txt", "a/b/c.srt", "c.MD", "A.org", "d/e.vtt")
    assert found(tmp_path) == ["A.org", "b.md", "c.MD", "a/z.txt", "a/b/c.srt", "d/e.vtt"]


def test_only_texts_that_are_not_hidden(tmp_path: Path) -> None:
    plant(
        tmp_path, "a.md", ".b.md", ".git/c.md", "node_modules/d.md", "__pycache__/e.md", "README", "f.py"
    )  # fmt: skip
    assert found(tmp_path) == ["a.md"]


def test_size_and_time(tmp_path: Path) -> None:
    plant(tmp_path, "a.md")
    file = tmp_path / "a.md"
    status = file.stat()
    assert list(walk([tmp_path])) == [Found(str(file), str(tmp_path), status.st_size, status.st_mtime_ns)]


@pytest.mark.parametrize(
    ("rules", "left"),
    [
        pytest.param({".gitignore": "*.txt\n!keep.txt\n"}, ["keep.txt", "x.md", "sub/x.md"], id="negation"),
        pytest.param({".gitignore": "sub/\n"}, ["a.txt", "keep.txt", "x.md"], id="folder"),
        pytest.param({".gitignore": "/x.md\n"}, ["a.txt", "keep.txt", "sub/b.txt", "sub/x.md"], id="top"),
        pytest.param({".gitignore": "sub/\n!sub/x.md\n"}, ["a.txt", "keep.txt", "x.md"], id="no-way-back"),
        pytest.param({".gitignore": "*.md\n", "sub/.gitignore": "!x.md\n"},
                     ["a.txt", "keep.txt", "sub/b.txt", "sub/x.md"], id="nested"),
        pytest.param({".gitignore": "*.md\n", ".ignore": "!x.md\n*.txt\n"}, ["x.md", "sub/x.md"], id="order"),
        pytest.param({".ignore": "\ufeff*.txt\r\n\n# x\n!\n"}, ["x.md", "sub/x.md"], id="mark-crlf-bad-line"),
    ],
)  # fmt: skip
def test_ignore_files(tmp_path: Path, rules: dict[str, str], left: list[str]) -> None:
    plant(tmp_path, "a.txt", "keep.txt", "x.md", "sub/b.txt", "sub/x.md")
    for name, text in rules.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert found(tmp_path) == left


def test_rules_above_the_root_hold_up_to_the_repository(tmp_path: Path) -> None:
    plant(tmp_path, "repo/a/b/x.md", "repo/a/b/y.md", "repo/a/b/z.md", "repo/.git/HEAD")
    (tmp_path / ".gitignore").write_text("z.md\n")
    (tmp_path / "repo/.gitignore").write_text("/a/b/x.md\n")
    assert found(tmp_path / "repo/a/b") == ["y.md", "z.md"]
    shutil.rmtree(tmp_path / "repo/.git")
    assert found(tmp_path / "repo/a/b") == ["x.md", "y.md", "z.md"]


def test_an_ignored_folder_is_searched_when_asked_for(tmp_path: Path) -> None:
    plant(tmp_path, ".git/HEAD", "drafts/x.md", "drafts/deep/y.md")
    (tmp_path / ".gitignore").write_text("drafts/\n")
    assert found(tmp_path) == []
    assert found(tmp_path / "drafts") == ["x.md", "deep/y.md"]
    assert found(tmp_path / "drafts/deep") == ["y.md"]


PATTERNS = [
    "*.md",
    "!a.md",
    "/a.md",
    "d/",
    "!d/",
    "d/*",
    "!d/a.md",
    "**/e",
    "d/**/a.md",
    "b*",
    "[ab].md",
    "\\#a.md",
    "e",
]


@pytest.mark.skipif(shutil.which("git") is None, reason="compares with git")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    top=st.lists(st.sampled_from(PATTERNS), max_size=4), deep=st.lists(st.sampled_from(PATTERNS), max_size=3)
)
def test_ignored_as_git_ignores(tmp_path: Path, top: list[str], deep: list[str]) -> None:
    root = tmp_path / "repo"
    if not root.exists():
        plant(root, "a.md", "b.md", "#a.md", "d/a.md", "d/b.md", "d/e/a.md", "e/b.md", "e/d/a.md")
        subprocess.run(["git", "init", "-q", str(root)], check=True)
    (root / ".gitignore").write_text("\n".join(top) + "\n")
    (root / "d/.gitignore").write_text("\n".join(deep) + "\n")
    listed = subprocess.run(
        ["git", "-c", "core.quotePath=off", "ls-files", "--others", "--exclude-standard", "*.md"],
        cwd=root, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert sorted(found(root)) == sorted(listed.stdout.splitlines())


def test_links_are_followed_once_and_after_all_else(tmp_path: Path) -> None:
    root = tmp_path / "root"
    plant(root, "z/x.md", "z/y/w.md")
    plant(tmp_path, "outside/o.md")
    (root / "a-link").symlink_to(root / "z")
    (root / "b-link").symlink_to(tmp_path / "outside")
    (root / "c-link").symlink_to(tmp_path / "outside")
    (root / "z/up").symlink_to(root)
    (tmp_path / "outside/back").symlink_to(root)
    (root / "self").symlink_to(root / "self")
    (root / "broken").symlink_to(tmp_path / "nowhere")
    assert found(root) == ["z/x.md", "z/y/w.md", "b-link/o.md"]


@pytest.mark.parametrize("kind", ["file", "odd-file", "hidden", "link", "file-link"])
def test_roots_of_every_kind(tmp_path: Path, kind: str) -> None:
    plant(tmp_path, "a/x.md", ".hidden/x.md", "notes.log")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / "link.md").symlink_to(tmp_path / "a/x.md")
    names = {
        "file": "a/x.md",
        "odd-file": "notes.log",
        "hidden": ".hidden",
        "link": "link",
        "file-link": "link.md",
    }
    root = tmp_path / names[kind]
    assert [item.path for item in walk([root])] == [root if root.is_file() else root / "x.md"]


def test_overlapping_roots_give_each_file_once(tmp_path: Path) -> None:
    plant(tmp_path, "a/x.md", "y.md")
    both = [tmp_path / "a", tmp_path, tmp_path / "y.md", tmp_path / "a"]
    assert [item.path.name for item in walk(both)] == ["x.md", "y.md"]


@pytest.mark.parametrize("name", ["missing", "file.md/below", "fifo", "nul\0"])
def test_bad_roots_are_refused_at_once_unless_another_is_good(tmp_path: Path, name: str) -> None:
    plant(tmp_path, "good/file.md", "file.md")
    os.mkfifo(tmp_path / "fifo")
    good, bad = tmp_path / "good", tmp_path / name
    with pytest.raises(RootError, match=r"\.$"):
        walk([bad, bad])
    for roots in ([good, bad], [bad, good]):
        met = {one.path: one.code if isinstance(one, Failure) else "" for one in walk(roots)}
        assert met == {good / "file.md": "", bad: "away"}


def test_an_unreadable_root_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", _denied)
    with pytest.raises(RootError, match="cannot be read"):
        walk([tmp_path])


def _denied(path: object) -> NoReturn:
    raise PermissionError(13, "Permission denied", path)


def test_an_unreadable_folder_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, "a/x.md", "b/y.md")
    opened, denied = os.open, str(tmp_path / "a")
    monkeypatch.setattr(
        os, "open", lambda path, *how: _denied(path) if path == denied else opened(path, *how)
    )
    walked = list(walk([tmp_path]))
    assert [(item.path.name, getattr(item, "code", "")) for item in walked] == [
        ("a", "denied"),
        ("y.md", ""),
    ]


def test_a_walk_leaves_no_folder_open(tmp_path: Path) -> None:
    plant(tmp_path, "a/x.md", "b/c/y.md")
    before = len(list(Path("/dev/fd").iterdir()))
    assert len(list(walk([tmp_path]))) == 2
    next(iter(walk([tmp_path])))
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_what_cannot_be_read_is_reported(tmp_path: Path) -> None:
    plant(tmp_path, "ok.md")
    (tmp_path / "large.md").write_bytes(b"x" * 1_001)
    os.mkfifo(tmp_path / "fifo.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    assert failures(tmp_path) == [
        ("fifo.md", "special"),
        ("gone.md", "gone"),
        ("large.md", "too-large"),
        ("loop.md", "loop"),
    ]


NAMES = [
    "with space.md",
    "line\nbreak.md",
    "'\"`$.md",
    "-dash.md",
    "名字.md",
    "\U0001f600.md",
    "back\\slash.md",
]


def test_odd_names(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("nothing\n")
    plant(tmp_path, *NAMES)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.md")).write_bytes(b"x")
    assert sorted(found(tmp_path)) == sorted([*NAMES, "\udcff\udcfe.md"])


def test_a_very_deep_tree(tmp_path: Path) -> None:
    here = os.getcwd()  # noqa: PTH109
    try:
        os.chdir(tmp_path)
        for _ in range(150):
            os.mkdir("d" * 20)  # noqa: PTH102
            os.chdir("d" * 20)
        Path("x.md").write_bytes(b"x")
    finally:
        os.chdir(here)
    assert len(found(tmp_path)) == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_no_ignore_file_stops_a_walk(tmp_path: Path, data: bytes) -> None:
    if not (tmp_path / "a").exists():
        plant(tmp_path, "a/x.md", "y.md")
    (tmp_path / ".gitignore").write_bytes(data)
    (tmp_path / ".ignore").write_bytes(data[::-1])
    list(walk([tmp_path]))
