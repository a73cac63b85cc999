"""Giving memory back when nobody types: what is garbage, and what has been kept of what was freed.

The rule: nothing here is felt by who is typing.
"""

from __future__ import annotations

import gc
from threading import Thread

from index import give_back


def tidy() -> None:
    """Collect garbage, which takes as long as several frames; the rest happens beside what comes next."""
    gc.collect()
    Thread(target=give_back, name="xunju-tidy", daemon=True).start()
