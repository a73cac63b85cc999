"""Python's collector of cycles, less often where many objects are made that are in no cycle.

Usually it looks after every few hundred new objects, and now and then at all there are: while files are
compared that takes longer than the comparing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEW_OBJECTS = 50_000
"""After how many it looks meanwhile."""

USUAL = gc.get_threshold()


@contextmanager
def collector_eased() -> Iterator[None]:
    """It looks more seldom until the end."""
    gc.set_threshold(NEW_OBJECTS, *USUAL[1:])
    try:
        yield
    finally:
        gc.set_threshold(*USUAL)
