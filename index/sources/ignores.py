"""Which paths the ignore files exclude. The deepest rule that speaks of a path decides;
`.ignore` files are asked before `.gitignore` files."""

from __future__ import annotations

import os
from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UnreadableFile
from index.sources.files import load

if TYPE_CHECKING:
    from index.sources.patterns import Pattern

IGNORE = ".ignore"
GITIGNORE = ".gitignore"

IGNORE_FILES = frozenset({IGNORE, GITIGNORE})
"""The names of files that say what is excluded."""

_LIMIT = 1_000_000
"""Bytes: a larger ignore file is not one."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One ignore file: what it says of a walked path is asked as `lead + path[skip:]`."""

    patterns: tuple[Pattern, ...]
    """The last first, because the last that matches decides."""
    lead: str
    skip: int

    def verdict(self, path: str) -> bool | None:
        """Whether the path is excluded; None where nothing is said of it."""
        asked = self.lead + path[self.skip :]
        return next((pattern.excludes for pattern in self.patterns if pattern.matches(asked)), None)


@dataclass(frozen=True, slots=True)
class Rules:
    """The ignore files that hold in one folder: its own and those above it, deepest last."""

    ignore: tuple[_Level, ...] = ()
    gitignore: tuple[_Level, ...] = ()

    def excludes(self, path: str, folder: bool = False) -> bool:
        """Whether `path`, which begins as the walked root does, is excluded.

        Folders on the way to it are not looked at: a walk asks about each before it enters.
        """
        if not self.ignore and not self.gitignore:
            return False
        if folder:
            path += "/"
        for chain in (self.ignore, self.gitignore):
            for level in reversed(chain):
                verdict = level.verdict(path)
                if verdict is not None:
                    return verdict
        return False

    def within(self, folder: str, names: Container[str]) -> Rules:
        """The rules inside `folder`, whose entries have these names."""
        skip = _within(folder)
        rules = self
        if IGNORE in names:
            rules = replace(rules, ignore=(*rules.ignore, *_levels(folder, IGNORE, "", skip)))
        if GITIGNORE in names:
            rules = replace(rules, gitignore=(*rules.gitignore, *_levels(folder, GITIGNORE, "", skip)))
        return rules


def rules_above(root: Path) -> Rules:
    """The rules that the git repository around `root` has for it, from the folders above `root`.

    There are none where there is no repository, or where `root` is its top. A rule that excludes `root`
    itself, or a folder it is in, says nothing of what is below: whoever names such a folder wants it
    searched.
    """
    here = os.path.realpath(root)
    above = _parents_in_repository(here)
    skip = _within(str(root))
    levels = (
        level
        for folder in above
        for level in _levels(folder, GITIGNORE, os.path.relpath(here, folder) + "/", skip)
    )
    return Rules(gitignore=tuple(levels))


def ignore_files_above(root: Path) -> list[Path]:
    """The files that `rules_above` reads, whether they are there or not."""
    return [Path(folder, GITIGNORE) for folder in _parents_in_repository(os.path.realpath(root))]


def _parents_in_repository(here: str) -> list[str]:
    """The folders above `here` up to the top of its git repository, topmost first."""
    above: list[str] = []
    for folder in (Path(here), *Path(here).parents):
        if above or folder != Path(here):
            above.append(str(folder))
        if os.path.lexists(folder / ".git"):
            return above[::-1]
    return []


def _within(folder: str) -> int:
    """Where the part of a path begins that lies below `folder`."""
    return len(folder) + (not folder.endswith("/"))


def _levels(folder: str, name: str, lead: str, skip: int) -> tuple[_Level, ...]:
    """The ignore file of this name in `folder`, if it is there and says anything."""
    try:
        data = load(Path(folder, name), _LIMIT).data
    except UnreadableFile:
        return ()
    # Imported with the first ignore file: most libraries have none.
    from index.sources.patterns import patterns_in

    patterns = patterns_in(data)
    return (_Level(patterns, lead, skip),) if patterns else ()
