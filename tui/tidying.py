"""Giving memory back when nobody types: what is garbage, and what has been kept of what was freed.

The rule: nothing here is felt by who is typing.
"""

from __future__ import annotations

import gc
from threading import Thread

from index import give_back

IDLE_SECONDS = 2.0
"""Quiet after which memory is given back."""

OVERDUE_SECONDS = 20.0
"""After which a shorter quiet is enough: garbage that grows old lies among what stays, and keeps its room."""

BREATH_SECONDS = 0.25
"""That shorter quiet, which is there between two words."""

LOOK_SECONDS = 0.5
"""Between two looks at whether it is time."""


class Litter:
    """What typing leaves behind, and when there is a moment to give it back; all times are seconds."""

    def __init__(self, now: float) -> None:
        self._typed = self._tidied = now
        self._there = True

    def typed(self, when: float) -> None:
        """Something was typed."""
        if when > self._typed:
            self._typed, self._there = when, True

    def due(self, now: float) -> bool:
        """Whether it is to be given back now; who is told so does it."""
        overdue = now - self._tidied >= OVERDUE_SECONDS
        if not self._there or now - self._typed < (BREATH_SECONDS if overdue else IDLE_SECONDS):
            return False
        self._tidied, self._there = now, False
        return True


def tidy() -> None:
    """Collect garbage, which takes as long as several frames; the rest happens beside what comes next."""
    gc.collect()
    Thread(target=give_back, name="xunju-tidy", daemon=True).start()
