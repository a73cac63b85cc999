"""A thread that says when files of the library have changed.

The rule: it says that something did, once for a burst of changes; the sync finds out what.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from textual.message import Message

from tui.message import Carrying

Watch = Callable[[Sequence[Path], threading.Event], Iterator[object]]
"""Yields whenever files below some folders have changed, until the event is set."""

DEBOUNCE, STEP = 1_000, 200
"""Milliseconds: how long a burst of changes is waited out at most, and the quiet that ends one."""

STOP_SECONDS = 0.5
"""How long quitting waits for the thread."""


def watch(roots: Sequence[Path], stop: threading.Event) -> Iterator[object]:
    """The default `Watch`. Raises OSError where the system watches no more files."""
    from watchfiles import watch as changes

    return changes(*roots, watch_filter=matters, debounce=DEBOUNCE, step=STEP, stop_event=stop)


def matters(_change: object, path: str) -> bool:
    """Whether a path may be of the library: a file that is read, or a folder, and nothing hidden."""
    from index import SUFFIXES

    name = Path(path)
    return not name.name.startswith(".") and (not name.suffix or name.suffix.lower() in SUFFIXES)


class Watcher:
    """The thread. Start it once."""

    class Changed(Message):
        """Files have changed since the last sync began."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Watcher.Changed)

    class Failed(Carrying):
        """Changes are no longer noticed."""

        error: Exception

    def __init__(self, roots: Sequence[Path], watch: Watch, post: Callable[[Message], object]) -> None:
        self._roots = roots
        self._watch = watch
        self._post = post
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="xunju-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no more. Safe to call without `start`."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            for _ in self._watch(self._roots, self._stop):
                self._post(self.Changed())
        except Exception as error:  # whatever happens there is told, and the rest goes on
            if not self._stop.is_set():
                self._post(self.Failed(error))
