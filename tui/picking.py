"""Picking: the interface as a way to choose, whose choice is printed for whoever called.

The rule: the terminal belongs to the interface, and standard output to the caller. What is picked is printed
once the terminal is given back; where nothing was picked, nothing is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.forms import Form, parting


@dataclass(slots=True)
class Picking:
    """What is wanted, and what has been chosen so far."""

    form: str = Form.QUOTE
    """One of `Form`, or the name of a template of quotations."""
    several: bool = False
    marked: dict[tuple[str, int], str] = field(default_factory=dict)
    """What was marked, by document and offset, in the order marked."""
    done: bool = False
    """Whether the choice is made."""

    def mark(self, document: str, offset: int, text: str) -> None:
        """Mark a place, or no longer."""
        if self.marked.pop((document, offset), None) is None:
            self.marked[document, offset] = text

    def finish(self, document: str, offset: int, text: str) -> None:
        """The choice is what is marked, else this place."""
        if not self.marked:
            self.mark(document, offset, text)
        self.done = True

    def printed(self, end: str) -> str:
        """What the caller gets, with `end` between the places but not behind the last; paths once each."""
        texts = [text.rstrip("\n") for text in self.marked.values()] if self.done else []
        if self.form == Form.PATH:
            texts = list(dict.fromkeys(texts))
        return (end + parting(self.form, end)).join(texts)
