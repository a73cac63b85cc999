"""Kinds of arrays that many modules speak of, by what is in them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
"""Of each of some things, whether it is so."""

Offsets = npt.NDArray[np.int64]
"""Places in a text, or in another array."""

Keys = npt.NDArray[np.uint64]
"""Terms as single numbers, such as pairs of characters, which sort as the terms do."""

Scores = npt.NDArray[np.float64]
"""What each of some things is worth."""
