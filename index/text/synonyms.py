"""Synonyms: words that say the same in another region, 软件 on the mainland and 軟體 in Taiwan.

They are a table to be edited by people; see its heading for what belongs there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import takewhile

from index.text.fold import fold


def synonyms(word: str) -> tuple[str, ...]:
    """The other words, folded, that say what this one says; () if the table has none."""
    return _table().get(fold(word), ())


def load(lines: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Each folded word of a table, and its synonyms in the order of the lines; nothing is one's own.

    A line is a class of words apart by white space, up to a word that begins with #. A word in several
    lines has the synonyms of all of them, which so do not become synonyms of one another.
    """
    found: dict[str, dict[str, None]] = {}
    for words in classes(lines):
        for word in words:
            found.setdefault(word, {}).update(dict.fromkeys(other for other in words if other != word))
    return {word: tuple(others) for word, others in found.items() if others}


def classes(lines: Iterable[str]) -> Iterator[list[str]]:
    """The words of each line that has any, folded."""
    for line in lines:
        if words := list(takewhile(lambda word: not word.startswith("#"), fold(line).split())):
            yield words


def built_in() -> Iterator[str]:
    """The lines of the table that comes with the program."""
    yield from resources.files(__package__).joinpath("data", "synonyms.txt").read_text("utf-8").splitlines()


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    return load(built_in())
