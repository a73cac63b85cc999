"""A file of the user's own in the user's editor, for commands that hold one."""

from __future__ import annotations

from pathlib import Path

from tui.actions.editor import Opening, open_in_editor
from tui.actions.location import location
from tui.cli.console import Console


def edited(path: Path, text: str, console: Console) -> bool:
    """Open a file that holds this text; False where that failed, which has been said."""
    where = location(path, text, 0)
    opened = open_in_editor(where, console.env)
    if opened.result is not Opening.OPENED:
        console.complain(opened.notice(console.text, where))
        return False
    return True
