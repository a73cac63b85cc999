"""Python's collector of cycles, put off where many objects are made and none of them is in a cycle.

A collection that looks at every object there is takes longer than comparing thousands of files.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEW_OBJECTS = 50_000
"""After how many an eased collector looks; usually it does after hundreds."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """Nothing is collected meanwhile, unless it was so before."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def collector_eased() -> Iterator[None]:
    """Less is collected meanwhile: for what takes long, and is in a cycle now and then."""
    usual = gc.get_threshold()
    gc.set_threshold(max(NEW_OBJECTS, usual[0]), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
