"""Whatever went wrong is one sentence in one language."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from index import Failure, HomeError, IndexBusy, IndexWriteError, RootError, UnreadableFile, XunjuError
from index.errors import HomeSearched, HomeShared
from tui.i18n import Language, catalog_for
from tui.i18n.trouble import explain, failure_line

LATIN_WORDS = re.compile(r"[a-z]+ [a-z]+ [a-z]+")


def caused(error: XunjuError, cause: OSError) -> XunjuError:
    error.__cause__ = cause
    return error


ERRORS: dict[str, Exception] = {
    "root": RootError("There is no folder /x.", Path("/x")),
    "home": caused(
        HomeError("The folder cannot be used here."), PermissionError(13, "Permission denied", "/x")
    ),
    "home-searched": HomeSearched("The indexes cannot live there.", Path("/x")),
    "home-shared": HomeShared("Others can write there.", Path("/x")),
    "busy": IndexBusy("Another process is writing this index."),
    "write": IndexWriteError("The index could not be written."),
    "unreadable": UnreadableFile("binary", "not a text"),
    "system": PermissionError(13, "Permission denied", "/x"),
    "system-without-number": OSError("some words from somewhere"),
    "full-disk": OSError(28, "No space left on device"),
    "too-large": OSError(errno.EFBIG, "File too large"),
    "too-many": OSError(errno.EMFILE, "Too many open files"),
    "too-long": OSError(errno.ENAMETOOLONG, "File name too long", "/x"),
    "there-already": FileExistsError(errno.EEXIST, "File exists", "/x"),
    "broken": ValueError("x\ny\x1b[31m"),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS.keys())
def test_every_error_is_a_sentence(error: Exception, language: Language) -> None:
    sentence = explain(error, catalog_for(language))
    assert sentence
    assert sentence.isprintable()
    assert "{" not in sentence
    assert not sentence.startswith("error.")
    assert not re.search(r"\bE[A-Z]{3,}", sentence)
    if language is Language.ZH:
        assert not LATIN_WORDS.search(sentence)


def test_the_place_is_named() -> None:
    text = catalog_for(Language.ZH)
    assert explain(ERRORS["root"], text).endswith("/x")
    assert explain(ERRORS["home"], text).endswith("/x")
    assert explain(ERRORS["system"], text).endswith("/x")


def test_what_the_system_said_is_the_cause() -> None:
    text = catalog_for(Language.ZH)
    assert explain(ERRORS["home"], text) == "索引目录用不了（没有权限），请用 --home 另选一个：/x"
    full = caused(
        IndexWriteError("The index could not be written.", Path("/x")), OSError(28, "No space left on device")
    )
    assert explain(full, text) == "索引写不了（磁盘已满），请用 --home 另选一个目录：/x"
    closed = caused(
        RootError("The folder /x cannot be read.", Path("/x")), PermissionError(13, "denied", "/x")
    )
    assert explain(closed, text) == "文件夹读不了（没有权限）：/x"


def test_a_sentence_of_another_process_is_taken_as_it_is() -> None:
    assert explain(XunjuError("xunju：磁盘已满"), catalog_for(Language.ZH)) == "xunju：磁盘已满"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", ["binary", "front-matter", "date", "encoding", "gone", "never-heard-of"])
@pytest.mark.parametrize("detail", ["", "line 3\x1b"], ids=["bare", "detail"])
def test_every_failure_is_a_row(language: Language, code: str, detail: str) -> None:
    line = failure_line(Failure(Path("/a\nb"), code, detail), catalog_for(language))
    assert line.isprintable()
    assert line.startswith("/a b")
    assert not line.rstrip().endswith((":", "："))


def test_chinese_names_the_line_and_the_size() -> None:
    text = catalog_for(Language.ZH)
    assert failure_line(Failure(Path("/a"), "front-matter", "Line 3: odd."), text).endswith("第 3 行")
    large = Failure(Path("/a"), "too-large", "The file has 60,000,000 bytes; the limit is 50,000,000.")
    assert "60,000,000 字节" in failure_line(large, text)
