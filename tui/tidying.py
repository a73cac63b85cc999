"""Giving memory back when nobody types: what is garbage, and what the allocator has kept of what was freed.

The rule: nothing here is felt by who is typing. What is asked of the allocator, GNU's C library hears;
another one goes its own way.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from threading import Thread

_ARENA_MAX = -8
"""`M_ARENA_MAX` of mallopt(3)."""


def share_one_heap() -> None:
    """Let threads that are still to begin take memory from where the others do, which then fits what is kept
    into fewer pages. Only one of them runs at a time."""
    _ask("mallopt", _ARENA_MAX, 1)


def tidy() -> None:
    """Collect garbage, which takes as long as several frames; the rest happens beside what comes next."""
    gc.collect()
    Thread(target=_ask, args=("malloc_trim", 0), name="xunju-tidy", daemon=True).start()


def _ask(name: str, *arguments: int) -> None:
    import ctypes

    with suppress(AttributeError, OSError, TypeError):
        getattr(ctypes.CDLL(None), name)(*arguments)
