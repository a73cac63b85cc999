"""The command line. Each command is one module with `arguments(parser)` and `run(options, console)`.

The rule: nothing heavy is imported before it is known to be wanted; before the interface, even what reads
the command line comes after the first thing on the screen.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

INTERRUPTED = 130
"""The exit status of what Ctrl+C has stopped."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.prompt import Prompt
    from tui.settings import Settings
    from tui.troubles import Trouble

    Loaded = tuple[Settings, tuple[Trouble, ...]]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status: 0 done or found, 1 nothing found, 2 trouble, 130 stopped."""
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        return INTERRUPTED  # Nothing that could say so is loaded yet.


def _run(words: Sequence[str]) -> int:
    loaded = _load_settings()
    # Hardly anything that is made while modules are loaded is garbage, and none of it is worth looking for at
    # the end of the process.
    gc.disable()
    atexit.register(gc.freeze)
    prompt = _prompt(words, os.environ)
    try:
        from tui.cli.dispatch import run

        return run(words, prompt, loaded)
    finally:
        if prompt is not None:
            prompt.close()
        gc.unfreeze()
        gc.enable()


def _load_settings() -> Loaded | None:
    """The settings and what is wrong with them, if there is a file; the environment gets what it can say."""
    from tui.paths import settings_path

    path = settings_path(os.environ)
    if not os.path.exists(path):  # noqa: PTH110
        return None
    from pathlib import Path

    from tui.settings import read

    settings, troubles = read(Path(path))
    for name, value in settings.environment().items():
        os.environ.setdefault(name, value)
    return settings, troubles


def _prompt(words: Sequence[str], env: Mapping[str, str]) -> Prompt | None:
    """The query box of an interface that is about to open; None where there is none, or no place for it."""
    from tui.cli.commands import opens_interface

    if env.get("TERM") == "dumb" or not opens_interface(words):
        return None
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        return None
    from tui.i18n import catalog_for, preferred_language
    from tui.prompt import Prompt
    from tui.terminal import HeldTerminal

    text = catalog_for(preferred_language(env))
    try:
        return Prompt(HeldTerminal(), text("ui.prompt"), text("query.placeholder"), env)
    except OSError:
        return None
