"""Damage: whatever goes wrong where an index is read, as one error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import IndexDamaged, XunjuError


@contextmanager
def damage_as_error() -> Iterator[None]:
    """Turns what broken files make Whoosh raise, which may be anything, into IndexDamaged."""
    try:
        yield
    except XunjuError:
        raise
    except Exception as error:
        raise IndexDamaged(f"the index cannot be read ({type(error).__name__}: {error})") from error
