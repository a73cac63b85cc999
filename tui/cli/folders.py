"""Which folders a command is about: those that were named, else the settings', else the ones used last."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tui.cells import harmless
from tui.cli.console import Console
from tui.cli.parser import Options
from tui.cli.paths import forgetting, visible
from tui.paths import absolute


def named(words: Sequence[str]) -> list[Path]:
    """The folders as absolute paths, whether they exist or not."""
    return [absolute(word) for word in words]


def existing(words: Sequence[str], console: Console) -> list[Path] | None:
    """The folders as absolute paths; None where one is not there, which has been said. No name is none."""
    for path, word in zip(named(words), words, strict=True):
        if not word or not path.exists():
            console.complain(console.text("cli.not-a-folder", path=harmless(word)))
            return None
    return named(words)


def usual(options: Options, console: Console) -> list[Path]:
    """The folders of the settings, else the ones used last that are still there, if any."""
    from index import Home

    return list(console.settings.folders or Home(options.home).recent())


def away(options: Options, console: Console) -> list[str]:
    """What there is to tell of the usual folders: which of the ones used last are not there now."""
    from index import Home

    home = Home(options.home)
    gone = () if console.settings.folders else home.away()
    if not gone:
        return []
    where = console.text("list.comma").join(map(visible, gone))
    command = forgetting((*home.recent(), *gone))
    return [console.text("cli.folders-away", where=where, command=command)]


def samples() -> Path | None:
    """The sample library: inside the installed package, or beside it in a source folder."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "seeds", package.parent / "seeds"):
        if folder.is_dir():
            return folder
    return None


def libraries(home: Path | None, words: Sequence[str]) -> list[tuple[Path, ...]]:
    """The folders of each index there is, or of the one for these folders alone, still there or not."""
    from index import Home

    known = list(Home(home).libraries())
    if not words:
        return known
    # `Path.resolve` raises where a link leads back to itself.
    wanted = set(map(os.path.realpath, named(words)))
    return [roots for roots in known if set(map(os.path.realpath, roots)) == wanted]


def for_command(command: str, words: Sequence[str], options: Options, console: Console) -> list[Path]:
    """The folders a command is to work on: those typed, else the usual ones; none where it cannot, which has
    been said. `command`: with all that stands before its folders, to show how it is typed."""
    roots = existing(words, console)
    if roots is None:
        return []
    if not roots:
        console.complain(*away(options, console))
        roots = usual(options, console)
    if not roots:
        console.complain(console.text("cli.no-folders-command", command=command))
    return roots
