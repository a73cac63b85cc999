"""The child process that brings an index up to date, which so never takes the interpreter from who is typing.

The rule: what the child says on its standard output is believed; whatever else becomes of it is an error.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import IndexBusy, XunjuError

if TYPE_CHECKING:
    from index import Progress, SyncReport

OnProgress = Callable[["Progress"], None]

_LAST_WORDS = 2000
"""Characters of a failed child's complaint that are kept."""


class Child:
    """One run of `xunju index --progress-json`, which begins when this is made."""

    def __init__(self, roots: Sequence[Path], home: Path | None, language: str) -> None:
        """It complains in the language, or where that is empty in its own."""
        at = ["--home", str(home)] if home is not None else []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli", "index", "--progress-json", *at, "--", *map(str, roots)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "XUNJU_LANG": language} if language else None,
            start_new_session=True,
        )
        self._ended = False
        """Whether it was told to end."""

    def report(self, on_progress: OnProgress) -> SyncReport:
        """Read what it says until it ends, and return what came of it. Raises IndexBusy, or XunjuError with
        its complaint."""
        from index import Progress, SyncReport

        complaint: list[str] = []
        with self._process as process:
            listener = threading.Thread(target=_listen, args=(process, complaint), daemon=True)
            listener.start()
            report: SyncReport | None = None
            told, kind = "", XunjuError
            for said in _objects(process):
                if "stage" in said:
                    on_progress(Progress(**said))
                elif "added" in said:
                    report = _report(said)
                elif "message" in said:
                    told = str(said["message"])
                    kind = IndexBusy if said.get("error") == IndexBusy.__name__ else XunjuError
            status = process.wait()
            listener.join()
        if self._ended:
            return SyncReport(cancelled=True)
        if report is None:
            raise kind(told or "".join(complaint).strip()[-_LAST_WORDS:] or f"exit status {status}")
        return report

    def end(self) -> None:
        """End it at once: its report is that it was cancelled. Safe to call when it has ended."""
        self._ended = True
        if self._process.poll() is None:
            self._process.kill()


def _listen(process: subprocess.Popen[str], complaint: list[str]) -> None:
    """Keep the error stream empty, or the child would stand still when it is full."""
    assert process.stderr is not None
    complaint.extend(process.stderr)


def _objects(process: subprocess.Popen[str]) -> Iterator[Mapping[str, Any]]:
    """The JSON objects of a child's output; a line that is none is passed over."""
    assert process.stdout is not None
    for line in process.stdout:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict):
            yield said


def _report(said: Mapping[str, Any]) -> SyncReport:
    from index import Failure, SyncReport

    failures = tuple(Failure(**{**failure, "path": Path(failure["path"])}) for failure in said["failures"])
    return SyncReport(**{**said, "failures": failures})
