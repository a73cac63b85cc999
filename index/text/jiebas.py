"""Jieba for long texts: rjieba, which is the same and compiled, where it imports, else jieba itself.

The rule: nobody else knows which of them it is. Both cut as `index.text.cutting` does what is typed, but for
what that says of equally likely ways. Words of the user's own are those of `index.text.words.own_words`.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from index.text.wordlist import added

Cutter = Callable[[str], list[str]]


@cache
def plain_cutter(own: tuple[str, ...] = ()) -> Cutter:
    """What cuts as jieba does in its exact mode."""
    try:
        import rjieba
    except ImportError:
        cut = _python_jieba(own).lcut
        return lambda text: cut(text)
    return _rjieba(own).cut if own else rjieba.cut


def parts_of(word: str, own: tuple[str, ...] = ()) -> list[str]:
    """The words of two and three characters inside a longer word, as jieba's search mode gives them."""
    if len(word) < 3:
        return []
    known = _known_word(own)
    sizes = (size for size in (2, 3) if size < len(word))
    parts = (word[start : start + size] for size in sizes for start in range(len(word) - size + 1))
    return list(filter(known, parts))


@cache
def _known_word(own: tuple[str, ...]) -> Callable[[str], object]:
    """Whether jieba's dictionary has a word."""
    try:
        import rjieba
    except ImportError:
        return _python_jieba(own).FREQ.get  # type: ignore[no-any-return]
    return _rjieba(own).has_word if own else rjieba.has_word


@lru_cache(2)
def _rjieba(own: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """An rjieba with these words as well."""
    import rjieba

    tokenizer = rjieba.Jieba()
    _learn(tokenizer, own)
    return tokenizer


def _learn(tokenizer, own: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    """Adds words to a dictionary; what is in it already counts no less than before."""
    for word, frequency in added(own).frequencies.items():
        tokenizer.add_word(word, frequency, None)


@lru_cache(2)
def _python_jieba(own: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    """The pure-Python jieba, quiet, and without its cache file in the shared temporary folder."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory(prefix="xunju-") as private:
        tokenizer.tmp_dir = private
        tokenizer.cache_file = str(Path(private) / "jieba.cache")
        tokenizer.initialize()
    _learn(tokenizer, own)
    return tokenizer
