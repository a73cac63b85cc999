"""The memory that is freed: kept for what comes next while there is work, given back when there is none.

GNU's C library hears what is asked here; another allocator goes its own way. It says what it does in
mallopt(3) and malloc_trim(3).
"""

from __future__ import annotations

from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""`M_TRIM_THRESHOLD`, `M_MMAP_THRESHOLD` and `M_ARENA_MAX` of mallopt(3)."""

KEPT = 32 << 20
"""Bytes that are kept at most, and of one array that may be among them: the most that mallopt takes."""


def keep_freed() -> None:
    """Keeps what is freed. A question makes and frees some arrays of a number for every row, and whatever the
    system has taken back comes anew page by page, each cleared first."""
    _ask("mallopt", _MMAP_THRESHOLD, KEPT)
    _ask("mallopt", _TRIM_THRESHOLD, KEPT)


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
