"""Which command the words after `xunju` are, before anything is loaded that could take them apart."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMMANDS: Mapping[str, str] = {
    "": "interface",
    "index": "indexing",
    "search": "searching",
    "status": "status",
    "check": "checking",
    "basket": "basket",
    "audit": "audit",
    "forget": "forget",
    "history": "history",
    "config": "config",
    "completion": "completion",
}
"""Commands and their modules; the nameless one opens the interface."""

VALUED = frozenset({"--home", "--limit", "--batch", "--seed", "--saved", "--format", "--sort"})
"""Options that take the next word as their value."""

PICK = "--pick"
"""The option that makes the first word a query."""


def pick_command(words: Sequence[str]) -> tuple[str, list[str]]:
    """The command's name, empty for the interface, and the words without it.

    The command is the first word that is neither an option nor an option's value; `./search` is a folder.
    """
    place = _first(words)
    if place is not None and words[place] and words[place] in COMMANDS:
        return words[place], [*words[:place], *words[place + 1 :]]
    return "", list(words)


def unknown_command(words: Sequence[str]) -> str | None:
    """The first word where it can only be a command, and there is none of that name; None otherwise.

    What names a folder that is there, or has a slash in it as a path may, is no command; nor is no name.
    """
    place = _first(words)
    if place is None or PICK in words:
        return None
    word = words[place]
    known = word in COMMANDS or os.sep in word or os.path.exists(word)  # noqa: PTH110
    return None if known else word


def _first(words: Sequence[str]) -> int | None:
    """Where the word stands that may be a command; what follows `--` or `--pick` is none."""
    skip = False
    for place, word in enumerate(words):
        if skip:
            skip = False
        elif word in ("--", PICK):
            return None
        elif word.startswith("-") and word != "-":
            skip = word in VALUED
        else:
            return place
    return None


def opens_interface(words: Sequence[str]) -> bool:
    """Whether the words open the interface for all that can be seen at a glance: folders that are there,
    and nothing that may be a mistake."""
    name, rest = pick_command(words)
    if rest[:1] == ["--home"] and len(rest) > 1:
        rest = rest[2:]
    folders = [word for word in rest if word != "--samples"]
    return not name and all(not word.startswith("-") and os.path.exists(word) for word in folders)  # noqa: PTH110
