"""The two streams a command writes to, and what the user's environment says about them.

The rule: standard output carries answers, standard error everything else; a file name goes out as the bytes
it has on disk; and nothing from a document goes out as a terminal control.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from tui.i18n import Catalog, catalog_for, preferred_language
from tui.settings import Settings

if TYPE_CHECKING:
    from tui.prompt import Prompt
    from tui.troubles import Trouble

COLOURS = {"path": "35", "number": "32", "match": "1;31"}
"""Colours of an answer's parts, as select graphic rendition codes."""


class Console:
    """Where a command writes, in the user's language."""

    def __init__(
        self,
        text: Catalog,
        env: Mapping[str, str],
        output: TextIO,
        errors: TextIO,
        prompt: Prompt | None = None,
    ) -> None:
        self.settings = Settings()
        self._troubles: Sequence[Trouble] = ()
        self.prompt = prompt
        """The query box that is on the screen already; it goes before anything is written."""
        self.text = text
        self.env = env
        self.output = output
        self.errors = errors
        self.colour = output.isatty() and not env.get("NO_COLOR") and env.get("TERM") != "dumb"

    @classmethod
    def standard(cls, env: Mapping[str, str], prompt: Prompt | None = None) -> Console:
        """The process's own streams."""
        text = catalog_for(preferred_language(env))
        return cls(text, env, sys.stdout or _nowhere(), sys.stderr or _nowhere(), prompt)

    def take_settings(self, settings: Settings, troubles: Sequence[Trouble]) -> None:
        """Go by these settings; what is wrong with them is still to be told."""
        self.settings, self._troubles = settings, troubles

    def settings_troubles(self) -> list[str]:
        """A sentence for each thing that is wrong in the settings, each told once."""
        from pathlib import Path

        from tui.i18n.trouble import settings_line
        from tui.paths import settings_path

        troubles, self._troubles = self._troubles, ()
        return [settings_line(one, Path(settings_path(self.env)), self.text) for one in troubles]

    @property
    def columns(self) -> int:
        """Cells in a row of the terminal; where there is none, `$COLUMNS`, else 80."""
        for stream in (self.errors, self.output):
            with suppress(OSError, ValueError):
                return os.get_terminal_size(stream.fileno()).columns or 80
        columns = self.env.get("COLUMNS", "")
        return int(columns) if columns.isdecimal() and int(columns) else 80

    @property
    def interactive(self) -> bool:
        """Whether both standard input and output are a terminal."""
        return sys.stdin is not None and sys.stdin.isatty() and self.output.isatty()

    @property
    def given(self) -> Iterable[bytes]:
        """The lines of standard input, as they come; none where it is closed."""
        return sys.stdin.buffer if sys.stdin is not None else ()

    def out(self, line: str, end: str = "\n") -> None:
        """One line of an answer, or what has another end. Raises BrokenPipeError where nobody reads it,
        OSError where it cannot be written."""
        self._clear()
        with self._answering():
            _write(self.output, line + end)

    def out_json(self, value: object) -> None:
        """One JSON object on a line of its own. What a terminal might obey is escaped in it, and so are lone
        surrogates: it stays UTF-8, and says the same."""
        import json

        from tui.cells import escaped

        line = escaped(json.dumps(value, ensure_ascii=False, default=str))
        data = line.encode("utf-8") + b"\n"
        if (buffer := getattr(self.output, "buffer", None)) is None:
            self.output.write(data.decode("utf-8"))
            return
        with self._answering():
            self.output.flush()
            buffer.write(data)

    def warn(self, line: str) -> None:
        """One line beside the answer; lost where standard error is closed."""
        self._clear()
        with suppress(OSError, ValueError):
            _write(self.errors, line + "\n")
            self.errors.flush()

    def say(self, key: str, **values: object) -> None:
        """A message beside the answer."""
        self.warn(self.text(key, **values))

    def complain(self, *messages: str) -> None:
        """What went wrong, each after the program's name."""
        for message in messages:
            self.warn(self.text("cli.error", message=message))

    def paint(self, text: str, role: str) -> str:
        """The text in the colour of its role, where colours are wanted."""
        return f"\x1b[{COLOURS[role]}m{text}\x1b[0m" if self.colour else text

    def flush(self) -> None:
        """Send what was written on its way. Raises BrokenPipeError, OSError."""
        with self._answering():
            self.output.flush()

    def end(self) -> None:
        """Send what is left of the output on its way, or nowhere: Python would complain once more at its end
        where it cannot be written."""
        try:
            self.output.flush()
        except OSError:
            self.close()

    def close(self) -> None:
        """Let what is left of the output go nowhere."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.output.fileno())
            os.close(nowhere)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """What goes wrong meanwhile is about standard output."""
        try:
            yield
        except OSError as error:
            raise OSError(error.errno, error.strerror, self.text("cli.standard-output")) from error

    def _clear(self) -> None:
        if self.prompt is not None:
            self.prompt.close()


def _nowhere() -> TextIO:
    """In place of a stream that was closed before the program began."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123


def _write(stream: TextIO, text: str) -> None:
    """Write text that may hold bytes of a file name (lone surrogates) or characters beyond the encoding."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        data = b"".join(_encoded(character, encoding) for character in text)
        if (buffer := getattr(stream, "buffer", None)) is None:
            stream.write(data.decode(encoding, "replace"))
            return
        stream.flush()
        buffer.write(data)
        return
    stream.write(text)


def _encoded(character: str, encoding: str) -> bytes:
    try:
        return character.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return character.encode(encoding, "replace")
