"""`xunju config`: the file of settings in the editor, or what holds."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from tui.cells import harmless
from tui.cli.console import Console
from tui.cli.parser import Options, Parser
from tui.entries import READERS
from tui.i18n import Catalog
from tui.i18n.trouble import reason, settings_line
from tui.paths import settings_path
from tui.settings import Settings, read
from tui.troubles import Trouble
from tui.variables import amiss

EXAMPLES = {
    "language": "zh",
    "theme": "dark",
    "folders": "[~/notes, ~/clippings]",
    "editor": "vim",
    "snippet": "2",
    "history": "true",
    "keys": "\n#   find: ctrl+f f3\n#   next-match: ctrl+g",
    "template": "markdown",
    "templates": '\n#   mine: "{sentence}（[{author}]《{title}》[，{date}]）"',
    "size_limit": "50M",
    "words": "[林小雨, 长期主义]",
    "synonyms": "\n#   - 出租车 的士 计程车\n#   - [大语言模型, LLM]",
}
"""What stands behind each entry of a new file, commented out."""


def arguments(parser: Parser) -> None:
    parser.flag("--show", action="store_true", help="cli.opt-show")
    parser.flag("--keys", without=["--show"], action="store_true", help="cli.opt-keys")
    parser.flag("--path", without=["--show", "--keys"], action="store_true", help="cli.opt-path")


def run(options: Options, console: Console) -> int:
    """Returns 0; 1 with `--show` where something is wrong; 2 where it cannot be made or opened."""
    path = Path(settings_path(console.env))
    if options.path:
        console.out(harmless(str(path)))
        return 0
    if options.show:
        return _show(path, console)
    if options.keys:
        return _list_keys(path, console)
    return _edit(path, console)


def _show(path: Path, console: Console) -> int:
    settings, troubles = _read(path, console)
    console.out(f"# {harmless(str(path))}")
    for entry in READERS:
        value = getattr(settings, entry)
        # None stands for what a broken file does not tell.
        if value is not None and value != getattr(Settings(), entry):
            console.out_json({entry: value})
    return 1 if troubles else 0


def _list_keys(path: Path, console: Console) -> int:
    from tui.keyboard import remapped

    keyboard, troubles = remapped(console.settings.keys, console.settings.key_lines)
    for trouble in troubles:
        console.warn(settings_line(trouble, path, console.text))
    for key in keyboard.keys:
        console.out(f"{key.id}: {' '.join(key.keys)}  # {console.text(key.description)}")
    return 0


def _edit(path: Path, console: Console) -> int:
    from index import write_private
    from tui.cli.editing import edited

    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            # `Path.resolve` raises where a link leads back to itself.
            write_private(Path(os.path.realpath(path)), default(console.text).encode())
            console.say("cli.config-made", path=harmless(str(path)))
        text = path.read_text("utf-8", "replace")
    except OSError as error:
        detail = reason(error, console.text)
        console.complain(console.text("cli.config-cannot", path=harmless(str(path)), detail=detail))
        return 2
    if not edited(path, text, console):
        return 2
    _read(path, console)
    return 0


def _read(path: Path, console: Console) -> tuple[Settings, tuple[Trouble, ...]]:
    """The settings in the file, with the keys that could be had, and all that is wrong with them and with the
    variables that take precedence, which is told."""
    from tui.keyboard import USUAL, remapped

    settings, troubles = read(path)
    keyboard, refused = remapped(settings.keys, settings.key_lines)
    troubles += (*refused, *amiss(console.env))
    for trouble in troubles:
        console.warn(settings_line(trouble, path, console.text))
    keys = {key.id: key.keys for key in keyboard.keys if key not in USUAL.keys and key.id in settings.keys}
    return replace(settings, keys=keys), troubles


def default(say: Catalog) -> str:
    """The file that is made: every entry with what it means, and nothing that holds."""
    lines = [f"# {say('config.head')}"]
    for entry in READERS:
        # The message names fields in braces, which are not to be filled in.
        example = EXAMPLES[entry]
        gap = "" if example.startswith("\n") else " "
        lines += ["", f"# {say.messages[f'config.{entry}']}", f"# {entry}:{gap}{example}"]
    return "\n".join(lines) + "\n"
