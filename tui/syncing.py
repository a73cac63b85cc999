"""The thread that brings the library up to date: how far it has come, and what came of it, as messages.

The rule: every run ends in a message; whoever begins one begins no other before that.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from textual.message import Message

from tui.message import Carrying, Post

if TYPE_CHECKING:
    from index import Progress, SyncReport
    from tui.engine import Engine


class Syncer:
    """Brings the library up to date in a thread."""

    class Advanced(Carrying):
        progress: Progress

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Syncer.Advanced)

    class Synced(Carrying):
        report: SyncReport

    class SyncFailed(Carrying):
        error: Exception

    def __init__(self, engine: Engine, post: Post) -> None:
        self._engine = engine
        self._post = post

    def start(self) -> None:
        """Begin a run."""
        threading.Thread(target=self._run, name="xunju-sync", daemon=True).start()

    def _run(self) -> None:
        said: Message
        try:
            said = self.Synced(self._engine.sync(self._advance))
        except Exception as error:
            said = self.SyncFailed(error)
        self._post(said)

    def _advance(self, progress: Progress) -> None:
        self._post(self.Advanced(progress))
