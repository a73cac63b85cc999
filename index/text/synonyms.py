"""Synonyms: words that say the same in another region, 软件 on the mainland and 軟體 in Taiwan.

They are a table to be edited by people; see its heading for what belongs there. Users have groups of their
own beside it, whose names may be of several words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile

from index.text.fold import fold
from index.text.stored import DATA
from index.text.traits import HIDDEN
from index.text.words import Own
from index.text.words import words as words_of


def synonyms(word: str) -> tuple[str, ...]:
    """The other words, folded, that say what this folded one says; () if the table has none."""
    return _table().get(word, ())


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
    for line in fold(HIDDEN.join(lines)).split(HIDDEN):
        if words := list(takewhile(lambda word: not word.startswith("#"), line.split())):
            yield words


def built_in() -> Iterator[str]:
    """The lines of the table that comes with the program."""
    yield from (DATA / "synonyms.txt").read_text("utf-8").splitlines()


def alternatives(text: str, groups: Iterable[Iterable[str]], own: Own = ()) -> Mapping[str, tuple[str, ...]]:
    """For the words of a text that belong to what a group names: what else the group names, folded.

    So a name of several words is found by another name as if all its words stood there. `own` as for `words`.
    """
    folded = fold(text)
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        names = list(dict.fromkeys(map(fold, group)))
        for name in names:
            if name in folded:
                others = dict.fromkeys(other for other in names if other != name)
                for word in words_of(name, own=own):
                    found.setdefault(word, {}).update(others)
    return {word: tuple(others) for word, others in found.items()}


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    return load(built_in())
