"""NumPy's linear algebra, which nothing here uses, kept to a single thread: it would start one for every
core, and each spins for a while after it has been loaded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}
"""What it reads when it is loaded."""


@contextmanager
def single_threaded() -> Iterator[None]:
    """Tells it so, unless the user has told it something; a program that is started later hears nothing."""
    told = [name for name in ENVIRONMENT if name not in os.environ]
    os.environ.update({name: ENVIRONMENT[name] for name in told})
    try:
        yield
    finally:
        for name in told:
            os.environ.pop(name, None)
