"""The pairs of a segment in one file beside it: their keys in order, for looking up ranges of sounds.

Whoosh reaches a term in its own files by a search on disk of some hundred steps; a sound asks for
hundreds of ranges. The file's name begins with the segment's, so Whoosh removes it with the segment.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from index.text.pairs import Keys

SUFFIX = ".keys"


def write_keys(folder: Path, segment: Any, keys: Keys) -> None:
    """Writes the distinct keys of a segment, ascending."""
    (folder / f"{segment.segment_id()}{SUFFIX}").write_bytes(keys.astype("<u8").tobytes())


def read_keys(folder: Path, segment: Any) -> Keys:
    """The keys of a segment, mapped into memory. Raises OSError or ValueError where the file is damaged."""
    path = folder / f"{segment.segment_id()}{SUFFIX}"
    if not path.stat().st_size:
        return np.empty(0, np.uint64)
    return np.memmap(path, "<u8", "r")
