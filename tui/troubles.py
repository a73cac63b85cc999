"""What is wrong in what the user has settled, as values: in the settings, their keys, the environment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Trouble(NamedTuple):
    """One thing that is wrong, and passed over."""

    code: str
    """A stable name: `unknown`, `twice`, `language`, `theme`, `text`, `list`, `number`, `bytes`, `mapping`,
    `switch`, `folder`, `editor`, `template-field`, `template-brackets`, `template-name`, `word`,
    `words-file`, `synonyms`, `key-…`; `unreadable`, `encoding`, `size`, `yaml` for the whole file; `variable`
    for one of the environment."""
    key: str = ""
    line: int = 0
    """From 1; 0 where it is about the whole file."""
    detail: str = ""
    """What stands there, what may stand there, or of `unreadable` the name of the system's error."""
    holder: str = ""
    """The command that a key belongs to."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like one that is not; empty where none is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), 1)), "")
