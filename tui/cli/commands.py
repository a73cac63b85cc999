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
}
"""Commands and their modules; the nameless one opens the interface."""

VALUED = frozenset({"--home", "--limit", "--batch", "--seed", "--saved", "--format", "--sort"})
"""Options that take the next word as their value."""


def pick_command(words: Sequence[str]) -> tuple[str, list[str]]:
    """The command's name, empty for the interface, and the words without it.

    The command is the first word that is neither an option nor an option's value; `./search` is a folder.
    """
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
        elif word == "--":
            break
        elif word.startswith("-") and word != "-":
            skip = word in VALUED
        elif word and word in COMMANDS:
            return word, [*words[:index], *words[index + 1 :]]
        else:
            break
    return "", list(words)


def opens_interface(words: Sequence[str]) -> bool:
    """Whether the words open the interface for all that can be seen at a glance: folders that are there,
    and nothing that may be a mistake."""
    name, rest = pick_command(words)
    if rest[:1] == ["--home"] and len(rest) > 1:
        rest = rest[2:]
    folders = [word for word in rest if word != "--samples"]
    return not name and all(not word.startswith("-") and os.path.exists(word) for word in folders)  # noqa: PTH110
