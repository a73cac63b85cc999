"""The settings: one YAML file, every entry of which may be left out.

The rule: what is wrong costs that alone. It is reported with its line, and passed over. What the
environment can say as well is handed to the environment, where it holds unless it is said there already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from errno import errorcode
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from yaml import Node

    from index import Lexicon

LARGEST = 1 << 20
"""Bytes of a file that is taken for settings."""

_NONE: Mapping[str, Any] = MappingProxyType({})
_ON, _OFF = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})
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


class Trouble(NamedTuple):
    """One thing that is wrong, and passed over."""

    code: str
    """A stable name: `unknown`, `twice`, `language`, `theme`, `text`, `list`, `number`, `bytes`, `mapping`,
    `switch`, `folder`, `editor`, `template-field`, `template-brackets`, `template-name`, `word`,
    `words-file`, `synonyms`, `key-…`; `unreadable`, `encoding`, `size`, `yaml` for the whole file; `variable`
    for one of the environment."""
    key: str = ""
    line: int = 0
    """From 1; 0 where it is about the whole file."""
    detail: str = ""
    """What stands there, what may stand there, or of `unreadable` the name of the system's error."""
    holder: str = ""
    """The command that a key belongs to."""


class _WrongError(Exception):
    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def read(path: Path) -> tuple[Settings, tuple[Trouble, ...]]:
    """The settings in a file, and what is wrong in it. A file that is not there is all defaults."""
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

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        return UNTOLD, (Trouble("yaml", line=line, detail=getattr(error, "problem", "") or ""),)
    if root is None:
        return Settings(), ()
    if not isinstance(root, yaml.MappingNode):
        return UNTOLD, (Trouble("mapping", line=1),)
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    troubles: list[Trouble] = []
    for key, node, line in _entries(root, troubles):
        lines[key] = line
        if key not in _READERS:
            troubles.append(Trouble("unknown", key, line, nearest(key, _READERS)))
            continue
        if _is_null(node):
            continue
        try:
            values[key] = _READERS[key](node, troubles)
            if key == "keys":
                values["key_lines"] = {command: place for command, _, place in _entries(node, [])}
        except _WrongError as wrong:
            troubles.append(Trouble(wrong.code, key, line, wrong.detail))
    return _consistent(Settings(**values), lines, troubles), tuple(troubles)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like one that is not; empty where none is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), 1)), "")


def _consistent(settings: Settings, lines: Mapping[str, int], troubles: list[Trouble]) -> Settings:
    """The settings without the name of a template that there is not."""
    if not settings.template:
        return settings
    if settings.template not in (known := settings.template_names):
        troubles.append(Trouble("template-name", "template", lines["template"], " ".join(known)))
        return replace(settings, template="")
    return settings


def _is_null(node: Node) -> bool:
    return node.tag == "tag:yaml.org,2002:null"


def _text(node: Node, _: list[Trouble]) -> str:
    from yaml import ScalarNode

    if not isinstance(node, ScalarNode):
        raise _WrongError("text")
    return str(node.value)


def _editor(node: Node, troubles: list[Trouble]) -> str:
    from tui.actions.editors import BadCommandError, split

    text = _text(node, troubles)
    try:
        split(text)
    except BadCommandError as error:
        raise _WrongError("editor") from error
    return text


def _one_of(code: str, *allowed: str) -> Callable[[Node, list[Trouble]], str]:
    def read_one(node: Node, troubles: list[Trouble]) -> str:
        text = _text(node, troubles).strip().lower()
        if text not in allowed:
            raise _WrongError(code, text)
        return text

    return read_one


def _texts(node: Node, troubles: list[Trouble]) -> list[tuple[str, int]]:
    """The texts of a list, or the one text, with their lines."""
    from yaml import SequenceNode

    nodes = node.value if isinstance(node, SequenceNode) else [node]
    try:
        return [(_text(one, troubles), one.start_mark.line + 1) for one in nodes]
    except _WrongError as wrong:
        raise _WrongError("list") from wrong


def _folders(node: Node, troubles: list[Trouble]) -> tuple[Path, ...]:
    folders = []
    for text, line in _texts(node, troubles):
        folder = Path(text).expanduser()
        if folder.is_dir():
            folders.append(folder)
        else:
            troubles.append(Trouble("folder", "folders", line, text))
    return tuple(folders)


def _number(low: int, high: int) -> Callable[[Node, list[Trouble]], int]:
    def read_number(node: Node, troubles: list[Trouble]) -> int:
        try:
            number = int(_text(node, troubles).replace("_", ""))
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise _WrongError("number", f"{low}-{high}")
        return number

    return read_number


def _history(node: Node, troubles: list[Trouble]) -> int | None:
    """On, off, or how many."""
    text = _text(node, troubles).strip().lower()
    if text in _ON or text in _OFF:
        return None if text in _ON else 0
    try:
        return _number(0, 100_000)(node, troubles)
    except _WrongError as wrong:
        raise _WrongError("switch") from wrong


def _bytes(node: Node, troubles: list[Trouble]) -> int:
    """The bytes that a size is."""
    from index import byte_count

    if size := byte_count(_text(node, troubles)):
        return size
    raise _WrongError("bytes")


def _entries(node: Node, troubles: list[Trouble], under: str = "") -> list[tuple[str, Node, int]]:
    """The names of a mapping, each once, with their values and lines."""
    from yaml import MappingNode

    if not isinstance(node, MappingNode):
        raise _WrongError("mapping")
    entries: dict[str, tuple[str, Node, int]] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in entries:
            troubles.append(Trouble("twice", under + name, line))
        else:
            entries[name] = name, value, line
    return list(entries.values())


def _keys(node: Node, troubles: list[Trouble]) -> Mapping[str, tuple[str, ...]]:
    keys = {}
    for name, value, line in _entries(node, troubles, "keys."):
        try:
            keys[name] = tuple(key for text, _ in _texts(value, troubles) for key in text.split())
        except _WrongError as wrong:
            troubles.append(Trouble(wrong.code, f"keys.{name}", line))
    return keys


def _templates(node: Node, troubles: list[Trouble]) -> Mapping[str, str]:
    from tui.quoting import TemplateError, checked

    templates = {}
    for name, value, line in _entries(node, troubles, "templates."):
        try:
            text = _text(value, troubles)
            checked(text)
            templates[name] = text
        except _WrongError as wrong:
            troubles.append(Trouble(wrong.code, f"templates.{name}", line))
        except TemplateError as error:
            what, detail = error.args
            troubles.append(Trouble(f"template-{what}", f"templates.{name}", line, detail))
    return templates


def _words(node: Node, troubles: list[Trouble]) -> tuple[str, ...]:
    """Words; in place of one with a slash in it those of that file, the first of each line, as jieba has
    them."""
    words: list[str] = []
    for text, line in _texts(node, troubles):
        if "/" in text:
            words += _listed(Path(text).expanduser(), line, troubles)
        elif _has_word(text):
            words.append(text.strip())
        else:
            troubles.append(Trouble("word", "words", line, text))
    return tuple(dict.fromkeys(words))


def _listed(path: Path, line: int, troubles: list[Trouble]) -> list[str]:
    """The words of a file; what is none in it is passed over, as such files have it."""
    try:
        if path.stat().st_size > LARGEST:
            raise OSError
        rows = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeError):
        troubles.append(Trouble("words-file", "words", line, str(path)))
        return []
    return [fields[0] for row in rows if (fields := row.split(maxsplit=1)) and _has_word(fields[0])]


def _has_word(text: str) -> bool:
    """Whether there are two Han characters in a row in it."""
    return any(_is_han(one) and _is_han(other) for one, other in pairwise(text))


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def _synonyms(node: Node, troubles: list[Trouble]) -> tuple[tuple[str, ...], ...]:
    """Groups, each a list of names or one text of words."""
    from yaml import SequenceNode

    if not isinstance(node, SequenceNode):
        raise _WrongError("list")
    groups = []
    for one in node.value:
        try:
            names = [text for text, _ in _texts(one, troubles)]
        except _WrongError:
            names = []
        if not isinstance(one, SequenceNode):
            names = names[0].translate(_COMMAS).split() if names else []
        names = list(dict.fromkeys(name.strip() for name in names if name.strip()))
        if len(names) > 1:
            groups.append(tuple(names))
        else:
            troubles.append(Trouble("synonyms", "synonyms", one.start_mark.line + 1, " ".join(names)))
    return tuple(groups)


_COMMAS = str.maketrans("、，,；;", "     ")

_READERS: Mapping[str, Callable[[Any, list[Trouble]], Any]] = {
    "language": _one_of("language", "zh", "en"),
    "theme": _one_of("theme", "light", "dark"),
    "folders": _folders,
    "editor": _editor,
    "snippet": _number(1, 6),
    "history": _history,
    "keys": _keys,
    "template": _text,
    "templates": _templates,
    "size_limit": _bytes,
    "words": _words,
    "synonyms": _synonyms,
}
"""The entries there are, in the order of the file that is made."""

ENTRIES = tuple(_READERS)
