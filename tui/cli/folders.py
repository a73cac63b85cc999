"""Which folders a command is about: the ones that were named, else the ones used last."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from tui.cells import harmless
from tui.cli.console import Console
from tui.cli.parser import Options
from tui.i18n import Catalog
from tui.paths import absolute


class NoFoldersError(Exception):
    """A folder that was named is not there; the message is a sentence for the user."""


def named(words: Sequence[str]) -> list[Path]:
    """The folders as absolute paths, whether they exist or not."""
    return [absolute(word) for word in words]


def existing(words: Sequence[str], text: Catalog) -> list[Path]:
    """The folders as absolute paths. Raises NoFoldersError where one is not there; no name is none."""
    for path, word in zip(named(words), words, strict=True):
        if not word or not path.exists():
            raise NoFoldersError(text("cli.not-a-folder", path=harmless(word)))
    return named(words)


def last(home: Path | None) -> list[Path]:
    """The folders used last that are still there; empty where there are none."""
    from index import Home

    return list(Home(home).recent())


def usual(options: Options, console: Console) -> list[Path]:
    """The folders of the settings, else the ones used last."""
    return list(console.settings.folders) or last(options.home)


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


def shown(path: Path) -> str:
    """A path for the user: relative to the working directory where it lies there, else absolute.

    What a terminal might obey is made visible as by `visible`.
    """
    base = str(Path.cwd()).rstrip(os.sep) + os.sep
    text = str(path)
    if text.startswith(base):
        text = text[len(base) :]
        if text.startswith("-"):
            text = f".{os.sep}{text}"
    return visible(text)


def forgetting(roots: Iterable[Path]) -> str:
    """The command that removes the index of folders, as it is typed."""
    return shlex.join(["xunju", "forget", *map(visible, roots)])


def listed(paths: Iterable[Path], console: Console) -> str:
    """Paths for the user, in one sentence."""
    return console.text("list.comma").join(map(shown, paths))


def place(path: Path, line: int, column: int, console: Console) -> str:
    """A place for the user, in the colours of its parts."""
    paint = console.paint
    return f"{paint(shown(path), 'path')}:{paint(str(line), 'number')}:{paint(str(column), 'number')}"


def visible(path: str | Path) -> str:
    """A path with what a terminal might obey made visible, except the bytes of a name that is no text."""
    text = str(path)
    return "".join(part if "\udc80" <= part <= "\udcff" else harmless(part) for part in text)


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
    try:
        roots = existing(words, console.text)
    except NoFoldersError as error:
        console.complain(str(error))
        return []
    if not roots:
        console.complain(*away(options, console))
        roots = usual(options, console)
    if not roots:
        console.complain(console.text("cli.no-folders-command", command=command))
    return roots
