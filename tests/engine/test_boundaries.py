"""What the engine may know, seen from outside: fresh processes, and plain Whoosh."""

from __future__ import annotations

import subprocess
import sys
import tempfile

import pytest
from whoosh.index import open_dir
from whoosh.qparser import QueryParser

from tests.conftest import ROOT, MakeLibrary


def modules_after(statement: str) -> set[str]:
    """The modules that a fresh process has loaded after a statement."""
    script = f"{statement}\nimport sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()} | set(done.stdout.split())


def test_the_engine_knows_no_interface() -> None:
    loaded = modules_after("import index")
    assert not loaded & {"textual", "rich", "tui"}


def test_importing_the_engine_loads_no_dictionary() -> None:
    loaded = modules_after("import index")
    assert not loaded & {"jieba", "rjieba", "pypinyin", "opencc"}


def test_a_search_reads_no_dictionary(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "圖像識別的历史"})
    ask = (
        f"from index import Library; Library.open({str(library.roots[0])!r}, {str(library.folder.parent)!r})"
    )
    loaded = modules_after(f"{ask}.warm()")
    assert not loaded & {"jieba", "rjieba"}


def test_plain_whoosh_reads_the_index_with_the_jieba_analyzer(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "圖像識別的历史", "b.txt": "天气很好"})
    index = open_dir(library.folder)
    query = QueryParser("words", index.schema).parse("图像识别")
    with index.searcher() as searcher:
        assert len(searcher.search(query)) == 1


def test_searching_leaves_nothing_in_the_temporary_folder(
    make_library: MakeLibrary, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    library = make_library({"a.txt": "圖像識別的历史"})
    assert library.search("历史").hits
    assert list(temporary.iterdir()) == []
