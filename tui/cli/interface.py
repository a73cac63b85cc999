"""`xunju [FOLDER…]`: open the interface. With `--pick` it is a way to choose, and prints what was chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.commands import PICK
from tui.cli.console import Console
from tui.cli.folders import away, existing, samples, usual
from tui.cli.parser import COMMAND, FOLDER, Options, Parser
from tui.cli.paths import visible

if TYPE_CHECKING:
    from tui.prompt import Prompt

CANCELLED = 130
"""Exit status where nothing was picked."""


def arguments(parser: Parser) -> None:
    parser.flag("--samples", action="store_true", help="cli.opt-samples")
    parser.flag(PICK, action="store_true", help="cli.opt-pick")
    parser.flag("--format", within=PICK, metavar="cli.format", help="cli.opt-format")
    parser.flag("--multi", within=PICK, action="store_true", help="cli.opt-multi")
    parser.ending(within=PICK)
    parser.words(COMMAND, FOLDER)


def run(options: Options, console: Console) -> int:
    """Returns the interface's exit status, or 2 where it cannot be opened."""
    if console.env.get("TERM") == "dumb":
        console.complain(console.text("cli.dumb-terminal"))
        return 2
    words = list(options.words)
    query = words.pop(0) if options.pick and words else ""
    roots = existing(words, console)
    if roots is None:
        return 2
    if options.samples:
        sample = samples()
        if sample is None:
            console.complain(console.text("cli.no-samples"))
            return 2
        roots.append(sample)
    told = [] if roots else away(options, console)
    roots = roots or usual(options, console)
    if options.pick:
        return _pick(query, roots, told, options, console)
    if not console.interactive:
        console.complain(*told)
        if roots:
            console.complain(console.text("cli.no-terminal"))
        else:
            console.say("cli.no-folders")
        return 2
    return _open(roots, told, options, console)


def _open(roots: list[Path], told: list[str], options: Options, console: Console) -> int:
    """Open the interface, where there are no folders to open after one was asked for; `told` is what there is
    to tell of them."""
    from tui.terminal import prepare_environment

    prepare_environment()
    prompt: Prompt | None = console.prompt
    if not roots:
        from tui.keyboard import remapped
        from tui.welcome import ask

        if prompt is not None:
            prompt.close()
            prompt = None
        folder = ask(console.text, samples(), told, remapped(console.settings.keys)[0])
        if folder is None:
            return 0
        roots, told = [folder], []
    from tui.program import run as open_interface

    settings, troubles = console.settings, [*console.settings_troubles(), *told]
    return open_interface(roots, options.home, console.text.language, settings, troubles, prompt)


def _pick(query: str, roots: list[Path], told: list[str], options: Options, console: Console) -> int:
    """Let hits be chosen on the terminal, whatever the standard streams are, and print them."""
    from tui.cli.forms import known_form
    from tui.forms import Form
    from tui.picking import Picking
    from tui.terminal import has_terminal, prepare_environment

    if not known_form(options.format, console):
        return 2
    if not roots:
        console.complain(*told)
        command = f"--pick {console.text('cli.query')}"
        console.complain(console.text("cli.no-folders-command", command=command))
        return 2
    if not has_terminal():
        console.complain(console.text("cli.no-terminal"))
        return 2
    prepare_environment()
    from tui.program import run as open_interface

    picking = Picking(options.format or Form.QUOTE, options.multi)
    settings, troubles = console.settings, [*console.settings_troubles(), *told]
    status = open_interface(
        roots, options.home, console.text.language, settings, troubles, picking=picking, typed=query
    )
    if status or not picking.done:
        return status or CANCELLED
    printed = picking.printed(options.end)
    if console.output.isatty():
        # A program gets the name of a file as it is; a terminal might obey what is in it.
        printed = "\n".join(map(visible, printed.split("\n")))
    console.out(printed, options.end)
    return 0
