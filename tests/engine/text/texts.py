"""Texts to be cut by every jieba alike."""

from __future__ import annotations

from index.text.fold import HAN_RUN


def with_each_once(text: str) -> str:
    """The text without the Han characters that it has had before. Where one is repeated, two ways to part
    characters that make no word may be equally likely, and how sums are rounded decides, in each jieba as it
    adds them."""
    seen: set[str] = set()
    kept = []
    for char in text:
        if char not in seen:
            kept.append(char)
        if HAN_RUN.match(char):
            seen.add(char)
    return "".join(kept)
