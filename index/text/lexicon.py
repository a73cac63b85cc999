"""What a user adds to the language of a library: words that jieba does not know, and words of one meaning."""

from __future__ import annotations

from dataclasses import dataclass

Groups = tuple[tuple[str, ...], ...]
"""Words that are asked for together, as the user wrote them."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Plain data, in any script and width."""

    words: tuple[str, ...] | None = None
    """Names and terms that are words of their own; None for those that the index was made with."""
    synonyms: Groups = ()
    """Each a group of words of which every one stands for the others, beside the table that is there."""
