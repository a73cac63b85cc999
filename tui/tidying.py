"""Giving memory back when nothing happens: what is garbage, and what has been kept of what was freed.

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

GAP_SECONDS = 0.05
"""Quiet in which what was made lately is looked through, which is there between two keys."""

LOOK_SECONDS = 0.5
"""Between two looks at whether it is time."""


class Litter:
    """What keys and answers leave behind, and when there is a moment to give it back; times are seconds."""

    def __init__(self, now: float) -> None:
        self._stirred = self._tidied = now
        self._there = self._fresh = True

    def stirred(self, when: float) -> None:
        """Something was typed, or answered."""
        if when > self._stirred:
            self._stirred, self._there, self._fresh = when, True, True

    def due(self, now: float) -> bool:
        """Whether it is to be given back now; who is told so does it."""
        overdue = now - self._tidied >= OVERDUE_SECONDS
        if not self._there or now - self._stirred < (BREATH_SECONDS if overdue else IDLE_SECONDS):
            return False
        self._tidied, self._there, self._fresh = now, False, False
        return True

    def fresh(self, now: float) -> bool:
        """Whether what was made lately is to be looked through now; who is told so does it."""
        if not self._fresh or now - self._stirred < GAP_SECONDS:
            return False
        self._fresh = False
        return True


def sweep() -> None:
    """Collect garbage of what was made since the last time: most of what is painted is that, and kept for
    long it would take room among what stays. Takes about as long as a frame."""
    gc.collect(0)


def tidy() -> None:
    """Collect garbage, which takes as long as several frames; the rest happens beside what comes next."""
    gc.collect()
    Thread(target=give_back, name="xunju-tidy", daemon=True).start()
