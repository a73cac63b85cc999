"""`python -m tests.bench.stepped FD FOLDER…`: the interface, telling through a pipe what it does and when.

One JSON object a write to the terminal: `at` (seconds of the clock that processes share), `hits` and `text`
(the queries whose hits, and whose lit text, are painted with it; null for neither), `synced` (how many syncs
have ended), and `steps` (seconds of each turn of the event loop since the last object).
"""

from __future__ import annotations

import json
import os
import sys
import time
from asyncio import events
from functools import wraps
from typing import Any

from tui.terminal import prepare_environment

# What it sets is looked at when Textual is loaded, as it is in the program.
prepare_environment()

from textual.drivers.linux_driver import LinuxDriver  # noqa: E402

from tui.cli import main  # noqa: E402
from tui.engine import LibraryEngine  # noqa: E402
from tui.screens.main import MainScreen  # noqa: E402
from tui.widgets.hits import HitList  # noqa: E402
from tui.widgets.reader import Reader  # noqa: E402


class Recorder:
    """What has happened since it was told last."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self.steps: list[float] = []
        self.hits: str | None = None
        self.text: str | None = None
        self.synced = 0

    def tell(self) -> None:
        said = {"at": time.perf_counter(), "hits": self.hits, "text": self.text, "synced": self.synced}
        self.hits = self.text = None
        steps, self.steps = self.steps, []
        os.write(self._fd, (json.dumps({**said, "steps": steps}) + "\n").encode())


def watch(recorder: Recorder) -> None:
    """Have the interface tell of itself."""
    run, write, sync = events.Handle._run, LinuxDriver.write, LibraryEngine.sync
    show_hits, show_page, light = HitList.show_hits, Reader.show_page, Reader.light

    @wraps(run)
    def timed(handle: events.Handle) -> Any:
        began = time.perf_counter()
        try:
            return run(handle)
        finally:
            recorder.steps.append(time.perf_counter() - began)

    def written(driver: LinuxDriver, data: str) -> None:
        write(driver, data)
        recorder.tell()

    def synced(engine: LibraryEngine, *arguments: Any) -> Any:
        try:
            return sync(engine, *arguments)
        finally:
            recorder.synced += 1

    def hits_shown(view: HitList, *arguments: Any, **options: Any) -> None:
        show_hits(view, *arguments, **options)
        assert isinstance(view.screen, MainScreen)
        recorder.hits = view.screen.answered

    def page_shown(view: Reader, page: Any, *arguments: Any) -> None:
        show_page(view, page, *arguments)
        recorder.text = page.query

    def lit(view: Reader, *arguments: Any) -> None:
        light(view, *arguments)
        recorder.text = view.page.query if view.page is not None else None

    for owner, name, patched in (
        (events.Handle, "_run", timed),
        (LinuxDriver, "write", written),
        (LibraryEngine, "sync", synced),
        (HitList, "show_hits", hits_shown),
        (Reader, "show_page", page_shown),
        (Reader, "light", lit),
    ):
        setattr(owner, name, patched)


if __name__ == "__main__":
    watch(Recorder(int(sys.argv[1])))
    sys.exit(main(sys.argv[2:]))
