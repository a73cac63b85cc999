"""A Textual driver that talks to the controlling terminal itself.

The rule: standard input and output belong to the caller, so a pipe on them never becomes keys or hides the
screen; and the thread that reads keys is woken, not waited for, when the terminal is handed over.

It leans on a few private names of `LinuxDriver`; the test on a real pseudo-terminal guards them.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual import _xterm_parser, constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

IDLE = 0.1
"""Seconds between looks at the parser's clock while no key arrives."""

ESCAPE_MARGIN = 0.002
"""Seconds beyond the escape delay after which a lone Esc is certain."""


LONGEST_SEQUENCE = 4096
"""Characters of one escape sequence. With the kitty protocol an input method's whole sentence is one."""


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
        self.fileno = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
        self.input_tty = True
        # The terminal outlives the file object: the writer thread may still hold it while the driver closes.
        self._file = open(self.fileno, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        self._bell, self._rope = os.pipe()
        os.set_blocking(self._bell, False)

    def _get_terminal_size(self) -> tuple[int, int]:
        columns, rows = os.get_terminal_size(self.fileno)
        return columns or 80, rows or 25

    def disable_input(self) -> None:
        os.write(self._rope, b".")
        super().disable_input()

    def start_application_mode(self) -> None:
        # Input may have been disabled twice; a ring left over would end the new key thread.
        self._silence()
        super().start_application_mode()  # type: ignore[no-untyped-call]

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
        escaping = False
        while not self.exit_event.is_set():
            ready = selector.select(constants.ESCAPE_DELAY + ESCAPE_MARGIN if escaping else IDLE)
            escaping = False
            for key, _ in ready:
                if key.fd == self._bell:
                    self._silence()
                    return
                data = os.read(self.fileno, 4096)
                if not data:
                    return
                text = decode(data)
                escaping = text.endswith("\x1b")
                for event in parser.feed(text):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)

    def _silence(self) -> None:
        try:
            os.read(self._bell, 64)
        except BlockingIOError:
            return
