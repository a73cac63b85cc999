"""The line that is typed before the interface is there: bytes of the terminal in, a text out.

The rule: every byte ends in exactly one place. What this line understands becomes its text; the first thing
that it does not, and everything after it, is the rest, and goes on to the interface as it came. So is what
is only half received. Edits are those of the interface's own query box.
"""

from __future__ import annotations

ESCAPE = b"\x1b"
PASTE, PASTED = b"\x1b[200~", b"\x1b[201~"
"""What a terminal sends around a pasted text."""

_UNWANTED = {**dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))), ord("\t"): " "}
"""Control characters, and what comes in their place."""

_BACKSPACE = (b"\x7f", b"\x08")
_CLEAR = b"\x15"
_DELETE_WORD = b"\x17"
_BREAKS = b"\r\n\t"
_STOP, _QUIT = b"\x03", b"\x11"


def one_line(text: str) -> str:
    """A pasted text as one line: tabs and the breaks between its lines are blanks, other control characters
    are left out."""
    return " ".join(filter(str.strip, text.splitlines())).translate(_UNWANTED)


class Line:
    """A text, the cursor at its end."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.rest = b""
        """What was received and is not in the text."""

    def feed(self, data: bytes) -> bool:
        """Take over what was typed. Returns whether it asks to leave the program."""
        self.rest += data
        while size := self._take():
            self.rest = self.rest[size:]
        return self.rest.startswith(_QUIT) or (_STOP in self.rest and PASTE not in self.rest)

    @property
    def escaping(self) -> bool:
        """Whether the last thing received is an Esc that may begin a sequence."""
        return self.rest == ESCAPE

    def escape(self) -> bool:
        """The Esc was a key: one step out. Returns whether that leaves the program."""
        leaving = not self.text
        self.text, self.rest = "", b""
        return leaving

    def _take(self) -> int:
        """How many of the next bytes were understood; 0 where they were not, or not yet."""
        first = self.rest[:1]
        if not first:
            return 0
        if first in _BACKSPACE:
            self.text = self.text[:-1]
        elif first == _CLEAR:
            self.text = ""
        elif first == _DELETE_WORD:
            self.text = self.text[: _word_start(self.text)]
        elif first == ESCAPE:
            return self._paste()
        elif first in _BREAKS:
            return self._break()
        else:
            character = _character(self.rest)
            self.text += character
            return len(character.encode())
        return 1

    def _break(self) -> int:
        """What parts lines or words that were pasted before the terminal knew that it is to mark them."""
        behind = self.rest.lstrip(_BREAKS)
        if not _character(behind):
            return 0
        self.text += " " if self.text else ""
        return len(self.rest) - len(behind)

    def _paste(self) -> int:
        """A pasted text."""
        end = self.rest.find(PASTED)
        if not self.rest.startswith(PASTE) or end < 0:
            return 0
        text = one_line(self.rest[len(PASTE) : end].decode("utf-8", "replace"))
        if not text.isprintable():
            return 0
        self.text += text
        return end + len(PASTED)


def _character(data: bytes) -> str:
    """The printable character that some bytes begin with; empty where there is none, or not yet."""
    try:
        character = data[: _sequence_size(data[0])].decode("utf-8") if data else ""
    except UnicodeDecodeError:
        return ""
    return character if character.isprintable() else ""


def _sequence_size(first: int) -> int:
    """Bytes of the UTF-8 sequence that a byte begins."""
    return 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def _word_start(text: str) -> int:
    """Where the last word begins: a letter after what is none."""
    for place in range(len(text) - 1, 0, -1):
        if _in_word(text[place]) and not _in_word(text[place - 1]):
            return place
    return 0


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
