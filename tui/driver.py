"""A Textual driver that talks to the controlling terminal itself.

The rule: standard input and output belong to the caller, so a pipe on them never becomes keys or hides the
screen; the thread that reads keys is woken, not waited for, when the terminal is handed over; and a terminal
that has gone is a request to end, never an error.

It leans on a few private names of `LinuxDriver`; the test on a real pseudo-terminal guards them.
"""

from __future__ import annotations

import os
import re
import select
import selectors
import signal
from codecs import getincrementaldecoder
from io import BufferedWriter, FileIO, TextIOWrapper
from string import ascii_lowercase, digits, punctuation
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual import _xterm_parser, constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste
from textual.keys import Keys, _character_to_key
from textual.message import Message

from tui import line
from tui.cells import seen
from tui.terminal import has_terminal, open_terminal

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer
    from textual.app import App

    from tui.prompt import Prompt

IDLE = 0.1
"""Seconds between looks at the parser's clock while no key arrives."""

ESCAPE_MARGIN = 0.002
"""Seconds beyond the escape delay after which a lone Esc is certain."""


ALTERNATE_SCREEN, HIDE_CURSOR = "\x1b[?1049h", "\x1b[?25l"
MOVE = ";1H"
"""What every frame begins its rows with."""

PASTE, PASTED = line.PASTE.decode(), line.PASTED.decode()

AT_ONCE = 64
"""Characters that nobody types at once: where the terminal does not say so, they are pasted all the same,
unless all are one, of a key that is held down while the line is slow."""

GOES_ON = 0.01
"""Seconds between two parts of such a text, at most."""

_MUCH = re.compile(rf"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]{{{AT_ONCE},}}")
"""Much text; the breaks at its end are keys."""

LONGEST_SEQUENCE = 4096
"""Characters of one escape sequence. With the kitty protocol an input method's whole sentence is one."""


class _Named(NamedTuple):
    """A key as the parser's table has them."""

    value: str


_INTRODUCERS = frozenset("[]\\^_")
"""Marks that begin or end what a terminal says itself."""


def _mend_alt(table: dict[str, object]) -> None:
    """Let Alt be told from Esc: the table takes Esc and a digit or a mark for what Option writes with it on a
    Mac, and Alt with an arrow for Esc and then the arrow, where keys are not reported by the kitty protocol.
    It has no Alt with a letter: with another such key right behind, as slow lines bring it, that is text."""
    for key in sorted({*digits, *punctuation} - _INTRODUCERS):
        table[f"\x1b{key}"] = (_Named(f"alt+{_character_to_key(key)}"),)
    for key in ascii_lowercase:
        table.setdefault(f"\x1b{key}", (_Named(f"alt+{key}"),))
    for sequence, keys in table.items():
        match keys:
            case (Keys.Escape, Keys() as key):
                table[sequence] = (_Named(f"alt+{key.value}"),)


_mend_alt(cast(dict[str, object], ANSI_SEQUENCES_KEYS))
cast(dict[str, object], ANSI_SEQUENCES_KEYS)["\u3000"] = (_Named("space"),)
"""The space of an input method is that key."""


class _Canvas(FileIO):
    """What is drawn on: on a terminal that has gone, everything is drawn in vain."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError:
            return len(memoryview(data).cast("B"))


class TtyDriver(LinuxDriver):
    """Draws on and reads from `/dev/tty`. Raises OSError where there is none."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.fileno = open_terminal()
        self.input_tty = True
        # The terminal outlives the file object: the writer thread may still hold it while the driver closes.
        canvas = BufferedWriter(_Canvas(self.fileno, "w", closefd=False))
        self._file = TextIOWrapper(canvas, encoding="utf-8", errors="replace")
        self._bell, self._rope = os.pipe()
        os.set_blocking(self._bell, False)
        self._prompt: Prompt | None = getattr(app, "prompt", None)
        """What holds the terminal until this driver does."""
        self._typed = b""
        """Bytes that the prompt has read and left to this driver."""
        self._pasted: str | None = None
        """What has come so far of a pasted text, while one comes."""
        self._withheld: list[str] | None = None
        """What is not sent before the first frame."""

    def _get_terminal_size(self) -> tuple[int, int]:
        try:
            columns, rows = os.get_terminal_size(self.fileno)
        except OSError:
            columns, rows = 0, 0
        return columns or 80, rows or 25

    def disable_input(self) -> None:
        os.write(self._rope, b".")
        super().disable_input()

    def start_application_mode(self) -> None:
        # Input may have been disabled twice; a ring left over would end the new key thread.
        self._silence()
        if self._prompt is None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            return
        self._typed = self._prompt.stop()
        self._withheld = []
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.attrs_before = self._prompt.pass_on()
        self._prompt = None

    def _sigcont_application(self, *_: object) -> None:
        # It comes with a hang-up, too, when there is nothing left to go on with.
        if self._key_thread is None or not os.isatty(self.fileno):
            return
        if self._key_thread.is_alive():
            # Stopped without being asked, it has not let go of a terminal that others have had since.
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def write(self, data: str) -> None:
        # The query box stays on the screen, with the cursor in it, until the first frame is painted over it.
        if self._withheld is not None:
            if self._prompt is not None and data == ALTERNATE_SCREEN:
                return
            if data == HIDE_CURSOR:
                self._withheld.append(data)
                return
            if self._prompt is None and MOVE in data:
                data, self._withheld = "".join([*self._withheld, data]), None
        super().write(seen(data))

    def run_input_thread(self) -> None:
        # Not the default selector: those of macOS fail on the terminal device.
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._bell, selectors.EVENT_READ)
            self._read_keys(selector)

    def _read_keys(self, selector: selectors.BaseSelector) -> None:
        _xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD = LONGEST_SEQUENCE
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        escaping = self._feed(parser, decode(self._typed))
        self._typed = b""
        while not self.exit_event.is_set():
            ready = selector.select(constants.ESCAPE_DELAY + ESCAPE_MARGIN if escaping else IDLE)
            escaping = False
            for key, _ in ready:
                if key.fd == self._bell:
                    self._silence()
                    return
                data = self._read()
                if not data:
                    signal.raise_signal(signal.SIGHUP)
                    return
                escaping = self._feed(parser, decode(data))
            for event in parser.tick():
                self._send(event)

    def _read(self) -> bytes:
        """What was typed, much of it to its end; nothing where the terminal has gone."""
        parts: list[bytes] = []
        try:
            while not parts or (_is_much(parts[-1]) and select.select([self.fileno], [], [], GOES_ON)[0]):
                parts.append(os.read(self.fileno, 4096))
        except OSError:
            return b""
        return b"".join(parts)

    def _feed(self, parser: XTermParser, text: str) -> bool:
        """Send on what the text means. Returns whether an Esc, or Alt and a key, may be the end of it."""
        typed = ""
        while text:
            if self._pasted is None:
                typed, begun, text = text.partition(PASTE)
                much = typed.rstrip("\r\n")
                if len({*much}) > 1 and _MUCH.fullmatch(much):
                    self._send(Paste(much))
                    typed = typed[len(much) :]
                for event in parser.feed(typed) if typed else ():
                    self._send(event)
                self._pasted = "" if begun else None
            else:
                # To the parser an Esc in it would be the beginning of a key.
                pasted, ended, text = (self._pasted + text).partition(PASTED)
                typed, self._pasted = "", None if ended else pasted
                if ended:
                    self._send(Paste(pasted))
        return "\x1b" in typed[-2:]

    def _send(self, event: Message) -> None:
        if isinstance(event, Key) and event.key.startswith("alt+"):
            event.character = None  # else an input box takes it for what is typed
        self.process_message(event)

    def _silence(self) -> None:
        try:
            os.read(self._bell, 64)
        except BlockingIOError:
            return


def _is_much(data: bytes) -> bool:
    """Whether a part of what comes may be one of much text: reports and keys begin with an Esc."""
    return len(data) >= AT_ONCE and b"\x1b" not in data


def driver_class() -> type[TtyDriver] | None:
    """The driver that draws on the controlling terminal; None (Textual's own choice) where there is none."""
    return TtyDriver if has_terminal() else None
