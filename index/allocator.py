"""The memory that is freed: kept for what comes next while there is work, given back when there is none.

GNU's C library hears what is asked here; another allocator goes its own way. It says what it does in
mallopt(3) and malloc_trim(3).
"""

from __future__ import annotations

from contextlib import suppress

_ARENA_MAX = -8
"""`M_ARENA_MAX` of mallopt(3)."""

KEPT_BYTES = 31 << 20
"""Bytes of the largest array that stays with the process."""


def keep_freed() -> None:
    """Keeps what is freed: the next block or question makes about as much again, and whatever the system has
    taken back comes anew page by page, each cleared first.

    The allocator takes the largest array that was freed, up to 32 MB, for what comes and goes, and asks the
    system no more for such ones.
    """
    import numpy as np  # here, since an interface begins without it

    np.empty(KEPT_BYTES, np.uint8)


def give_back() -> None:
    """Gives back what has been kept. It may take as long as several frames; other threads go on."""
    _ask("malloc_trim", 0)


def share_one_heap() -> None:
    """Lets threads that are still to begin take memory from where the others do, which then fits what is kept
    into fewer pages. Only one of them runs at a time."""
    _ask("mallopt", _ARENA_MAX, 1)


def _ask(name: str, *arguments: int) -> None:
    import ctypes

    with suppress(AttributeError, OSError, TypeError):
        getattr(ctypes.CDLL(None), name)(*arguments)
