"""The settings: one YAML file, every entry of which may be left out.

The rule: what is wrong costs that alone. It is reported with its line, and passed over. What the
environment can say as well is handed to the environment, where it holds unless it is said there already.
How entries are read is loaded where there is a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from errno import errorcode
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tui.troubles import Trouble, nearest

if TYPE_CHECKING:
    from yaml import YAMLError

    from index import Lexicon

_NONE: Mapping[str, Any] = MappingProxyType({})
_VARIABLES = {
    "language": "XUNJU_LANG",
    "theme": "XUNJU_THEME",
    "editor": "XUNJU_EDITOR",
    "size_limit": "XUNJU_MAX_BYTES",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has settled; what is empty is left to the program."""

    language: str = ""
    """`zh` or `en`."""
    theme: str = ""
    """`light` or `dark`."""
    folders: tuple[Path, ...] = ()
    """What `xunju` alone opens."""
    editor: str = ""
    """As in `XUNJU_EDITOR`."""
    snippet: int = 0
    """Lines a hit takes; 0 leaves it to the room there is."""
    history: int | None = None
    """How many queries are remembered; 0 for none, None for as many as usual."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE)
    """Keys by the id of what they do."""
    key_lines: Mapping[str, int] = field(default_factory=lambda: _NONE, compare=False)
    """Where in the file the keys of each command stand."""
    template: str = ""
    """The name of the template that quotations are made by first."""
    templates: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """Templates of the user's own, by name."""
    size_limit: int = 0
    """Bytes of the largest file that is read; 0 for the usual limit."""
    words: tuple[str, ...] | None = ()
    """Names and terms that are words of their own; None where the file does not tell, being broken."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that are asked for together."""

    @property
    def lexicon(self) -> Lexicon:
        """What the engine is told of the language."""
        from index import Lexicon

        return Lexicon(self.words, self.synonyms)

    @property
    def template_names(self) -> list[str]:
        """The names of all templates, each once, the user's own last."""
        from tui.quoting import TEMPLATES

        return list(dict.fromkeys([*TEMPLATES, *self.templates]))

    def environment(self) -> dict[str, str]:
        """The environment variables that say the same."""
        return {name: str(value) for key, name in _VARIABLES.items() if (value := getattr(self, key))}


UNTOLD = Settings(words=None)
"""Those of a file that cannot be read. An index is not made anew for a bracket that is missing."""


def read(path: Path) -> tuple[Settings, tuple[Trouble, ...]]:
    """The settings in a file, and what is wrong in it. A file that is not there is all defaults."""
    from tui.entries import LARGEST

    try:
        if path.stat().st_size > LARGEST:
            return UNTOLD, (Trouble("size", detail=f"{LARGEST:,}"),)
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Settings(), ()
    except UnicodeError:
        return UNTOLD, (Trouble("encoding"),)
    except OSError as error:
        return UNTOLD, (Trouble("unreadable", detail=errorcode.get(error.errno or 0, "")),)
    return parse(text)


def parse(text: str) -> tuple[Settings, tuple[Trouble, ...]]:
    """The settings in a text, and what is wrong in it."""
    import yaml

    from tui.entries import READERS, WrongError, entries, is_null

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        detail = getattr(error, "problem", "") or ""
        return UNTOLD, (Trouble("yaml", line=_line_of(error, text), detail=detail),)
    if root is None:
        return Settings(), ()
    if not isinstance(root, yaml.MappingNode):
        return UNTOLD, (Trouble("mapping", line=1),)
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    troubles: list[Trouble] = []
    for key, node, line in entries(root, troubles):
        lines[key] = line
        if key not in READERS:
            troubles.append(Trouble("unknown", key, line, nearest(key, READERS)))
            continue
        if is_null(node):
            continue
        try:
            values[key] = READERS[key](node, troubles)
            if key == "keys":
                values["key_lines"] = {command: place for command, _, place in entries(node, [])}
        except WrongError as wrong:
            troubles.append(Trouble(wrong.code, key, line, wrong.detail))
    return _consistent(Settings(**values), lines, troubles), tuple(troubles)


def _line_of(error: YAMLError, text: str) -> int:
    """Where a text is no YAML: the line where that is noticed, or where something begins that never ends; 0
    where it is not known."""
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    if begun is not None and (mark is None or mark.index >= len(text.rstrip())):
        mark = begun
    return mark.line + 1 if mark is not None else 0


def _consistent(settings: Settings, lines: Mapping[str, int], troubles: list[Trouble]) -> Settings:
    """The settings without the name of a template that there is not."""
    if not settings.template:
        return settings
    if settings.template not in (known := settings.template_names):
        troubles.append(Trouble("template-name", "template", lines["template"], " ".join(known)))
        return replace(settings, template="")
    return settings
