"""The orders in which hits are given; apart from the model, which an interface begins without.

The rule: in every order but the engine's own, hits of one document stand in a row, as in its text.
"""

from __future__ import annotations

from enum import StrEnum


class Order(StrEnum):
    """What the documents of all hits are sorted by."""

    RELEVANCE = "relevance"
    """Hit by hit, as the engine ranks them."""
    DATE = "date"
    """The newest first, those without a date last; of one day as they are ranked."""
    PATH = "path"
    """By the names in their paths, folder by folder."""
