"""How fast indexing goes, and how long it will take.

The rule: nothing is said before there is enough to go by, and what is left counts files, the only thing of
which it is known beforehand how many there are.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.page import clock

if TYPE_CHECKING:
    from index import Progress
    from tui.i18n import Catalog

LEAST_SECONDS = 1.0
"""How long files are read before a speed is told."""


class Pace:
    """Watches one sync at a time from its first file on."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began: float | None = None
        self._seconds = 0.0

    def watch(self, progress: Progress) -> None:
        """Take note of how far a sync has come; one that looks for files begins anew."""
        if progress.stage != "read":
            self._began = None
        elif self._began is None:
            self._began = self._now()
        self._seconds = self._now() - self._began if self._began is not None else 0.0

    def words(self, say: Catalog, progress: Progress) -> str:
        """Characters a second and the time left; empty while there is too little to go by."""
        if self._seconds < LEAST_SECONDS or not progress.done or not progress.characters:
            return ""
        left = self._seconds * (progress.total - progress.done) / progress.done
        speed = round(progress.characters / self._seconds, -3)
        return say("index.pace", speed=f"{speed:,.0f}", left=clock(left + 0.5))
