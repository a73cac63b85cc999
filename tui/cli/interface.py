"""`xunju [FOLDER…]`: open the interface."""

from __future__ import annotations

from tui.cli.console import Console
from tui.cli.folders import NoFoldersError, existing, last, samples
from tui.cli.parser import Options, Parser


def arguments(parser: Parser) -> None:
    parser.flag("--samples", action="store_true", help="cli.opt-samples")
    parser.words()


def run(options: Options, console: Console) -> int:
    """Returns the interface's exit status, or 2 where it cannot be opened."""
    try:
        roots = existing(options.words, console.text)
    except NoFoldersError as error:
        console.complain(str(error))
        return 2
    if options.samples:
        sample = samples()
        if sample is None:
            console.complain(console.text("cli.no-samples"))
            return 2
        roots.append(sample)
    roots = roots or last(options.home)
    if not console.interactive:
        if roots:
            console.complain(console.text("cli.no-terminal"))
        else:
            console.say("cli.no-folders")
        return 2
    from tui.terminal import prepare_environment

    prepare_environment()
    prompt = console.prompt
    if not roots:
        from tui.welcome import ask

        if prompt is not None:
            prompt.close()
            prompt = None
        folder = ask(console.text, samples())
        if folder is None:
            return 0
        roots = [folder]
    from tui.app import run as open_interface

    return open_interface(roots, options.home, console.text.language, prompt)
