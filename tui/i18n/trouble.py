"""What went wrong, as one sentence in the user's language."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from index import UnreadableFile, XunjuError
from tui.cells import harmless
from tui.i18n import Catalog, Language

if TYPE_CHECKING:
    from index import Failure
    from tui.troubles import Trouble


def explain(error: Exception, text: Catalog) -> str:
    """One sentence without a line break about any exception.

    The engine's own sentences are English, so English takes them as they are and Chinese goes by their class.
    A plain XunjuError carries the sentence of a process that ran the engine for us, in the user's language.
    """
    if isinstance(error, XunjuError):
        if str(error) and (text.language is Language.EN or type(error) is XunjuError):
            return harmless(str(error))
        cause = error.__cause__
        why = text("error.cause", cause=reason(cause, text)) if isinstance(cause, OSError) else ""
        return text.coded("error", type(error).__name__, cause=why, place=_place(error, text))
    if isinstance(error, OSError):
        return text("cli.system", detail=reason(error, text)) + _place(error, text)
    return harmless(text("cli.internal", name=type(error).__name__, detail=error))


def reason(error: OSError, text: Catalog) -> str:
    """Why the system refused, without the path."""
    return text.coded("errno", errno.errorcode.get(error.errno or 0, str(error.errno)))


def failure_line(failure: Failure, text: Catalog) -> str:
    """One row about a file that was not read, or not well."""
    why = _unread(failure.code, failure.detail, text)
    return text("failure.line", path=harmless(str(failure.path)), reason=why)


def files_of(failures: Iterable[Failure]) -> int:
    """How many files the failures are about: there may be several about one."""
    return len({failure.path for failure in failures})


def unread(error: Exception, text: Catalog) -> str:
    """Why a file cannot be read, without its path."""
    if isinstance(error, UnreadableFile):
        return _unread(error.code, error.detail, text)
    return reason(error, text) if isinstance(error, OSError) else explain(error, text)


def settings_line(trouble: Trouble, path: Path, text: Catalog) -> str:
    """One row about something in the settings, or in a variable of the environment, that cannot be used."""
    code, key, line, detail, holder = trouble
    # Only what is about the whole file, and so names no entry, has no line there.
    shown = text("settings.environment") if key and not line else harmless(str(path))
    detail = harmless(detail) if code != "unreadable" else text.coded("errno", detail)
    near = text("settings.near", detail=detail) if detail else ""
    entry = harmless(key) or text("settings.whole")
    problem = text.coded("settings", code, entry=entry, detail=detail, near=near, holder=holder)
    where = text("settings.at", path=shown, line=line) if line else shown
    return text("settings.line", where=where, problem=problem)


def _unread(code: str, detail: str, text: Catalog) -> str:
    """What is wrong with a file. Where Chinese tells more than the kind, it is the first number of the
    engine's sentence: a line, a size."""
    detail = harmless(detail)
    number = re.search(r"\d[\d,]*", detail)
    values = {"detail": detail, "number": number[0] if number else "?"}
    return text.coded("failure", code, **values).rstrip(" .:：")


def _place(error: BaseException, text: Catalog) -> str:
    """The path that the error is about, as the end of a sentence; empty where none is known."""
    for source in (error, error.__cause__):
        for name in ("path", "filename"):
            path = getattr(source, name, None)
            if isinstance(path, (str, Path)) and str(path):
                return text("error.place", path=harmless(str(path)))
    return ""
