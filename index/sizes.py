"""Sizes of files as people write them."""

from __future__ import annotations

import re

_SIZE = re.compile(r"([\d_]*\d(?:\.\d+)?) *([kmg]?)(?:i?b)?", re.ASCII | re.IGNORECASE)
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def byte_count(text: str) -> int:
    """How many bytes `52428800`, `50M`, `1.5 GB` or the like are, K being 1,024; 0 where it says no size."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        return 0
    number, unit = match.groups()
    return int(float(number) * _UNITS[unit.lower()])
