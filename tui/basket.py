"""The basket: quotations gathered across searches, in a Markdown file of one's own.

The rule: it is a text like any other. What is put in goes to its end at once and is safe from then on; it is
read, put in another order, commented and taken out with an editor, and nothing else ever changes it.
"""

from __future__ import annotations

from pathlib import Path

from tui.locking import locked, write_all

NAME = "basket.md"


class Basket:
    """The file of one folder; without a folder nothing can be put in."""

    def __init__(self, folder: Path | None = None) -> None:
        self.path = folder / NAME if folder is not None else None

    def text(self) -> str:
        """What is in it; empty where there is nothing yet. Raises OSError."""
        try:
            return self.path.read_text("utf-8", "replace") if self.path is not None else ""
        except FileNotFoundError:
            return ""

    def add(self, quotation: str) -> bool:
        """Put a quotation at the end, apart from what is before it by an empty line; several programs may do
        so at once. False where it is in there already, word for word. Raises OSError."""
        # As it will be read again: what is no text stands as a question mark.
        made = quotation.strip("\n").encode("utf-8", "replace").decode("utf-8")
        if self.path is None:
            raise FileNotFoundError
        with locked(self.path) as file:
            before = self.path.read_text("utf-8", "replace")
            if f"\n\n{made}\n\n" in "\n\n" + before.strip("\n") + "\n\n":
                return False
            ends = len(before) - len(before.rstrip("\n"))
            gap = "\n" * max(0, 2 - ends) if before else ""
            write_all(file, f"{gap}{made}\n")
        return True

    def clear(self) -> None:
        """Empty it. Raises OSError."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
